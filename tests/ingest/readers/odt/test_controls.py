"""Tests the controls of an OpenDocument text: what is chosen or ticked in them."""

import pytest
from made.odt_looks import para
from made.office import odt_document

from ingest.readers.formats import read

FIELDMARK = (
    '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORM{}">'
    '<field:param field:name="Dropdown_ListEntry" field:value="Tea"/>'
    '<field:param field:name="Dropdown_ListEntry" field:value="Water"/>{}</field:fieldmark>'
)


@pytest.mark.parametrize(
    ("control", "shown", "prompts"),
    [
        ("<loext:content-control>Water</loext:content-control>", "Water", 0),
        (
            '<loext:content-control loext:showing-place-holder="true">Pick one</loext:content-control>',
            "for dogs",
            1,
        ),
        (
            FIELDMARK.format("DROPDOWN", '<field:param field:name="Dropdown_Selected" field:value="1"/>'),
            "Water",
            0,
        ),
        (FIELDMARK.format("DROPDOWN", ""), "Tea", 0),
        (
            FIELDMARK.format("CHECKBOX", '<field:param field:name="Checkbox_Checked" field:value="true"/>'),
            "☒",
            0,
        ),
        (FIELDMARK.format("CHECKBOX", ""), "☐", 0),
    ],
)
def test_a_control_shows_what_was_chosen(control: str, shown: str, prompts: int) -> None:
    """This test ensures that a control is quoted as it is filled in, and its prompt only told."""
    reading = read(odt_document(para(f"{control} for dogs")), "a.odt")
    assert reading.text == (shown if prompts else f"{shown} for dogs")
    assert reading.oddities == ("1 placeholder to be filled in is not quoted",) * prompts
