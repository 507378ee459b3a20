"""Tests where the sections of fold-outs end, and which controls are not headings."""

import pytest
from web_pages import html, slices

from ingest.corpus.read_documents import read_document
from ingest.readers.formats import read


def sections(body: str) -> list[tuple[str, str]]:
    """Returns the words under each path of headings, without the headings."""
    found = read_document("a", "a.html", f"<title>T</title><body><h1>Shed</h1>{body}".encode())
    text = found.document.text
    words = [
        (block.start, text[block.start : block.end]) for block in found.blocks if block.kind != "heading"
    ]
    return [(" > ".join(found.document.section_at(start).path), line) for start, line in words]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<button aria-controls=p>Oiling</button><div id=p hidden>Oil the chain."
            "<button aria-controls=q>Rust</button><div id=q hidden>Brush it off.</div>Wipe the rest.</div>"
            "<p>Ring the bell.",
            [
                ("Oiling", "Oil the chain."),
                ("Oiling > Rust", "Brush it off."),
                ("Oiling", "Wipe the rest."),
                ("", "Ring the bell."),
            ],
        ),
        (
            "<h2>Care</h2><details><summary>Oiling</summary>Oil.<h4>Rust</h4>Brush.</details><p>Wipe.",
            [("Care > Oiling", "Oil."), ("Care > Oiling > Rust", "Brush."), ("Care", "Wipe.")],
        ),
        (
            "<h2>Care</h2><details><summary>Oiling</summary>Oil.</details><h5>Air</h5>Fill.",
            [("Care > Oiling", "Oil."), ("Care > Air", "Fill.")],
        ),
        (
            "<h2>Care</h2><button aria-controls=p>Oiling</button><div id=p>Oil.</div>"
            "<table><tr><td>Bell<td>Ring.</table>",
            [("Care > Oiling", "Oil."), ("Care", "Bell | Ring.")],
        ),
    ],
)
def test_a_fold_out_ends_with_what_it_opens(body: str, expected: list[tuple[str, str]]) -> None:
    """This test ensures that words after a fold-out are not quoted under its heading."""
    assert sections(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<p>The <button aria-controls=p>tag</button><span id=p hidden>a label</span> stays on.",
            [("", "The tag stays on.")],
        ),
        (
            "<p>The <button aria-controls=p>tag</button> stays on.</p><div id=p hidden>It is yellow.</div>",
            [("", "The tag stays on."), ("", "It is yellow.")],
        ),
        (
            "<p>The <a tabindex=0>tag</a><span hidden>a label</span> stays on.",
            [("", "The tag stays on.")],
        ),
        ("<p>Press the <button>Help</button> key.", [("", "Press the Help key.")]),
        (
            "<h2><button aria-controls=p>Oiling</button> of chains</h2><div id=p hidden>Oil.</div>",
            [("Oiling of chains", "Oil.")],
        ),
        ("<p>Ring the bell. <button>Print</button>", [("", "Ring the bell.")]),
        ("<div id=p>Oil the chain.</div><button aria-controls=p>Oiling</button>", [("", "Oil the chain.")]),
        (
            "<button aria-controls=p>Oiling</button><button aria-controls=p>Fold it out</button>"
            "<div id=p hidden>Oil.</div><p>Ring.",
            [("Oiling", "Oil."), ("", "Ring.")],
        ),
        (
            "<div><h3>Oiling</h3></div><div hidden>Oil.</div><div><a href='#' onclick='f()'>Air</a></div>"
            "<div hidden>Fill.</div>",
            [("Oiling", "Oil."), ("Air", "Fill.")],
        ),
    ],
)
def test_a_control_cuts_no_sentence_and_hides_nothing(body: str, expected: list[tuple[str, str]]) -> None:
    """This test ensures that words that open something stay in their sentence, and nothing is read twice."""
    assert sections(body) == expected


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
    """This test ensures that only what opens a panel is its heading, one level below the one above."""
    assert html(body) == expected


def test_hidden_words_that_nothing_opens_are_named() -> None:
    """This test ensures that whoever ingests a page learns that a hidden part was left out."""
    reading = read(f"<p>Ring the bell.<div hidden>{'Oil the chain. ' * 10}</div>".encode(), "a.html")
    assert reading.text == "Ring the bell."
    assert reading.oddities == (
        "30 words are not visible on the page and are not quoted, beginning with “Oil the chain. Oil the "
        "chain. Oil the chain. Oil the …”",
    )


@pytest.mark.parametrize(
    ("list_", "contexts"),
    [
        ("<ol start=4><li>Soak it.<ul><li>Twice.</ul></ol>", [[], ["4. Soak it."]]),
        ("<p>Do this:</p><ul><li>Soak it.</ul>", [[], ["Do this:"]]),
    ],
)
@pytest.mark.parametrize(
    "foldout",
    [
        "<details><summary>Oiling</summary><p>Yes, in spring.</p></details>",
        "<ul><li><button aria-controls=p>Oiling</button><div id=p hidden><p>Yes, in spring.</p></div></ul>",
    ],
)
def test_the_answer_in_a_fold_out_introduces_no_list_after_it(
    foldout: str, list_: str, contexts: list[list[str]]
) -> None:
    """This test ensures that a list is introduced by what stands before it on the page, outside the fold."""
    page = f"<title>T</title><body><h1>Shed</h1><h2>Care</h2>{foldout}{list_}"
    found = read_document("a", "a.html", page.encode())
    assert [slices(found.document, p.context) for p in found.passages[1:]] == contexts


@pytest.mark.parametrize(
    "pair",
    [
        "<div itemscope itemtype=https://schema.org/Question><div itemprop=name>{0}</div><div itemscope "
        "itemprop=acceptedAnswer itemtype=https://schema.org/Answer><div itemprop=text>{1}</div></div></div>",
        "<div class=schema-faq-section><strong class=schema-faq-question>{0}</strong> "
        "<p class=schema-faq-answer>{1}</p></div>",
        "<div itemtype=https://schema.org/Question><p class=q><span itemprop=name>{0}</span><p>{1}</div>",
    ],
)
def test_a_question_named_as_such_heads_its_answer(pair: str) -> None:
    """This test ensures that each answer stands under its own question, and what follows under none."""
    body = pair.format("May I ring?", "Ring twice.") + pair.format("When?", "At noon.") + "<p>Wait.</p>"
    document = read_document("a", "a.html", f"<title>T</title><h1>Shed</h1><h2>Bell</h2>{body}".encode())
    text = document.document.text
    found = {text[p.start : p.end]: document.document.section_at(p.start).path for p in document.passages}
    assert found == {
        "Ring twice.": ("Bell", "May I ring?"), "At noon.": ("Bell", "When?"), "Wait.": ("Bell",),
    }  # fmt: skip
