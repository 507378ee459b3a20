"""Tests reading OpenDocument texts."""

import pytest
from made.odt_looks import AUTOMATIC, box, para, rows, span
from made.office import odt_document
from readings import blocks

from index.errors import UnreadableDocument
from ingest.readers.formats import read


def table(*rows: tuple[str, ...], style: str = "") -> str:
    first = True
    markup = ""
    for row in rows:
        cells = (
            f"<table:table-cell>{para(words, style if first else '')}</table:table-cell>" for words in row
        )
        markup += f"<table:table-row>{''.join(cells)}</table:table-row>"
        first = False
    return f"<table:table>{markup}</table:table>"


NUMBERED = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" '
    'style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
    '<text:list-style style:name="D"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    '<text:list-style style:name="No"><text:list-level-style-bullet text:level="1" text:bullet-char="✗"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="\uf0fc"><style:text-properties '
    'style:font-name="Wingdings"/></text:list-level-style-bullet></text:list-style>'
)


NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    + para("Knock first.") + "</text:note-body></text:note>"
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<text:h text:outline-level="1">Shed</text:h>' + para(f"Ring{NOTE} twice.")
            + '<text:h text:outline-level="2">Keys</text:h>' + para("One<text:s/>key<text:line-break/>each."),
            [
                ("heading", 1, "Shed"), ("paragraph", 0, "Ring¹ twice."), ("footnote", 0, "¹ Knock first."),
                ("heading", 2, "Keys"), ("paragraph", 0, "One key\neach."),
            ],
        ),
        (
            f"<text:list><text:list-item>{para('a')}<text:list><text:list-item>{para('b')}</text:list-item>"
            f"</text:list></text:list-item><text:list-item>{para('c')}</text:list-item></text:list>",
            [("item", 1, "a"), ("item", 2, "b"), ("item", 1, "c")],
        ),
        (
            table(("Day", "Shed"), ("Monday", "open"), style="Bold"),
            [("columns", 0, "Day | Shed"), ("row", 0, "Monday | open")],
        ),
        (table(("Day", "Shed"), ("Monday", "open")), [("row", 0, "Day | Shed"), ("row", 0, "Monday | open")]),
        (
            "<text:tracked-changes><text:changed-region><text:deletion>" + para("gone")
            + "</text:deletion></text:changed-region></text:tracked-changes>"
            + para('A<text:change text:change-id="x"/> bell.'),
            [("paragraph", 0, "A bell.")],
        ),
        (
            para(f"Within 5{span('1', 'Raised')} days, 5{span('2', 'Super')}, 5{span('1', 'Sunk')}."),
            [("paragraph", 0, "Within 5¹ days, 5², 51.")],
        ),
        (para(f"A {span('secret', 'Hidden')} bell."), [("paragraph", 0, "A bell.")]),
        (para(f"A {span('dark', 'Dark')} bell."), [("paragraph", 0, "A dark bell.")]),
        (
            para("Keys", "Bold") + para("The keeper keeps the keys of the shed.") + para("Spares", "Bold")
            + para("There are none."),
            [
                ("heading", 1, "Keys"), ("paragraph", 0, "The keeper keeps the keys of the shed."),
                ("heading", 1, "Spares"), ("paragraph", 0, "There are none."),
            ],
        ),
        (
            para("Look.<draw:frame><draw:text-box>" + para("In a box.") + "</draw:text-box></draw:frame>"),
            [("paragraph", 0, "Look."), ("paragraph", 0, "In a box.")],
        ),
        (
            para("Look.<draw:frame><draw:image/><svg:desc>The exit is left.</svg:desc></draw:frame>"),
            [("paragraph", 0, "Look."), ("picture", 0, "The exit is left.")],
        ),
    ],
)  # fmt: skip
def test_what_is_read_of_a_text(body: str, expected: list[tuple[str, int, str]]) -> None:
    """This test ensures that headings, lists, tables, notes and boxes are recognised."""
    assert blocks(read(odt_document(body, automatic=AUTOMATIC), "a.odt")) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (para(f"Ring{NOTE} twice."), [("row", 0, "Ring¹ twice. | open"), ("footnote", 0, "¹ Knock first.")]),
        (
            para("Ring.<office:annotation><text:p>Is this right?</text:p></office:annotation>"),
            [("row", 0, "Ring. | open")],
        ),
        (
            para("Ring." + box(para("In a box."), shape="frame")),
            [("row", 0, "Ring. | open"), ("paragraph", 0, "In a box.")],
        ),
        (
            para("Ring:") + f"<table:table>{rows(para('a'), para('b')) * 2}</table:table>"
            + para("Then wait."),
            [("row", 0, "Ring:\na / b\na / b\nThen wait. | open")],
        ),
        (
            para("Ring:")
            + '<text:list text:style-name="L"><text:list-item><text:p>once</text:p></text:list-item>'
            "<text:list-item><text:p>twice</text:p></text:list-item></text:list>"
            + para("Then") + para("wait."),
            [("row", 0, "Ring:\n1. once\n2. twice\nThen wait. | open")],
        ),
        (
            f'<text:list text:style-name="No"><text:list-item>{para("ring")}<text:list><text:list-item>'
            f"{para('knock')}</text:list-item></text:list></text:list-item></text:list>",
            [("row", 0, "✗ ring\n✓ knock | open")],
        ),
    ],
)  # fmt: skip
def test_a_cell_is_read_block_by_block(cell: str, expected: list[tuple[str, int, str]]) -> None:
    """This test ensures that a cell has its own words, once, and that comments stay out."""
    body = f"<table:table>{rows(cell, para('open'))}</table:table>"
    assert blocks(read(odt_document(body, automatic=AUTOMATIC + NUMBERED), "a.odt")) == expected


