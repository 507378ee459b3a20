"""Tests reading plain text: paragraphs, items, clauses, drawn tables, heads of printed pages."""

import pytest
from readings import Block, blocks

from ingest.corpus.read_documents import read_document
from ingest.readers.formats import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\nc", [("paragraph", 0, "a b"), ("paragraph", 0, "c")]),
        (
            "stem:\n- a\n  more\n    - b\n- c",
            [("paragraph", 0, "stem:"), ("item", 1, "a more"), ("item", 2, "b"), ("item", 1, "c")],
        ),
        (
            "The com-\nmittee meets a well-\nknown member –\nonce.\n\n- by the care-\n  taker",
            [
                ("paragraph", 0, "The committee meets a well-known member – once."),
                ("item", 1, "by the caretaker"),
            ],
        ),
        ("1. a\n2.1 b\n(c) d", [("paragraph", 0, words) for words in ("1. a", "2.1 b", "(c) d")]),
        (
            "POOL\n\n1. Lanes\n\nKeep left.\n\n1.1 At night\n\nStop.\n\n2 Towels\n\nFree.\n\nNOTES\n\nNone.",
            [
                ("heading", 1, "POOL"),
                ("heading", 2, "1. Lanes"),
                ("paragraph", 0, "Keep left."),
                ("heading", 3, "1.1 At night"),
                ("paragraph", 0, "Stop."),
                ("heading", 2, "2 Towels"),
                ("paragraph", 0, "Free."),
                ("heading", 2, "NOTES"),
                ("paragraph", 0, "None."),
            ],
        ),
        (
            "Pool rules\n==========\n\nLanes\n-----\nKeep left.\n\n-----\n\nStop.",
            [
                ("heading", 1, "Pool rules"),
                ("heading", 2, "Lanes"),
                ("paragraph", 0, "Keep left."),
                ("paragraph", 0, "Stop."),
            ],
        ),
        (
            "Here:\n✓ ask the\n  guard\n✗ dive\n● swim",
            [
                ("paragraph", 0, "Here:"),
                ("item", 1, "✓ ask the guard"),
                ("item", 1, "✗ dive"),
                ("item", 1, "swim"),
            ],
        ),
        (
            "Bring:\n\n1. Soap\n\n2. Towels\n\nThen swim.",
            [
                ("paragraph", 0, "Bring:"),
                ("item", 1, "1. Soap"),
                ("item", 1, "2. Towels"),
                ("paragraph", 0, "Then swim."),
            ],
        ),
    ],
)
def test_plain_text_has_paragraphs_and_items(text: str, expected: list[Block]) -> None:
    """This test ensures that blank lines, bullets and clause numbers begin blocks."""
    assert blocks(read(text.encode(), "a.txt")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2. Do not store:\n\n(a) petrol; or\n\n(b) paint.", {"(a) petrol; or": ["2. Do not store:"]}),
        ("Keepers must not\na) run;\nb) sing.", {"b) sing.": ["Keepers must not"]}),
        (
            "2. The keeper must:\n\n  2.1 sweep;\n\n  2.2 not store:\n\n    (a) petrol;\n\n    (b) paint.\n\n"
            "3. Dogs wait outside.\n\n4. Gates are shut.",
            {
                "2.1 sweep;": ["2. The keeper must:"],
                "(b) paint.": ["2. The keeper must:", "2.2 not store:"],
                "3. Dogs wait outside.": [],
                "4. Gates are shut.": [],
            },
        ),
        (
            "Shut the gate if:\n(g) dogs are in;\n(h) one of these stands by:\n(i) a keeper;\n(ii) a guest;\n"
            "(i) it rains.",
            {
                "(ii) a guest;": ["Shut the gate if:", "(h) one of these stands by:"],
                "(i) it rains.": ["Shut the gate if:"],
            },
        ),
        (
            "Bring:\n  (a) a lead;\n\n      a long one;\n\n  (b) a bowl:\n    - of tin\n",
            {"(b) a bowl:": ["Bring:"], "a long one;": ["Bring:"], "of tin": ["Bring:", "(b) a bowl:"]},
        ),
        ("1. Bring:\n2. Dogs rest.", {"2. Dogs rest.": []}),
        ("See what is said in paragraph\n(a) above.", {"See what is said in paragraph (a) above.": []}),
    ],
)
def test_clauses_in_plain_text_keep_their_stem(text: str, expected: dict[str, list[str]]) -> None:
    """This test ensures that no clause is quoted without the words that introduce it, at any depth."""
    found = read_document("a", "a.txt", text.encode())
    words = found.document.text
    contexts = {
        words[p.start : p.end]: [words[start:end] for start, end in p.context] for p in found.passages
    }
    assert {quote: contexts.get(quote) for quote in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "+-----+------+\n| Dog | Walk |\n+=====+======+\n| Rex | nine |\n| Tom | noon |\n+-----+------+",
        "+-----+------+\n| Dog | Walk |\n+-----+------+\n| Rex | nine |\n| Tom | noon |\n+-----+------+",
        " Dog | Walk\n-----+------\n Rex | nine\n Tom | noon",
        "| Dog | Walk |\n|-----|:----:|\n| Rex | nine |\n| Tom | noon |",
        "Dog   Walk\n----  ----\nRex   nine\nTom   noon",
        "----  ----\nDog   Walk\n----  ----\nRex   nine\nTom   noon\n----  ----",
    ],
)
def test_a_table_drawn_in_plain_text_is_read_row_by_row(text: str) -> None:
    """This test ensures that no row runs into the next one, and that no line drawn between them is read."""
    assert blocks(read(f"Walks.\n\n{text}\n\nShut the gate.".encode(), "a.txt")) == [
        ("paragraph", 0, "Walks."),
        ("columns", 0, "Dog | Walk"),
        ("row", 0, "Rex | nine"),
        ("row", 0, "Tom | noon"),
        ("paragraph", 0, "Shut the gate."),
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "+---+----+\n| A | an |\n|   | ox |\n+---+----+\n| B | a  |\n| b | cow|\n+---+----+\n"
            "| C | -  |\n+---+----+\n| D | -  |\n+---+----+",
            ["A | an ox", "B b | a cow", "C | -", "D | -"],
        ),
        ("Dog   Walk\n----  ----\nRex   at nine\n      or ten\nLongname  noon", ["Dog | Walk",
         "Rex | at nine or ten", "Longname | noon"]),
    ],
)  # fmt: skip
def test_a_cell_goes_on_in_the_next_line(text: str, rows: list[str]) -> None:
    """This test ensures that a cell of several lines is one cell."""
    assert [words for _, _, words in blocks(read(text.encode(), "a.txt"))] == rows


