"""Tests which addresses may be requested and which never are."""

import httpcore
import httpx
import pytest
from loopback import Host, Reply, asking, page, send, serving

from index.errors import FailedDownload, RefusedDownload
from ingest.fetching.allowed_addresses import Reach, is_public
from ingest.fetching.connection import CheckedTransport
from ingest.fetching.web import Web


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("64:ff9b::808:808", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.1.2.3", False), ("192.0.2.1", False),
        ("224.0.0.1", False), ("240.0.0.1", False), ("255.255.255.255", False),
        ("::1", False), ("::", False), ("fe80::1", False), ("fe80::1%eth0", False), ("fd00::1", False),
        ("fec0::1", False), ("ff02::1", False), ("2001:db8::1", False),
        ("::ffff:10.0.0.1", False), ("::ffff:127.0.0.1", False),
        ("2002:a00:1::1", False), ("64:ff9b::a00:1", False), ("2001:0:a00:1::f5ff:fffe", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    """This test ensures that no private address passes, however it is written."""
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://shed.example/a", "not an https address"),
        ("ftp://shed.example/a", "not an https address"),
        ("file:///etc/hostname", "names no host"),
        ("https://me:secret@shed.example/a", "user name or password"),
        (
            "https://pool.example/a",
            "pool.example is not a host of the entry (assets.example:8443, shed.example)",
        ),
        ("https://shed.example:444/a", "shed.example:444 is not a host"),
        ("https://assets.example/a", "assets.example is not a host"),
        ("https://shed.example.pool.example/a", "is not a host"),
        ("https://shed.example./a", "is not a host"),
        ("https://shed.example:shed/a", "not a web address"),
        ("https:///a", "names no host"),
    ],
)
def test_an_address_outside_the_entry_is_refused(address: str, reason: str) -> None:
    """This test ensures that the reason names what is wrong and does not repeat a password."""
    reach = Reach.of("https://shed.example/list.html", ["assets.example:8443"])
    with pytest.raises(RefusedDownload) as refused:
        reach.checked(address)
    assert reason in str(refused.value)
    assert "secret" not in str(refused.value)


def test_the_hosts_of_the_entry_may_be_asked() -> None:
    """This test ensures that capitals, default ports and named ports are understood."""
    reach = Reach.of("https://shed.example/list.html", ["assets.example:8443"])
    for address in ("https://SHED.example:443/b", "https://assets.example:8443/c"):
        assert str(reach.checked(address)).startswith("https://")


@pytest.mark.parametrize("address", ["https://127.0.0.1/a", "https://localhost/a", "https://[::1]/a"])
def test_an_inside_address_is_refused_before_it_is_connected_to(address: str) -> None:
    """This test ensures that no entry can cause a request inside a private network, by mistake or malice."""
    with pytest.raises(RefusedDownload, match="not on the public internet"):
        Web().get(address, Reach.of(address))


def test_a_name_with_one_inside_address_among_others_is_refused() -> None:
    """This test ensures that every address of a name is checked before any connection."""
    transport = CheckedTransport(1e9, resolve=lambda _host, _port: ["8.8.8.8", "10.0.0.1"])
    with httpx.Client(transport=transport) as client, pytest.raises(RefusedDownload, match=r"10\.0\.0\.1"):
        client.get("https://shed.example/a")


def test_a_name_is_resolved_once_and_its_checked_address_is_connected_to() -> None:
    """This test ensures that a name that resolves differently the second time gains nothing."""
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with serving() as host:
        host.at("/a", send(page()))
        port = host.name.partition(":")[2]
        transport = CheckedTransport(1e9, loopback=True, resolve=resolve)
        with httpx.Client(transport=transport, trust_env=False) as client:
            assert client.get(f"http://nowhere.invalid:{port}/a").content == page()
        assert asked == ["nowhere.invalid"]
        assert host.asked("/a")[0]["Host"] == f"nowhere.invalid:{port}"


def test_the_next_address_of_a_name_is_tried() -> None:
    """This test ensures that a name with a dead address is reached at its other address."""
    with serving() as host:
        host.at("/a", send(page()))
        port = host.name.partition(":")[2]
        # Nothing listens on the second loopback address.
        transport = CheckedTransport(1e9, loopback=True, resolve=lambda *_: ["127.0.0.2", "127.0.0.1"])
        with httpx.Client(transport=transport, trust_env=False) as client:
            assert client.get(f"http://localhost:{port}/a").status_code == 200


def test_a_name_that_leads_nowhere_is_a_failure() -> None:
    """This test ensures that a name that cannot be resolved is reported, and is worth another attempt."""

    def resolve(host: str, _port: int) -> list[str]:
        raise httpcore.ConnectError(f"the name {host} cannot be resolved")

    transport = CheckedTransport(1e9, resolve=resolve)
    with (
        httpx.Client(transport=transport) as client,
        pytest.raises(httpcore.ConnectError, match="cannot be resolved"),
    ):
        client.get("https://shed.invalid/a")


def redirect(to: str, status: int = 302) -> Reply:
    return send(b"", status, Location=to)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://10.0.0.1/a", "not an https address"),
        ("https://10.0.0.1/a", "10.0.0.1 is not a host of the entry"),
        ("http://169.254.169.254/latest", "not an https address"),
        ("https://elsewhere.example/a", "elsewhere.example is not a host of the entry"),
        ("//localhost/a", "localhost:80 is not a host"),
        ("file:///etc/hostname", "names no host"),
        ("https://shed.example:shed/a", "not a web address"),
    ],
)
def test_each_step_of_a_redirect_is_checked(host: Host, location: str, reason: str) -> None:
    """This test ensures that a redirect leads only to addresses that the entry allows."""
    address = host.at("/a", redirect("/b"))
    host.at("/b", redirect(location))
    with pytest.raises(RefusedDownload) as refused:
        asking().get(address, Reach.of(address, loopback=True))
    assert reason in str(refused.value)
    assert host.paths == ["/a", "/b"]


def test_an_inside_host_of_the_entry_is_refused_after_a_redirect(host: Host) -> None:
    """This test ensures that naming a private host in the entry does not open it."""
    address = host.at("/a", redirect("https://10.0.0.1/a"))
    with pytest.raises(RefusedDownload, match="not on the public internet"):
        asking().get(address, Reach.of(address, ["10.0.0.1"], loopback=True))


def test_a_redirect_within_the_entry_is_followed(host: Host) -> None:
    """This test ensures that the answer says where it came from."""
    address = host.at("/a", redirect("b?c=d#e", 301))
    host.at("/b?c=d", send(page()))
    answer = asking().get(address, Reach.of(address, loopback=True))
    assert (answer.address, answer.body) == (f"{host.origin}/b?c=d", page())


def test_a_circle_ends(host: Host) -> None:
    """This test ensures that a redirect to itself is abandoned after a few rounds."""
    address = host.at("/a", redirect("/a"))
    with pytest.raises(RefusedDownload, match="redirects more than"):
        asking().get(address, Reach.of(address, loopback=True))
    assert len(host.paths) == 6


def test_a_failure_names_its_status(host: Host) -> None:
    """This test ensures that a page that is gone is reported with its status, and requested once."""
    address = host.at("/a", send(b"", 410))
    with pytest.raises(FailedDownload, match="410 Gone"):
        asking().get(address, Reach.of(address, loopback=True))
    assert host.paths == ["/a"]
