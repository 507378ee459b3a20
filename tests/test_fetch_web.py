"""One file from a host that misbehaves: limits, attempts, manners."""

import gzip
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from loopback import Handler, Host, Reply, asking, drip, page, send

from index.errors import FailedDownload, RefusedDownload
from ingest.addresses import Reach
from ingest.connection import CheckedTransport
from ingest.web import Answer, Web


def get(web: Web, address: str) -> Answer:
    return web.get(address, Reach.of(address, loopback=True))


def test_we_say_who_we_are(host: Host) -> None:
    """This test ensures that each request bears our name and version, and no cookie or credential."""
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
    """This test ensures that no more is taken than the limit, packed or not, whatever the headers say."""
    address = host.at("/a", reply)
    with pytest.raises(RefusedDownload, match="larger than 2,000 bytes"):
        get(asking(largest=2000), address)


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_at_the_limit_is_taken(host: Host, packed: bool) -> None:
    """This test ensures that the limit is that of the file as it is unpacked."""
    body = b"a" * 2000
    reply = send(gzip.compress(body), Content_Encoding="gzip") if packed else send(body)
    assert get(asking(largest=2000), host.at("/a", reply)).body == body


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (b"a", "br", "packed as br"),
        (b"a", "gzip, gzip", "packed as gzip, gzip"),
        (b"a", "gzip", "cannot be unpacked"),
        # No time in them: each of the processes that run the tests must name them alike.
        (gzip.compress(b"a" * 99, mtime=0)[:-9], "gzip", "cannot be unpacked to its end"),
        (
            gzip.compress(b"a", mtime=0) + gzip.compress(b"b", mtime=0),
            "gzip",
            "cannot be unpacked to its end",
        ),
    ],
)
def test_what_cannot_be_unpacked_whole_is_not_taken(
    host: Host, body: bytes, encoding: str, reason: str
) -> None:
    """This test ensures that a packed file is unpacked to its end or not taken at all."""
    with pytest.raises((RefusedDownload, FailedDownload), match=reason):
        get(asking(), host.at("/a", send(body, Content_Encoding=encoding)))


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_host_that_drips_ends(host: Host, first: bytes) -> None:
    """This test ensures that a byte now and then, in the headers or after them, does not go on for ever."""
    address = host.at("/a", drip(first))
    with pytest.raises(FailedDownload, match=r"within 0\.2 s"):
        get(asking(seconds=0.2), address)
    assert host.paths == ["/a"]


def hang_up(_: Handler) -> None:
    """End the connection without a word."""


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
    """This test ensures that a fault of connection or server is followed by another attempt, later."""
    waits: list[float] = []
    web = asking(waits, retries=(2.0, 10.0))
    assert get(web, host.at("/a", fault, fault, send(b"whole"))).body == b"whole"
    assert waits == [2.0, 10.0]


@pytest.mark.parametrize("fault", [send(b"", 500), send(b"half", length=100), hang_up])
def test_a_fault_that_stays_is_a_failure(host: Host, fault: Reply) -> None:
    """This test ensures that after the last attempt the reason is told."""
    with pytest.raises(FailedDownload, match="try again later"):
        get(asking(retries=(2.0, 10.0)), host.at("/a", fault))
    assert host.paths == ["/a"] * 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_what_is_ours_to_mend_is_asked_for_once(host: Host, status: int) -> None:
    """This test ensures that a host that says no is not asked again."""
    waits: list[float] = []
    with pytest.raises(FailedDownload, match=str(status)):
        get(asking(waits), host.at("/a", send(b"", status)))
    assert (host.paths, waits) == (["/a"], [])


def test_a_host_that_asks_us_to_wait_is_waited_for(host: Host) -> None:
    """This test ensures that Retry-After, in seconds or as a date, is kept."""
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
    """This test ensures that a run does not hang for an hour, and says when to try again."""
    waits: list[float] = []
    with pytest.raises(FailedDownload, match="429 Too Many Requests, and asks to wait: try again in 3600 s"):
        get(asking(waits), host.at("/a", send(b"", 429, Retry_After="3600")))
    assert (host.paths, waits) == (["/a"], [])


def test_a_host_is_left_in_peace_between_requests(host: Host) -> None:
    """This test ensures that two requests to a host, robots.txt included, stand apart."""
    waits: list[float] = []
    web = asking(waits, pause=5.0, clock=lambda: 100.0)
    get(web, host.at("/a", send(b"a")))
    assert waits == [5.0]
    get(web, host.at("/b", send(b"b")))
    assert waits == [5.0, 5.0]


def test_a_host_is_asked_as_slowly_as_it_wants(host: Host) -> None:
    """This test ensures that the pause that robots.txt names is kept."""
    waits: list[float] = []
    host.at("/robots.txt", send(b"User-agent: *\nCrawl-delay: 7\n"))
    get(asking(waits, pause=5.0, clock=lambda: 100.0), host.at("/a", send(b"a")))
    assert waits == [7.0]


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
    """This test ensures that a host is asked where its robots.txt allows it, or where it has none."""
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
    """This test ensures that nothing is asked for against robots.txt, or where that cannot be read."""
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


def test_the_file_is_asked_for_only_where_it_changed(host: Host) -> None:
    """This test ensures that conditions go to the address they belong to, and 304 comes back as such."""
    address = host.at("/a", send(b"", 302, Location="/b"))
    host.at("/b", send(b"", 304, Location="/c"))
    conditions = {f"{host.origin}/b": {"If-None-Match": '"1"'}}
    answer = asking().get(address, Reach.of(address, loopback=True), conditions)
    assert (answer.status, answer.body) == (304, b"")
    assert "If-None-Match" not in host.asked("/a")[0]
    assert host.asked("/b")[0]["If-None-Match"] == '"1"'


def test_unchanged_where_nothing_is_held_is_a_failure(host: Host) -> None:
    """This test ensures that a host cannot say that we hold what we do not."""
    with pytest.raises(FailedDownload, match="304"):
        get(asking(), host.at("/a", send(b"", 304)))


class _Shed(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"over TLS")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """An HTTPS server, and the certificate that it made for itself, for the name localhost."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names: list[x509.GeneralName] = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.3"))]
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "shed.pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = HTTPServer(("127.0.0.1", 0), _Shed)
    server.handle_error = lambda *_: None  # type: ignore[method-assign, assignment]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"localhost:{server.server_port}", pem
    server.shutdown()
    thread.join()
    server.server_close()


def test_https_is_spoken_with_the_name_of_the_host(secure: tuple[str, Path]) -> None:
    """This test ensures that a certificate is checked for the name, though an address is connected to."""
    host, pem = secure
    context = ssl.create_default_context(cafile=pem)
    transport = CheckedTransport(1e9, loopback=True, context=context, resolve=lambda *_: ["127.0.0.1"])
    with httpx.Client(transport=transport, trust_env=False) as client:
        assert client.get(f"https://{host}/").content == b"over TLS"


def test_a_certificate_that_nobody_vouches_for_is_a_failure(secure: tuple[str, Path]) -> None:
    """This test ensures that nothing is taken from a host that cannot prove its name."""
    with pytest.raises(FailedDownload, match="CERTIFICATE_VERIFY_FAILED"):
        get(asking(), f"https://{secure[0]}/")
