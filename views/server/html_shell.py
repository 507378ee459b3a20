"""The HTML shell of every page: Streamlit's own, marked as British English and titled Signpost."""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import streamlit

from index.errors import NotReady

SHELL = Path(streamlit.__file__).parent / "static/index.html"
# Each must occur exactly once in Streamlit's file. A tab shows this title until its page has loaded.
CHANGES = (
    (b'<html lang="en">', b'<html lang="en-GB">'),
    (b"<title>Streamlit</title>", b"<title>Signpost</title>"),
)
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shell:
    """The HTML as Streamlit sends it (original) and as we do (changed).

    scripts: the hashes of its inline scripts, for the Content-Security-Policy.
    """

    original: bytes
    changed: bytes
    scripts: tuple[str, ...]

    @classmethod
    def of(cls, html: bytes) -> "Shell":
        """Changes the HTML. Raises NotReady if a string to replace does not occur exactly once."""
        changed = html
        for old, new in CHANGES:
            if html.count(old) != 1:
                raise NotReady(
                    f"the HTML of the installed Streamlit contains {old.decode()} {html.count(old)} times "
                    "instead of once: install the version that constraints.txt names"
                )
            changed = changed.replace(old, new)
        return cls(html, changed, tuple(_hash(found) for found in INLINE_SCRIPT.findall(html)))

    @classmethod
    def installed(cls) -> "Shell":
        """Returns the shell of the installed Streamlit. Raises NotReady as `of` does."""
        return cls.of(SHELL.read_bytes())


def _hash(script: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