def test_the_heads_of_printed_pages_are_left_out() -> None:
    """This test ensures that no head or foot of a page is quoted or cuts a sentence, and that it is named."""
    reading = read(
        b"Dog manual  Page 1\n\nWALKS\n\nWalk all dogs, because the\n\n1\n\fDog manual  Page 2\n\n"
        b"old ones rest.\n\n2\n\fDog manual  Page 3\n\nREST\n\nDogs sleep.\n\n3\n",
        "a.txt",
    )
    assert blocks(reading) == [
        ("heading", 2, "WALKS"),
        ("paragraph", 0, "Walk all dogs, because the old ones rest."),
        ("heading", 2, "REST"),
        ("paragraph", 0, "Dogs sleep."),
    ]
    assert reading.running == ("Dog manual Page 1", "1")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Week 1\n\nRest.\n\fWeek 2\n\nWalk.", ["Week 1", "Rest.", "Week 2", "Walk."]),
        ("DOGS\n\nRest.\n\fDOGS\n\nWalk.\n\fDOGS\n\nEat.", ["DOGS", "Rest.", "Walk.", "Eat."]),
        ("Dogs rest.\n\fGates shut.", ["Dogs rest.", "Gates shut."]),
    ],
)
def test_the_text_beside_a_form_feed_is_read(text: str, kept: list[str]) -> None:
    """This test ensures that lines that count something else, and a title, are no heads of pages."""
    assert [words for _, _, words in blocks(read(text.encode(), "a.txt"))] == kept


def test_plain_text_in_utf_16_is_read_by_its_mark() -> None:
    """This test ensures that a byte order mark decides the encoding."""
    assert read("\ufeffé – b".encode("utf-16-le"), "a.txt").text == "é – b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Keys\tSam Oak\nShed\tAsh\n\nWait.", ["Keys | Sam Oak", "Shed | Ash", "Wait."]),
        ("1.\tRing.\n2.\tWait.\n\nGo.", ["1. Ring.", "2. Wait.", "Go."]),
        ("Use:\ta vest\nNever use:\ta ring that\n\tis worn", ["Use: a vest Never use: a ring that is worn"]),
        ("keys\tSam Oak\nshed\tAsh", ["keys | Sam Oak", "shed | Ash"]),
        (
            "The keeper\tmust hold the keys and\nnever lend\tthem.",
            ["The keeper must hold the keys and never lend them."],
        ),
        ("Keys\tare here.\n\nWait.", ["Keys are here.", "Wait."]),
    ],
)
def test_lines_with_tabs_are_rows(text: str, expected: list[str]) -> None:
    """This test ensures that rows whose cells tabs part do not become one sentence, and items stay items."""
    assert [words for _, _, words in blocks(read(text.encode(), "a.txt"))] == expected
