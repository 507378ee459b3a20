"""Tests where the fields and the styles of a Word file lead, and what stands in for what is missing."""

import pytest
from made.office import odt_document, odt_look, pptx_document, rtf_document, shape
from made.word import cell, paragraph, row, run, word_document
from made.word_looks import para
from readings import blocks

from ingest.readers.formats import read
from ingest.readers.office.fields import link_of


@pytest.mark.parametrize(
    ("instruction", "address"),
    [
        (' HYPERLINK "https://shed.example/a" ', "https://shed.example/a"),
        (' HYPERLINK "https://shed.example/a" \\l "bell" ', "https://shed.example/a#bell"),
        (' HYPERLINK "https://shed.example/a" \\o "A tip" \\t "_blank"', "https://shed.example/a"),
        (' HYPERLINK \\l "bell" \\o "A tip"', "#bell"),
        ("hyperlink https://shed.example/a", "https://shed.example/a"),
        (" HYPERLINK ", ""),
        (" REF bell \\h ", None),
    ],
)
def test_a_field_leads_where_it_says(instruction: str, address: str | None) -> None:
    """This test ensures that a link keeps its address with its place in the page (17.16.5.25)."""
    assert link_of(instruction) == address


def field(data: str) -> str:
    """Returns a form field without a result. data: what it says about itself."""
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar>'
    end = '<w:fldChar w:fldCharType="end"/>'
    return f"<w:p><w:r>{begin}</w:r><w:r>{end}</w:r><w:r><w:t> ring</w:t></w:r></w:p>"


ENTRIES = '<w:listEntry w:val="twice"/><w:listEntry w:val="once"/>'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "☒ ring"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "☒ ring"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "☐ ring"),
        ("<w:checkBox/>", "☐ ring"),
        (f'<w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList>', "once ring"),
        (f"<w:ddList>{ENTRIES}</w:ddList>", "twice ring"),
        (f'<w:ddList><w:result w:val="2"/>{ENTRIES}</w:ddList>', "ring"),
        ("<w:textInput/>", "ring"),
    ],
)
def test_what_is_chosen_in_a_form_is_quoted(data: str, expected: str) -> None:
    """This test ensures that boxes are quoted as they are ticked, and lists by their chosen entry."""
    assert read(word_document(field(data)), "a.docx").text == expected


@pytest.mark.parametrize(
    ("font", "written", "expected"),
    [
        ("Wingdings", "ü", "✓ ring"),
        ("Wingdings", "\uf0fc", "✓ ring"),
        ("Wingdings 2", "R", "☑ ring"),
        ("Symbol", "10 m", "10 μ ring"),
        ("Symbol", "5-10", "5−10 ring"),
        ("Wingdings", "√", "√ ring"),
        ("Arial", "ü", "ü ring"),
        ("Wingdings", "~", "ring"),
    ],
)
def test_letters_of_a_symbol_font_are_signs(font: str, written: str, expected: str) -> None:
    """This test ensures that words in a symbol font are quoted as they look, or reported."""
    sign = f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>{written}</w:t></w:r>'
    reading = read(word_document(f"<w:p>{sign}<w:r><w:t> ring</w:t></w:r></w:p>"), "a.docx")
    assert reading.text == expected
    assert reading.oddities == (("a sign of the font Wingdings is left out: 007E",) * (written == "~"))


def test_words_that_a_look_shows_in_capitals_are_quoted_so() -> None:
    """This test ensures that capitals by look are quoted as the page shows them, in all office formats.

    Small capitals stay as they are typed.
    """
    upper, small = 'fo:text-transform="uppercase"', 'fo:font-variant="small-caps"'
    spans = "".join(
        f'<text:span text:style-name="{name}">{name} dog</text:span> ' for name in ("No", "Small")
    )
    word = para(run("No dog", "<w:caps/>"), run(" Small dog ", "<w:smallCaps/>"), run("runs."))
    for data, file in (
        (word_document(word), "a.docx"),
        (
            odt_document(
                f"<text:p>{spans}runs.</text:p>", automatic=odt_look("No", upper) + odt_look("Small", small)
            ),
            "a.odt",
        ),
        (rtf_document(r"{\caps No dog} {\scaps Small dog} runs."), "a.rtf"),
    ):
        assert read(data, file).text == "NO DOG Small dog runs."
    for look, shown in (("all", "NO DOG"), ("small", "No dog")):
        assert read(pptx_document([shape("No dog", looks=f'cap="{look}"')]), "a.pptx").text == shown


def style(name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="Bell {name}"/>{more}</w:style>'


@pytest.mark.parametrize(
    "styles",
    [
        style("") + style("A"),
        style("A", '<w:basedOn w:val="A"/>'),
        style("A", '<w:basedOn w:val="B"/>') + style("B", '<w:basedOn w:val="A"/>'),
    ],
)
def test_styles_that_lead_nowhere_end(styles: str) -> None:
    """This test ensures that a style without a name, or based on itself, does not give an endless chain."""
    data = word_document(paragraph("Ring.", '<w:pStyle w:val="A"/>'), styles=styles)
    assert read(data, "a.docx").text == "Ring."


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


@pytest.mark.parametrize("error", ["Reference source not found.", "Bookmark not defined."])
def test_a_reference_to_nowhere_is_told(error: str) -> None:
    """This test ensures that Word's error text for a lost cross-reference is not quoted, and named."""
    body = para(run("See "), run("Error! ", "<w:b/>"), run(error), run(" first."))
    reading = read(word_document(body), "a.docx")
    assert reading.text == "See first."
    assert reading.oddities == (f'1 reference to nowhere ("Error! {error}") is not quoted',)


PARTS = ("begin", " EQ \\f(1,2) ", "end")
COMPLEX = "".join(
    f"<w:r><w:instrText>{part}</w:instrText></w:r>"
    if "EQ" in part
    else f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>'
    for part in PARTS
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word_document(f"<w:p>{run('Mix ')}{COMPLEX}{run(' cup.')}</w:p>{paragraph('Rest.')}")),
        (
            "a.docx",
            word_document(
                f"<w:p>{run('Mix ')}<w:fldSimple w:instr='EQ \\f(1,2)'/>{run(' cup.')}</w:p>"
                + paragraph("Rest.")
            ),
        ),
        (
            "a.rtf",
            rtf_document(r"Mix {\field{\*\fldinst  EQ \\f(1,2)}{\fldrslt }} cup.\par Rest.\par"),
        ),
    ],
)
def test_a_sentence_is_not_quoted_without_the_formula_of_a_field(name: str, data: bytes) -> None:
    """This test ensures that a field which draws its words itself takes its sentence with it."""
    reading = read(data, name)
    assert reading.text == "Rest."
    assert reading.oddities == ("1 paragraph is not quoted because its formula cannot be written in a line",)


def test_a_blank_within_a_sentence_is_told() -> None:
    """This test ensures that a sentence that nobody completed is quoted, and the maintainer knows of it."""
    lines = ["Ring [insert name] twice.", "Ring 01632 XXXXXX twice.", "Ring [the keeper] twice: the XX bell."]
    reading = read(word_document("".join(map(paragraph, lines))), "a.docx")
    assert [words for _, _, words in blocks(reading)] == lines
    assert reading.oddities == (
        "2 sentences with a blank are quoted with it: ask the publisher what belongs there",
    )
