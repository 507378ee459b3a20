"""The visible part of a page, and its coordinates as the file, the text and a viewer have them."""

from dataclasses import dataclass
from typing import Any

from ingest.text.reading import Rectangle


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in the file's coordinates, and how a viewer turns it (degrees clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: Any) -> "Frame":  # noqa: ANN401
        """The frame of a page of pypdfium2: its crop box, inside its media box."""
        media, crop = page.get_mediabox(), page.get_cropbox()
        left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
        right, top = min(media[2], crop[2]), min(media[3], crop[3])
        if left >= right or bottom >= top:
            left, bottom, right, top = media
        return cls(left, bottom, right, top, page.get_rotation())

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the file can be seen."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def turned(self, turn: int, rectangle: Rectangle) -> Rectangle:
        """A rectangle of the file (left, bottom, right, top) as text that runs in the direction turn has it.

        turn: 0, 90, 180 or 270 degrees anticlockwise. Returned: (left, top, right, bottom), in points from
        the edge where such lines begin and from the edge where the first of them stands.
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
        """A rectangle of the file as a viewer shows it: (left, top, right, bottom), from the top left."""
        return self.turned(self.rotation, rectangle)

    def size(self, turn: int) -> tuple[float, float]:
        """Width and height, in points, as text that runs in this direction has them."""
        width, height = self.right - self.left, self.top - self.bottom
        return (width, height) if turn in {0, 180} else (height, width)
