"""Tests where the words of text boxes stand: under the heading above them, which goes on after them."""

import pytest
from made.odt_looks import para
from made.office import odt_document, rtf_document
from made.word import paragraph, run, word_document

from ingest.corpus.read_documents import read_document

STYLES = (
    r"{\stylesheet{\s1\outlinelevel0 heading 1;}{\s2\outlinelevel1 heading 2;}{\s3\outlinelevel2 heading 3;}}"
)
# A title, a section, a paragraph with a box, and what comes after it.
WORDS = ["Club", "Boats", "A boat is locked.", "It stays dry."]


def word(box: list[tuple[str, int]]) -> bytes:
    """Returns a Word file. box: the lines of its text box, each with the level of a heading, or 0."""

    def line(words: str, level: int) -> str:
        return paragraph(words, f'<w:outlineLvl w:val="{level - 1}"/>' if level else "")

    inner = "".join(line(words, level) for words, level in box)
    drawn = f"<w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r>"
    first = line(WORDS[0], 1) + line(WORDS[1], 2)
    return word_document(f"{first}<w:p>{run(WORDS[2])}{drawn}</w:p>{line(WORDS[3], 0)}")


def odt(box: list[tuple[str, int]]) -> bytes:
    """Returns an OpenDocument text with the same."""

    def line(words: str, level: int) -> str:
        return f'<text:h text:outline-level="{level}">{words}</text:h>' if level else para(words)

    inner = "".join(line(words, level) for words, level in box)
    drawn = f"<draw:frame><draw:text-box>{inner}</draw:text-box></draw:frame>"
    first = line(WORDS[0], 1) + line(WORDS[1], 2)
    return odt_document(f"{first}{para(WORDS[2] + drawn)}{line(WORDS[3], 0)}")


def rtf(box: list[tuple[str, int]]) -> bytes:
    """Returns rich text with the same."""

    def line(words: str, level: int) -> str:
        return rf"\pard\s{level} {words}\par"

    inner = "".join(line(words, level) for words, level in box)
    first = line(WORDS[0], 1) + line(WORDS[1], 2)
    drawn = rf"{{\shp{{\*\shpinst{{\shptxt {inner}}}}}}}"
    return rtf_document(rf"{first}\pard {WORDS[2]}{drawn}\par{line(WORDS[3], 0)}", STYLES)


@pytest.mark.parametrize(("name", "made"), [("a.docx", word), ("a.odt", odt), ("a.rtf", rtf)])
@pytest.mark.parametrize(
    ("box", "inside", "after"),
    [
        ([("Tip", 2), ("Use wax.", 0)], ("Boats", "Tip"), ("Boats",)),
        ([("Tip", 1), ("Wax", 2), ("Use wax.", 0)], ("Boats", "Tip", "Wax"), ("Boats",)),
        ([("Tip", 3), ("Use wax.", 0)], ("Boats", "Tip"), ("Boats",)),
        ([("Use wax.", 0)], ("Boats",), ("Boats",)),
        ([("Use wax.", 0), ("Oars", 2)], ("Boats",), ("Oars",)),
    ],
)
def test_what_comes_after_a_text_box_stands_where_it_stood(
    name: str, made: object, box: list[tuple[str, int]], inside: tuple[str, ...], after: tuple[str, ...]
) -> None:
    """This test ensures that a heading in a box heads the box only, unless nothing stands under it there."""
    assert callable(made)
    found = read_document("a", name, made(box))
    text = found.document.text
    paths = {text[p.start : p.end]: found.document.section_at(p.start).path for p in found.passages}
    assert found.title == "Club"
    assert paths == {"A boat is locked.": ("Boats",), "Use wax.": inside, "It stays dry.": after}
