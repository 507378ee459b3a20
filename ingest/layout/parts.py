"""What a page of pypdfium2 is drawn from: its pieces of text, pictures and paths, those in forms too."""

from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2._library_scope import destroy_lib, init_lib

TEXT: int = pdfium.FPDF_PAGEOBJ_TEXT
PICTURE: int = pdfium.FPDF_PAGEOBJ_IMAGE
# More parts than any page has that a person could read.
MOST = 500_000


def begin_anew() -> None:
    """Let pdfium forget what was drawn in its fonts, for it measures letters otherwise afterwards.

    Every document of this process that is still open is closed.
    """
    destroy_lib()
    init_lib()


def parts_of(page: Any) -> Iterator[Any]:  # noqa: ANN401
    """Each part that draws something itself, in no order."""
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


class Parts:
    """The parts of a page by their kind, so that it can be drawn with some of them alone."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401
        self._parts = [(part, pdfium.FPDFPageObj_GetType(part)) for part in parts_of(page)]
        self._hidden: set[int] = set()
        self._piece: Any = None

    def show_all(self) -> None:
        """From now on the page is drawn as it is."""
        self._hide(set())

    def show_without(self, what: Any) -> None:  # noqa: ANN401
        """From now on it is drawn without the parts of a kind, or without one part."""
        kinds = {what} if isinstance(what, int) else set()
        self._hide(kinds, None if kinds else what, shown=False)

    def show_only(self, what: Any) -> None:  # noqa: ANN401
        """From now on the parts of a kind are drawn alone, or one part is."""
        kinds = {what} if isinstance(what, int) else set()
        self._hide({kind for _, kind in self._parts} - kinds, None if kinds else what, shown=True)

    def _hide(self, kinds: set[int], piece: Any = None, *, shown: bool = False) -> None:  # noqa: ANN401
        """Hide the parts of these kinds, and one part for itself, or show it."""
        if self._piece is not None:
            _set_shown(self._piece, shown=TEXT not in self._hidden)
        for part, kind in self._parts:
            if (kind in kinds) != (kind in self._hidden):
                _set_shown(part, shown=kind not in kinds)
        if piece is not None:
            _set_shown(piece, shown=shown)
        self._hidden, self._piece = kinds, piece


def _set_shown(part: Any, *, shown: bool) -> None:  # noqa: ANN401
    pdfium.FPDFPageObj_SetIsActive(part, shown)
