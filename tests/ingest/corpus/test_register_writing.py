"""Tests writing entries into the register by program."""

import tomllib
from datetime import date

import pytest
from parts import DATA

from index.errors import InvalidCorpus
from ingest.corpus.register_writing import with_entry

TEXT = (DATA / "corpus/sources.toml").read_text(encoding="utf-8")
NASTY = 'A "title" \\ with [[source]] = # ü 😀'


def test_an_entry_gets_its_values_and_every_other_line_stays() -> None:
    """This test ensures that only the changed keys of a replaced document's entry differ."""
    values = {"file": "documents/lending-rules.pdf", "published": None, "in_force": date(2026, 1, 2)}
    changed = with_entry(TEXT, "lending-rules", values)
    gone = set(TEXT.split("\n")) - set(changed.split("\n"))
    come = set(changed.split("\n")) - set(TEXT.split("\n"))
    assert gone == {'file = "documents/lending-rules.md"', "published = 2025-03-01"}
    assert come == {'file = "documents/lending-rules.pdf"', "in_force = 2026-01-02"}
    entry = tomllib.loads(changed)["source"][0]
    assert (entry["file"], entry["in_force"]) == ("documents/lending-rules.pdf", date(2026, 1, 2))


def test_a_new_entry_stands_at_the_end() -> None:
    """This test ensures that any title is written exactly, and nothing before it changes."""
    changed = with_entry(TEXT, "new", {"title": NASTY, "published": date(2026, 1, 2), "url": None})
    assert changed.startswith(TEXT.rstrip("\n"))
    assert tomllib.loads(changed)["source"][-1] == {
        "id": "new",
        "title": NASTY,
        "published": date(2026, 1, 2),
    }
    assert with_entry("", "new", {"title": "N"}) == '[[source]]\nid = "new"\ntitle = "N"\n'


def test_comments_and_entries_between_others_stay_where_they_are() -> None:
    """This test ensures that a comment after an entry stays after it."""
    text = '[[source]]\nid="a"\ntitle="A"\n\n# About links.\n[[link]]\nin="a"\n[[source]]\nid="b"\n'
    assert with_entry(text, "a", {"file": "x"}) == text.replace('"A"\n', '"A"\nfile = "x"\n')
    assert with_entry(text, "b", {"file": "x"}) == text + 'file = "x"\n'


@pytest.mark.parametrize(
    "text",
    [
        'source = [{id = "a"}]\n',
        '[[source]]\nid = "a"\ntitle = """\n[[source]]\nx"""\n[[source]]\nid = "b"\n',
        '[[source]]\nid = "a"\nlicence = """\nfile = "x"\n"""\n',
        '[[source]]\nid = "a',
    ],
)
def test_a_layout_that_lines_do_not_tell_is_refused(text: str) -> None:
    """This test ensures that a register that cannot be edited safely is never changed."""
    source_id = "b" if '"b"' in text else "a"
    with pytest.raises(InvalidCorpus, match=r"sources\.toml (is laid out|is not valid TOML)"):
        with_entry(text, source_id, {"file": "documents/y"})
