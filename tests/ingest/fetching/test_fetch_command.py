"""Tests `signpost fetch` on the command line, with no address outside this machine."""

import subprocess
import sys
from pathlib import Path

import pytest
from loopback import asking, page, register, send, serving
from parts import ROOT, Runner

from ingest.fetching.fetch import fetch

KEYS = ["id", "outcome", "reason", "address", "headers", "file", "sha256", "edition"]


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A corpus whose first source was fetched from a server that no longer runs."""
    with serving() as host:
        address = host.at("/a", send(page(), ETag='"1"', Last_Modified="Mon, 02 Nov 2026 09:00:00 GMT"))
        corpus = register(tmp_path / "corpus", ("shed", address))
        assert [o.outcome for o in fetch(corpus, web=asking())] == ["fetched"]
    text = (corpus / "sources.toml").read_text()
    secure = address.replace("http:", "https:")
    (corpus / "sources.toml").write_text(text.replace(address, secure))
    record = corpus / "documents/fetched/fetched.json"
    record.write_text(record.read_text().replace(address, secure))
    return corpus


def test_a_dry_run_tells_what_it_would_ask_and_asks_nothing(run: Runner, held: Path) -> None:
    """This test ensures that addresses and conditions are shown, and no file changes."""
    text = (held / "sources.toml").read_text()
    more = (
        '\n[[source]]\nid = "sheds"\ntitle = "Sheds"\n'
        'download = "https://www.gov.uk/government/publications/made-up-sheds"\n'
        '\n[[source]]\nid = "open"\ntitle = "Open"\ndownload = "http://shed.example/"\n'
    )
    (held / "sources.toml").write_text(text + more)
    before = {path: path.read_bytes() for path in held.rglob("*") if path.is_file()}
    result = run("fetch", "--dry-run", "--json", "--corpus", str(held))
    assert result.code == 3
    shed, sheds, open_one = result.lines
    assert all(list(record) == KEYS for record in result.lines)
    assert shed["outcome"] == sheds["outcome"] == "would ask"
    assert shed["headers"] == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "Mon, 02 Nov 2026 09:00:00 GMT",
    }
    assert sheds["address"] == "https://www.gov.uk/api/content/government/publications/made-up-sheds"
    assert (open_one["outcome"], "not an https address" in open_one["reason"]) == ("refused", True)
    assert {path: path.read_bytes() for path in held.rglob("*") if path.is_file()} == before
    words = run("fetch", "shed", "--dry-run", "--corpus", str(held))
    assert words.code == 0
    assert words.out.startswith("shed: would ask (https://127.0.0.1:")
    assert 'If-None-Match: "1"' in words.out


def test_a_refusal_is_told_and_the_rest_is_done(run: Runner, held: Path) -> None:
    """This test ensures that no private address is requested, the old copy stays, and the exit code is 3."""
    result = run("fetch", "--corpus", str(held))
    assert result.code == 3
    assert result.out.startswith("shed: refused: ")
    assert "not on the public internet" in result.out
    assert "documents/fetched/shed.html stays" in result.out


def test_a_register_without_download_addresses_says_so(run: Runner, tmp_path: Path) -> None:
    """This test ensures that silence is not taken for downloads that are up to date."""
    (tmp_path / "sources.toml").write_text('[[source]]\nid = "shed"\ntitle = "Shed"\n')
    result = run("fetch", "--corpus", str(tmp_path))
    assert (result.code, result.out) == (0, "")
    assert "no source in" in result.err
    assert "has a download address" in result.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("fetch", "no-such-source"), 1, "no source 'no-such-source'"),
        (("fetch", "kooth"), 1, "'kooth' has no download address"),
        (("fetch", "--fly"), 2, "--fly"),
        (("fetch", "--corpus", "no-such-folder"), 1, "no-such-folder"),
    ],
)
def test_an_error_ends_before_anything_is_asked(
    run: Runner, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """This test ensures that wrong ids and wrong usage have their own exit codes."""
    at = () if "--corpus" in arguments else ("--corpus", str(ROOT / "corpus"))
    result = run(*arguments, *at)
    assert (result.code, result.out) == (code, "")
    assert words in result.err


def test_the_projects_own_register_can_be_fetched(run: Runner) -> None:
    """This test ensures that each registered piece of national guidance would be requested from GOV.UK."""
    result = run("fetch", "--dry-run", "--json", "--corpus", str(ROOT / "corpus"))
    assert result.code == 0
    assert len(result.lines) >= 8
    for record in result.lines:
        assert record["outcome"] == "would ask"
        assert record["address"].startswith("https://www.gov.uk/api/content/government/publications/")


def test_only_fetch_loads_what_asks_the_web() -> None:
    """This test ensures that answering cannot make an outside request, and does not load the code for it."""
    code = (
        "import sys, cli, app, ingest.corpus.read_documents, publishing.builds.publication\n"
        "sys.exit(' '.join({'httpx', 'httpcore', 'protego'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
