"""Tests chapters of procedure manuals, imitating each family: sections, boxes, surroundings."""

import json
from pathlib import Path

import pytest
from made import manuals
from made.manuals import UNDER_REVIEW
from parts import TODAY, Runner, assistant_of, publish
from web_pages import html, passages, slices

from assistant.answers.as_json import answer_record
from assistant.answers.as_text import answer_text
from index.storage.builds import open_current
from ingest.corpus.read_documents import ReadDocument, read_document
from ingest.text.passages import cut_passages
from publishing.builds.verification import verify
from views.asking.answer_card import answer_card
from views.pages.sources import source_list

UPDATED = "In July 2017, Section 2, Returning was updated to include the bell. A link to Locks was added."
BEFORE, RETURNING = "1. Before a Bicycle is Lent", "2. Returning"
PAGES = {
    "old": manuals.OLD_STATIC,
    "unlabelled": manuals.UNLABELLED,
    "fold-out": manuals.FOLD_OUT,
    "partners": manuals.PARTNERS,
    "publication": manuals.PUBLICATION,
}


def chapter(name: str) -> ReadDocument:
    return read_document("lending", "lending.html", PAGES[name].encode())


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        (
            "old",
            [
                ("SCOPE OF THIS CHAPTER", None), ("RELATED CHAPTERS", None), ("AMENDMENT", None),
                (BEFORE, "lend"), (RETURNING, "return"), (f"{RETURNING} > 2.1 Late Returns", "late"),
                ("Appendix 1: The Tag", "tag"),
            ],
        ),
        (
            "unlabelled",
            [
                (BEFORE, "lend"), (RETURNING, "return"), (f"{RETURNING} > 2.1 Late Returns", "late"),
                ("Appendix 1: The Tag", "tag"),
            ],
        ),
        (
            "fold-out",
            [
                ("Scope of this chapter", None), ("Related guidance", None), ("Amendment", None),
                (BEFORE, "before-lending"), (f"{BEFORE} > What counts as a brake", None),
                (f"{BEFORE} > Children's bicycles", None), (RETURNING, "s2"), ("3. The Tag", "s3"),
            ],
        ),
        (
            "partners",
            [("Show amendments", "amendments"), ("Before a Bicycle is Lent", "c1"), ("Returning", "c2")],
        ),
        ("publication", [("Who may ride", "who")]),
    ],
)  # fmt: skip
def test_every_section_is_read_with_its_anchor(name: str, sections: list[tuple[str, str | None]]) -> None:
    """This test ensures that no section boundary is lost, and each can be linked to if the page allows it."""
    found = [(" > ".join(s.path), s.anchor) for s in chapter(name).document.sections if s.path]
    assert found == sections


@pytest.mark.parametrize(
    ("name", "amendments"),
    [
        ("old", [UPDATED]),
        ("unlabelled", [UPDATED]),
        ("fold-out", ["Section 2, Returning was refreshed throughout in July 2024.\n\nJuly 15, 2024"]),
        (
            "partners",
            [
                "The bell is new in this edition.\n\nLast reviewed in Feb 2023\n\n"
                "Date of next review April 2025"
            ],
        ),
        (
            "publication",
            [
                "From:\n\nExample Cycle Shed\n\nPublished\n\n1 March 2023\n\nLast updated\n\n"
                "15 December 2023 See all updates"
            ],
        ),
    ],
)  # fmt: skip
def test_an_amendment_is_recorded_and_in_no_passage(name: str, amendments: list[str]) -> None:
    """This test ensures that text about the document's changes is kept as its date and never quoted."""
    found = chapter(name)
    assert slices(found.document, found.document.amendments) == amendments
    for line in amendments[0].split("\n\n"):
        assert not any(line in passage for passage in passages(found)), line


@pytest.mark.parametrize(
    ("name", "link", "target"),
    [
        ("old", "Helmets and Lights", "p_helmets.html"),
        ("fold-out", "Helmets and Lights", "/chapter/helmets"),
        ("fold-out", "Locks", "/resources/documents-library"),
    ],
)
def test_references_are_linked_and_in_no_passage(name: str, link: str, target: str) -> None:
    """This test ensures that link-only lists are kept as references."""
    found = chapter(name)
    assert (link, target) in [(found.document.text[k.start : k.end], k.target) for k in found.document.links]
    assert link not in passages(found)
    kinds = {found.document.text[b.start : b.end]: b.kind for b in found.blocks}
    assert kinds[link] == "reference"


