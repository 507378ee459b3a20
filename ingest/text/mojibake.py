"""Mojibake: UTF-8 that a program once took for Windows-1252 and wrote down again, as “Â£” for “£”."""

import re
from collections import Counter

# Each character beyond ASCII as the byte that it was taken for; those that Windows-1252 leaves open are C1.
BYTES = {bytes([b]).decode("windows-1252", "ignore") or chr(b): b for b in range(0x80, 0x100)}
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# What English text holds beyond ASCII: Latin letters, punctuation, the signs of currencies and trademarks.
SOUND = re.compile(r"[\u00a0-\u024f\u2010-\u203a\u20ac\u2122\ufb00-\ufb06\u200b\ufeff]+")
_FOLLOWING = "".join(character for character, byte in BYTES.items() if byte < 0xC0)
GARBLED = re.compile(
    rf"â€[{re.escape(_FOLLOWING)}]?|[ÂÃ][{re.escape(_FOLLOWING)}]|ï¬[{re.escape(_FOLLOWING)}]|ï»¿|"
    r"(?<!\w)Â(?!\w)"
)
TOLD = 4


def undone(text: str) -> tuple[str, Counter[tuple[str, str]]] | None:
    """The text as it was before, and how often what stands for which character; None where that is not sure.

    It is sure where all that the text holds beyond ASCII is UTF-8 of characters that English text has.
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
    """The most frequent of them in words."""
    shown = [(garbled, meant) for (garbled, meant), _ in found.most_common() if meant.strip()]
    return ", ".join(f"“{garbled}” is “{meant}”" for garbled, meant in shown[:TOLD])
