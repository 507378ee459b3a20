"""What was read off the pictures of pages that hold no text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A word that was read off the picture of a page: where it stands there, as in `Box`.

    line: which of the page's lines it is part of. size: of its line's type, in points, as far as a picture
    tells. confidence: from 0 to 100, how sure the program is that it is right.
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
    """What was read off the picture of a page, from 1."""

    number: int
    words: tuple[ScannedWord, ...]
