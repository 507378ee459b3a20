from pathlib import Path

from assistant.links import links_of, links_within
from index.builds import open_current


def test_links_resolve_through_the_register(index: Path) -> None:
    """This test ensures that a link means what the register says, by its words, section or address."""
    build = open_current(index)
    found = [
        (link.text, link.section.path, [source.id for source in link.sources])
        for document in build.documents.values()
        for link in links_of(build, document)
    ]
    assert found == [
        ("repair manual", ("1 Borrowing",), ["repair-manual"]),
        # The register gives these words a meaning in the other section only.
        ("the list", ("1 Borrowing",), []),
        ("the list", ("2 Returning",), ["staff-list"]),
        ("manual", ("Winter",), ["repair-manual"]),
    ]


def test_only_whole_links_are_within(index: Path) -> None:
    """This test ensures that a link cut by a quote's edge is none of the quote's links."""
    build = open_current(index)
    links = links_of(build, build.documents["lending-rules"])
    first = links[0].link
    assert [r.text for r in links_within(links, first.start, first.end)] == ["repair manual"]
    assert list(links_within(links, first.start + 1, first.end)) == []
