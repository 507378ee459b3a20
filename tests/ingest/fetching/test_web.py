"""Tests requests to a misbehaving host: limits, attempts, manners."""

import gzip
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from loopback import Host, Reply, asking, drip, get, hang_up, page, send

from index.errors import FailedDownload, RefusedDownload
from ingest.fetching.allowed_addresses import Reach


def test_we_say_who_we_are(host: Host) -> None:
    """This test ensures that each request carries our name and version, and no cookie or credential."""
    address = host.at("/a", send(page(), Set_Cookie="a=b"))
    web = asking()
    get(web, address)
    get(web, address)
    for headers in [*host.asked("/a"), *host.asked("/robots.txt")]:
        assert headers["User-Agent"].startswith("Signpost/")
        assert headers["Accept-Encoding"] == "identity"
        assert not {"Cookie", "Authorization", "Referer"} & set(headers)


BOMB = gzip.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    "reply",
    [
        send(b"a" * 2001),
        send(b"", length=2001),
        send(b"a" * 2001, length=-1),
        send(BOMB, Content_Encoding="gzip"),
        send(BOMB, length=-1, Content_Encoding="GZIP"),
        send(gzip.compress(b"a" * 2001), Content_Encoding="x-gzip"),
    ],
    ids=["declared", "announced", "undeclared", "bomb", "undeclared bomb", "just too large"],
)
def test_a_file_over_the_limit_is_refused(host: Host, reply: Reply) -> None:
    """This test ensures that no more is taken than the limit, compressed or not, whatever the headers say."""
    address = host.at("/a", reply)
    with pytest.raises(RefusedDownload, match="larger than 2,000 bytes"):
        get(asking(largest=2000), address)


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_at_the_limit_is_taken(host: Host, packed: bool) -> None:
    """This test ensures that the limit applies to the unpacked file."""
    body = b"a" * 2000
    reply = send(gzip.compress(body), Content_Encoding="gzip") if packed else send(body)
    assert get(asking(largest=2000), host.at("/a", reply)).body == body


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (b"a", "br", "packed as br"),
        (b"a", "gzip, gzip", "packed as gzip, gzip"),
        (b"a", "gzip", "cannot be unpacked"),
        # Without a timestamp, so that parallel test processes give the case the same name.
        (gzip.compress(b"a" * 99, mtime=0)[:-9], "gzip", "the end of the file cannot be unpacked"),
        (
            gzip.compress(b"a", mtime=0) + gzip.compress(b"b", mtime=0),
            "gzip",
            "the end of the file cannot be unpacked",
        ),
    ],
)
def test_what_cannot_be_unpacked_whole_is_not_taken(
    host: Host, body: bytes, encoding: str, reason: str
) -> None:
    """This test ensures that a compressed file is unpacked completely or not taken at all."""
    with pytest.raises((RefusedDownload, FailedDownload), match=reason):
        get(asking(), host.at("/a", send(body, Content_Encoding=encoding)))


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_host_that_drips_ends(host: Host, first: bytes) -> None:
    """This test ensures that a host that sends a byte now and then, in headers or body, is cut off."""
    address = host.at("/a", drip(first))
    with pytest.raises(FailedDownload, match=r"within 0\.2 s"):
        get(asking(seconds=0.2), address)
    assert host.paths == ["/a"]


@pytest.mark.parametrize(
    "fault",
    [
        send(b"", 500),
        send(b"", 503),
        send(b"half", length=100),
        hang_up,
        lambda handler: handler.wfile.write(b"this is no HTTP\r\n\r\n"),
        lambda handler: handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf"
        ),
    ],
    ids=["500", "503", "cut", "hung up", "no HTTP", "cut chunk"],
)
def test_a_fault_that_passes_is_waited_for(host: Host, fault: Reply) -> None:
    """This test ensures that a fault of the connection or server leads to another attempt, later."""
    waits: list[float] = []
    web = asking(waits, retries=(2.0, 10.0))
    assert get(web, host.at("/a", fault, fault, send(b"whole"))).body == b"whole"
    assert waits == [2.0, 10.0]


