"""Words that OCR read from pages without text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A word that OCR read from a page image, with its rectangle as in `Box`.

    line: the number of its line on the page. size: the line's type size in points, as estimated from the
    image. confidence: OCR's own, from 0 to 100.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    line: int
    size: float
    confidence: float


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """The words that OCR read from one page. number: from 1."""

    number: int
    words: tuple[ScannedWord, ...]
