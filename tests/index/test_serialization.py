"""Dataclasses as JSON and back: the same values, or a named error."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pytest

from index.documents import Box, Passage, Source
from index.serialization import NotTheRecord, from_json, restored, to_json


@dataclass(frozen=True)
class Everything:
    """A field of each type that a record may have."""

    words: str
    count: int
    share: float
    known: bool
    day: date
    kind: Literal["row", "item"]
    label: str | None
    span: tuple[int, int]
    boxes: tuple[Box, ...]


GOOD = Everything(
    "é\u2028", 3, 0.5, True, date(2026, 2, 1), "row", None, (1, 2), (Box(0, 1, 1, 1, 2, 3, 4.5),)
)


@pytest.mark.parametrize(
    "value",
    [
        GOOD,
        Source("pool", "Pool rules", published=date(2020, 4, 1), hosts=("example.org",)),
        Passage("p", "pool", 0, 9, "item", 2, ((0, 3),), ((0, 4), (5, 9))),
    ],
    ids=["every type", "a source", "a passage"],
)
def test_what_is_written_comes_back(value: object) -> None:
    """This test ensures that values survive writing and reading unchanged."""
    assert restored(type(value), from_json(to_json(value))) == value
    assert restored(tuple[type(value), ...], from_json(to_json([value]))) == (value,)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, 3), (1, "3"), (1, True), (1, 3.0), (2, "0.5"), (2, True), (2, float("inf")), (2, float("nan")),
        (3, 1), (4, "yesterday"), (4, "20260201T"), (4, None), (5, "page"), (6, 1), (7, [1]), (7, [1, 2, 3]),
        (7, "12"), (8, None), (8, [[0, 1]]), (8, {"0": 1}),
    ],
)  # fmt: skip
def test_a_field_that_holds_something_else_is_named(place: int, wrong: object) -> None:
    """This test ensures that damaged or hostile data is an error that shows the wrong value."""
    fields = from_json(to_json(GOOD))
    fields[place] = wrong
    with pytest.raises(NotTheRecord, match="is not"):
        restored(Everything, fields)


def test_a_record_of_another_length_and_no_json_are_named() -> None:
    """This test ensures that data of another shape, or not in JSON, is refused."""
    with pytest.raises(NotTheRecord, match="is not a list of 9"):
        restored(Everything, from_json(to_json(GOOD))[:-1])
    with pytest.raises(NotTheRecord, match="not valid JSON"):
        from_json(b"\xff")
    with pytest.raises(NotTheRecord, match="not valid JSON"):
        from_json(b"[" * 100_000)
