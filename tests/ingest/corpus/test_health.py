"""Tests the health report of each document, and the mark for words that a machine read."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from parts import TODAY, assistant_of, publish
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.answers.as_json import answer_record
from assistant.answers.as_text import PICTURE, answer_text, cautions
from assistant.library.as_json import source_record
from assistant.library.as_text import MACHINE_READ, health_line, source_text
from assistant.library.holdings import holdings
from index.storage.builds import open_current
from ingest.readers.pdf.scanned_pages import machine_read
from publishing.builds.report import report_record, report_text
from publishing.builds.verification import verify
from views.asking.answer_card import answer_card
from views.pages.sources import source_list

MARKDOWN = """# Pool rules

## Prices[^1]

| Day | Price |
|---|---|
| Monday | one penny |
| Tuesday | two pence |

The [list](https://pool.example/list) is on the door.

| Towel |
|---|
| white |

| Towel |
|---|
| blue |

[^1]: In old money.
"""
DRAWN, UNSEEN = 0, 3


def pdf(*, creator: str = "", producer: str = "", mode: int = DRAWN, picture: bool = False) -> bytes:
    """A made-up page about a pool. mode: how its words are drawn. picture: it has a picture beside them."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 300))
    canvas.setCreator(creator)
    canvas.setProducer(producer)
    if picture:
        canvas.drawImage(ImageReader(Image.new("RGB", (8, 8))), 0, 0, 300, 300)
    words = canvas.beginText(20, 200)
    words.setTextRenderMode(mode)
    words.textLine("The pool opens at nine o'clock.")
    canvas.drawText(words)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def pool(corpus: Path) -> Path:
    """The made-up corpus with a document of tables and a machine-read one."""
    (corpus / "documents/pool-rules.md").write_text(MARKDOWN)
    (corpus / "documents/pool-hours.pdf").write_bytes(
        pdf(creator="ocrmypdf 16.1.2 / Tesseract OCR-PDF 5.3.4")
    )
    return corpus


def test_the_report_counts_what_a_document_holds(pool: Path, tmp_path: Path) -> None:
    """This test ensures that tables, notes, links, sections and passages are counted, and pages if known."""
    record = report_record(publish(pool, tmp_path / "index"), 1.0)
    health = {entry["source_id"]: entry for entry in record["health"]}
    assert health["pool-rules"] == {
        "source_id": "pool-rules",
        "file": "documents/pool-rules.md",
        "pages": 0,
        "pages_without_text": 0,
        "running_lines": (),
        "tables": 3,
        "footnotes": 1,
        "links": 1,
        "sections": 2,
        "passages": len(open_current(tmp_path / "index").passages_by_source["pool-rules"]),
        "oddities": (),
        "covered": 0,
    }
    assert (health["pool-hours"]["pages"], health["pool-hours"]["passages"]) == (1, 1)
    assert json.loads(json.dumps(record))["health"][0]["running_lines"] == []


def test_a_run_that_changes_nothing_tells_the_same_health(pool: Path, tmp_path: Path) -> None:
    """This test ensures that the health is stored in the build and reported from there."""
    first = publish(pool, tmp_path / "index")
    again = publish(pool, tmp_path / "index")
    assert (again.published, again.health) == (False, first.health)
    assert open_current(tmp_path / "index").corpus.health == first.health
    text = report_text(again, 1.0, dry_run=False)
    assert "\n  documents/pool-rules.md: 6 passages, 2 sections, 3 tables, 1 footnote, 1 link" in text
    assert verify(tmp_path / "index", pool).proven


def test_health_stands_where_leads_look(pool: Path, tmp_path: Path) -> None:
    """This test ensures that the list of sources, its JSON and its page report each document's health."""
    publish(pool, tmp_path / "index")
    build = open_current(tmp_path / "index")
    (holding,) = (found for found in holdings(build) if found.source.id == "pool-rules")
    line = "6 passages, 2 sections, 3 tables, 1 footnote, 1 link"
    assert source_record(holding)["health"]["tables"] == 3
    assert f"\n  {line}\n" in source_text(holding)
    assert f"<p>How it was read: {line}</p>" in source_list(build)


def test_pages_without_text_and_running_lines_are_told(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that whatever is left out of a PDF or missing from it is named page by page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 300))
    for words in ("Caps are worn.", "Dogs wait outside.", "Towels are lent.", "", "Lockers take a penny."):
        if words:
            canvas.drawString(20, 280, "Made-up pool, rules for all who swim")
            canvas.drawString(20, 200, words)
            canvas.drawString(20, 150, f"{words[::-1]} is what the board by the water says.")
        canvas.showPage()
    canvas.save()
    (corpus / "documents/lanes.pdf").write_bytes(out.getvalue())
    report = publish(corpus, tmp_path / "index")
    (lanes,) = (health for health in report.health if health.source_id == "lanes")
    assert (lanes.pages, lanes.pages_without_text) == (5, 1)
    assert lanes.running_lines == ("Made-up pool, rules for all who swim",)
    assert lanes.oddities == ("there is no text on page 4",)
    line = health_line(lanes)
    assert (
        "; left out at page edges: “Made-up pool, rules for all who swim”; there is no text on page 4" in line
    )
    many = replace(lanes, running_lines=("Caps", "Dogs", "Lockers", "Towels", "Wellies"))
    assert "left out at page edges: “Caps”, “Dogs”, “Lockers” and 2 more;" in health_line(many)
    assert "5 pages (1 without text)" in report_text(report, 1.0, dry_run=False)


