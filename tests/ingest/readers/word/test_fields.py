"""Tests where the fields and the styles of a Word file lead, and what stands in for what is missing."""

import pytest
from made.office import odt_document, odt_look, pptx_document, rtf_document, shape
from made.word import paragraph, run, word_document
from made.word_looks import para

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
