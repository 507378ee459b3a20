"""Reads the marks by which a file tells what is not part of its text."""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

# Longer names are none of those looked for.
ROOM = 32


def is_running(part: Any) -> bool:  # noqa: ANN401
    """Returns whether an object is marked as a header, footer, watermark or the like.

    Such an artifact states its subtype; other artifacts, which may be anything, do not.
    """
    for i in range(pdfium.FPDFPageObj_CountMarks(part)):
        mark = pdfium.FPDFPageObj_GetMark(part, i)
        if _read(pdfium.FPDFPageObjMark_GetName, mark) == "Artifact":
            count = pdfium.FPDFPageObjMark_CountParams(mark)
            return any(_read(pdfium.FPDFPageObjMark_GetParamKey, mark, k) == "Subtype" for k in range(count))
    return False


def _read(get: Callable[..., int], *of: Any) -> str:  # noqa: ANN401
    """Returns a name that pdfium gives as UTF-16."""
    name = (ctypes.c_ushort * ROOM)()
    length = ctypes.c_ulong()
    if not get(*of, name, ctypes.sizeof(name), length) or length.value > ctypes.sizeof(name):
        return ""
    return bytes(name)[: max(0, length.value - 2)].decode("utf-16-le", "replace")
