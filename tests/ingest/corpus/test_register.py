import datetime
from pathlib import Path

import pytest

from index.errors import InvalidCorpus
from ingest.corpus.register import read_register

SOURCE = '[[source]]\nid = "a"\ntitle = "A"\n'


def write(tmp_path: Path, text: str) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.md").write_text("# A\n")
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_an_entry_keeps_every_fact(corpus: Path) -> None:
    """This test ensures that all entries are read, and anything left out is unknown."""
    register = read_register(corpus)
    lending, hours, repair, staff = register.sources
    assert register.name == "Made-up library rules"
    assert (lending.kind, lending.scope, lending.status) == ("procedure", "local", "current")
    assert lending.published == datetime.date(2025, 3, 1)
    assert lending.url_checked == datetime.date(2026, 1, 31)
    assert (hours.url_checked, hours.published, hours.status) == (None, None, "unknown")
    assert (repair.file, staff.url) == (None, None)
    assert [(m.text, m.section, m.to) for m in register.meanings] == [
        ("repair manual", None, ("repair-manual",)),
        ("the list", "2 Returning", ("staff-list",)),
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[[source]]\nid = "a"\n', ["'a'", "title is missing"]),
        ('[[source]]\ntitle = "A"\n', ["number 1", "id is None"]),
        ('[[source]]\nid = "A b"\ntitle = "A"\n', ["'A b'", "a-z"]),
        (SOURCE + SOURCE, ["'a'", "used twice"]),
        (SOURCE + 'colour = "red"\n', ["'a'", "unknown key 'colour'"]),
        (SOURCE + 'registered = "yes"\n', ["'a'", "unknown key 'registered'"]),
        (SOURCE + 'published = "2024-09-01"\n', ["'a'", "published is '2024-09-01'", "2026-11-23"]),
        (SOURCE + "published = 2024-09-01T10:00:00\n", ["'a'", "published"]),
        (SOURCE + "published = 2024-13-01\n", ["sources.toml", "cannot be read"]),
        (SOURCE + 'file = "documents/b.md"\n', ["'a'", "documents/b.md", "does not exist"]),
        (SOURCE + 'file = "../a.md"\n', ["'a'", "../a.md", "below documents/"]),
        (SOURCE + 'file = "documents/../sources.toml"\n', ["'a'", "below documents/"]),
        (SOURCE + 'file = "/etc/hostname"\n', ["'a'", "below documents/"]),
        (
            SOURCE + 'file = "documents/a.md"\n[[source]]\nid = "b"\ntitle = "B"\nfile = "documents/a.md"\n',
            ["'b'", "also belongs to 'a'"],
        ),
        (SOURCE + 'kind = "poem"\n', ["'a'", "kind is 'poem'", "briefing"]),
        (SOURCE + 'scope = "world"\n', ["'a'", "scope is 'world'", "national"]),
        (SOURCE + 'status = "old"\n', ["'a'", "status is 'old'", "superseded"]),
        (SOURCE + 'superseded_by = "b"\n', ["'a'", "superseded_by is 'b'"]),
        (SOURCE + 'url = "javascript:alert(1)"\n', ["'a'", "url is 'javascript:alert(1)'"]),
        (SOURCE + 'hosts = "example.org"\n', ["'a'", "hosts"]),
        (SOURCE + 'hosts = ["https://example.org"]\n', ["'a'", "hosts contains 'https://example.org'"]),
        (SOURCE + 'file = "documents/fetched/a.pdf"\n', ["'a'", "documents/fetched/a.pdf", "does not exist"]),
        (
            SOURCE + 'download = "https://example.org/"\nfile = "documents/fetched/b.pdf"\n',
            ["'a'", "documents/fetched/b.pdf", "write documents/fetched/a.pdf"],
        ),
        (SOURCE + "publisher = 3\n", ["'a'", "publisher is 3"]),
        (SOURCE + '[[link]]\nin = "b"\ntext = "x"\nto = ["a"]\n', ["'x'", "in names 'b'"]),
        (SOURCE + '[[link]]\nin = "a"\ntext = "x"\nto = ["b"]\n', ["'x'", "to names 'b'"]),
        (SOURCE + '[[link]]\nin = "a"\ntext = "x"\nto = []\n', ["'x'", "to is missing"]),
        (SOURCE + '[[link]]\nin = "a"\nto = ["a"]\n', ["number 1", "text is missing"]),
        (SOURCE + '[[link]]\nin = "a"\ntext = "x"\nto = ["a"]\nhref = "y"\n', ["'x'", "unknown key 'href'"]),
        ("[corpus]\ntitle = 'x'\n", ["[corpus]", "unknown key 'title'"]),
        ("[sources]\n", ["unknown key 'sources'"]),
        ("source = 3\n", ["[[source]]"]),
        ("[[source]\n", ["sources.toml", "cannot be read"]),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, named: list[str]) -> None:
    """This test ensures that the message names the file, the entry and the key or value."""
    with pytest.raises(InvalidCorpus) as caught:
        read_register(write(tmp_path, text))
    for words in ["sources.toml", *named]:
        assert words in str(caught.value)


def test_a_missing_register_says_what_to_do(tmp_path: Path) -> None:
    """This test ensures that a folder without a register is an error that says what to do."""
    with pytest.raises(InvalidCorpus, match="--corpus"):
        read_register(tmp_path)
