"""Tests prompts, which wait to be written over: they are reported, not quoted."""

import pytest
from made.office import odt_document, pptx_document, rtf_document, shape
from made.word import cell, paragraph, row, run, word_document
from made.word_looks import para
from readings import blocks

from ingest.readers.formats import read


def test_what_waits_to_be_written_over_is_not_quoted() -> None:
    """This test ensures that the prompts of a form are not text, and what was filled in is."""

    def control(words: str, more: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{more}</w:sdtPr><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>"

    prompt = control("Click or tap here to enter text.", "<w:showingPlcHdr/>")
    body = para(run("Name of the keeper: "), prompt) + para(run("Shed: "), control("number four"))
    reading = read(word_document(body), "a.docx")
    assert [words for _, _, words in blocks(reading)] == ["Name of the keeper:", "Shed: number four"]
    assert reading.oddities == ("1 placeholder to be filled in is not quoted",)


@pytest.mark.parametrize(
    ("written", "is_prompt"),
    [
        ("Click here to enter text.", True),
        ("Click or tap here to enter text.", True),
        ("Click or tap to enter a date.", True),
        ("Choose an item.", True),
        ("[Insert name]", True),
        ("[enter the address of the library here]", True),
        ("&lt;insert date&gt;", True),
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit.", True),
        ("TBC", True),
        ("To be confirmed.", True),
        ("XXXX", True),
        ("xxxxx xxx xxxx", True),
        ("[Name of the keeper]", True),
        ("[date]", True),
        ("The gate is locked, key TBC", False),
        ("XX", False),
        ("[Names are in the book.]", False),
        ("Walk the dog [insert name] at noon.", False),
        ("[The gate is locked at night.]", False),
        ("Click the gate shut.", False),
        ("Choose an item. Then shut the gate.", False),
        ("[Insert name] walks the dog [add name].", False),
        ("Then: choose an item.", False),
        ("[Your full name]", True),
        ("[select an option]", True),
        ("[Select keepers must hold a key]", False),
        ("[Date of birth must be written down]", False),
        ("[Your duties under the Act]", False),
        ("[Enter the gate by the left side.]", False),
        ("Press: [Enter]", False),
        ("Step 3: Select a date.", False),
        ("Select a date.", False),
        ("To be agreed.", False),
    ],
)
def test_a_prompt_outside_a_form_is_told(written: str, is_prompt: bool) -> None:
    """This test ensures that a prompt as a whole paragraph or cell is no guidance, in all office formats.

    A note in brackets inside a sentence stays.
    """
    plain = written.replace("&lt;", "<").replace("&gt;", ">")
    texts = "Ring.", written
    word = "<w:tbl>" + row(*map(cell, texts)) + "</w:tbl>" + "".join(map(paragraph, texts))
    for data, file in (
        (word_document(word), "a.docx"),
        (odt_document("".join(f"<text:p>{text}</text:p>" for text in texts)), "a.odt"),
        (rtf_document(r"\par ".join(("Ring.", plain))), "a.rtf"),
        (pptx_document([shape("\n".join(texts))]), "a.pptx"),
    ):
        reading = read(data, file)
        assert (plain not in reading.text, "to be filled in" in str(reading.oddities)) == (
            is_prompt,
            is_prompt,
        )


@pytest.mark.parametrize(
    "prompt",
    [
        "Click or tap here to enter text.",
        "Choose an item.",
        "[insert name]",
        "TBC",
        "XXXX XXX",
    ],
)
def test_a_prompt_after_the_name_of_an_entry_is_told(prompt: str) -> None:
    """This test ensures that the name of what is to be filled in is quoted without the prompt behind it."""
    line = f"Keeper: {prompt}"
    for data, file in (
        (word_document(paragraph(line)), "a.docx"),
        (odt_document(f"<text:p>{line}</text:p>"), "a.odt"),
        (rtf_document(line), "a.rtf"),
    ):
        reading = read(data, file)
        assert reading.text == "Keeper:"
        assert reading.oddities == ("1 placeholder to be filled in is not quoted",)


def test_a_blank_within_a_sentence_is_told() -> None:
    """This test ensures that a sentence that nobody completed is quoted, and the maintainer knows of it."""
    lines = ["Ring [insert name] twice.", "Ring 01632 XXXXXX twice.", "Ring [the keeper] twice: the XX bell."]
    reading = read(word_document("".join(map(paragraph, lines))), "a.docx")
    assert [words for _, _, words in blocks(reading)] == lines
    assert reading.oddities == (
        "2 sentences with a blank are quoted with it: ask the publisher what belongs there",
    )
