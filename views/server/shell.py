"""The HTML that every page begins as: Streamlit's own, in British English and under our name."""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import streamlit

from index.errors import NotReady

SHELL = Path(streamlit.__file__).parent / "static/index.html"
# Each stands once in Streamlit's file; the title is what a tab is called until its page is there.
CHANGES = (
    (b'<html lang="en">', b'<html lang="en-GB">'),
    (b"<title>Streamlit</title>", b"<title>Signpost</title>"),
)
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shell:
    """original: as Streamlit sends it. changed: as we do. scripts: of its inline scripts, for the policy."""

    original: bytes
    changed: bytes
    scripts: tuple[str, ...]

    @classmethod
    def of(cls, html: bytes) -> "Shell":
        """NotReady: what is to be changed does not stand in it exactly once."""
        changed = html
        for old, new in CHANGES:
            if html.count(old) != 1:
                raise NotReady(
                    f"the HTML of the installed Streamlit holds {old.decode()} {html.count(old)} times and "
                    "not once: install the version that constraints.txt names"
                )
            changed = changed.replace(old, new)
        return cls(html, changed, tuple(_hash(found) for found in INLINE_SCRIPT.findall(html)))

    @classmethod
    def installed(cls) -> "Shell":
        """The one of the installed Streamlit. NotReady: see `of`."""
        return cls.of(SHELL.read_bytes())


def _hash(script: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
