"""Finds the marked content that a file's tags declare part of a heading."""

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

HEADING = re.compile(r"H([1-6])?")
DEEPEST_TAG = 60


def heading_levels(page: Any) -> dict[int, int]:  # noqa: ANN401
    """Returns the level, from 1, of each piece of marked content in a heading (H, H1 to H6) or a title."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return {}
    levels: dict[int, int] = {}
    for i in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, i), 0, levels, 0)
    pdfium.FPDF_StructTree_Close(tree)
    return levels


def _walk(element: Any, level: int, levels: dict[int, int], depth: int) -> None:  # noqa: ANN401
    if not element or depth > DEEPEST_TAG:
        return
    buffer = ctypes.create_string_buffer(64)
    length = pdfium.FPDF_StructElement_GetType(element, buffer, 64)
    kind = buffer.raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    if found := HEADING.fullmatch(kind):
        level = int(found.group(1) or 1)
    elif kind == "Title":
        level = 1
    for i in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if level:
            content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, i)
            if content >= 0:
                levels[content] = level
        _walk(pdfium.FPDF_StructElement_GetChildAtIndex(element, i), level, levels, depth + 1)
