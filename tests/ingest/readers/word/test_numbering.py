"""Tests the automatic numbers of Word files, against ECMA-376 part 1 (fifth edition), 17.9."""

import pytest
from made.word import definition, instance, level, listed, paragraph, word_document

from ingest.readers.formats import read
from ingest.readers.list_numbers import letters, ordinal, roman
from ingest.text.reading import Reading

# Three levels, like clauses: 1, 1.1, 1.1.1.
CLAUSES = level(0, "%1") + level(1, "%1.%2") + level(2, "%1.%2.%3")

WINGDINGS = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'


def numbered(body: str, numbering: str, styles: str = "") -> Reading:
    parts = {"numbering": numbering, "styles": styles} if styles else {"numbering": numbering}
    return read(word_document(body, **parts), "a.docx")


def lines(reading: Reading) -> list[str]:
    return [reading.text[block.start : block.end] for block in reading.blocks]


def numbers(levels: list[tuple[int, int] | int], numbering: str) -> list[str]:
    """Returns the numbers of paragraphs at these levels (or levels of these nums), each with the word x."""
    places = [place if isinstance(place, tuple) else (place, 1) for place in levels]
    reading = numbered("".join(listed("x", depth, num) for depth, num in places), numbering)
    return [line.removesuffix("x").rstrip() for line in lines(reading)]


@pytest.mark.parametrize(
    ("levels", "definitions", "expected"),
    [
        # 17.9.11: %1 to %9 stand for the numbers of the levels; a level restarts those below it.
        ([0, 1, 1, 2, 0, 1], CLAUSES, ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]),
        # A level that is skipped counts as begun: Word writes 1.1.1 there and numbers the next level 0
        # with 2 (Microsoft Knowledge Base, Q197139).
        ([2, 2, 1, 0], CLAUSES, ["1.1.1", "1.1.2", "1.2", "2"]),
        # 17.9.25: a level starts where it says.
        ([0, 0], level(0, "%1.", start=4), ["4.", "5."]),
        # 17.9.17: the formats. 17.18.59: letters are repeated after z.
        ([0] * 3, level(0, "(%1)", "lowerLetter", start=26), ["(z)", "(aa)", "(bb)"]),
        ([0, 0], level(0, "%1", "upperLetter"), ["A", "B"]),
        ([0, 0], level(0, "%1.", "lowerRoman", start=3), ["iii.", "iv."]),
        ([0], level(0, "%1", "upperRoman", start=1949), ["MCMXLIX"]),
        ([0, 0], level(0, "%1", "ordinal", start=11), ["11th", "12th"]),
        ([0], level(0, "%1", "decimalZero"), ["01"]),
        ([0], level(0, "Part %1:", "upperRoman"), ["Part I:"]),
        ([0, 1, 1], level(0, "%1", "upperRoman") + level(1, "%1.%2", "lowerLetter"), ["I", "I.a", "I.b"]),
        # 17.9.4: a legal level writes all levels in decimals.
        (
            [0, 1],
            level(0, "%1", "upperRoman", start=4) + level(1, "%1.%2", more="<w:isLgl/>"),
            ["IV", "4.1"],
        ),
        # A bullet is not a number; a level in the format none has no number to show.
        ([0, 1], level(0, "•", "bullet") + level(1, "%2)"), ["", "1)"]),
        ([0], level(0, "%1", "none"), [""]),
        # A bullet that says what to do and what not is shown, as its font shows it.
        ([0, 1], level(0, "✗", "bullet") + level(1, "\uf0fc", "bullet", more=WINGDINGS), ["✗", "✓"]),
        ([0], level(0, "\uf0a7", "bullet", more=WINGDINGS), [""]),
        ([0], level(0, "Note:", "none"), ["Note:"]),
        # 17.9.10: a level that restarts after none counts on; one that names a level waits for it.
        (
            [0, 1, 1, 0, 1],
            level(0, "%1") + level(1, "%2", more='<w:lvlRestart w:val="0"/>'),
            ["1", "1", "2", "2", "3"],
        ),
        (
            [0, 1, 2, 1, 2, 0, 2],
            level(0, "%1") + level(1, "%2") + level(2, "%3", more='<w:lvlRestart w:val="1"/>'),
            ["1", "1", "1", "2", "2", "2", "1"],
        ),
    ],
)
def test_numbers_are_those_that_word_shows(levels: list[int], definitions: str, expected: list[str]) -> None:
    """This test ensures that each rule of 17.9 gives the number that the page shows."""
    assert numbers(list(levels), definition(7, definitions) + instance(1, 7)) == expected


