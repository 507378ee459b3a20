"""Tests that the glossary is read in full and every mistake in it is named."""

import datetime
from pathlib import Path

import pytest

from index.documents import Term
from index.errors import InvalidCorpus
from ingest.corpus.glossary_file import read_glossary

TERM = '[[term]]\nwords = ["ABC"]\nofficial = ["a big case"]\n'
EVERYDAY = '[[everyday]]\nwords = ["at sea"]\nofficial = ["lost"]\n'


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "glossary.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_keeps_everything(tmp_path: Path) -> None:
    """This test ensures that all entries are read, and a term without a review has none."""
    text = (
        EVERYDAY + "related = true\n" + TERM + 'ambiguous = true\ncapitals = true\nreviewed_by = "A. Lead"\n'
        "reviewed = 2026-11-23\n"
    )
    official, everyday = read_glossary(write(tmp_path, text))
    assert official == Term(
        ("ABC",),
        ("a big case",),
        capitals=True,
        ambiguous=True,
        reviewed_by="A. Lead",
        reviewed=datetime.date(2026, 11, 23),
    )
    assert everyday == Term(("at sea",), ("lost",), everyday=True, related=True)


def test_a_corpus_without_a_glossary_has_no_terms(tmp_path: Path) -> None:
    """This test ensures that a missing or empty file is not a mistake."""
    assert read_glossary(tmp_path / "glossary.toml") == ()
    assert read_glossary(write(tmp_path, "# nothing yet\n")) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (TERM + 'colour = "red"\n', ["term 'ABC'", "unknown key 'colour'"]),
        (TERM + "everyday = true\n", ["term 'ABC'", "unknown key 'everyday'"]),
        ('[[term]]\nofficial = ["a"]\n', ["term number 1", "words is []"]),
        ('[[term]]\nwords = []\nofficial = ["a"]\n', ["term number 1", "words is []"]),
        ('[[term]]\nwords = ["ABC"]\n', ["term 'ABC'", "official is []"]),
        ('[[term]]\nwords = "ABC"\nofficial = ["a"]\n', ["term number 1", "words is 'ABC'", '["example"]']),
        ('[[term]]\nwords = ["ABC", 3]\nofficial = ["a"]\n', ["term 'ABC'", "words contains 3"]),
        ('[[term]]\nwords = ["ABC"]\nofficial = ["…"]\n', ["term 'ABC'", "official contains '…'"]),
        (TERM + 'capitals = "yes"\n', ["term 'ABC'", "capitals is 'yes'", "capitals = true"]),
        (TERM + "related = 1\n", ["term 'ABC'", "related is 1"]),
        (TERM + 'reviewed_by = "A"\nreviewed = "2026-11-23"\n', ["term 'ABC'", "reviewed is '2026-11-23'"]),
        (TERM + 'reviewed_by = "A"\nreviewed = 2026-11-23T10:00:00\n', ["term 'ABC'", "reviewed is"]),
        (TERM + 'reviewed_by = "A"\n', ["term 'ABC'", "reviewed is missing"]),
        (TERM + "reviewed = 2026-11-23\n", ["term 'ABC'", "reviewed_by is missing"]),
        (TERM + "reviewed_by = 3\n", ["term 'ABC'", "reviewed_by is 3"]),
        (TERM + TERM.replace("ABC", "abc"), ["term 'abc'", "'abc' is already in the entry 'ABC'"]),
        (
            EVERYDAY.replace('"at sea"', '"can’t say", "can\'t  say"'),
            ["everyday 'can’t say'", "is already in the entry 'can’t say'"],
        ),
        (TERM + EVERYDAY.replace("at sea", "abc"), ["everyday 'abc'", "is already in the entry 'ABC'"]),
        (
            TERM + EVERYDAY.replace("at sea", "a big case"),
            ["everyday 'a big case'", "official term of 'ABC'"],
        ),
        (EVERYDAY.replace("at sea", "Lost"), ["everyday 'Lost'", "official term"]),
        (TERM.replace('"a big case"', '"a", "A"'), ["term 'ABC'", "official", "twice"]),
        (TERM.replace('"a big case"', '"abc"'), ["term 'ABC'", "official", "twice"]),
        ("[terms]\n", ["unknown key 'terms'"]),
        ("term = 3\n", ["[[term]]"]),
        ('[term]\nwords = ["a"]\n', ["[[term]]"]),
        ("[[term]\n", ["cannot be read"]),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, named: list[str]) -> None:
    """This test ensures that the message names the file, the entry and the key or value."""
    with pytest.raises(InvalidCorpus) as caught:
        read_glossary(write(tmp_path, text))
    for words in ["glossary.toml", *named]:
        assert words in str(caught.value)
