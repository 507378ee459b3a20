"""Repairs mojibake: UTF-8 that was read as Windows-1252 and saved again, as “Â£” for “£”."""

import re
from collections import Counter

# Maps each non-ASCII character to the byte it was read from; bytes that Windows-1252 leaves open are C1.
BYTES = {bytes([b]).decode("windows-1252", "ignore") or chr(b): b for b in range(0x80, 0x100)}
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# Non-ASCII characters found in English text: Latin letters, punctuation, currency and trademark signs.
SOUND = re.compile(r"[\u00a0-\u024f\u2010-\u203a\u20ac\u2122\ufb00-\ufb06\u200b\ufeff]+")
_FOLLOWING = "".join(character for character, byte in BYTES.items() if byte < 0xC0)
GARBLED = re.compile(
    rf"â€[{re.escape(_FOLLOWING)}]?|[ÂÃ][{re.escape(_FOLLOWING)}]|ï¬[{re.escape(_FOLLOWING)}]|ï»¿|"
    r"(?<!\w)Â(?!\w)"
)
TOLD = 4


def undone(text: str) -> tuple[str, Counter[tuple[str, str]]] | None:
    """Returns the repaired text and counts of each (garbled, meant) pair; None if it is not certain.

    The repair is certain if the non-ASCII characters are all UTF-8 for characters found in English text.
    """
    found: Counter[tuple[str, str]] = Counter()
    parts, end = [], 0
    for run in NOT_ASCII.finditer(text):
        if any(character not in BYTES for character in run.group()):
            return None
        try:
            meant = bytes(BYTES[character] for character in run.group()).decode()
        except UnicodeDecodeError:
            return None
        if not SOUND.fullmatch(meant):
            return None
        at = run.start()
        for character in meant:
            length = len(character.encode())
            found[text[at : at + length], character] += 1
            at += length
        parts += [text[end : run.start()], meant]
        end = run.end()
    return ("".join([*parts, text[end:]]), found) if found else None


def examples(found: Counter[tuple[str, str]]) -> str:
    """Lists the most frequent pairs in words."""
    shown = [(garbled, meant) for (garbled, meant), _ in found.most_common() if meant.strip()]
    return ", ".join(f"“{garbled}” is “{meant}”" for garbled, meant in shown[:TOLD])
