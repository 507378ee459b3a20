"""Tests what dialects add to Markdown: attributes, boxes, callouts, tasks, terms."""

import pytest
from readings import blocks

from ingest.readers.formats import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Keys {#keys .unnumbered}\n\nRing [twice]{.underline}.",
         [("heading", 2, "Keys"), ("paragraph", 0, "Ring twice.")]),
        ("Keys {A, B} are [here] {x}.", [("paragraph", 0, "Keys {A, B} are [here] {x}.")]),
        ('!!! note "Remember"\n    Ring twice.\n\nWait.',
         [("paragraph", 0, "Remember"), ("paragraph", 0, "Ring twice."), ("paragraph", 0, "Wait.")]),
        ("> [!WARNING]\n> Ring twice.\n> Wait.",
         [("paragraph", 0, "Warning"), ("paragraph", 0, "Ring twice. Wait.")]),
        ("> [!tip]- Of the day\n> Ring.", [("paragraph", 0, "Of the day"), ("paragraph", 0, "Ring.")]),
        ("::: tip Of the day\nRing.\n:::\nWait.",
         [("paragraph", 0, "Of the day"), ("paragraph", 0, "Ring."), ("paragraph", 0, "Wait.")]),
        ("::: Do not ring\n\n::: Never :::\n\n!!! DO NOT !!! enter",
         [("paragraph", 0, "Do not ring"), ("paragraph", 0, "Never"),
          ("paragraph", 0, "!!! DO NOT !!! enter")]),
        ("::: keys\nRing.\n:::\n\n!!! keys \"Lent\"\n    Wait.",
         [("paragraph", 0, "Ring."), ("paragraph", 0, "Lent"), ("paragraph", 0, "Wait.")]),
        ("::: {.note}\nRing.\n:::", [("paragraph", 0, "Ring.")]),
        ("- [ ] Ring\n- [x] Wait\n- [y] Go",
         [("item", 1, "☐ Ring"), ("item", 1, "☒ Wait"), ("item", 1, "[y] Go")]),
        ("Bell\n: Ring it.\n: Twice.\n\nEnd.",
         [("paragraph", 0, "Bell"), ("item", 1, "Ring it."), ("item", 1, "Twice."),
          ("paragraph", 0, "End.")]),
        ("See ![Plan of the beds](a.png) first.", [("paragraph", 0, "See first.")]),
        ("![Plan of the beds](a.png)", [("picture", 0, "Plan of the beds")]),
        ("H~2~O, 10~20 to 30~40, ~~gone~~", [("paragraph", 0, "H2O, 10~20 to 30~40,")]),
        ("```\n::: x\n- [ ] a\n```", [("paragraph", 0, "::: x\n- [ ] a")]),
    ],
)  # fmt: skip
def test_what_a_dialect_adds_is_read_as_shown(text: str, expected: list[tuple[str, int, str]]) -> None:
    """This test ensures that marks of dialects are no words, and part what they part."""
    assert blocks(read(text.encode(), "a.md")) == expected


def test_the_description_of_a_picture_among_words_is_told() -> None:
    """This test ensures that what a picture in a sentence says is reported."""
    reading = read(b"See ![Plan of the beds](a.png) first.", "a.md")
    assert reading.oddities == (
        "4 words are in pictures and are not quoted, beginning with “Plan of the beds”",
    )