@pytest.mark.parametrize(
    ("places", "instances", "expected"),
    [
        # Instances of one definition count on together (17.9.15: a num is an instance of the abstractNum).
        ([(0, 1), (0, 2), (0, 1)], instance(1, 7) + instance(2, 7), ["1", "2", "3"]),
        # 17.9.26: an instance with a start of its own begins there, once.
        (
            [(0, 1), (0, 1), (0, 2), (0, 2)],
            instance(1, 7)
            + instance(2, 7, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
            ["1", "2", "1", "2"],
        ),
        # 17.9.8: an instance may replace a level.
        (
            [(0, 1), (1, 1)],
            instance(1, 7, f'<w:lvlOverride w:ilvl="1">{level(1, "(%2)", "lowerLetter")}</w:lvlOverride>'),
            ["1", "(a)"],
        ),
        # 17.9.18: numId 0 takes a paragraph out of its list; an unknown list gives no number.
        ([(0, 1), (0, 0), (0, 9), (0, 1)], instance(1, 7), ["1", "", "", "2"]),
    ],
)
def test_instances_of_a_list(places: list[tuple[int, int]], instances: str, expected: list[str]) -> None:
    """This test ensures that lists that share a definition count on, and restart where they say so."""
    assert numbers(list(places), definition(7, CLAUSES) + instances) == expected


def test_a_definition_may_stand_in_for_another() -> None:
    """This test ensures that numStyleLink leads to the definition with that styleLink (17.9.21)."""
    numbering = (
        definition(1, '<w:numStyleLink w:val="Clauses"/>')
        + definition(2, '<w:styleLink w:val="Clauses"/>' + CLAUSES)
        + instance(1, 1)
        + instance(2, 2)
    )
    assert numbers([0, 1, (0, 2)], numbering) == ["1", "1.1", "2"]


def test_what_stands_behind_a_number_and_what_was_inserted() -> None:
    """This test ensures that exactly the computed characters are recorded, and suff decides what follows."""
    numbering = definition(
        7, level(0, "%1.", more='<w:suff w:val="nothing"/>') + level(1, "%1.%2")
    ) + instance(1, 7)
    reading = numbered(listed("Ring") + listed("the bell", 1) + paragraph("twice"), numbering)
    assert lines(reading) == ["1.Ring", "1.1 the bell", "twice"]
    assert [(e.kind, reading.text[e.start : e.end]) for e in reading.edits] == [
        ("insertion", "1."), ("insertion", "1.1"),
    ]  # fmt: skip
    assert [(b.kind, b.depth) for b in reading.blocks] == [("item", 1), ("item", 2), ("paragraph", 0)]


def test_a_format_that_is_not_known_is_never_guessed() -> None:
    """This test ensures that a number that cannot be computed is left out and named."""
    reading = numbered(listed("x"), definition(7, level(0, "%1", "hebrew1")) + instance(1, 7))
    assert lines(reading) == ["x"]
    assert reading.oddities == ("automatic numbers in the format hebrew1 are left out",)


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Body"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/>'
    '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/>'
    '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Clause"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:pPr>'
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
STYLED = definition(
    7,
    level(0, "%1", more='<w:pStyle w:val="H1"/>')
    + level(1, "%1.%2", more='<w:pStyle w:val="H2"/>')
    + level(2, "%1.%2.%3", more='<w:pStyle w:val="Clause"/>')
    + level(3, "(%4)", "lowerLetter"),
) + instance(1, 7)


def styled(words: str, style: str, more: str = "") -> str:
    return paragraph(words, f'<w:pStyle w:val="{style}"/>{more}')


def test_a_document_worked_out_by_hand() -> None:
    """This test ensures that headings, clauses and letters of a whole document are numbered as on paper.

    By hand: H1 is level 0, H2 level 1 and Clause level 2 of one list, for its levels name these styles
    (17.9.23: the level that names a style is that style's, whatever ilvl the style has). So "Lending" is
    1, "Helmets" 1.1, its clauses 1.1.1 and 1.1.2; the letters under 1.1.2 are (a) and (b). A deleted
    clause is not counted, nor one taken out of the list (numId 0). "Lights" is the second level 1 below
    the first level 0: 1.2, and its first clause starts anew with 1.2.1. "Returning" is 2; a clause right
    below it counts the level between as begun: 2.1.1.
    """
    out = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    letter = '<w:numPr><w:ilvl w:val="3"/><w:numId w:val="1"/></w:numPr>'
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        styled("Lending", "H1")
        + styled("Helmets", "H2")
        + styled("A rider wears one.", "Clause")
        + f'<w:p><w:pPr><w:pStyle w:val="Clause"/>{gone}</w:pPr>'
        "<w:del><w:r><w:delText>No.</w:delText></w:r></w:del></w:p>"
        + styled("Two sizes are there:", "Clause")
        + styled("small;", "Clause", letter)
        + styled("large.", "Clause", letter)
        + styled("Ask for help.", "Clause", out)
        + styled("Lights", "H2")
        + styled("Both are lit.", "Own")
        + styled("Returning", "H1")
        + styled("Ring the bell.", "Clause")
    )
    reading = numbered(body, STYLED, STYLES)
    assert [(b.kind, b.depth, reading.text[b.start : b.end]) for b in reading.blocks] == [
        ("heading", 1, "1 Lending"),
        ("heading", 2, "1.1 Helmets"),
        ("item", 3, "1.1.1 A rider wears one."),
        ("item", 3, "1.1.2 Two sizes are there:"),
        ("item", 4, "(a) small;"),
        ("item", 4, "(b) large."),
        ("paragraph", 0, "Ask for help."),
        ("heading", 2, "1.2 Lights"),
        ("item", 3, "1.2.1 Both are lit."),
        ("heading", 1, "2 Returning"),
        ("item", 3, "2.1.1 Ring the bell."),
    ]
    assert [reading.text[e.start : e.end] for e in reading.edits] == [
        "1", "1.1", "1.1.1", "1.1.2", "(a)", "(b)", "1.2", "1.2.1", "2", "2.1.1",
    ]  # fmt: skip


