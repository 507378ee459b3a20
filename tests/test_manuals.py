"""Chapters of procedure manuals, in look-alikes of each family: sections, boxes, what surrounds them."""

import json
from pathlib import Path

import pytest
from conftest import TODAY, Runner, assistant_of, publish
from made import manuals

from assistant.plain import answer_text
from assistant.record import answer_record
from index.builds import open_current
from index.model import Document
from ingest.corpus import ReadDocument, read_document
from ingest.notices import notices_of, without_state
from ingest.passages import cut_passages
from ingest.readers import read
from publishing.verification import verify
from views.cards import answer_card
from views.sources import source_list

UNDER_REVIEW = "This chapter is currently under review."
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


def passages(found: ReadDocument) -> list[str]:
    return [found.document.text[p.start : p.end] for p in cut_passages(found.document, found.blocks)]


def slices(document: Document, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [document.text[start:end] for start, end in spans]


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
    """This test ensures that no section boundary is lost, and each can be linked to where the page allows."""
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
    """This test ensures that what describes the text is kept as the chapter's date and never quoted."""
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
    """This test ensures that link-only lists stay as what the chapter refers to."""
    found = chapter(name)
    assert (link, target) in [(found.document.text[k.start : k.end], k.target) for k in found.document.links]
    assert link not in passages(found)
    kinds = {found.document.text[b.start : b.end]: b.kind for b in found.blocks}
    assert kinds[link] == "reference"


def test_a_table_of_links_under_its_label_refers_too() -> None:
    """This test ensures that related chapters in the cells of a box are references, and no row of a table."""
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
    """This test ensures that navigation, controls, lists of contents and captions are no part of the text."""
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
    """This test ensures that a cell across two rows introduces the second with the column headings."""
    found = chapter("old")
    rows = [p for p in cut_passages(found.document, found.blocks) if p.kind == "row"]
    assert [slices(found.document, ((p.start, p.end), *p.context)) for p in rows] == [
        ["One | telephones the rider", "Days late | What the warden does"],
        ["| notes it on the tag", "Days late | What the warden does", "One"],
    ]


def html(body: str) -> list[tuple[str, int, str]]:
    reading = read(f"<title>T</title><body><h1>Shed</h1>{body}".encode(), "a.html")
    return [(b.kind, b.depth, reading.text[b.start : b.end]) for b in reading.blocks[1:]]


PANEL = "<div id=p hidden><p>Oil the chain.</p></div>"
OILING = [("heading", 2, "Oiling"), ("paragraph", 0, "Oil the chain.")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<button aria-controls=p>Oiling</button>{PANEL}", OILING),
        (f"<button data-toggle=collapse data-target='#p'>Oiling</button>{PANEL}", OILING),
        (f"<button data-bs-target='#p'>Oiling</button>{PANEL}", OILING),
        (f"<a data-toggle=collapse href='#p'>Oiling</a>{PANEL}", OILING),
        (f"<div role=button aria-controls=p>Oiling</div>{PANEL}", OILING),
        (f"<h2><button aria-controls=p>Oiling</button></h2>{PANEL}", OILING),
        (f"<h3><button aria-controls=p>Oiling</button></h3>{PANEL}", [("heading", 3, "Oiling"), OILING[1]]),
        ("<p role=heading aria-level=4>Oiling</p><p>Oil the chain.", [("heading", 4, "Oiling"), *OILING[1:]]),
        ("<div role=heading>Oiling</div><p>Oil the chain.", OILING),
        ("<details><summary><h3>Oiling</h3></summary>Oil the chain.", [("heading", 3, "Oiling"), OILING[1]]),
        ("<button id=b>Oiling</button><p>One.</p><div aria-labelledby=b hidden>Oil the chain.</div>",
         [*OILING, ("paragraph", 0, "One.")]),
        ("<button>Oiling</button><div style='display: none'>Oil the chain.</div>", OILING),
        ("<h2>Oiling</h2><div style='display:none'>Oil the chain.</div>", OILING),
        (
            "<div><button class=f>Oiling</button><div>Oil the chain.</div></div>"
            "<div><button class=f>Airing</button><div>Fill the tyres.</div></div>",
            [*OILING, ("heading", 2, "Airing"), ("paragraph", 0, "Fill the tyres.")],
        ),
        (
            f"<h2>Care</h2><button aria-controls=p>Oiling</button>{PANEL}"
            "<details><summary>Air</summary>Fill.</details>",
            [("heading", 2, "Care"), ("heading", 3, "Oiling"), OILING[1], ("heading", 3, "Air"),
             ("paragraph", 0, "Fill.")],
        ),
        (
            "<details><summary>Care</summary><h3>Chain</h3><details><summary>Oiling</summary>Oil.</details>"
            "</details><details><summary>Air</summary>Fill.</details>",
            [("heading", 2, "Care"), ("heading", 3, "Chain"), ("heading", 4, "Oiling"),
             ("paragraph", 0, "Oil."),
             ("heading", 2, "Air"), ("paragraph", 0, "Fill.")],
        ),
        (
            "<ul role=tablist><li><a role=tab href='#p'>Oiling</a><li><a role=tab href='#q'>Airing</a></ul>"
            f"{PANEL}<div id=q aria-hidden=true>Fill the tyres.</div>",
            [*OILING, ("heading", 2, "Airing"), ("paragraph", 0, "Fill the tyres.")],
        ),
        ("<div onclick='open(1)'>Oiling</div><div style='display:none'>Oil the chain.</div>", OILING),
        (
            "<h2><button aria-controls=p><span>Oiling</span><span class=visually-hidden>, </span>"
            f"<span data-nosnippet>Show</span></button></h2>{PANEL}",
            OILING,
        ),
        ("<p><a href='#p'>Oil it</a></p><div id=p hidden>Oil the chain.</div>",
         [("paragraph", 0, "Oil it"), OILING[1]]),
        (
            "<p><b>Contents</b></p><p><a href='#a'>Oiling</a><br><a href='#b'>Airing</a></p>"
            "<p id=a><b>Oiling</b></p><p>Oil the chain.</p><p><a name=b></a><b>Airing</b></p><p>Fill.",
            [*OILING, ("heading", 2, "Airing"), ("paragraph", 0, "Fill.")],
        ),
        (f"<button aria-controls=p>Read more</button>{PANEL}", OILING[1:]),
        ("<p>Oil the chain.<button>Print</button>", OILING[1:]),
        ("<p>Oil the chain.<button aria-haspopup=true aria-controls=p>A</button><div id=p hidden>No</div>",
         OILING[1:]),
        ("<p>Oil the chain.</p><form><input><button>Oiling</button></form>", OILING[1:]),
        ("<p>Oil the chain.</p><button aria-controls='p q'>All</button><p id=p>P<p id=q>Q",
         [*OILING[1:], ("paragraph", 0, "P"), ("paragraph", 0, "Q")]),
        ("<h2>Oiling <button>Copy link</button></h2><p>Oil the chain.", OILING),
        ("<p>Oil the chain.</p><div hidden>No.</div><div role=dialog>No.</div>", OILING[1:]),
        ("<p>Oil <a href='javascript:word(1)'>the chain</a>.", OILING[1:]),
    ],
)  # fmt: skip
def test_fold_outs_are_known_by_their_structure(body: str, expected: list[tuple[str, int, str]]) -> None:
    """This test ensures that what opens a panel is its heading, one below the one above, and no other is."""
    assert html(body) == expected


