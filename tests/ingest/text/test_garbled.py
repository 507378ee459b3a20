"""Tests garbled words: reported and never quoted. Text that only looks strange is quoted."""

import re
from html import escape

import pytest

from index.errors import UnreadableDocument
from ingest.corpus.read_documents import ReadDocument, read_document
from ingest.text.mojibake import undone

WAIT = "Swimmers wait at the end of the left lane until the next one is free."
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def shifted(text: str, by: int) -> str:
    """Returns a text as a wrong character map shows it."""
    return text.lower().translate(str.maketrans(LETTERS, LETTERS[by:] + LETTERS[:by]))


def found(*paragraphs: str) -> ReadDocument:
    return read_document("a", "a.md", "\n\n".join(["# Pool", *paragraphs]).encode())


def quoted(document: ReadDocument) -> list[str]:
    return [document.document.text[p.start : p.end] for p in document.passages]


@pytest.mark.parametrize("by", range(1, 26))
def test_a_wrong_character_map_is_told_and_not_quoted(by: int) -> None:
    """This test ensures that shifted letters are recognised, whatever the shift."""
    document = found(WAIT, shifted(WAIT, by), WAIT.replace("left", "right"))
    assert quoted(document) == [WAIT, WAIT.replace("left", "right")]
    (told,) = document.oddities
    assert told.startswith("1 passage is gibberish (the file's character map is wrong) and is not quoted")
    assert shifted(WAIT, by)[:20] in told


def test_characters_that_stand_for_nothing_are_no_words() -> None:
    """This test ensures that a font's private characters are not quoted."""
    lost = re.sub("[a-z]", lambda letter: chr(0xF000 + ord(letter.group())), WAIT)
    assert quoted(found(WAIT, lost)) == [WAIT]


def test_words_with_lost_letters_are_no_words() -> None:
    """This test ensures that letters missing from a font's map are not quoted as gaps; one gap is."""
    lost = re.sub("[aeiou]", "\ufffd", WAIT)
    told = found(WAIT, lost)
    assert quoted(told) == [WAIT]
    assert len(told.oddities) == 1
    one, bullet = WAIT.replace("free", "fr\ufffde"), f"\ufffd {WAIT}"
    assert quoted(found(one, bullet)) == [one, bullet]


def test_a_lost_character_is_told() -> None:
    """This test ensures that a maintainer knows of a figure that is missing from a sentence."""
    told = found(WAIT, "Come within \ufffd days.", "\ufffd Ring.")
    assert quoted(told) == [WAIT, "Come within \ufffd days.", "\ufffd Ring."]
    assert told.oddities == (
        "1 passage lacks a character (\ufffd) and is quoted so: ask the publisher for a sound copy; see "
        "“Come within \ufffd days.”",
    )


def test_letters_taken_for_signs_are_no_words() -> None:
    """This test ensures that a map that gives punctuation for letters is recognised too."""
    signs = WAIT.lower().translate(str.maketrans(LETTERS, "!#$%&()*+,-./:;<=>?@[]^_{}"))
    document = read_document("a", "a.html", f"<h1>Pool</h1><p>{WAIT}<p>{escape(signs)}".encode())
    assert quoted(document) == [WAIT]


def test_short_lines_go_with_the_garbled_ones_beside_them() -> None:
    """This test ensures that text too short to judge is judged by its neighbours."""
    short = [shifted(words, 3) for words in ("Ask first.", "Ring twice.")]
    assert quoted(found(WAIT, short[0], shifted(WAIT, 3), short[1])) == [WAIT]
    assert quoted(found(WAIT, "Dr Ngozi Okonkwo")) == [WAIT, "Dr Ngozi Okonkwo"]


def test_short_blocks_are_judged_together() -> None:
    """This test ensures that a garbled table is told and not quoted, and headings with it are none."""
    rows = ("Room | Rate", "--- | ---", "Main hall | Forty pounds", "Kitchen | Twelve pounds", "Attic | Free")
    table = "\n".join(shifted(row, 3) for row in rows)
    document = found(WAIT, table, f"## {shifted('Garden rules', 3)}", WAIT)
    assert quoted(document) == [WAIT, WAIT]
    assert [section.path for section in document.document.sections] == [()]
    assert "5 passages are gibberish" in document.oddities[0]


