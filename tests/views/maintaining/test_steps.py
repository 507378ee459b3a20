"""The steps of the page Maintain: which one is current, and what is said of it."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from lxml import html

from views.maintaining.steps import (
    ADD,
    APPROVE,
    APPROVE_BACK,
    ASK,
    CHANGES,
    CHOOSE,
    GATES,
    GO_BACK,
    PUBLISH,
    READING,
    Progress,
    Step,
    StepLine,
    going_back,
    publishing,
)


@pytest.mark.parametrize(
    ("progress", "alone", "second"),
    [
        (Progress(), ADD, ADD),
        (Progress(chosen=True), READING, READING),
        (Progress(chosen=True, compared=True, closed=1), READING, READING),
        # A tick from an earlier review does not count until this one is made.
        (Progress(chosen=True, read=True, seen=True), READING, READING),
        (Progress(chosen=True, compared=True, seen=True), READING, READING),
        (Progress(chosen=True, compared=True, read=True, closed=2), CHANGES, CHANGES),
        (Progress(chosen=True, compared=True, read=True, seen=True, closed=1), GATES, GATES),
        (Progress(chosen=True, compared=True, read=True, seen=True), PUBLISH, ASK),
        (Progress(chosen=True, sent=True), PUBLISH, APPROVE),
    ],
)
def test_the_current_step_of_a_draft(progress: Progress, alone: Step, second: Step) -> None:
    """This test ensures that the first step that is not finished is current, with and without approval."""
    assert publishing(progress, second_person=False).current == alone
    assert publishing(progress, second_person=True).current == second


@pytest.mark.parametrize(
    ("progress", "alone", "second"),
    [
        (Progress(), CHOOSE, CHOOSE),
        (Progress(chosen=True), CHANGES, CHANGES),
        (Progress(chosen=True, seen=True), GO_BACK, ASK),
        (Progress(sent=True), GO_BACK, APPROVE_BACK),
    ],
)
def test_the_current_step_of_going_back(progress: Progress, alone: Step, second: Step) -> None:
    """This test ensures that going back has its own steps, with and without approval."""
    assert going_back(progress, second_person=False).current == alone
    assert going_back(progress, second_person=True).current == second


def test_the_list_names_the_current_step_and_those_that_are_done() -> None:
    """This test ensures that screen readers hear one current step, and "done" at each step before it."""
    line = publishing(Progress(chosen=True, compared=True, read=True), second_person=False)
    found = html.fromstring(line.line())
    assert (found.tag, found.get("aria-label")) == ("ol", "Steps to publish")
    items = [(item.text_content(), item.get("aria-current")) for item in found.iter("li")]
    assert items == [
        ("1 Add or replace ✓, done", None),
        ("2 Check how it was read ✓, done", None),
        ("3 See what changes", "step"),
        ("4 Answer the gates", None),
        ("5 Publish", None),
    ]


@pytest.mark.parametrize("second", [False, True])
@pytest.mark.parametrize("steps_of", [publishing, going_back])
def test_each_step_says_what_comes_next(steps_of: Callable[..., StepLine], second: bool) -> None:
    """This test ensures that each step's sentence names the step after it, and the last what readers get."""
    steps = steps_of(Progress(), second_person=second).steps
    for step, following in pairwise(steps):
        said = StepLine("", steps, step).sentence()
        assert said == f"{step.what} Next: {following.name[0].lower()}{following.name[1:]}."
    last = StepLine("", steps, steps[-1]).sentence()
    assert last.endswith("Next: readers get the published text from their next question on.")


def test_headings_have_the_numbers_of_the_list() -> None:
    """This test ensures that a part of the page and its step have the same number."""
    line = publishing(Progress(), second_person=True)
    assert [line.heading(step) for step in line.steps] == [
        "1 Add or replace",
        "2 How it was read",
        "3 What changes",
        "4 The gates",
        "5 Ask for approval",
        "6 Approve and publish",
    ]
