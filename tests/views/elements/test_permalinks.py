"""Shareable addresses: what they name, and what a made-up one may contain."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from index.storage.builds import open_current
from views.elements.permalinks import Wanted, document_address, passage_address, section_address, wanted


def test_addresses_name_ids_and_nothing_else(held: Path) -> None:
    """This test ensures that a shared address contains only a source, a section number or a passage id."""
    passage = open_current(held).passages[0]
    assert passage_address(passage) == f"read?source=lending-rules&passage={passage.id}"
    assert document_address("a&b") == "read?source=a%26b"
    for address, expected in (
        (section_address("lending-rules", 2), Wanted("lending-rules", 2)),
        (passage_address(passage), Wanted("lending-rules", None, passage.id)),
    ):
        query = {key: values[-1] for key, values in parse_qs(urlsplit(address).query).items()}
        assert wanted(query) == expected


@pytest.mark.parametrize("number", ["", "-1", "1.5", "x", "9" * 400, "²", "1e3", " 1"])
def test_a_number_that_is_none_is_left_out(number: str) -> None:
    """This test ensures that an address may contain anything."""
    assert wanted({"section": number}) == Wanted()
