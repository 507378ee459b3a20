"""The steps of publishing a draft and of going back: which one is current, and what comes next."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Step:
    """A step. name: what a person does. what: a sentence about it. heading: of its part of the page."""

    name: str
    what: str
    heading: str


ADD = Step("Add or replace", "Upload a new document, or another edition of one.", "Add or replace")
READING = Step(
    "Check how it was read",
    "Compare each document with the words that were read from it.",
    "How it was read",
)
CHANGES = Step("See what changes", "Compare the old words with the new words.", "What changes")
GATES = Step("Answer the gates", "A closed gate stops the draft until you tick its box.", "The gates")
PUBLISH = Step("Publish", "Say why, then publish.", "Publish")
ASK = Step("Ask for approval", "Say why, then ask a second person to approve it.", "Ask for approval")
APPROVE = Step(
    "Approve and publish", "A second person checks the draft, then approves it.", "Approve and publish"
)
CHOOSE = Step("Choose the build", "Choose the build that should be current again.", "Choose the build")
GO_BACK = Step("Go back", "Say why, then go back.", "Go back")
APPROVE_BACK = Step(
    "Approve and go back", "A second person checks the changes, then approves them.", "Approve and go back"
)
READERS = "readers get the published text from their next question on"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a draft is, or the way back to a build.

    chosen: there is a draft, or a build to go back to. compared: Signpost has read it and compared it with
    the current build. read, seen: the maintainer has checked how it was read, and what changes. closed: the
    number of closed gates that nobody accepted. sent: it waits for approval, or is being published.
    """

    chosen: bool = False
    compared: bool = False
    read: bool = False
    seen: bool = False
    closed: int = 0
    sent: bool = False


@dataclass(frozen=True, slots=True)
class StepLine:
    """Steps in their order. name: for screen readers. current: one of the steps."""

    name: str
    steps: tuple[Step, ...]
    current: Step

    def heading(self, step: Step) -> str:
        """Returns the heading of a step's part of the page, with its number from 1."""
        return f"{self.steps.index(step) + 1} {step.heading}"

    def sentence(self) -> str:
        """Returns what the current step is, and what comes next."""
        after = self.steps[self.steps.index(self.current) + 1 :]
        following = after[0].name[0].lower() + after[0].name[1:] if after else READERS
        return f"{self.current.what} Next: {following}."

    def line(self) -> str:
        """Returns the steps as an HTML list. Those before the current one have a mark and the word "done"."""
        at = self.steps.index(self.current)
        items = (
            _item(number, step, done=number <= at, current=number == at + 1)
            for number, step in enumerate(self.steps, 1)
        )
        return f'<ol class="steps" role="list" aria-label="{escape(self.name)}">{"".join(items)}</ol>'


def publishing(progress: Progress, *, second_person: bool) -> StepLine:
    """Returns the steps of publishing a draft. second_person: whether somebody else must approve."""
    last = (ASK, APPROVE) if second_person else (PUBLISH,)
    return StepLine("Steps to publish", (ADD, READING, CHANGES, GATES, *last), _of_draft(progress, last))


def going_back(progress: Progress, *, second_person: bool) -> StepLine:
    """Returns the steps of going back to an earlier build. Nothing is read anew, and no gate can close."""
    last = (ASK, APPROVE_BACK) if second_person else (GO_BACK,)
    if progress.sent:
        current = last[-1]
    elif not progress.chosen:
        current = CHOOSE
    else:
        current = last[0] if progress.seen else CHANGES
    return StepLine("Steps to go back", (CHOOSE, CHANGES, *last), current)


def _of_draft(progress: Progress, last: tuple[Step, ...]) -> Step:
    if progress.sent:
        return last[-1]
    if not progress.chosen:
        return ADD
    if not (progress.compared and progress.read):
        return READING
    if not progress.seen:
        return CHANGES
    return GATES if progress.closed else last[0]


def _item(number: int, step: Step, *, done: bool, current: bool) -> str:
    mark = '<span aria-hidden="true"> ✓</span><span class="spoken">, done</span>' if done else ""
    state = ' aria-current="step"' if current else ""
    return f'<li{state}>{number} <span class="name">{escape(step.name)}</span>{mark}</li>'
