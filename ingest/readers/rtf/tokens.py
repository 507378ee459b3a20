"""Splits a rich text file into groups, control words and bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\0]+"
    rb"|([^\\{}\r\n\0]+)",
    re.DOTALL,
)
SYMBOLS = {b"~": " ", b"_": "-", b"-": "", b"{": "{", b"}": "}", b"\\": "\\"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token. kind: "open", "close", "word" (a control word and its number), "bytes", "text" or "star".

    A byte written in hexadecimal digits is also "bytes".
    """

    kind: str
    text: str = ""
    number: int | None = None
    data: bytes = b""


def tokens_of(data: bytes) -> Iterator[Token]:
    """Yields the tokens of a file, in order; skips the raw bytes of pictures."""
    at = 0
    while at < len(data):
        found = TOKEN.match(data, at)
        if found is None:  # a backslash at the very end
            return
        at = found.end()
        name, number, digits, symbol, brace, plain = found.groups()
        if name is not None:
            value = None if number is None else int(number)
            if name == b"bin":
                at += max(0, value or 0)
                continue
            yield Token("word", name.decode("ascii"), value)
        elif digits is not None:
            yield Token("bytes", data=bytes.fromhex(digits.decode("ascii")))
        elif brace is not None:
            yield Token("open" if brace == b"{" else "close")
        elif plain is not None:
            yield Token("bytes", data=plain)
        elif symbol == b"*":
            yield Token("star")
        elif symbol in {b"\r", b"\n"}:
            yield Token("word", "par")
        elif symbol is not None and symbol in SYMBOLS:
            yield Token("text", SYMBOLS[symbol])