def test_shapes_do_not_join_their_sentence() -> None:
    """This test ensures that the words of shapes of every form follow their paragraph."""
    group = f"<draw:g>{box(para('North.'), shape='circle')}{box(para('South.'), shape='path')}</draw:g>"
    body = para(f"Ring {box(para('East.'), shape='polygon')}twice{group}.")
    body += f"<text:numbered-paragraph>{para('Knock.')}</text:numbered-paragraph>"
    found = blocks(read(odt_document(body), "a.odt"))
    assert [words for _, _, words in found] == ["Ring twice.", "East.", "North.", "South.", "Knock."]


def test_a_reference_to_nowhere_is_told() -> None:
    """This test ensures that the error text for a lost cross-reference is not quoted, and named."""
    body = para("See <text:bookmark-ref>Error: Reference source not found</text:bookmark-ref> first.")
    reading = read(odt_document(body), "a.odt")
    assert reading.text == "See first."
    assert reading.oddities == ('1 reference to nowhere ("Error: Reference source not found") is not quoted',)


OUTLINE = "".join(
    f'<text:outline-level-style text:level="{i}" style:num-format="1" text:display-levels="{i}"/>'
    for i in (1, 2)
)


def items(*words: str, style: str = "L", more: str = "") -> str:
    inner = "".join(f"<text:list-item>{w if '<' in w else para(w)}</text:list-item>" for w in words)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def test_numbers_are_computed() -> None:
    """This test ensures that lists and headings have their printed numbers, each recorded as an insertion."""
    heading = '<text:h text:outline-level="{}">{}</text:h>'.format
    body = (
        heading(1, "Shed") + heading(2, "Keys")
        + items("ring", para("knock") + items("once", "twice"), "wait")
        + para("Then:") + items("enter", more='text:continue-numbering="true"') + heading(2, "Tools")
        + items("spade", "fork") + items("dot", style="D") + heading(1, "Pool")
    )  # fmt: skip
    styles = f"<office:styles><text:outline-style>{OUTLINE}</text:outline-style></office:styles>"
    reading = read(odt_document(body, automatic=NUMBERED, styles=styles), "a.odt")
    assert [words for _, _, words in blocks(reading)] == [
        "1 Shed", "1.1 Keys", "1. ring", "2. knock", "(a) once", "(b) twice", "3. wait", "Then:", "4. enter",
        "1.2 Tools", "1. spade", "2. fork", "dot", "2 Pool",
    ]  # fmt: skip
    assert {edit.kind for edit in reading.edits} == {"insertion"}


def test_title_links_and_heads() -> None:
    """This test ensures that a title in the properties, links and page headers are kept."""
    style = (
        "<office:master-styles><style:master-page><style:header>" + para("Version 2.1")
        + "</style:header><style:header-first>" + para("Badges must be worn.") + "</style:header-first>"
        + '<style:footer style:display="false">' + para("Dogs must wait outside.")
        + "</style:footer></style:master-page></office:master-styles>"
    )  # fmt: skip
    body = para('See <text:a xlink:href="https://shed.example/">the plan</text:a>.')
    reading = read(odt_document(body, styles=style, title="Shed rules"), "a.odt")
    assert reading.title == "Shed rules"
    assert [(reading.text[k.start : k.end], k.target) for k in reading.links] == [
        ("the plan", "https://shed.example/")
    ]
    assert reading.oddities == tuple(
        f"the page header says “{said}”: page headers and footers are not quoted"
        for said in ("Version 2.1", "Badges must be worn.")
    )


def test_a_damaged_text_is_named() -> None:
    """This test ensures that markup that breaks off is an error, not an empty text."""
    with pytest.raises(UnreadableDocument, match="damaged and cannot be opened as an OpenDocument text"):
        read(odt_document("<text:p>"), "a.odt")


def test_bold_rows_head_the_rows_below() -> None:
    """This test ensures that several bold rows at the top, and one across the table, are headings."""
    bold = [
        [("Day", 'table:number-rows-spanned="2"'), ("Tasks", 'table:number-columns-spanned="2"')],
        [("First", ""), ("Then", "")],
        [("Gates", 'table:number-columns-spanned="3"')],
    ]
    head = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell {span}>{para(words, 'Bold')}</table:table-cell>" for words, span in row)
        + "</table:table-row>"
        for row in bold
    )
    markup = f"<table:table>{head}{rows(para('Monday'), para('oil'), para('shut'))}</table:table>"
    reading = read(odt_document(markup, automatic=AUTOMATIC), "a.odt")
    assert blocks(reading) == [
        ("columns", 0, "Day | Tasks"), ("columns", 0, "| First | Then"), ("columns", 0, "Gates"),
        ("row", 0, "Monday | oil | shut"),
    ]  # fmt: skip
    heads = [reading.text[start:end] for start, end in reading.blocks[3].context]
    assert heads == ["Day | Tasks", "| First | Then", "Gates"]
