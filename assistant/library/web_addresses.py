"""Compares link addresses: which of them mean the same document."""

from functools import lru_cache
from typing import Literal
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

CONTACTS = {"mailto", "tel", "sms", "callto", "fax"}
WEB = {"http": 80, "https": 443}
# Tracking parameters: they say where a visitor came from, not what the page is.
TRACKING = ("utm_", "fbclid", "gclid", "msclkid")

# A normalised address: its host, path and parameters.
Place = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]
Kind = Literal["document", "within", "contact"]


def kind_of(target: str, own: str | None) -> Kind:
    """Returns what a link leads to: another document, a place in its own document, or a contact.

    own: the address of the document that contains it; None if not known.
    """
    if _scheme(target) in CONTACTS:
        return "contact"
    if target.startswith("#"):
        return "within"
    place = place_of(target, own)
    return "within" if place and own and place == place_of(own) else "document"


@lru_cache(maxsize=4096)
def place_of(target: str, own: str | None = None) -> Place | None:
    """Returns an address in normal form; equal forms mean the same document.

    Ignores http or https, "www.", the case of the host, its usual port, the fragment, a trailing slash,
    percent-encoding and tracking parameters. Resolves a relative address against the document's own. None if
    it is not a complete web address.
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
