"""Where the fields of a Word file lead."""

import pytest

from ingest.readers.word_runs import link_of


@pytest.mark.parametrize(
    ("instruction", "address"),
    [
        (' HYPERLINK "https://shed.example/a" ', "https://shed.example/a"),
        (' HYPERLINK "https://shed.example/a" \\l "bell" ', "https://shed.example/a#bell"),
        (' HYPERLINK "https://shed.example/a" \\o "A tip" \\t "_blank"', "https://shed.example/a"),
        (' HYPERLINK \\l "bell" \\o "A tip"', "#bell"),
        ("hyperlink https://shed.example/a", "https://shed.example/a"),
        (" HYPERLINK ", ""),
        (" REF bell \\h ", None),
    ],
)
def test_a_field_leads_where_it_says(instruction: str, address: str | None) -> None:
    """This test ensures that a link keeps its address with its place in the page (17.16.5.25)."""
    assert link_of(instruction) == address
