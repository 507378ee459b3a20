"""Where the sections of fold-outs end, and which controls are no headings."""

import pytest

from ingest.corpus import read_document


def sections(body: str) -> list[tuple[str, str]]:
    """The words under each path of headings, headings left out."""
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
    """This test ensures that words behind a fold-out are not quoted under its heading."""
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
    """This test ensures that words which open something stay in their sentence, and nothing is read twice."""
    assert sections(body) == expected
