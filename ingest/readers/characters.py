"""Decodes the characters of a text file or web page, and reports what was assumed and repaired."""

import re
from collections.abc import Callable
from dataclasses import replace

from index.documents import Edit
from index.errors import UnreadableDocument
from ingest.readers.plain.plain_text import BYTE_ORDER_MARKS, decode
from ingest.text.mojibake import examples, undone
from ingest.text.normalization import clean
from ingest.text.reading import Reading

WINDOWS = "Windows-1252"
# UTF-16: more than the second share of the high bytes is 0, and at most the first share of the low bytes.
MOST_ZEROS, FEWEST_ZEROS = 0.01, 0.4
SIXTEEN_BITS = (("utf-16-le", 1), ("utf-16-be", 0))
# At most this share of an English text's letters has accents; more point to another encoding.
MOST_ACCENTS = 0.2
FEW_ACCENTS = 3
# More than this share of characters that control a machine points to a program, a sound, a picture.
MOST_CONTROL = 0.01
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
LETTER = "[^\\W\\d_]"
# What other encodings produce in Windows-1252 but English does not: signs inside words, accented capitals
# after small letters or alone, accented letters beside figures.
UNLIKELY = re.compile(
    rf"¤|{LETTER}[¡¢¤¥¦¨¬¯±²³´¶¸¹¿×÷†‡ˆ˜‰‹›]{LETTER}|[a-z][À-ÖØ-ÞŒŠŽŸ]|(?<!\w)[ÐÑÒÔÕ×ØÝÞßð÷øþ](?!\w)|"
    r"[À-ÖØ-öø-ÿŒœŠšŽžŸƒ]\d|[À-ÖØ-öø-ÿŒœŠšŽžŸƒ]{3}"
)


def read_characters(
    data: bytes, file: str, read: Callable[[str], Reading], declared: str | None = None
) -> Reading:
    """Reads a file's characters with `read`, and reports what was assumed and repaired.

    declared: the encoding that the file names. Raises UnreadableDocument if the bytes do not fit their
    encoding, or if the encoding cannot be determined.
    """
    text, assumed = _text_of(data, file, declared)
    told = []
    if assumed:
        told.append(
            f"it does not name its encoding, so it is read as {assumed}: check £, –, ’ and letters with "
            "accents"
        )
    found = undone(text)
    if found is None:
        reading = read(text)
    else:
        text, garbled = found
        reading = _repaired(read(text), {meant for _, meant in garbled})
        told.append(
            f"{garbled.total()} characters garbled by a wrong encoding were put right: "
            f"{clean(examples(garbled))}"
        )
    return replace(reading, oddities=(*told, *reading.oddities))


def _repaired(reading: Reading, repaired: set[str]) -> Reading:
    """Records each place of these characters as a repair."""
    places = re.compile(f"[{re.escape(''.join(sorted(repaired)))}]+").finditer(reading.text)
    edits = [Edit("repair", place.start(), place.end()) for place in places if place.group().strip()]
    ordered = sorted([*reading.edits, *edits], key=lambda edit: (edit.start, edit.end))
    return replace(reading, edits=tuple(ordered))


def _text_of(data: bytes, file: str, declared: str | None) -> tuple[str, str | None]:
    """Returns what `_decoded` does, but refuses what is no text in any encoding."""
    try:
        text, assumed = _decoded(data, file, declared)
    except UnreadableDocument:
        _check(data.decode("latin-1"), file)
        raise
    _check(text, file)
    return text, assumed


def _check(text: str, file: str) -> None:
    if len(CONTROL.findall(text)) > MOST_CONTROL * len(text):
        raise UnreadableDocument(
            file, "it is not text: check that it is the right file, under its right name"
        )


def _decoded(data: bytes, file: str, declared: str | None) -> tuple[str, str | None]:
    """Returns the characters, and the encoding if it had to be assumed."""
    if any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        return decode(data, file), None
    sixteen = _sixteen_bits(data)
    if sixteen:
        return decode(data, file, sixteen), sixteen.upper()
    try:
        return decode(data, file, declared), None
    except UnreadableDocument:
        text = None if declared else _windows(data)
        if text is None:
            raise
        return text, WINDOWS


def _sixteen_bits(data: bytes) -> str | None:
    """Returns which kind of UTF-16 the bytes are if they lack a byte order mark; None if neither."""
    if len(data) % 2:
        return None
    for name, at in SIXTEEN_BITS:
        upper, lower = data[at::2], data[1 - at :: 2]
        if upper.count(0) > FEWEST_ZEROS * len(upper) and lower.count(0) <= MOST_ZEROS * len(lower):
            return name
    return None


def _windows(data: bytes) -> str | None:
    """Returns the bytes as Windows-1252 if that gives an English text; else None."""
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    letters = [character for character in text if character.isalpha()]
    accents = sum(not letter.isascii() for letter in letters)
    return None if accents > max(FEW_ACCENTS, MOST_ACCENTS * len(letters)) or UNLIKELY.search(text) else text