@pytest.mark.parametrize(
    "items",
    [
        ["Kowalczyk", "Szymanska", "Wojciechowski", "Nguyen", "Bhattacharya", "Okonkwo", "Mbeki"],
        ["Szymon Krzyzewski", "Zbigniew Wrzosek", "Grzegorz Wojciechowski"],
        ["Gwynllyw", "Pwllheli", "Bryngwyn", "Llwyngwril", "Cwmystwyth", "Tywyn", "Mwmbwls"],
    ],
)
def test_lists_of_names_are_quoted(items: list[str]) -> None:
    """This test ensures that names from anywhere are no gibberish."""
    assert quoted(found(WAIT, "\n".join(f"- {item}" for item in items))) == [WAIT, *items]


@pytest.mark.parametrize(
    "row",
    [
        "DBS PSCP (MARAC)",
        "CSPR NHSE ICBs",
        "VCSE DfE LSCP",
        "mash@xyzcc.gov.uk, bwv@dgft.nhs.uk, kph@qmbc.uk",
    ],
)
def test_abbreviations_are_no_gibberish(row: str) -> None:
    """This test ensures that lists of abbreviations and of addresses are quoted."""
    assert quoted(found(WAIT, "\n".join([f"- {row}"] * 5))) == [WAIT, *[row] * 5]


@pytest.mark.parametrize(
    "strange",
    [
        "Os oes gennych gwestiwn, ffoniwch y pwll. Mae'r pwll ar agor rhwng naw a phump o'r gloch.",
        "Jeśli potrzebujesz tego dokumentu w innym języku, skontaktuj się z biurem basenu.",
        "Haddii aad u baahan tahay caawimaad fadlan nala soo xiriir si aan kuu caawino.",
        "Kowalczyk, Szymanska, Wojciechowski, Nguyen, Bhattacharya, Okonkwo, Mbeki, Llewellyn",
        "PADI BSAC RLSS NPLQ SVQ ASA STA NRASTC",
        "AB12 3CD, BT7 1NN, SW1A 1AA, EH1 1YZ, CF10 3AT, DE1 2QY",
        "x1, x2 ∈ X: dX(x1, x2) = dY(f(x1), f(x2)), mg(mh(x)) = mgh(x)",
        "Pool | 08.00 | 17.00 | 10.00 | 12.00 | n/a | n/a",
        "Name: ............................ Date: ____ / ____ / ________",
        "خذ المنشفة معك إلى حوض السباحة",
        "£2, €3 – 50% ½ ‘at most’ “once”",
    ],
)
def test_other_languages_names_codes_and_formulas_are_quoted(strange: str) -> None:
    """This test ensures that only text in no language is taken for garbled."""
    assert quoted(found(WAIT, strange)) == [WAIT, strange]


def test_a_document_of_no_words_is_unreadable() -> None:
    """This test ensures that a document with nothing to quote is not published."""
    with pytest.raises(UnreadableDocument, match="gibberish"):
        found(shifted(WAIT, 3), shifted(WAIT, 3).replace("x", "z"))


def test_mojibake_that_is_sure_is_undone_told_and_recorded() -> None:
    """This test ensures that a text that went through a wrong encoding as a whole is restored."""
    meant = "The fee is £2 – it is the swimmer’s to pay “today at the café."
    document = found(meant.encode().decode("windows-1252"))
    assert quoted(document) == [meant]
    (told,) = document.oddities
    assert told.startswith("5 characters garbled by a wrong encoding were put right: ")
    assert "“â€™” is “’”" in told
    edits = [(edit.kind, document.document.text[edit.start : edit.end]) for edit in document.document.edits]
    assert edits == [("repair", c) for c in "£–’“é"]


def test_mojibake_that_is_not_sure_is_told_and_not_quoted() -> None:
    """This test ensures that a garbled passage in a sound text is left out, and the sound ones stay."""
    document = found(WAIT, "The swimmerâ€™s fee is Â£2.", "The swimmer’s fee is £3.")
    assert quoted(document) == [WAIT, "The swimmer’s fee is £3."]
    (told,) = document.oddities
    assert "“â€™”, “Â£”" in told
    assert "not quoted" in told


@pytest.mark.parametrize("text", ["The café – £2", "Ærøskøbing’s “Ångström”", "plain", "naïve Â", "ÃƒÂ©x∑"])
def test_what_is_no_mojibake_is_left_alone(text: str) -> None:
    """This test ensures that nothing is repaired if a single character speaks against it."""
    assert undone(text) is None
