"""Tests that words of rich text that are hidden, struck or white are counted, not quoted."""

import pytest
from made.office import rtf_document
from readings import blocks

from ingest.readers.formats import read


def test_what_is_withdrawn_or_unseen_is_told() -> None:
    """This test ensures that struck words, and words in white, are counted and not quoted."""
    body = r"{\strike Ring once.} Knock.{\cf2  Name Surname}{\highlight1  more}{\pict 00ff}{\*\bkmkstart x}"
    reading = read(rtf_document(body), "a.rtf")
    assert reading.text == "Knock. █"
    assert [told.partition(".")[0] for told in reading.oddities] == [
        "3 words in the colour of their ground, covered or too small are not visible and are not quoted",
        "1 picture is left out",
        '2 words are struck through and not quoted, beginning with "Ring once',
    ]


def test_a_bar_stands_for_words_on_black() -> None:
    """This test ensures that a redaction by colour leaves a bar within its sentence."""
    body = r"Mr {\highlight1 Peregrine}, may {\chcbpat1\cf1 never} ring {\cf2 or knock }twice."
    reading = read(rtf_document(body), "a.rtf")
    assert (reading.text, reading.covered) == ("Mr █, may █ ring twice.", 2)


GONE = (
    r"{\stylesheet{\s0 Normal;}{\s2\strike Gone;}{\s3\sbasedon2 Later;}{\s4\sbasedon2\strike0 Back;}"
    r"{\s5\v Off;}{\*\cs10\striked1 Mark;}{\*\cs11\sbasedon10 Marked;}{\*\cs12\v Unseen;}}"
)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (r"\pard\plain\s2 Ring.\par\pard\plain Knock.\par", "1 word is struck through"),
        (r"\pard\plain\s3 Ring.\par\pard\plain Knock.\par", "1 word is struck through"),
        (r"\pard\s3\plain Ring.\par\pard Knock.\par", "1 word is struck through"),
        (r"\pard\s3 {\strike0 Knock.} Ring.\par", "1 word is struck through"),
        (r"\pard\s4 Knock.\par", ""),
        (r"{\cs11 Ring.} Knock.\par", "1 word is struck through"),
        (r"{\*\cs10 Ring.} Knock.\par", "1 word is struck through"),
        (r"{\cs10 Ring.\plain  Knock.}\par", "1 word is struck through"),
        (r"{\*\cs13 Knock.}\par", ""),
        (r"\pard\s5 Ring.\par\pard Knock.\par", "1 word marked as hidden"),
        (r"{\cs12 Ring.} Knock.\par", "1 word marked as hidden"),
    ],
)
def test_a_style_may_withdraw_its_words(body: str, told: str) -> None:
    """This test ensures that words are struck or hidden where only their style says so, until it ends."""
    reading = read(rtf_document(body, GONE), "a.rtf")
    assert (reading.text, [said[: len(told)] for said in reading.oddities]) == ("Knock.", [told] * bool(told))


FILLED = (
    r"{{\shp{{\*\shpinst{{\sp{{\sn fillColor}}{{\sv {}}}}}{}{{\shptxt\pard{{\cf2 Ring.}}\par}}}}"
    r"{{\shprslt{{\*\do{{\dptxbx{{\dptxbxtext\pard{{\cf2 Ring.}}\par}}}}}}}}}}Knock.\par"
).format


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (FILLED("6568991", ""), True),  # navy
        (FILLED("16777215", ""), False),
        (FILLED("16777215", r"{\sp{\sn fFilled}{\sv 0}}"), True),
        (FILLED("16777215", r"{\sp{\sn fillType}{\sv 7}}"), True),
        (r"{\*\do\dobxpage{\dptxbx{\dptxbxtext\pard{\cf2 Ring.}\par}}}Knock.\par", True),
        (r"{\shp{\*\shpinst{\shptxt\pard\cbpat2 {\cf2 Ring.}\par}}}Knock.\par", False),
    ],
)
def test_the_fill_of_a_shape_is_the_ground_of_its_words(body: str, seen: bool) -> None:
    """This test ensures that pale words are left out of pale shapes only, and each box is read once."""
    reading = read(rtf_document(body), "a.rtf")
    assert [words for _, _, words in blocks(reading)] == ["Knock.", *["Ring."] * seen]
    assert bool(reading.oddities) == (not seen)


def test_a_hidden_shape_is_told() -> None:
    """This test ensures that the words of a shape that is switched off are only counted."""
    box = r"{\shp{\*\shpinst{\sp{\sn fHidden}{\sv 1}}{\shptxt\pard\plain Ring.\par}}}Knock.\par"
    reading = read(rtf_document(box), "a.rtf")
    assert (reading.text, reading.oddities) == ("Knock.", ("1 word marked as hidden, not quoted",))


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (r"{\chshdng10000\chcfpat1\cf1 Ring.} Knock.\par", False),
        (r"{\chshdng10000\chcfpat1\chcbpat2\cf2 Ring.} Knock.\par", True),
        (r"{\chshdng0\chcfpat1\chcbpat2\cf1 Ring.} Knock.\par", True),
        (r"\pard\shading10000\cfpat1{\cf1 Ring.}\par\pard Knock.\par", False),
        (r"\pard\shading10000\cfpat1{\cf2 Ring.}\par\pard Knock.\par", True),
        (r"\pard\shading2500\cfpat1{\cf1 Ring.}\par\pard Knock.\par", True),
        (r"\trowd\clshdng10000\clcfpat1\cellx9\cellx99\pard\intbl{\cf1 Ring.}\cell Knock.\cell\row", False),
        (r"\trowd\clshdng10000\clcfpat1\cellx9\cellx99\pard\intbl{\cf2 Ring.}\cell Knock.\cell\row", True),
    ],
)
def test_a_solid_shade_is_the_ground(body: str, seen: bool) -> None:
    """This test ensures that the pattern of a shading counts if it covers everything."""
    reading = read(rtf_document(body), "a.rtf")
    assert "Knock." in reading.text
    assert ("Ring." in reading.text, bool(reading.oddities)) == (seen, not seen)


def test_words_that_were_moved_away_are_deleted() -> None:
    """This test ensures that words of a tracked move stand only where they were moved to."""
    body = r"{\*\mvfmf a}{\mvf\mvauth1 Ring. }{\*\mvfml a}{\*\mvtof a}{\mvt\mvauth1 Knock.}{\*\mvtol a}\par"
    assert read(rtf_document(body), "a.rtf").text == "Knock."