def test_machine_read_words_say_so_wherever_they_are_quoted(pool: Path, tmp_path: Path) -> None:
    """This test ensures that the mark is on every quote of the document, and no other document has it."""
    publish(pool, tmp_path / "index")
    build = open_current(tmp_path / "index")
    assert {name for name, found in build.documents.items() if found.machine_read} == {"pool-hours"}
    assistant = assistant_of(tmp_path / "index")
    for question, marked in [("when does the pool open, at nine o'clock?", True), ("six books", False)]:
        answer = assistant.answer(question, threshold=0, top=1)
        assert answer_record(answer)["quotes"][0]["source"]["machine_read"] is marked
        assert (f"\n  {MACHINE_READ}." in answer_text(answer)) is marked
        assert (MACHINE_READ in answer_card(answer, build, TODAY)) is marked
    assert source_list(build).count(MACHINE_READ) == 1
    marks = {found.source.id: source_record(found)["machine_read"] for found in holdings(build)}
    assert marks == {
        "lending-rules": False,
        "opening-hours": False,
        "repair-manual": None,
        "staff-list": None,
        "pool-hours": True,
        "pool-rules": False,
    }


@pytest.mark.parametrize(
    ("make", "marked"),
    [
        (lambda: pdf(creator="ocrmypdf 16.1.2 / Tesseract OCR-PDF 5.3.4", producer="pikepdf 8.13.0"), True),
        (lambda: pdf(creator="Tesseract", producer="Tesseract 5.3.4"), True),
        (lambda: pdf(producer="Adobe Acrobat 10.0 Paper Capture Plug-in"), True),
        (lambda: pdf(creator="Writer", producer="LibreOffice 7.4"), False),
        (lambda: pdf(mode=UNSEEN, picture=True), True),
        (lambda: pdf(mode=DRAWN, picture=True), False),
        # Invisible words alone are no sign: there is no picture that they could have been read from.
        (lambda: pdf(mode=UNSEEN), False),
    ],
)
def test_machine_read_files_are_known(make: Callable[[], bytes], marked: bool) -> None:
    """This test ensures that a signature, or hidden words over a picture, show machine reading."""
    assert machine_read(pypdf.PdfReader(io.BytesIO(make()))) is marked


def test_the_description_of_a_picture_says_so_where_it_is_quoted(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that a picture's description is not shown as the document's text or joined to it."""
    (corpus / "documents/pool-map.md").write_text("# Map\n\nAsk the bath master.\n")
    publish(corpus, tmp_path / "index")
    build = open_current(tmp_path / "index")
    document = build.documents["pool-map"]
    assert not document.describes_picture(document.text.index("Ask"))
    shown = replace(document, pictures=((document.text.index("Ask"), len(document.text)),))
    place = assistant_of(tmp_path / "index").answer("Ask the bath master", threshold=0, top=1).quotes[0].place
    assert cautions(place) == []
    assert cautions(replace(place, document=shown)) == [PICTURE]
