"""What a file says that its words read (ActualText), where it is not what is drawn."""

import ctypes
import unicodedata
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from ingest.layout.drawn.parts import TEXT, parts_of

KEY = b"ActualText"
# Categories of characters that stand for a glyph of which the file does not say what it means.
UNKNOWN = {"Cc", "Cf", "Cn", "Co", "Cs"}
REPLACEMENT = "\ufffd"
# How a string of a PDF begins that is not in its own encoding, which is much like Latin-1.
ENCODINGS = {b"\xfe\xff": "utf-16", b"\xff\xfe": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def prefer_drawn(page: Any) -> int | None:  # noqa: ANN401
    """Let a page of pypdfium2 be read as it is drawn where the file says that it reads otherwise.

    A ligature or a hyphen that the file explains keeps its explanation, and so does what cannot be read
    without one. Returned is how many pieces of marked content say other words than are drawn; None where no
    piece says any.
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
    others = [
        found
        for found in marked.values()
        if _says_other_words(_decoded(found[1]), _own(found[2], textpage.raw))
    ]
    textpage.close()
    for mark, said, parts in marked.values():
        pdfium.FPDFPageObjMark_SetBlobParam(page.pdf.raw, parts[0], mark, KEY, _octets(said), len(said))
    # Marks may share what they say: what is drawn otherwise goes last.
    for mark, _, parts in others:
        pdfium.FPDFPageObjMark_RemoveParam(parts[0], mark, KEY)
    return len(others)


def _said(mark: Any) -> bytes | None:  # noqa: ANN401
    """The words of a mark, as the file has them; None where it has none."""
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
    """What the glyphs of pieces of text read by themselves."""
    found = []
    for part in parts:
        size = pdfium.FPDFTextObj_GetText(part, textpage, None, 0)
        units = (pdfium.FPDF_WCHAR * (size // 2))()
        pdfium.FPDFTextObj_GetText(part, textpage, units, size)
        found.append(bytes(units).decode("utf-16-le", "replace").rstrip("\0"))
    return "".join(found)


def _says_other_words(said: str, own: str) -> bool:
    """Whether words differ from the drawn ones, where these are known, in more than signs and accents."""
    unknown = any(c == REPLACEMENT or unicodedata.category(c) in UNKNOWN for c in own)
    return bool(own) and not unknown and _letters(said) != _letters(own)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


def _octets(value: bytes) -> Any:  # noqa: ANN401
    return (ctypes.c_ubyte * len(value)).from_buffer_copy(value)
