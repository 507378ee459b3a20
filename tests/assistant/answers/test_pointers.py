"""Pointers to further sources: only registered sources, and links that are in the text."""

from pathlib import Path

import pytest
from parts import assistant_of, publish

from assistant.answers.answer import Answer, Assistant
from assistant.answers.as_json import answer_record
from assistant.answers.as_text import POINTS_TO, answer_text
from assistant.answers.pointers import MOST, Onward, Pointer
from assistant.questions.question import Question
from index.documents import Passage

RULES = """# Lending rules

## 1 Atlases

An atlas is read in the tower room, as the [keeper's handbook](https://library.example/handbook) says.

Whoever wants to borrow an atlas asks the desk for a slip.

The slip goes to the [binder](https://library.example/binder) of torn books.

Requests for [borrowing atlases](https://library.example/requests) are kept for a year.

## 2 Maps

Maps of the coast come from the [archive](https://library.example/archive) in the cellar. They are rolled.

Maps that fade are seen by [a friend](https://elsewhere.example/friend).

## 3 Globes

Globes turn. See the [lamp list](https://library.example/lamps), the [wall list](https://library.example/walls),
the [door list](https://library.example/doors), the [bell list](https://library.example/bells) and the
[roof list](https://library.example/roofs).
"""
LISTS = ("lamps", "walls", "doors", "bells", "roofs")
TITLES = {
    "handbook": "Keeper's handbook",
    "binder": "Binding torn books",
    "requests": "Requests for borrowing an atlas",
    "archive": "Archive of the coast",
    "visits": "School visits to the observatory",
    **{name: f"List of {name}" for name in LISTS},
}


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    """Returns an assistant over one document with links, an unregistered file, and sources without a copy."""
    corpus = tmp_path / "corpus"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "documents/rules.md").write_text(RULES)
    (corpus / "documents/observatory-visits.md").write_text(
        "# Observatory visits for every school\n\nThe dome is cold.\n"
    )
    entries = ['[[source]]\nid = "rules"\ntitle = "Lending rules"\nfile = "documents/rules.md"\n']
    entries += [
        f'[[source]]\nid = "{name}"\ntitle = "{title}"\nurl = "https://library.example/{name}"\n'
        for name, title in TITLES.items()
    ]
    (corpus / "sources.toml").write_text("\n".join(entries))
    publish(corpus, tmp_path / "index")
    return assistant_of(tmp_path / "index")


def near(assistant: Assistant, words: str) -> list[Passage]:
    """Returns the passage that begins with these words."""
    index = assistant.index
    return [p for p in index.passages if index.documents[p.source_id].text[p.start :].startswith(words)]


def pointers(assistant: Assistant, question: str, words: str, quoted: tuple[str, ...] = ()) -> list[Pointer]:
    found = near(assistant, words)
    assert len(found) == 1
    return list(Onward(assistant.index).pointers(Question.of(question), found, quoted))


def ids(found: list[Pointer]) -> list[str]:
    return [pointer.source.id for pointer in found]


def test_a_link_in_a_near_passage_leads_on(assistant: Assistant) -> None:
    """This test ensures that a source is named with the words of the link in the text."""
    (found,) = pointers(assistant, "where do they roll it?", "Maps of the coast")
    assert (found.source.title, found.held) == ("Archive of the coast", False)
    link = found.because
    assert link is not None
    assert link.text == "archive"
    assert link.document.text[link.link.start : link.link.end] == "archive"
    assert link.section.path == ("2 Maps",)


def test_a_link_of_the_same_section_leads_on_where_it_shares_a_telling_word(assistant: Assistant) -> None:
    """This test ensures that other links in the section count only if they bear on the question."""
    found = pointers(assistant, "may I borrow it?", "Whoever wants to borrow")
    assert ids(found) == ["requests"]
    assert found[0].because is not None
    assert found[0].because.text == "borrowing atlases"
    assert ids(pointers(assistant, "who mends torn pages?", "Whoever wants to borrow")) == ["binder"]
    assert pointers(assistant, "is it cold?", "Whoever wants to borrow") == []


