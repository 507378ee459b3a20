"""The objects that a pypdfium2 page is drawn from: text, pictures and paths, including those in forms."""

import ctypes
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2._library_scope import destroy_lib, init_lib

TEXT: int = pdfium.FPDF_PAGEOBJ_TEXT
PICTURE: int = pdfium.FPDF_PAGEOBJ_IMAGE
# More objects than any page that a person could read.
MOST = 500_000


def begin_anew() -> None:
    """Makes pdfium forget what it drew in its fonts, because that changes how it measures letters.

    Closes every document still open in this process.
    """
    destroy_lib()
    init_lib()


def parts_of(page: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yields each object that draws something itself, in no order."""
    raw = page.raw
    waiting = [pdfium.FPDFPage_GetObject(raw, i) for i in range(pdfium.FPDFPage_CountObjects(raw))]
    for _ in range(MOST):
        if not waiting:
            return
        part = waiting.pop()
        if pdfium.FPDFPageObj_GetType(part) == pdfium.FPDF_PAGEOBJ_FORM:
            inside = range(pdfium.FPDFFormObj_CountObjects(part))
            waiting += [pdfium.FPDFFormObj_GetObject(part, i) for i in inside]
        else:
            yield part


def address(part: Any) -> int:  # noqa: ANN401
    """Returns where pdfium keeps an object, which tells it from others."""
    return ctypes.addressof(part.contents)


def bounds(part: Any) -> tuple[float, float, float, float]:  # noqa: ANN401
    """Returns the sides of an object in its form (left, bottom, right, top)."""
    sides = tuple(ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(part, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


@contextmanager
def hidden(parts: Collection[Any]) -> Iterator[None]:
    """Keeps these objects from being drawn for a while."""
    for part in parts:
        pdfium.FPDFPageObj_SetIsActive(part, 0)
    try:
        yield
    finally:
        for part in parts:
            pdfium.FPDFPageObj_SetIsActive(part, 1)


class Parts:
    """The objects of a page by kind, so that it can be drawn with only some of them."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401
        self._parts = [(part, pdfium.FPDFPageObj_GetType(part)) for part in parts_of(page)]
        self._hidden: set[int] = set()

    def texts(self, besides: Iterable[Any] = ()) -> list[Any]:
        """Returns the text objects, besides some."""
        found = [part for part, kind in self._parts if kind == TEXT]
        others = set(map(address, besides))
        return [part for part in found if address(part) not in others] if others else found

    def show(self, kinds: Collection[int] | None = None) -> None:
        """Limits drawing to objects of these kinds from now on; None draws all."""
        hidden = set() if kinds is None else {kind for _, kind in self._parts if kind not in kinds}
        for part, kind in self._parts:
            if (kind in hidden) != (kind in self._hidden):
                pdfium.FPDFPageObj_SetIsActive(part, kind not in hidden)
        self._hidden = hidden

    def show_without(self, kind: int) -> None:
        """Draws the page without objects of this kind from now on."""
        self.show({found for _, found in self._parts} - {kind})
