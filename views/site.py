"""Where browsers reach the page: its host names, its path, and who may connect."""

import ipaddress
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


# Set by `signpost serve`, which guards the page. Under `streamlit run` nothing does.
GUARDED = threading.Event()


@dataclass(frozen=True, slots=True)
class Site:
    """The facts that follow from the address the server listens on and from its public address.

    address: where the server listens. public_host, public_origin: from the public address, or None without
    one. base: the path prefix, such as /signpost, or empty. https: whether browsers use https.
    """

    address: str
    public_host: str | None = None
    public_origin: str | None = None
    base: str = ""
    https: bool = False

    @classmethod
    def of(cls, address: str, public_url: str | None) -> "Site":
        """Returns the site for an address, with the public URL from `Settings`, if any."""
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
        """Tells whether only this machine can reach the page."""
        return is_loopback(self.address) and (self.public_host is None or is_loopback(self.public_host))

    def answers_to(self, host: str | None) -> bool:
        """Tells whether a request's Host names this site.

        Any other name could belong to someone else's page, pointed here through DNS.
        """
        name = _name(host)
        if name is None:
            return False
        if name in LOOPBACK | {self.address.lower(), self.public_host}:
            return True
        return _is_unspecified(self.address) and _is_ip(name)

    def lets_connect(self, origin: str | None, host: str | None) -> bool:
        """Tells whether a page with this Origin and Host may connect. Other programs send no Origin."""
        if origin is None or origin == self.public_origin:
            return True
        only_https = self.https and _name(host) == self.public_host
        return origin in {f"{scheme}://{host}" for scheme in ("https", "http")[: 1 if only_https else 2]}


def is_loopback(address: str) -> bool:
    """Tells whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _name(host: str | None) -> str | None:
    """Returns the name in a Host header without its port, or None if there is none."""
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
    """Returns the origin as a browser writes it: in lower case, without the default port."""
    default = {"http": ":80", "https": ":443"}[scheme]
    return f"{scheme}://{netloc.lower().removesuffix(default)}"
