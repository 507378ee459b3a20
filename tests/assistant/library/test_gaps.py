"""What the links of a document mean, and what is missing or out of date behind them."""

import csv
import io
from datetime import date

import pytest
from lxml import html
from parts import ROOT, edit, htmls, publish
from streamlit.testing.v1 import AppTest

from assistant.library.gaps import GAPS, MapEntry, counted_gaps, link_map
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex
from publishing.export.spreadsheet import spreadsheet
from views.leads.gaps import NO_GAPS, gaps_csv, gaps_html

TODAY = date(2026, 11, 23)
SILENT = {"repair-manual": (date(2026, 11, 1), "https://library.example/repair answers 404 (Not Found)")}
ENTRIES = """
[[source]]
id = "wall-map"
title = "Map on the wall"
file = "documents/wall-map.md"
url = "https://library.example/wall"
review_by = 2026-11-22
status = "under review"

[[source]]
id = "old-map"
title = "Old map"
file = "documents/old-map.md"
superseded_by = "wall-map"

[[source]]
id = "new-map"
title = "New map"
url = "https://library.example/new"
in_force = 2027-01-01

[[source]]
id = "torn-map"
title = "Torn map"
file = "documents/torn-map.pdf"
superseded_by = "new-map"
"""
MAPS = "".join(
    f'\n[[link]]\nin = "lending-rules"\ntext = "{name} map"\nto = ["{name}-map"]\n'
    for name in ("wall", "old", "new", "torn")
)


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> PassageIndex:
    """Returns a build in which the lending rules link to a source in every state."""
    folder = tmp_path_factory.mktemp("maps")
    corpus = folder / "corpus"
    (corpus / "documents").mkdir(parents=True)
    made = ROOT / "tests/data/corpus"
    for path in made.rglob("*.*"):
        (corpus / path.relative_to(made)).write_bytes(path.read_bytes())
    edit(
        corpus / "documents/lending-rules.md",
        "Books come back within three weeks.",
        "See the [wall map](#), [old map](#), [new map](#) and [torn map](#), [lost](https://lost.example/x).",
    )
    (corpus / "documents/wall-map.md").write_text("The map hangs on the wall.\n")
    (corpus / "documents/old-map.md").write_text("The map hung on the wall.\n")
    (corpus / "documents/torn-map.pdf").write_bytes(b"")
    with (corpus / "sources.toml").open("a") as register:
        register.write(ENTRIES + MAPS)
    publish(corpus, folder / "index")
    return open_current(folder / "index")


def entries_of(index: PassageIndex) -> tuple[MapEntry, ...]:
    return link_map(index, index.documents["lending-rules"], SILENT, TODAY)


def test_each_link_has_its_gaps_in_words(maps: PassageIndex) -> None:
    """This test ensures that each kind of gap has its own words, in the order of the text."""
    found = [
        (entry.link.text, entry.source and entry.source.id, entry.state, [gap.words for gap in entry.gaps])
        for entry in entries_of(maps)
    ]
    not_held = "We know of this document but do not have a copy."
    nothing = (
        "Its download failed on 1 November 2026 (https://library.example/repair answers 404 (Not Found))."
    )
    unknown = "We do not know what this link means. Its address is"
    assert found == [
        ("repair manual", "repair-manual", "registered only", [not_held, nothing]),
        ("the list", None, "unknown", [f"{unknown} lost."]),
        ("wall map", "wall-map", "held", ["Under review.", "Its review was due on 22 November 2026."]),
        ("old map", "old-map", "held", ["Superseded by “Map on the wall”."]),
        ("new map", "new-map", "registered only",
         [not_held, "Not yet in force: in force from 1 January 2027."]),
        ("torn map", "torn-map", "unreadable", ["We have a copy but cannot read it.",
         "To be superseded by “New map” on 1 January 2027."]),
        ("lost", None, "unknown", [f"{unknown} https://lost.example/x."]),
        ("the list", "staff-list", "registered only", [not_held, "We know no address for it."]),
    ]  # fmt: skip


def test_gaps_are_counted_by_kind(maps: PassageIndex) -> None:
    """This test ensures that links and sources are each counted once, and that every kind occurs."""
    counts = {count.kind: (count.links, count.sources) for count in counted_gaps(entries_of(maps))}
    assert list(counts) == list(GAPS)
    assert counts["not held"] == (3, 3)
    assert counts["unknown"] == (2, 0)
    assert all(counts[kind] == (1, 1) for kind in GAPS if kind not in {"not held", "unknown"})
    page = html.fromstring(gaps_html(maps, maps.documents["lending-rules"], entries_of(maps)))
    lines = [item.text_content() for item in page.iter("li")]
    assert lines[0] == "No copy here: 3 links, 3 sources"
    assert lines[2] == "We do not know what the link means: 2 links"


def test_the_table_and_the_spreadsheet_hold_every_link(maps: PassageIndex) -> None:
    """This test ensures that both show where each link is and where it leads."""
    entries = entries_of(maps)
    page = html.fromstring(gaps_html(maps, maps.documents["lending-rules"], entries))
    assert page.find(".//caption").text_content() == "Links in “Lending rules”"
    rows = page.findall(".//tbody/tr")
    assert [row.find("th").text_content() for row in rows] == [f"“{entry.link.text}”" for entry in entries]
    states = [row.find("td/p/strong").text_content() for row in rows]
    assert states[2] == "We have a copy."
    assert states[0] == "We know of this document but do not have a copy."
    assert rows[0].findall(".//a")[-1].get("href") == "read?source=lending-rules&section=2"
    text = gaps_csv(maps, entries).decode("utf-8-sig")
    header, *lines = csv.reader(io.StringIO(text, newline=""))
    assert len(lines) == len(entries)
    assert lines[0][1:9] == [
        "1 Borrowing", "", "repair manual", "", "Repair manual", "repair-manual", "registered only",
        " ".join(gap.words for gap in entries[0].gaps),
    ]  # fmt: skip
    assert spreadsheet(header, lines) == gaps_csv(maps, entries)


def test_where_nothing_is_missing_it_says_so(maps: PassageIndex) -> None:
    """This test ensures that a document without gaps says so instead of showing nothing."""
    assert NO_GAPS in gaps_html(maps, maps.documents["wall-map"], ())


@pytest.mark.parametrize("damage", ["{", "[]", '{"a": {}}', '{"a": {"asked": 1, "day": "2026-11-23"}}'])
def test_the_page_tells_what_did_not_answer_and_a_damaged_note(
    maps: PassageIndex, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """This test ensures that the page reads the current record of failed downloads, and reports damage."""
    corpus = maps.folder.parent.parent.parent / "corpus"
    monkeypatch.setenv("SIGNPOST_CORPUS", str(corpus))
    monkeypatch.setenv("SIGNPOST_INDEX", str(maps.folder.parent.parent))
    note = corpus / "documents/fetched/unreached.json"
    note.parent.mkdir(exist_ok=True)
    note.write_text(damage)
    page = AppTest.from_function(_page, default_timeout=60).run()
    assert not page.exception
    assert "This is a fault." in page.error[0].value
    assert "unreached.json" in page.error[0].value
    note.unlink()
    page.run()
    assert not page.error
    shown = htmls(page)
    assert "No copy here: 3 links, 3 sources" in shown
    assert page.selectbox[0].options == ["Lending rules", "Opening hours"]


def _page() -> None:
    from index.settings import Settings
    from views.pages.sources import render

    render(Settings.from_env())
