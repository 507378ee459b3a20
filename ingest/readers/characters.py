"""The characters of a text file or web page: what was assumed of them, and what was put right."""

import re
from collections.abc import Callable
from dataclasses import replace

from index.documents import Edit
from index.errors import UnreadableDocument
from ingest.readers.plain_text import BYTE_ORDER_MARKS, decode
from ingest.text.canonical import clean
from ingest.text.mojibake import examples, undone
from ingest.text.reading import Reading

WINDOWS = "Windows-1252"
# Of the bytes that are the upper halves of a text's characters, or the lower ones, so many are 0.
MOST_ZEROS, FEWEST_ZEROS = 0.01, 0.4
SIXTEEN_BITS = (("utf-16-le", 1), ("utf-16-be", 0))
# Of the letters of an English text so many have accents; more of them are another encoding's.
MOST_ACCENTS = 0.2
FEW_ACCENTS = 3
LETTER = "[^\\W\\d_]"
# What English has not in Windows-1252, and other encodings make: signs inside of words, capitals with accents
# behind small letters or alone, letters with accents beside figures.
UNLIKELY = re.compile(
    rf"¤|{LETTER}[¡¢¤¥¦¨¬¯±²³´¶¸¹¿×÷†‡ˆ˜‰‹›]{LETTER}|[a-z][À-ÖØ-ÞŒŠŽŸ]|(?<!\w)[ÐÑÒÔÕ×ØÝÞßð÷øþ](?!\w)|"
    r"[À-ÖØ-öø-ÿŒœŠšŽžŸƒ]\d|[À-ÖØ-öø-ÿŒœŠšŽžŸƒ]{3}"
)


def read_characters(
    data: bytes, file: str, read: Callable[[str], Reading], declared: str | None = None
) -> Reading:
    """What a reader makes of a file's characters, and told what was assumed of them and put right in them.

    declared: the encoding that the file names. UnreadableDocument: the bytes are not what they are said to
    be, or what they are cannot be told.
    """
    text, assumed = _decoded(data, file, declared)
    told = []
    if assumed:
        told.append(
            f"it does not say how its characters are stored: they are read as {assumed}; check £, –, ’ and "
            "letters with accents"
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
    """The same, in which each place of these characters is recorded as put right."""
    places = re.compile(f"[{re.escape(''.join(sorted(repaired)))}]+").finditer(reading.text)
    edits = [Edit("repair", place.start(), place.end()) for place in places if place.group().strip()]
    ordered = sorted([*reading.edits, *edits], key=lambda edit: (edit.start, edit.end))
    return replace(reading, edits=tuple(ordered))


def _decoded(data: bytes, file: str, declared: str | None) -> tuple[str, str | None]:
    """The characters, and the encoding where it had to be assumed."""
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
    """Which of the two kinds of UTF-16 bytes are that begin with no mark; None where they are neither."""
    if len(data) % 2:
        return None
    for name, at in SIXTEEN_BITS:
        upper, lower = data[at::2], data[1 - at :: 2]
        if upper.count(0) > FEWEST_ZEROS * len(upper) and lower.count(0) <= MOST_ZEROS * len(lower):
            return name
    return None


def _windows(data: bytes) -> str | None:
    """The bytes as Windows-1252, where that makes an English text; else None."""
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    letters = [character for character in text if character.isalpha()]
    accents = sum(not letter.isascii() for letter in letters)
    return None if accents > max(FEW_ACCENTS, MOST_ACCENTS * len(letters)) or UNLIKELY.search(text) else text
