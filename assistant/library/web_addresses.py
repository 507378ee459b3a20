"""Addresses of links: which of them mean the same document."""

from functools import lru_cache
from typing import Literal
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

CONTACTS = {"mailto", "tel", "sms", "callto", "fax"}
WEB = {"http": 80, "https": 443}
# Parameters that say where a visitor came from, never what the page is.
TRACKING = ("utm_", "fbclid", "gclid", "msclkid")

# What an address names: its host, its path and its parameters.
Place = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]
Kind = Literal["document", "within", "contact"]


def kind_of(target: str, own: str | None) -> Kind:
    """What a link leads to: another document, a place within its own, or a person to write or speak to.

    own: the address of the document in which it stands; None: not known.
    """
    if _scheme(target) in CONTACTS:
        return "contact"
    if target.startswith("#"):
        return "within"
    place = place_of(target, own)
    return "within" if place and own and place == place_of(own) else "document"


@lru_cache(maxsize=4096)
def place_of(target: str, own: str | None = None) -> Place | None:
    """What an address names; two addresses that mean the same document name the same.

    Of no account: http or https, "www.", the case of the host, its usual port, the fragment, a slash
    at the end, how characters are percent-encoded, tracking parameters. A relative address is
    resolved against the document's own. None: it is no web address, or not a whole one.
    """
    try:
        parts = urlsplit(urldefrag(urljoin(own or "", target.strip())).url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in WEB or not parts.hostname:
        return None
    host = parts.hostname.rstrip(".").removeprefix("www.")
    if port not in {None, WEB[parts.scheme]}:
        host += f":{port}"
    path = tuple(unquote(step) for step in parts.path.rstrip("/").split("/"))
    parameters = parse_qsl(parts.query, keep_blank_values=True)
    return (
        host,
        path,
        tuple((key, value) for key, value in parameters if not key.lower().startswith(TRACKING)),
    )


def _scheme(target: str) -> str:
    try:
        return urlsplit(target.strip()).scheme
    except ValueError:
        return ""
