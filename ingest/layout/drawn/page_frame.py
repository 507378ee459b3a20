"""The visible part of a page, and its coordinates in the file, along the text and in a viewer."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.text.reading import Rectangle


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in the file's coordinates, and its viewer rotation (degrees clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: Any) -> "Frame":  # noqa: ANN401
        """Returns the frame of a pypdfium2 page: its crop box, inside its media box."""
        media, crop = page.get_mediabox(), page.get_cropbox()
        left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
        right, top = min(media[2], crop[2]), min(media[3], crop[3])
        if left >= right or bottom >= top:
            left, bottom, right, top = media
        return cls(left, bottom, right, top, page.get_rotation())

    def holds(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Returns which points, in the file's coordinates, are visible."""
        return (self.left <= x) & (x <= self.right) & (self.bottom <= y) & (y <= self.top)

    def turned(self, turn: int, rectangle: Rectangle) -> Rectangle:
        """Converts a rectangle of the file (left, bottom, right, top) to the frame of text in direction turn.

        turn: 0, 90, 180 or 270 degrees anticlockwise. Returns (left, top, right, bottom), in points from the
        edge where such lines begin and from the edge where the first of them stands.
        """
        left, bottom, right, top = rectangle
        match turn:
            case 0:
                return left - self.left, self.top - top, right - self.left, self.top - bottom
            case 90:
                return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
            case 180:
                return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
            case _:
                return self.top - top, self.right - right, self.top - bottom, self.right - left

    def shown(self, rectangle: Rectangle) -> Rectangle:
        """Converts a rectangle of the file to (left, top, right, bottom) from a viewer's top left corner."""
        return self.turned(self.rotation, rectangle)

    def size(self, turn: int) -> tuple[float, float]:
        """Returns width and height, in points, in the frame of text that runs in this direction."""
        width, height = self.right - self.left, self.top - self.bottom
        return (width, height) if turn in {0, 180} else (height, width)

    def part(self, shown: Rectangle, turn: int, start: float, end: float) -> Rectangle:
        """Returns the part of a rectangle, as a viewer shows it, that some of the text in it takes.

        turn: the direction of the text (see `turned`). start, end: shares of its length.
        """
        left, top, right, bottom = shown
        width, height = right - left, bottom - top
        match (turn - self.rotation) % 360:
            case 0:
                return left + start * width, top, left + end * width, bottom
            case 90:
                return left, bottom - end * height, right, bottom - start * height
            case 180:
                return right - end * width, top, right - start * width, bottom
            case _:
                return left, top + start * height, right, top + end * height