@pytest.mark.parametrize("named", ["", '<w:pStyle w:val="Lower"/>'])
def test_a_style_may_say_only_its_level(named: str) -> None:
    """This test ensures that a style whose list comes from another style still has its own level."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Upper"><w:name w:val="Upper"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Lower"><w:name w:val="Lower"/><w:basedOn w:val="Upper"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = level(0, "%1", more='<w:pStyle w:val="Upper"/>') + level(1, "%1.%2", more=named)
    own = '<w:numPr><w:numId w:val="2"/></w:numPr>'
    body = styled("a", "Upper") + styled("b", "Lower") + styled("c", "Lower") + styled("d", "Lower", own)
    numbering = definition(7, levels) + instance(1, 7) + instance(2, 7)
    assert lines(numbered(body, numbering, styles)) == ["1 a", "1.1 b", "1.2 c", "1.3 d"]


def test_an_empty_paragraph_counts_and_a_hidden_one_does_not() -> None:
    """This test ensures that a number without words moves the others on, and hidden text does not."""
    hidden = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>'
        "</w:pPr>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"
    )
    reading = numbered(
        listed("one") + listed("") + hidden + listed("three"), definition(7, CLAUSES) + instance(1, 7)
    )
    assert lines(reading) == ["1 one", "3 three"]


@pytest.mark.parametrize(
    ("number", "letter", "figures", "place"),
    [(1, "a", "i", "1st"), (22, "v", "xxii", "22nd"), (27, "aa", "xxvii", "27th"),
     (113, "iiiii", "cxiii", "113th"),
     (0, "", "", "0th")],
)  # fmt: skip
def test_formats(number: int, letter: str, figures: str, place: str) -> None:
    """This test ensures that letters, Roman figures and ordinals are written as 17.18.59 says."""
    assert (letters(number), roman(number), ordinal(number)) == (letter, figures, place)