def test_hidden_words_that_nothing_opens_are_named() -> None:
    """This test ensures that whoever ingests a page learns of a hidden part that was left out."""
    reading = read(f"<p>Ring the bell.<div hidden>{'Oil the chain. ' * 10}</div>".encode(), "a.html")
    assert reading.text == "Ring the bell."
    assert reading.oddities == (
        "hidden words are left out, 30 of them: “Oil the chain. Oil the chain. Oil the ch…”",
    )


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "<thead><tr><th rowspan=2>Day<th colspan=2>Shed</tr><tr><th>East<th>West</thead>"
            "<tr><th>Monday<td>open<td>shut</tr><tr><td colspan=3>Both are shut at noon.",
            [
                ["Monday | open | shut", "Day | Shed", "| East | West"],
                ["Both are shut at noon.", "Day | Shed", "| East | West"],
            ],
        ),
        (
            "<tr><th>Part<th>Care<tr><th colspan=2>Wheels<tr><td>Tyre<td><ul><li>air<li>look</ul>",
            [["Tyre | air\nlook", "Part | Care", "Wheels"]],
        ),
        (
            "<tr><th colspan=2>The shed<tr><th>Part<th>Care<tr><th>Bell<th>Ring<tr><td>Tyre<td>air"
            "<tr><th colspan=2>Lamps<tr><td>Front<td>wipe",
            [
                ["Tyre | air", "The shed", "Part | Care", "Bell | Ring"],
                ["Front | wipe", "Part | Care", "Bell | Ring", "Lamps"],
            ],
        ),
        (
            f"<tr><th>Part<th>Care<tr><th colspan=2>Wheels<tr><td>Tyre<td>{'Pump. ' * 180}",
            [["Tyre", "Part", "Wheels"], [("Pump. " * 180).strip(), "Care", "Wheels", "Tyre"]],
        ),
        ("<tr><th>Bell<td>Ring it.<tr><th>Lamp<td>Light it.", [["Bell | Ring it."], ["Lamp | Light it."]]),
        ("<tr><td colspan=2 rowspan=9>A<td>B<tr><td>C", [["A | | B"], ["| | C", "A"]]),
        ("<tr><td><p>A box.</p><p>With two lines.</p>", [["A box."], ["With two lines."]]),
        ("<tr><td>Outer.<table><tr><td>a<td>b</table>", [["Outer."], ["a | b"]]),
    ],
)
def test_cells_keep_their_headings(table: str, expected: list[list[str]]) -> None:
    """This test ensures that each row is introduced by all headings above it, and a box is no table."""
    found = read_document("a", "a.html", f"<table>{table}</table>".encode())
    cut = cut_passages(found.document, found.blocks)
    assert [slices(found.document, ((p.start, p.end), *p.context)) for p in cut] == expected


