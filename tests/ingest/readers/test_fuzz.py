"""Tests that any file gives a document that keeps its promises, or a named error, and soon."""

import io
import os
import random
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import manuals
from made.fuzzed_office import ODT, RTF, SLIDES, small_odt, small_pptx, small_rtf
from made.hostile_pdf import pdf_page, shown
from made.hostile_word import docx_of, paragraph
from made.mutations import mutated_file
from made.office_files import made_odt, made_rtf
from made.partnership import made_partnership
from made.pdf import LAYOUTS, made_pdf
from made.pieces import MARKDOWN, TEXT_FILE, WEB_PAGE
from made.web_page import made_html
from made.word_file import made_docx
from parts import DATA, ROOT
from pypdf.generic import NameObject, StreamObject

from index.errors import UnreadableDocument
from ingest.corpus.read_documents import read_document
from ingest.sandbox.document_checks import broken_promises

# Files that once broke a reader, unchanged.
BROKEN = sorted((DATA / "broken").glob("*.*"))
# The length of the long run in seconds: a ninth for each format, and one for real files.
FUZZ_SECONDS = float(os.environ.get("FUZZ_SECONDS", "3600"))
# Real files that are read within a second or two.
REAL = (
    "arabic-rtl-rotated.pdf", "latex-multicolumn.pdf", "ofsted-derby-2022.pdf",
    "us-copyright-office-dmca-1998-old-pdf.pdf", "us-fbi-nics-rotated-table.pdf",
)  # fmt: skip
# The computing that a few kilobytes may take on a slow machine; more means a reader that does not end.
# Elapsed time would say how busy the machine is.
SECONDS = 30
# In bytes of address space, including everything that pytest has loaded.
MOST_MEMORY = 8 * 2**30


def check(name: str, data: bytes) -> None:
    """Checks that promise."""
    started = time.process_time()
    try:
        found = read_document("a", name, data)
    except UnreadableDocument as error:
        assert error.reason  # noqa: PT017
    else:
        assert list(broken_promises(found)) == []
    assert time.process_time() - started < SECONDS


def small_pdf() -> bytes:
    """Makes a PDF with two lines, a link and an outline."""
    content = shown() + b" BT /F 18 Tf 20 250 Td (Pool rules) Tj 0 -90 Td [(Dogs) -500 (wait)] TJ ET"
    outline = b"<< /Title (Pool rules) /Dest [3 0 R /Fit] /Parent 7 0 R >>"
    more = b"/Outlines << /First 7 0 R /Last 7 0 R >> /PageLabels << /Nums [0 << /S /r >>] >>"
    return pdf_page(content, catalogue=more, further=outline)


def small_docx() -> bytes:
    """Makes a Word file with headings, a list, a table and a link."""
    document = docx.Document()
    document.add_heading("Pool rules", 1)
    document.add_paragraph("The pool opens at nine.")
    document.add_paragraph("Towels are lent.", style="List Bullet")
    document.add_heading("Prices", 2)
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Day", "one penny"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


MADE: dict[str, Callable[[], bytes]] = {
    "a.md": (DATA / "corpus/documents/lending-rules.md").read_bytes,
    "a.html": (DATA / "corpus/documents/opening-hours.html").read_bytes,
    "a.txt": lambda: b"Pool rules\n\n1. Dogs wait:\n- at the door\n  - on a lead\n\nTowels are lent.\n",
    "a.pdf": small_pdf,
    "a.docx": small_docx,
    "a.odt": small_odt,
    "a.pptx": small_pptx,
    "a.rtf": small_rtf,
}


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_what_broke_a_reader_once_is_read_or_named(path: Path) -> None:
    """This test ensures that no fault that was once found returns."""
    check(path.name, path.read_bytes())


@pytest.mark.parametrize("name", MADE)
def test_a_changed_file_is_read_or_named(name: str) -> None:
    """This test ensures that files with changed bytes do no harm; the changes are always the same."""
    data = MADE[name]()
    check(name, data)
    chance = random.Random(name)  # noqa: S311
    for _ in range(60 if name in {"a.docx", "a.odt", "a.pptx"} else 150):
        check(name, mutated_file(name, data, chance))


WORD = st.recursive(
    st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "Zs"]), max_size=20).map(
        lambda words: paragraph(words.replace("&", "").replace("<", ""))
    ),
    lambda inner: st.builds(
        lambda shape, children: shape.format("".join(children)),
        st.sampled_from(
            ["<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", "<w:ins>{}</w:ins>", "<w:del>{}</w:del>",
             "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:p><w:r>{}</w:r></w:p>",
             "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr>{}</w:p>",
             "<w:p><w:hyperlink>{}</w:hyperlink></w:p>",
             "<w:p><w:pPr><w:numPr><w:ilvl w:val='3'/><w:numId w:val='7'/></w:numPr></w:pPr>{}</w:p>",
             "<w:p><w:r><w:footnoteReference w:id='1'/></w:r>{}</w:p>", "<w:txbxContent>{}</w:txbxContent>",
             "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr>{}</w:p>",
             "<w:r><w:drawing>{}</w:drawing></w:r>",
             "<w:p><w:pPr><w:shd w:fill='FFFFFF'/></w:pPr><w:r><w:rPr><w:color w:val='FFFFFF'/><w:strike/>"
             "</w:rPr><w:t>no</w:t></w:r>{}</w:p>",
             "<w:tbl><w:tr><w:tc/><w:tc>{}</w:tc></w:tr><w:tr><w:tc/></w:tr></w:tbl>"]
        ),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)  # fmt: skip
