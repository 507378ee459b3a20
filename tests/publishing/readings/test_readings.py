"""How documents were read, shown before publication page by page and in order."""

from pathlib import Path

from made.scan import written
from parts import Runner, WordEmbedder, no_bar

from index.settings import NO_READER, Settings
from publishing.builds.publication import ingest
from publishing.readings.as_page import outline, page_reading, reading_head
from publishing.readings.readings import DocumentReading

SWIMMING = ("Swimming", "Swimmers leave the water", "when the bell is rung twice.")
FEES = ("Fees", "A swim costs three pounds.")
RULES = "# Rules\n\nDogs wait ~~inside~~ outside.\n\n- They are tied up.\n"


def readings(folder: Path) -> dict[str, DocumentReading]:
    """The readings from a dry run on a PDF of two pages and a text without pages."""
    documents = folder / "corpus/documents"
    documents.mkdir(parents=True)
    (folder / "corpus/sources.toml").write_text('[corpus]\nname = "Made-up rules"\n')
    (documents / "pool.pdf").write_bytes(written(SWIMMING, FEES))
    (documents / "rules.md").write_text(RULES)
    settings = Settings(folder / "corpus", folder / "index", WordEmbedder().name, reader=NO_READER)
    report = ingest(settings, lambda _name: WordEmbedder(), no_bar, dry_run=True)
    return {reading.document.source_id: reading for reading in report.readings}


def test_a_page_shows_each_passage_where_it_stands(tmp_path: Path) -> None:
    """This test ensures that passages are numbered throughout, and boxed once on their page."""
    reading = readings(tmp_path)["pool"]
    assert reading.pages == (1, 2)
    heading, passage = reading.pieces(1)
    assert (heading.text, heading.number) == ("Swimming", None)
    assert (passage.text, passage.number) == (" ".join(SWIMMING[1:]), 1)
    (box,) = passage.places
    assert (round(box.left), box.page) == (30, 1)
    assert [piece.number for piece in reading.pieces(2)] == [None, 2]
    page = page_reading(reading, 2)
    assert page.count('class="box"') == 1
    assert "data:image/jpeg;base64," in page
    assert FEES[1] in page
    assert SWIMMING[1] not in page


def test_a_document_without_pages_is_shown_in_order(tmp_path: Path) -> None:
    """This test ensures that headings and passages are in order, and omitted text is named."""
    reading = readings(tmp_path)["rules"]
    assert reading.pages == ()
    assert [(piece.number, piece.text) for piece in reading.pieces()] == [
        (None, "Rules"),
        (1, "Dogs wait outside."),
        (2, "They are tied up."),
    ]
    assert "struck through: “inside”" in reading_head(reading)
    assert outline(reading).index("Rules") < outline(reading).index("Dogs wait")


def test_a_rehearsal_writes_it_into_its_page(run: Runner, tmp_path: Path) -> None:
    """This test ensures that one file shows changes and readings, and loads nothing else."""
    (tmp_path / "pool.pdf").write_bytes(written(SWIMMING, FEES))
    page = tmp_path / "page.html"
    index = str(tmp_path / "index")
    result = run("ingest", str(tmp_path / "pool.pdf"), "--index", index, "--dry-run", "--html", str(page))
    assert result.code == 0
    told = page.read_text(encoding="utf-8")
    assert told.count('<section class="read-page"') == 2
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in told
    assert "http" not in told.replace("http-equiv", "")
    assert not (tmp_path / "index").exists()