def test_the_title_that_tells_most_comes_first_and_then_the_nearer_link(assistant: Assistant) -> None:
    """This test ensures that sources that bear on the question come before those that are merely near."""
    found = pointers(assistant, "may I borrow an atlas?", "An atlas is read")
    assert ids(found) == ["requests", "handbook"]
    found = pointers(assistant, "who has the list?", "Globes turn")
    assert ids(found) == list(LISTS[:MOST])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("are there school visits this year?", ["visits"]),
        ("can a SCHOOL see the observatory", ["visits"]),
        ("a visit to the observatory", ["visits"]),
        ("what does a school need?", []),
        ("who visits us?", []),
        ("list of everything", []),
    ],
)
def test_a_title_matches_by_two_telling_words(
    assistant: Assistant, question: str, expected: list[str]
) -> None:
    """This test ensures that one shared word is not enough, and that words of many titles do not count."""
    found = pointers(assistant, question, "Whoever wants to borrow")
    assert ids(found) == expected
    assert all(pointer.because is None for pointer in found)


def test_a_source_that_is_quoted_is_not_named_again(assistant: Assistant) -> None:
    """This test ensures that sources already quoted are not pointed to."""
    assert pointers(assistant, "where do they roll it?", "Maps of the coast", ("archive",)) == []
    question = "who may borrow by the lending rules?"
    assert "rules" in ids(pointers(assistant, question, "Maps of the coast"))
    assert "rules" not in ids(pointers(assistant, question, "Maps of the coast", ("rules",)))


def test_a_held_source_says_so(assistant: Assistant) -> None:
    """This test ensures that sources with a copy here are told from those without one."""
    found = {
        p.source.id: p.held for p in pointers(assistant, "the lending rules, please", "Maps of the coast")
    }
    assert found == {"archive": False, "rules": True}


def test_an_address_that_nobody_registered_is_never_named(assistant: Assistant) -> None:
    """This test ensures that a link to an unregistered address is not offered."""
    assert pointers(assistant, "which friend?", "Maps that fade") == []


def test_a_file_without_an_entry_is_never_named(assistant: Assistant) -> None:
    """This test ensures that unregistered files are never pointed to, however well their titles fit."""
    unregistered = [s for s in assistant.index.sources.values() if not s.registered]
    assert [source.title for source in unregistered] == ["Observatory visits for every school"]
    found = pointers(assistant, "observatory visits for every school", "Maps of the coast")
    assert ids(found) == ["visits", "archive"]


def test_no_more_than_a_few_are_named(assistant: Assistant) -> None:
    """This test ensures that the list is cut, because a long list is no help."""
    found = pointers(assistant, "are there school visits to the observatory?", "Globes turn")
    assert ids(found) == ["visits", *LISTS[: MOST - 1]]
    assert MOST == 3


def asked(assistant: Assistant, question: str) -> Answer:
    return assistant.answer(question, threshold=0.5)


def test_an_answer_points_on_in_words_and_as_json(assistant: Assistant) -> None:
    """This test ensures that a missing fact leads to the source that may hold it, with its link."""
    answer = asked(assistant, "How many days are requests for borrowing atlases kept?")
    assert answer.outcome == "related"
    record = answer_record(answer)
    entry = next(entry for entry in record["points_to"] if entry["source_id"] == "requests")
    start, end = entry["because"]["start"], entry["because"]["end"]
    assert (
        assistant.index.documents["rules"].text[start:end] == entry["because"]["text"] == "borrowing atlases"
    )
    assert entry | {"because": None} == {
        "source_id": "requests",
        "title": "Requests for borrowing an atlas",
        "url": "https://library.example/requests",
        "url_checked": None,
        "held": False,
        "because": None,
    }
    lines = answer_text(answer).splitlines()
    assert (
        "  Requests for borrowing an atlas (no copy here): https://library.example/requests, "
        "address not verified"
    ) in lines[lines.index(POINTS_TO) :]


def test_a_question_of_unknown_words_points_nowhere(assistant: Assistant) -> None:
    """This test ensures that nonsense points to no document by chance similarity."""
    assert asked(assistant, "zyxw vutsr qponm kjihg").points_to == ()
