"""Finds the formulas that stand among the words of an OpenDocument text."""

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ingest.readers.maths import mathml_in_a_line
from ingest.readers.odt.styles import DRAW, TEXT, XLINK
from ingest.readers.office.package import Package

MATH = "{http://www.w3.org/1998/Math/MathML}math"

Element = Any


@dataclass
class Formulas:
    """The formulas of a file, which are files of their own in it, or stand in their frames.

    found: by the frame that shows each; None for a frame without one.
    """

    package: Package
    found: dict[Element, Element | None] = field(default_factory=dict)

    def stands_in_a_line(self, element: Element) -> bool:
        """Returns whether an element is the frame of a formula among words."""
        return element.tag == DRAW + "frame" and self._of(element) is not None

    def written(self, frame: Element) -> str | None:
        """Returns a formula as it is read in a line; None if that is not possible."""
        return mathml_in_a_line(self._of(frame))

    def _of(self, frame: Element) -> Element | None:
        if frame not in self.found:
            self.found[frame] = self._read(frame)
        return self.found[frame]

    def _read(self, frame: Element) -> Element | None:
        shown = frame.find(DRAW + "object")
        if shown is None or frame.get(TEXT + "anchor-type") != "as-char":
            return None
        part = (shown.get(XLINK + "href") or "").removeprefix("./").rstrip("/") + "/content.xml"
        try:
            root = self.package.xml(part) if self.package.has(part) else shown
        except (etree.XMLSyntaxError, ValueError):
            return None
        return next(root.iter(MATH), None)
