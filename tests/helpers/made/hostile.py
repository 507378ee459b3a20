"""Files made to harm whoever opens them: web pages and texts, and attacks common to several formats."""

import zlib
from collections.abc import Callable

MEBIBYTE = 2**20
WORDS = "The made-up swimming pool opens at nine."
PRIVATE = "What stands in this file is nobody's business."


def zeros(gibibytes: int) -> bytes:
    """Returns this many gibibytes of spaces, compressed to a thousandth without ever existing in full."""
    packer = zlib.compressobj(9)
    once = packer.compress(b" " * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return once + again * (gibibytes * 1024 - 1)


def laughs() -> str:
    """Returns nested entities, each ten times the last: a thousand million words from a few lines."""
    lines = ['<!ENTITY a0 "pool ">']
    lines += [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)]
    return f"<!DOCTYPE w [{''.join(lines)}]>"


def html_of_laughs() -> bytes:
    """Returns a web page with an entity bomb."""
    return f"{laughs()}<html><body><p>{WORDS}</p><p>&a9;</p></body></html>".encode()


def html_with_an_entity_of(path: str) -> bytes:
    """Returns a web page with an entity, a frame and an include that stand for a file on this machine."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY file SYSTEM "file://{path}">]>'
        f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><p>{WORDS} &file;</p>'
        f'<xi:include href="file://{path}" parse="text"/><iframe src="file://{path}"></iframe></body></html>'
    ).encode()


def _nested(begin: str, end: str, levels: int = 100_000) -> Callable[[], bytes]:
    return lambda: (begin * levels + WORDS + end * levels).encode()


# Nested, repeated or long input in the text formats: the file's name and its bytes.
LONG = 4 * MEBIBYTE
TEXTS: dict[str, Callable[[], bytes]] = {
    "divs.html": _nested("<div>", "</div>"),
    "spans.html": _nested("<span>", "</span>"),
    "bold.html": _nested("<b>", "</b>"),
    "open.html": _nested("<div><p>", ""),
    # Fewer: they are read, which takes a slow processor seconds.
    "links.html": _nested("<a href=x>", "</a>", 30_000),
    "lists.html": _nested("<ul><li>", "</ul>"),
    "tables.html": _nested("<table><tr><td>", "</table>"),
    "attributes.html": lambda: f"<p {' '.join(f'a{i}=x' for i in range(200_000))}>{WORDS}".encode(),
    "quotes.md": _nested("> ", "", 50_000),
    "angles.md": _nested(">", ""),
    "brackets.md": _nested("[", "](x)"),
    "openbrackets.md": _nested("[", ""),
    "pictures.md": _nested("![", "]"),
    "stars.md": _nested("*a **b ", ""),
    "lists.md": _nested("- ", "", 20_000),
    "ticks.md": lambda: " ".join("`" * i for i in range(1500)).encode(),
    "tags.md": _nested("<b>", "</b>"),
    "cells.md": lambda: f"{'|a' * 50_000}|\n{'|-' * 50_000}|\n{'|b' * 50_000}|\n".encode(),
    "footnotes.md": lambda: "".join(f"[^{i}]: [^{i + 1}]\n\n" for i in range(20_000)).encode(),
    "letters.txt": lambda: b"a" * LONG,
    "letters.md": lambda: b"a" * LONG,
    "letters.html": lambda: b"<p>" + b"a" * LONG,
    "sentences.txt": lambda: WORDS.encode() * (LONG // 40),
    "figures.txt": lambda: b"1. " * 30_000,
    "spaces.txt": lambda: b"a" + b" " * LONG + b"b",
    "combining.txt": lambda: b"a" + "\u0301".encode() * 50_000,
}
