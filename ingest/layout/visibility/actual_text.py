"""Handles ActualText, a file's own statement of what its words read, where it differs from the drawing."""

import ctypes
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from ingest.layout.drawn.page_objects import TEXT, parts_of

KEY = b"ActualText"
# Categories of characters for glyphs whose meaning the file does not give.
UNKNOWN = {"Cc", "Cf", "Cn", "Co", "Cs"}
# Figures with what separates them: an amount, a time, a date, a fraction.
NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
FRACTION_SLASH = "\u2044"
REPLACEMENT = "\ufffd"
# How a PDF string begins that is not in PDF's own encoding, which is much like Latin-1.
ENCODINGS = {b"\xfe\xff": "utf-16", b"\xff\xfe": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def prefer_drawn(page: Any) -> int | None:  # noqa: ANN401
    """Makes pdfium read a page as it is drawn where its ActualText says something else.

    ActualText for a ligature or a hyphen stays, and so does ActualText for what is unreadable without it.
    Where it only repeats what several text objects show, it goes, because pdfium drops doubled letters from
    it. Returns how many pieces of marked content say other words than are drawn; None if the page has no
    ActualText.
    """
    marked: dict[int, tuple[Any, bytes, list[Any]]] = {}
    for part in reversed([part for part in parts_of(page) if pdfium.FPDFPageObj_GetType(part) == TEXT]):
        for i in range(pdfium.FPDFPageObj_CountMarks(part)):
            mark = pdfium.FPDFPageObj_GetMark(part, i)
            key = ctypes.addressof(mark.contents)
            if key in marked:
                marked[key][2].append(part)
            elif (said := _said(mark)) is not None:
                marked[key] = mark, said, [part]
    if not marked:
        return None
    for mark, _, parts in marked.values():
        pdfium.FPDFPageObjMark_RemoveParam(parts[0], mark, KEY)
    textpage = page.get_textpage()
    others, repeated = [], []
    for found in marked.values():
        says, own = _decoded(found[1]), _own(found[2], textpage.raw)
        if _says_other_words(says, own):
            others.append(found)
        elif len(found[2]) > 1 and own and _plain(says) == _plain(own):
            repeated.append(found)
    textpage.close()
    for mark, said, parts in marked.values():
        pdfium.FPDFPageObjMark_SetBlobParam(page.pdf.raw, parts[0], mark, KEY, _octets(said), len(said))
    # Marks may share their text, so the ActualText that differs is removed last.
    for mark, _, parts in (*others, *repeated):
        pdfium.FPDFPageObjMark_RemoveParam(parts[0], mark, KEY)
    return len(others)


def _said(mark: Any) -> bytes | None:  # noqa: ANN401
    """Returns a mark's ActualText as in the file; None if it has none."""
    size = ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetParamBlobValue(mark, KEY, None, 0, size):
        return None
    octets = _octets(bytes(size.value))
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, KEY, octets, size.value, size)
    return bytes(octets[: size.value])


def _decoded(said: bytes) -> str:
    encoding = next((name for mark, name in ENCODINGS.items() if said.startswith(mark)), "latin-1")
    return said.decode(encoding, "replace")


def _own(parts: Sequence[Any], textpage: Any) -> str:  # noqa: ANN401
    """Returns what the glyphs of text objects read by themselves."""
    found = []
    for part in parts:
        size = pdfium.FPDFTextObj_GetText(part, textpage, None, 0)
        units = (pdfium.FPDF_WCHAR * (size // 2))()
        pdfium.FPDFTextObj_GetText(part, textpage, units, size)
        found.append(bytes(units).decode("utf-16-le", "replace").rstrip("\0"))
    return "".join(found)


def _says_other_words(said: str, own: str) -> bool:
    """Returns whether words differ from the drawn ones, if known, in more than signs and accents.

    In a number, a point or a comma is more than a sign.
    """
    unknown = any(c == REPLACEMENT or unicodedata.category(c) in UNKNOWN for c in own)
    return bool(own) and not unknown and (_letters(said) != _letters(own) or _numbers(said) != _numbers(own))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


def _numbers(text: str) -> list[str]:
    return NUMBER.findall(_plain(text))


def _plain(text: str) -> str:
    """Returns a text without white space, ligatures and fractions spelt out."""
    return "".join(unicodedata.normalize("NFKD", text).replace(FRACTION_SLASH, "/").split())


def _octets(value: bytes) -> Any:  # noqa: ANN401
    return (ctypes.c_ubyte * len(value)).from_buffer_copy(value)
