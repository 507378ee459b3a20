"""Where browsers reach the page: the names it answers to, its path, and who may connect to it."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Site:
    """What follows from the address it is served on and from its public one.

    address: served on. public_host, public_origin: of the public address; None where there is none.
    base: the path before every other, as in /signpost; empty where there is none. https: whether browsers
    reach it by https.
    """

    address: str
    public_host: str | None = None
    public_origin: str | None = None
    base: str = ""
    https: bool = False

    @classmethod
    def of(cls, address: str, public_url: str | None) -> "Site":
        """The site on an address, with a public one as `Settings` holds it."""
        if public_url is None:
            return cls(address)
        parts = urlsplit(public_url)
        return cls(
            address,
            public_host=parts.hostname,
            public_origin=_origin(parts.scheme, parts.netloc),
            base=parts.path,
            https=parts.scheme == "https",
        )

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the page."""
        return is_loopback(self.address) and (self.public_host is None or is_loopback(self.public_host))

    def answers_to(self, host: str | None) -> bool:
        """Whether a request's Host names this site.

        Under any other name it could be a page of somebody else's, whose name was made to lead here.
        """
        name = _name(host)
        if name is None:
            return False
        if name in LOOPBACK | {self.address.lower(), self.public_host}:
            return True
        return _is_unspecified(self.address) and _is_ip(name)

    def lets_connect(self, origin: str | None, host: str | None) -> bool:
        """Whether a page of this Origin may connect, which said Host; a program that is no page says none."""
        if origin is None or origin == self.public_origin:
            return True
        only_https = self.https and _name(host) == self.public_host
        return origin in {f"{scheme}://{host}" for scheme in ("https", "http")[: 1 if only_https else 2]}


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _name(host: str | None) -> str | None:
    """The name in a Host header, without its port; None where there is none."""
    try:
        return urlsplit(f"//{host}").hostname if host else None
    except ValueError:
        return None


def _is_unspecified(address: str) -> bool:
    return _is_ip(address) and ipaddress.ip_address(address).is_unspecified


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _origin(scheme: str, netloc: str) -> str:
    """As a browser writes it: in lower case, and without the port that goes without saying."""
    default = {"http": ":80", "https": ":443"}[scheme]
    return f"{scheme}://{netloc.lower().removesuffix(default)}"
