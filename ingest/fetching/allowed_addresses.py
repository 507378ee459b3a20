"""Decides which addresses a download may request: those of the register's entry, and only public ones."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

import httpx

from index.errors import RefusedDownload

PORTS = {"https": 443, "http": 80}
NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Reach:
    """The hosts, each with its port, that may be asked for one source.

    loopback: also allow this machine's own addresses, and plain http to them; for tests.
    """

    hosts: frozenset[tuple[str, int]]
    loopback: bool = False

    @classmethod
    def of(cls, address: str, hosts: Iterable[str] = (), *, loopback: bool = False) -> "Reach":
        """Allows the host of an address, and further ones from the register: HOST or HOST:PORT."""
        urls = [_url(address), *(_url(f"https://{host}") for host in hosts)]
        return cls(frozenset((_host(url), _port(url)) for url in urls), loopback)

    def checked(self, address: str) -> httpx.URL:
        """Parses an address. Raises RefusedDownload if it may not be requested."""
        url = _url(address)
        host, port = _host(url), _port(url)
        if url.userinfo:
            raise RefusedDownload(f"the address at {host} contains a user name or password: remove it")
        if url.scheme != "https" and not (url.scheme == "http" and self.loopback and is_loopback(host)):
            raise RefusedDownload(f"{address} is not an https address: only https is allowed")
        if (host, port) not in self.hosts:
            known = ", ".join(sorted(_named(*known) for known in self.hosts))
            raise RefusedDownload(
                f"{_named(host, port)} is not a host of the entry ({known}): if the document has moved "
                "there, add it to `hosts`"
            )
        return url


def is_public(address: str) -> bool:
    """Returns whether an IP address, and any address embedded in it, belongs to the public internet."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        # fec0::/10, formerly for internal networks, still counts as global there.
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def is_loopback(host: str) -> bool:
    """Returns whether a host's name or IP address is this machine's own."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _url(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise RefusedDownload(f"{address!r} is not a web address ({error})") from error
    if not url.host:
        raise RefusedDownload(f"{address!r} names no host: give a web address (https://…)")
    return url


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii").lower()


def _port(url: httpx.URL) -> int:
    return url.port or PORTS.get(url.scheme, 0)


def _named(host: str, port: int) -> str:
    return host if port == PORTS["https"] else f"{host}:{port}"