@pytest.mark.parametrize("fault", [send(b"", 500), send(b"half", length=100), hang_up])
def test_a_fault_that_stays_is_a_failure(host: Host, fault: Reply) -> None:
    """This test ensures that the reason is reported after the last attempt."""
    with pytest.raises(FailedDownload, match="try again later"):
        get(asking(retries=(2.0, 10.0)), host.at("/a", fault))
    assert host.paths == ["/a"] * 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_what_is_ours_to_mend_is_asked_for_once(host: Host, status: int) -> None:
    """This test ensures that a host that refuses is not asked again."""
    waits: list[float] = []
    with pytest.raises(FailedDownload, match=str(status)):
        get(asking(waits), host.at("/a", send(b"", status)))
    assert (host.paths, waits) == (["/a"], [])


def test_a_host_that_asks_us_to_wait_is_waited_for(host: Host) -> None:
    """This test ensures that Retry-After, in seconds or as a date, is respected."""
    waits: list[float] = []
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    address = host.at(
        "/a",
        send(b"", 429, Retry_After="30"),
        send(b"", 503, Retry_After=soon),
        send(b"", 429, Retry_After="soon"),
        send(b"", 429, Retry_After="Fri, 31 Dec 9999 23:59:59 -2359"),
        send(b"whole"),
    )
    assert get(asking(waits, retries=(1.0, 2.0, 3.0, 4.0)), address).body == b"whole"
    assert waits[0] == 30
    assert 30 < waits[1] <= 60
    assert waits[2:] == [3, 4]


def test_a_host_that_asks_for_too_long_a_wait_is_left(host: Host) -> None:
    """This test ensures that a run does not wait for an hour, and says when to try again."""
    waits: list[float] = []
    with pytest.raises(
        FailedDownload, match="429 Too Many Requests and asks us to wait: try again in 3600 s"
    ):
        get(asking(waits), host.at("/a", send(b"", 429, Retry_After="3600")))
    assert (host.paths, waits) == (["/a"], [])


def test_a_host_is_left_in_peace_between_requests(host: Host) -> None:
    """This test ensures that there is a pause between two requests to a host, robots.txt included."""
    waits: list[float] = []
    web = asking(waits, pause=5.0, clock=lambda: 100.0)
    get(web, host.at("/a", send(b"a")))
    assert waits == [5.0]
    get(web, host.at("/b", send(b"b")))
    assert waits == [5.0, 5.0]


def test_a_host_is_asked_as_slowly_as_it_wants(host: Host) -> None:
    """This test ensures that the pause that robots.txt names is respected."""
    waits: list[float] = []
    host.at("/robots.txt", send(b"User-agent: *\nCrawl-delay: 7\n"))
    get(asking(waits, pause=5.0, clock=lambda: 100.0), host.at("/a", send(b"a")))
    assert waits == [7.0]


def test_the_file_is_asked_for_only_where_it_changed(host: Host) -> None:
    """This test ensures that conditions go only to their own address, and 304 is returned as such."""
    address = host.at("/a", send(b"", 302, Location="/b"))
    host.at("/b", send(b"", 304, Location="/c"))
    conditions = {f"{host.origin}/b": {"If-None-Match": '"1"'}}
    answer = asking().get(address, Reach.of(address, loopback=True), conditions)
    assert (answer.status, answer.body) == (304, b"")
    assert "If-None-Match" not in host.asked("/a")[0]
    assert host.asked("/b")[0]["If-None-Match"] == '"1"'


def test_unchanged_where_nothing_is_held_is_a_failure(host: Host) -> None:
    """This test ensures that a host cannot claim that we have a copy that we lack."""
    with pytest.raises(FailedDownload, match="304"):
        get(asking(), host.at("/a", send(b"", 304)))