def test_a_table_of_links_under_its_label_refers_too() -> None:
    """This test ensures that related chapters in the cells of a box are references, not a table row."""
    box = "<tr><th colspan=2>RELATED CHAPTERS<tr><td><a href=a>Bells</a><td><a href=b>Locks</a>"
    assert html(f"<table>{box}</table>") == [
        ("heading", 2, "RELATED CHAPTERS"), ("reference", 0, "Bells | Locks"),
    ]  # fmt: skip


def test_an_item_with_words_beyond_its_link_stays_one() -> None:
    """This test ensures that guidance beside a link, and items that complete a sentence, are quoted."""
    assert "Locks, which also tells what a second lock is for" in passages(chapter("old"))
    found = passages(chapter("fold-out"))
    assert found[-4:-1] == [
        "The warden may ask for help from any of these people:", "the mechanic", "the neighbour",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("old", ["5.42 Lending a Bicycle", "lights;", "a helmet.", "The tag is yellow."]),
        ("fold-out", ["The tag is yellow.", "A back-pedal brake counts.", "The saddle is set"]),
        ("partners", ["The warden checks the brakes.", "A bicycle comes back to the shed by six."]),
        (
            "publication",
            ["Riders must wear a helmet.", "Ask the warden first.", "Anybody over four."],
        ),
    ],
)  # fmt: skip
def test_guidance_stays_and_what_surrounds_it_is_gone(name: str, kept: list[str]) -> None:
    """This test ensures that navigation, controls, contents and captions are not part of the text."""
    text = chapter(name).document.text
    for words in kept:
        assert words in text
    for words in (
        "Skip to", "Size:", "View this website", "Top of page", "Print", "Share", "Facebook", "cookies",
        "Menu", "main heading", "contents table", "floating buttons", "Contents", "Jump to", "Show all",
        "Search",
        "session has ended", "Copyright", "Reject", "Home", "Logo", "var size",
    ):  # fmt: skip
        assert words not in text, words


def test_a_row_keeps_the_cell_that_reaches_down_to_it() -> None:
    """This test ensures that a cell across two rows introduces the second along with the column headings."""
    found = chapter("old")
    rows = [p for p in cut_passages(found.document, found.blocks) if p.kind == "row"]
    assert [slices(found.document, ((p.start, p.end), *p.context)) for p in rows] == [
        ["One | telephones the rider", "Days late | What the warden does"],
        ["| notes it on the tag", "Days late | What the warden does", "One"],
    ]


@pytest.fixture
def shed(tmp_path: Path) -> Path:
    """A published build of a corpus with one fold-out chapter."""
    (tmp_path / "shed/documents").mkdir(parents=True)
    (tmp_path / "shed/documents/lending.html").write_text(manuals.FOLD_OUT)
    (tmp_path / "shed/sources.toml").write_text(
        '[corpus]\nname = "Made-up shed"\n[[source]]\nid = "lending"\ntitle = "Lending a Bicycle"\n'
        'file = "documents/lending.html"\nurl = "https://shed.example/chapter/lending"\n'
    )
    publish(tmp_path / "shed", tmp_path / "index")
    return tmp_path / "index"


def test_the_notice_travels_with_every_quote(shed: Path, run: Runner) -> None:
    """This test ensures that no form of an answer shows the chapter's words without its notice."""
    index = open_current(shed)
    for passage in index.passages:
        words = index.documents["lending"].text[passage.start : passage.end]
        answer = assistant_of(shed).answer(words, threshold=0)
        record = answer_record(answer)
        assert record["quotes"]
        for quote in record["quotes"]:
            assert quote["source"]["notices"] == [UNDER_REVIEW]
            assert quote["source"]["amendment"].endswith("July 15, 2024")
        notice = f"The document says of itself: “{UNDER_REVIEW}”"
        assert answer_text(answer).count(notice) >= len(record["quotes"])
        assert answer_card(answer, index, TODAY).count(f"<strong>{notice}</strong>") == len(record["quotes"])
    listed = source_list(index)
    assert UNDER_REVIEW in listed
    assert "Amendment: “Section 2, Returning was refreshed throughout in July 2024. July 15, 2024”" in listed
    done = run("sources", "--json", "--index", str(shed))
    (source,) = [json.loads(line) for line in done.out.splitlines()]
    assert (source["notices"], source["amendment"][:9]) == ([UNDER_REVIEW], "Section 2")
    assert f"the document says: “{UNDER_REVIEW}”" in run("sources", "--index", str(shed)).out


def test_a_manual_is_proven(shed: Path, tmp_path: Path) -> None:
    """This test ensures that amendments and notices are stored, and proven like the words."""
    assert verify(shed, tmp_path / "shed").proven
    document = open_current(shed).documents["lending"]
    assert document == read_document("lending", document.file, manuals.FOLD_OUT.encode()).document
