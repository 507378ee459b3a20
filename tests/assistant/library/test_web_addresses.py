import pytest

from assistant.library.web_addresses import Kind, kind_of, place_of

OWN = "https://library.example/rules/lending"
SAME = [
    ("https://library.example/repair", "https://library.example/repair#tools"),
    ("https://library.example/repair", "https://library.example/repair/"),
    ("https://library.example/repair", "http://library.example/repair"),
    ("https://library.example/repair", "https://www.library.example/repair"),
    ("https://library.example/repair", "HTTPS://Library.Example/repair"),
    ("https://library.example/repair", "https://library.example:443/repair"),
    ("https://library.example/repair", " https://library.example/repair\n"),
    ("https://library.example", "https://library.example/"),
    ("https://library.example/repair%20manual", "https://library.example/repair manual"),
    ("https://library.example/caf%C3%A9", "https://library.example/café"),
    ("https://library.example/r?id=1", "https://library.example/r?utm_source=mail&id=1&utm_medium=x"),
    ("https://library.example/rules/repair", "repair"),
    ("https://library.example/repair", "/repair"),
    ("https://library.example/repair", "../repair"),
    ("https://library.example/repair", "//library.example/repair"),
]
OTHER = [
    ("https://library.example/repair", "https://library.example/Repair"),
    ("https://library.example/repair", "https://library.example/repair.pdf"),
    ("https://library.example/repair", "https://files.library.example/repair"),
    ("https://library.example/repair", "https://library.example:8443/repair"),
    ("https://library.example/r?id=1", "https://library.example/r?id=2"),
    ("https://library.example/r?id=1", "https://library.example/r"),
    ("https://library.example/a%2Fb", "https://library.example/a/b"),
]


@pytest.mark.parametrize(("address", "other"), SAME)
def test_what_people_take_for_one_address_is_one(address: str, other: str) -> None:
    """This test ensures that different spellings of one document's address are equal."""
    assert place_of(address) is not None
    assert place_of(address, OWN) == place_of(other, OWN)


@pytest.mark.parametrize(("address", "other"), OTHER)
def test_what_may_lead_elsewhere_is_another_address(address: str, other: str) -> None:
    """This test ensures that addresses that may lead to different documents are not equal."""
    assert place_of(address, OWN) != place_of(other, OWN)


@pytest.mark.parametrize(
    "address",
    ["", "repair", "file:///etc/repair", "javascript:alert(1)", "https://", "https://[x/", "http://a:b/"],
)
def test_what_is_no_web_address_names_no_document(address: str) -> None:
    """This test ensures that text that is not a web address names no document, whatever it contains."""
    assert place_of(address) is None


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("#fines", "within"),
        ("lending#fines", "within"),
        ("https://www.library.example/rules/lending/#fines", "within"),
        ("mailto:desk@library.example", "contact"),
        ("TEL:01632960000", "contact"),
        ("https://library.example/repair#tools", "document"),
        ("repair", "document"),
        ("https://[x/", "document"),
    ],
)
def test_a_link_leads_to_a_document_a_place_within_or_a_person(target: str, kind: Kind) -> None:
    """This test ensures that only links to other documents are looked for in the register."""
    assert kind_of(target, OWN) == kind


def test_without_an_address_of_its_own_a_document_has_no_relative_links() -> None:
    """This test ensures that a relative address is resolved only against the document's own address."""
    assert (place_of("repair"), kind_of("repair", None), kind_of("#fines", None)) == (
        None,
        "document",
        "within",
    )
