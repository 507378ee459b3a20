"""Tests that only what a host's robots.txt allows is requested."""

import pytest
from loopback import Host, Reply, asking, get, hang_up, send

from index.errors import FailedDownload, RefusedDownload

RULES = b"User-agent: *\nDisallow: /*/print$\nDisallow: /closed\nAllow: /closed/open\n"


@pytest.mark.parametrize(
    ("robots", "path"),
    [
        (send(RULES), "/a"),
        (send(RULES), "/closed/open"),
        (send(b"User-agent: other\nDisallow: /\n"), "/a"),
        (send(b"<!doctype html><p>Not a robots file"), "/a"),
        (send(b"", 404), "/a"),
        (send(b"", 401), "/a"),
    ],
)
def test_what_robots_allow_is_asked_for(host: Host, robots: Reply, path: str) -> None:
    """This test ensures that a host is asked if its robots.txt allows it, or if it has none."""
    host.at("/robots.txt", robots)
    address = host.at(path, send(b"a"))
    web = asking()
    assert [get(web, address).body for _ in range(2)] == [b"a", b"a"]
    assert len(host.asked("/robots.txt")) == 1


@pytest.mark.parametrize(
    ("robots", "path"),
    [
        (send(RULES), "/a/print"),
        (send(RULES), "/closed/a"),
        (send(b"User-agent: signpost\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), "/a"),
        (send(b"", 500), "/a"),
        (hang_up, "/a"),
        (send(b"", 302, Location="https://elsewhere.example/robots.txt"), "/a"),
        (send(b"#" * 600_000), "/a"),
    ],
)
def test_what_robots_forbid_or_hide_is_not(host: Host, robots: Reply, path: str) -> None:
    """This test ensures that nothing is requested against robots.txt, or if that cannot be read."""
    host.at("/robots.txt", robots)
    address = host.at(path, send(b"a"))
    web = asking(retries=())
    for _ in range(2):
        with pytest.raises((RefusedDownload, FailedDownload), match=r"robots\.txt"):
            get(web, address)
    assert host.paths == []
    assert len(host.asked("/robots.txt")) == 1


def test_robots_are_asked_for_after_a_redirect_too(host: Host) -> None:
    """This test ensures that a redirect leads to nothing that robots.txt forbids."""
    host.at("/robots.txt", send(RULES))
    address = host.at("/a", send(b"", 302, Location="/closed/a"))
    with pytest.raises(RefusedDownload, match="forbids"):
        get(asking(), address)
    assert host.paths == ["/a"]