@pytest.mark.parametrize(
    ("body", "amendments"),
    [
        ("<p>In July 2017, the Bicycle Act was amended. This chapter follows it.", []),
        ("<p>In July 2017, Section 8 was updated. Riders must wear a helmet.", []),
        ("<h2>Rules</h2><p>In July 2017, Section 8 was updated to include bells.", []),
        ("<p>In July 2017, Section 8 was updated to include bells.", [0]),
        ("<p>July 15, 2024</p><h2>Rules</h2><p>Ring.", [0]),
        ("<h2>Rules</h2><p>15 July 2024</p><p>Ring.", []),
        ("<h2>Rules</h2><p>Ring.</p><p>Last updated: 15/07/2024", [2]),
        ("<h2>Amendment</h2><p>None yet.</p><p>Ring.</p>", [1]),
        ("<div><h2>Amendment</h2></div><p>Ring.</p>", []),
        ("<p><b>AMENDMENT</b><br>The bell is new.</p><h2>Rules</h2><p>Ring.", [0]),
        ("<table><tr><th>AMENDMENT<td>The bell is new.</table><p>Ring.", [0]),
        ("<div><b>Amendment</b> The bell is new.</div><p>Ring.", [0]),
        ("<div><p>Amendment</p><p>The bell is new.</p><p>Two lamps are.</p></div><p>Ring.", [1, 2]),
        (f"<div><p>Amendment</p><p>The bell is new.</p><p>{'Ring. ' * 300}</p></div>", [1]),
    ],
)
def test_only_what_describes_the_text_is_an_amendment(body: str, amendments: list[int]) -> None:
    """This test ensures that guidance which speaks of dates or laws is never taken out of answers."""
    found = [kind for kind, _, _ in html(body)]
    assert [i for i, kind in enumerate(found) if kind == "amendment"] == amendments


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        (UNDER_REVIEW, True),
        ("This chapter tells how. This chapter is currently under review.", True),
        ("Please note that this procedure is under review.", True),
        ("This guidance is being updated and will be published in May.", True),
        ("The Bicycle Act's guidance is old. This guidance is under review.", False),
        ("This guidance is under review whenever a road is closed.", False),
        ("The plan of the rider is under review.", False),
        ("This plan is currently under review.", False),
        ("While this chapter is under review, ring the bell.", False),
    ],
)
def test_a_notice_speaks_of_the_document_itself(text: str, noticed: bool) -> None:
    """This test ensures that only a document's own statement travels with its quotes."""
    reading = read(text.encode(), "a.md")
    found = notices_of(reading.text, reading.blocks)
    assert bool(found) is noticed
    assert all("under review" in reading.text[s:e] or "being updated" in reading.text[s:e] for s, e in found)


def test_a_title_may_be_marked_as_under_review() -> None:
    """This test ensures that the mark behind a title is a notice and no part of the title."""
    page = b"<h1>Lending a Bicycle - under review</h1><p>Ring the bell."
    found = read_document("a", "a.html", page)
    assert found.title == without_state("Lending a Bicycle - under review") == "Lending a Bicycle"
    assert slices(found.document, found.document.notices) == ["Lending a Bicycle - under review"]


def test_an_entry_of_the_contents_may_be_marked_as_under_review() -> None:
    """This test ensures that a section's state outlives the list of contents, and another page's is none."""
    page = (
        "<h1>Shed</h1><h2>Contents</h2><ul><li><a href='#a'>Bells</a></li>"
        "<li><a href='#b'>Locks</a> - under review</li></ul><h2 id=a>Bells</h2><p>Ring.</p>"
        "<h2 id=b>Locks</h2><p>Lock.</p><h2>See also</h2><ul><li><a href=/c>Lamps</a> - under review</ul>"
    )
    found = read_document("a", "a.html", page.encode())
    assert slices(found.document, found.document.notices) == ["Locks - under review"]
    assert passages(found) == ["Ring.", "Lock."]


@pytest.fixture
def shed(tmp_path: Path) -> Path:
    """A published build of a corpus that holds one fold-out chapter."""
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
    assert f"it says of itself: “{UNDER_REVIEW}”" in run("sources", "--index", str(shed)).out


def test_a_manual_is_proven(shed: Path, tmp_path: Path) -> None:
    """This test ensures that amendments and notices are stored, and proven like the words."""
    assert verify(shed, tmp_path / "shed").proven
    document = open_current(shed).documents["lending"]
    assert document == read_document("lending", document.file, manuals.FOLD_OUT.encode()).document