NUMBER = st.sampled_from(["0", "1", "-1", "12", "300", "1e9", "-0.001", "99999999999999999999", "nan"])
OPERATOR = st.one_of(
    st.builds("{} {} Td".format, NUMBER, NUMBER),
    st.builds("/F {} Tf".format, NUMBER),
    st.builds("{} {} {} {} {} {} Tm".format, *[NUMBER] * 6),
    st.builds("{} {} {} {} {} {} cm".format, *[NUMBER] * 6),
    st.builds("({}) Tj".format, st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=12)),
    st.builds("[(pool) {} (side)] TJ".format, NUMBER),
    st.sampled_from(
        ["BT", "ET", "q", "Q", "T*", "3 Tr", "/X Do", "BI ID EI", "/P BMC", "EMC", "/ActualText <<"]
    ),
)
PAGE = st.lists(OPERATOR, max_size=25).map(
    lambda lines: pdf_page(" ".join(["BT /F 12 Tf", *lines, "ET"]).encode("latin-1"))
)
GENERATED: dict[str, st.SearchStrategy[bytes]] = {
    "a.md": MARKDOWN.map(str.encode),
    "a.txt": TEXT_FILE,
    "a.html": WEB_PAGE,
    "a.docx": WORD.map(docx_of),
    "a.pdf": PAGE,
    "a.odt": ODT,
    "a.pptx": SLIDES,
    "a.rtf": RTF,
}


@pytest.mark.parametrize("name", GENERATED)
def test_a_made_file_is_read_or_named(name: str) -> None:
    """This test ensures that files built from the pieces of their format, in any order, do no harm."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(data=GENERATED[name])
    def holds(data: bytes) -> None:
        check(name, data)

    holds()


def laid_bare(data: bytes) -> bytes:
    """Returns the first pages of a PDF, their content streams unpacked so that changes reach them."""
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(data), pages=(0, min(3, len(pypdf.PdfReader(io.BytesIO(data)).pages))))
    for page in writer.pages:
        contents = page.get_contents()
        if contents is not None:
            bare = StreamObject()
            bare.set_data(contents.get_data())
            page[NameObject("/Contents")] = writer._add_object(bare)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# Larger files of each format, for the long run.
LARGER: dict[str, Callable[[], list[bytes]]] = {
    "a.md": lambda: [(ROOT / "README.md").read_bytes()],
    "a.html": lambda: [
        made_html().data,
        *map(str.encode, (manuals.OLD_STATIC, manuals.FOLD_OUT, manuals.PARTNERS, manuals.PUBLICATION)),
    ],
    "a.txt": lambda: [(ROOT / "LICENSE").read_bytes()],
    "a.pdf": lambda: [
        laid_bare(made_partnership().data),
        *(laid_bare(made_pdf(file).data) for file in LAYOUTS),
    ],
    "a.docx": lambda: [made_docx().data],
    "a.odt": lambda: [made_odt().data],
    "a.pptx": list,
    "a.rtf": lambda: [made_rtf().data],
}


def fuzz(name: str, seeds: list[bytes], kept: Path) -> None:
    """Reads changed files for a while. kept: where the last one, which may break a reader, is saved."""
    chance = random.Random()  # noqa: S311
    until = time.monotonic() + FUZZ_SECONDS / 9
    with memory(MOST_MEMORY):
        while time.monotonic() < until:
            changed = mutated_file(name, chance.choice(seeds), chance)
            (kept / name).write_bytes(changed)
            check(name, changed)


@contextmanager
def memory(size: int) -> Iterator[None]:
    """Limits the memory of this process, so that a file that swallows it is found."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.mark.soak
@pytest.mark.parametrize("name", MADE)
def test_changed_files_are_read_or_named_for_long(name: str, tmp_path: Path) -> None:
    """This test ensures the same with new changes every time, and with larger files."""
    fuzz(name, [MADE[name](), *LARGER[name]()], tmp_path)


@pytest.mark.soak
@pytest.mark.shared
def test_changed_real_files_are_read_or_named_for_long(shared: Path, tmp_path: Path) -> None:
    """This test ensures the same of PDFs as published."""
    real = [(shared / "bench/documents" / file).read_bytes() for file in REAL]
    fuzz("a.pdf", [*real, *map(laid_bare, real)], tmp_path)
