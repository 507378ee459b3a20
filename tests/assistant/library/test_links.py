from pathlib import Path

import pytest
from parts import Runner, publish

from assistant.library.as_text import links_line
from assistant.library.links import links_of, links_within
from index.storage.builds import open_current
from views.pages.sources import source_list


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
        # The register gives these words a meaning only in the other section.
        ("the list", ("1 Borrowing",), []),
        ("the list", ("2 Returning",), ["staff-list"]),
        ("manual", ("Winter",), ["repair-manual"]),
    ]


def test_only_whole_links_are_within(index: Path) -> None:
    """This test ensures that a link cut by the edge of a quote does not count as the quote's link."""
    build = open_current(index)
    links = links_of(build, build.documents["lending-rules"])
    first = links[0].link
    assert [r.text for r in links_within(links, first.start, first.end)] == ["repair manual"]
    assert list(links_within(links, first.start + 1, first.end)) == []


LINKED = """# Pool rules

## Towels

Ask the [desk](mailto:desk@library.example), or [ring](tel:01632960000). See [below](#below), the
[manual](http://www.library.example/repair/?utm_source=pool#tools), [the same](repair), the
[rules](/lending), [nobody's](https://pool.example/x) and [both](https://pool.example/both).
"""
ENTRIES = """
[[source]]
id = "pool-rules"
title = "Pool rules"
file = "documents/pool-rules.md"
url = "https://library.example/pool"

[[link]]
in = "pool-rules"
text = "both"
to = ["lending-rules", "staff-list"]
"""


@pytest.fixture
def pool(corpus: Path, tmp_path: Path) -> Path:
    """Returns a build of the made-up corpus and a document with every kind of link."""
    (corpus / "documents/pool-rules.md").write_text(LINKED)
    with (corpus / "sources.toml").open("a") as register:
        register.write(ENTRIES)
    publish(corpus, tmp_path / "pool")
    return tmp_path / "pool"


def test_each_link_has_its_state(pool: Path) -> None:
    """This test ensures that each link has one state: held, registered only, unknown, within or contact."""
    build = open_current(pool)
    links = links_of(build, build.documents["pool-rules"])
    assert [(link.text, [source.id for source in link.sources], link.state) for link in links] == [
        ("desk", [], "contact"),
        ("ring", [], "contact"),
        ("below", [], "within"),
        ("manual", ["repair-manual"], "registered only"),
        ("the same", ["repair-manual"], "registered only"),
        ("rules", ["lending-rules"], "held"),
        ("nobody's", [], "unknown"),
        # It means two sources, one of them without a copy, so the link as a whole has none.
        ("both", ["lending-rules", "staff-list"], "registered only"),
    ]
    assert links_line(links) == (
        "5 links: 1 held, 3 registered only, 1 unknown; 1 within the document; 2 to write or to call"
    )


def test_a_link_to_a_file_that_could_not_be_read_says_so(corpus: Path, pool: Path) -> None:
    """This test ensures that a damaged file counts neither as held nor as missing."""
    (corpus / "documents/lending-rules.md").write_bytes(b"")
    publish(corpus, pool, accept=["unreadable"])
    build = open_current(pool)
    links = links_of(build, build.documents["pool-rules"])
    assert [link.state for link in links if link.sources] == [
        "registered only",
        "registered only",
        "unreadable",
        "unreadable",
    ]
    assert links_line(links).startswith("5 links: 0 held, 2 registered only, 2 unreadable, 1 unknown;")


def test_sources_list_every_link_of_a_document(run: Runner, corpus: Path, pool: Path) -> None:
    """This test ensures that the JSON and the plain list have every link, in the document's order."""
    at = ("--corpus", str(corpus), "--index", str(pool))
    records = {record["id"]: record for record in run("sources", "--json", *at).lines}
    links = records["pool-rules"]["links"]
    text = open_current(pool).documents["pool-rules"].text
    assert [text[link["start"] : link["end"]] for link in links] == [link["text"] for link in links]
    assert links[3] | {"start": 0, "end": 0} == {
        "text": "manual",
        "section": ["Towels"],
        "pages": [],
        "start": 0,
        "end": 0,
        "target": "http://www.library.example/repair/?utm_source=pool#tools",
        "to": ["repair-manual"],
        "state": "registered only",
    }
    plain = run("sources", *at).out
    assert "    Towels: “rules” → lending-rules (held)\n" in plain
    assert "    Towels: “nobody's” → https://pool.example/x (unknown)\n" in plain


@pytest.mark.model
def test_every_link_of_the_briefing_is_mapped(run: Runner, at: tuple[str, ...], briefing_index: Path) -> None:
    """This test ensures that all sixteen links are listed in order, each with its meaning."""
    (briefing,) = (r for r in run("sources", "--json", *at).lines if r["id"] == "learning-from-case-reviews")
    links = briefing["links"]
    assert len(links) == 16
    assert [link["start"] for link in links] == sorted(link["start"] for link in links)
    assert {link["state"] for link in links} == {"registered only"}
    assert all(link["to"] and link["section"] for link in links)
    heads = "16 links: 0 held, 16 registered only, 0 unknown"
    assert f"  {heads}\n" in run("sources", *at).out
    page = source_list(open_current(briefing_index))
    assert f"<summary>{heads}</summary>" in page
    assert page.count("(registered only)</strong>") >= 16
