"""Tests pictures of pages: their dark places are where the build puts the words."""

import io
from dataclasses import replace
from math import ceil
from pathlib import Path

import numpy as np
import pytest
from made.hostile_pdf import PDFS
from parts import publish, take_out
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from index.errors import NoPicture, UnreadableIndex
from index.settings import Settings
from index.storage.builds import open_current, original
from ingest.limits import MOST_DOTS, drawing_scale
from ingest.sandbox.page_pictures import PICTURE_LIMITS, picture
from views.elements.page_pictures import GAP_POINTS, LINE, boxed_page, page_picture

WORDS = "The shed by the pool holds nine bicycles."
# The visible part of the second page: less than half of the sheet, and away from its corners.
CROP = (50, 300, 500, 700)


def made_pdf(*, pages: int = 3, size: tuple[float, float] = (595, 842)) -> bytes:
    """Makes a PDF with a plain page, one cropped and turned right, and one turned left."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for number in range(pages):
        canvas.drawString(100, size[1] - 300, f"Page {number + 1}. {WORDS}")
        canvas.showPage()
    canvas.save()
    writer = PdfWriter(PdfReader(buffer))
    if pages > 1:
        writer.pages[1].cropbox = RectangleObject(CROP)
        writer.pages[1].rotate(90)
        writer.pages[2].rotate(270)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.fixture
def settings(tmp_path: Path, corpus: Path) -> Settings:
    """A build with the PDF."""
    (corpus / "documents/shed.pdf").write_bytes(made_pdf())
    publish(corpus, tmp_path / "index")
    return Settings(corpus, tmp_path / "index")


def test_the_words_of_a_page_are_dark_where_its_boxes_are(settings: Settings) -> None:
    """This test ensures that a box, as a share of the page, covers its words, even if turned and cropped."""
    build = open_current(settings.index)
    document = build.documents["shed"]
    boxes = build.boxes("shed", 0, len(document.text))
    sizes = []
    for number in (1, 2, 3):
        drawn = page_picture(settings, document.sha256, number)
        assert drawn
        sizes.append((drawn.width, drawn.height))
        dark = np.asarray(Image.open(io.BytesIO(drawn.png)).convert("L")) < 128
        height, width = dark.shape
        assert width / height == pytest.approx(drawn.width / drawn.height, rel=0.01)
        places = [box for box in boxes if box.page == number]
        assert places
        for box in places:
            left, right = (round(x / drawn.width * width) for x in (box.left, box.right))
            top, bottom = (round(y / drawn.height * height) for y in (box.top, box.bottom))
            inside = dark[top:bottom, left:right]
            assert inside.mean() > 0.05
            dark[max(top - 3, 0) : bottom + 3, max(left - 3, 0) : right + 3] = False
        assert not dark.any()
    assert [tuple(map(round, size)) for size in sizes] == [(595, 842), (400, 450), (842, 595)]


def test_the_quoted_words_are_boxed(settings: Settings) -> None:
    """This test ensures that the line is around exactly these words, even if turned and cropped."""
    build = open_current(settings.index)
    document = build.documents["shed"]
    for number in (1, 2, 3):
        start = document.text.index(f"Page {number}")
        end = start + len(f"Page {number}. {WORDS}")
        drawn, plain = (
            boxed_page(settings, document.sha256, number, start, end),
            page_picture(settings, document.sha256, number),
        )
        assert drawn
        assert plain
        red = (np.asarray(Image.open(io.BytesIO(drawn))) == LINE).all(axis=2)
        rows, columns = np.flatnonzero(red.any(axis=1)), np.flatnonzero(red.any(axis=0))
        scale = red.shape[1] / plain.width
        boxes = build.boxes("shed", start, end)
        around = (
            min(b.left for b in boxes) - GAP_POINTS,
            min(b.top for b in boxes) - GAP_POINTS,
            max(b.right for b in boxes) + GAP_POINTS,
            max(b.bottom for b in boxes) + GAP_POINTS,
        )
        assert [x / scale for x in (columns[0], rows[0], columns[-1], rows[-1])] == pytest.approx(
            around, abs=1
        )
        assert boxed_page(settings, document.sha256, number, 0, 0) != drawn


def test_only_pages_of_held_pdfs_are_drawn(settings: Settings) -> None:
    """This test ensures that there is no picture of another page, another format or another file."""
    documents = open_current(settings.index).documents
    assert page_picture(settings, documents["shed"].sha256, 4) is None
    assert page_picture(settings, documents["lending-rules"].sha256, 1) is None
    assert page_picture(settings, "0" * 64, 1) is None


def test_a_withdrawn_document_has_no_picture_any_more(settings: Settings) -> None:
    """This test ensures that a cached picture is not shown after its document is gone."""
    sha256 = open_current(settings.index).documents["shed"].sha256
    assert page_picture(settings, sha256, 1)
    take_out(settings.index, settings.corpus, "shed")
    assert page_picture(settings, sha256, 1) is None


def test_a_changed_original_is_not_drawn(settings: Settings) -> None:
    """This test ensures that a picture is of the file that was read, not of another under its name."""
    sha256 = open_current(settings.index).documents["shed"].sha256
    original(settings.index, sha256).write_bytes(made_pdf(pages=1))
    with pytest.raises(UnreadableIndex, match="has changed since it was written"):
        page_picture(settings, sha256, 1)


def test_a_huge_page_is_drawn_with_fewer_dots() -> None:
    """This test ensures that the largest page that a PDF may have costs no more than a sheet of A2."""
    drawn = picture(made_pdf(pages=1, size=(14_400, 14_400)), 1)
    assert (drawn.width, drawn.height) == (14_400, 14_400)
    width, height = Image.open(io.BytesIO(drawn.png)).size
    assert MOST_DOTS * 0.99 <= width * height <= MOST_DOTS * 1.01


@pytest.mark.parametrize(
    ("width", "height"), [(14_400, 14_400), (0.001, 1e9), (1e9, 0.001), (1e-30, 842), (0.3, 1e8), (3, 1e7)]
)
def test_no_page_is_drawn_with_more_dots(width: float, height: float) -> None:
    """This test ensures that no shape of page, however narrow, takes more memory than a sheet of A2."""
    scale = drawing_scale(width, height, 1.5)
    assert ceil(width * scale) * ceil(height * scale) <= MOST_DOTS
    assert drawing_scale(width, height, scale / 2) == scale / 2


@pytest.mark.parametrize(
    ("data", "number", "said"),
    [(b"no PDF", 1, "not a PDF"), (made_pdf(), 4, "no page 4"), (made_pdf(), 0, "no page 0")],
)
def test_what_cannot_be_drawn_is_said(data: bytes, number: int, said: str) -> None:
    """This test ensures that a fault does not give a blank picture."""
    with pytest.raises(NoPicture, match=said):
        picture(data, number)


@pytest.mark.parametrize("name", ["pdf_with_a_form_in_itself.pdf", "pdf_of_many_filters.pdf"])
def test_a_file_made_to_do_harm_is_drawn_or_named(name: str) -> None:
    """This test ensures that a picture, or a reason that does not blame Signpost, comes soon."""
    try:
        assert picture(PDFS[name](), 1, replace(PICTURE_LIMITS, wall_seconds=10, cpu_seconds=5)).png
    except NoPicture as error:
        assert "is at fault" not in str(error)  # noqa: PT017


def test_a_limit_is_named() -> None:
    """This test ensures that a page that would take too much is refused, and the limit named."""
    with pytest.raises(NoPicture, match="larger than 0"):
        picture(made_pdf(), 1, replace(PICTURE_LIMITS, answer_bytes=1024))
