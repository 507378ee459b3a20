"""Works out how words of a Word document look, from their own properties and all their styles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ingest.readers.word.backdrop import is_only_paper
from ingest.readers.word.numbering import W
from ingest.readers.word.styles import chain_of, is_on, value
from ingest.readers.word.table_styles import parts_of_style

# Word's own default, in half-points (17.3.2.38).
USUAL_SIZE = 20

Element = Any

# Letters are moved less, in half-points, to stand better in their line.
LEAST_RAISED = 4
MOST_RUNS = 100  # that tell how the others of a paragraph stand


@dataclass(frozen=True, slots=True)
class Looks:
    """The properties of runs as inherited through the styles (17.7.2).

    chains: each style, then those that it is based on. usual: the properties of every run, None if the
    document states none. default: the style of a paragraph that names none. only_paper: nothing else lies
    behind the text boxes.
    """

    chains: dict[str, tuple[Element, ...]] = field(default_factory=dict)
    usual: Element | None = None
    default: str = ""
    only_paper: bool = False

    @classmethod
    def of(cls, document: Any, default: str) -> "Looks":  # noqa: ANN401
        """Reads the styles part of an opened document."""
        styles = {style.style_id: style.element for style in document.styles}
        chains = {style_id: tuple(chain_of(styles, element)) for style_id, element in styles.items()}
        root = document.styles.element
        usual = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        return cls(chains, usual, default, is_only_paper(document))

    def is_set(self, run: Element, name: str) -> bool:
        """Returns whether a switch is on for a run: by its own property, else by its styles.

        Two styles that both switch it on cancel each other out, as in Word (17.7.3).
        """
        own = run.find(f"{W}rPr/{W}{name}")
        if own is not None:
            return is_on(own)
        told = [
            is_on(next((found for e in stated if (found := e.find(W + name)) is not None), None))
            for stated in self.stated(run)
        ]
        usual = self.usual is not None and is_on(self.usual.find(W + name))
        return usual or sum(told) % 2 == 1

    def nearest(self, run: Element, name: str) -> Element | None:
        """Returns a property of a run: its own, else that of the nearest style that has it."""
        for element in self.properties(run):
            found = element.find(W + name)
            if found is not None:
                return found
        return None

    def properties(self, run: Element) -> Iterator[Element]:
        """Yields the elements that state a run's properties, the strongest first."""
        own = run.find(W + "rPr")
        if own is not None:
            yield own
        for stated in self.stated(run):
            yield from stated
        if self.usual is not None:
            yield self.usual

    def stated(self, run: Element) -> Iterator[Iterator[Element]]:
        """Yields what the styles state about a run: its own, its paragraph's and its table's."""
        for chain in self.styles_of(run):
            yield (found for style in chain if (found := style.find(W + "rPr")) is not None)
        yield parts_of_style(self.table_style_of(run), run, "rPr")

    def size(self, run: Element) -> int:
        """Returns the height of its letters, in half-points. Raises ValueError if it is not a number."""
        found = self.nearest(run, "sz")
        return USUAL_SIZE if found is None else int(float(found.get(W + "val") or USUAL_SIZE))

    def is_raised(self, run: Element) -> bool:
        """Returns whether its letters stand above their line, as superscript or moved upwards."""
        alignment, position = self.nearest(run, "vertAlign"), self.nearest(run, "position")
        if alignment is not None and alignment.get(W + "val") == "superscript":
            return True
        moved = "" if position is None else position.get(W + "val") or ""
        paragraph = paragraph_of(run)
        beside = () if paragraph is None else islice(paragraph.iter(W + "r"), MOST_RUNS)
        return _is_far_up(moved) and any(
            (other.findtext(W + "t") or "").strip() and not self._is_moved(other) for other in beside
        )

    def _is_moved(self, run: Element) -> bool:
        position = self.nearest(run, "position")
        return position is not None and _is_far_up(position.get(W + "val") or "")

    def styles_of(self, run: Element) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
        """Returns the chains of a run's own style and of its paragraph's."""
        paragraph = paragraph_of(run)
        style = (value(paragraph, "pPr/pStyle") if paragraph is not None else None) or self.default
        return self.chains.get(value(run, "rPr/rStyle") or "", ()), self.chains.get(style, ())

    def table_style_of(self, element: Element) -> tuple[Element, ...]:
        """Returns the chain of the style of the table around an element; empty if it is in no table."""
        table = next(element.iterancestors(W + "tbl"), None)
        return () if table is None else self.chains.get(value(table, "tblPr/tblStyle") or "", ())


def _is_far_up(position: str) -> bool:
    """Returns whether letters moved so far, in half-points, stand above those that are not."""
    return re.fullmatch(r"\+?\d{1,4}", position) is not None and int(position) >= LEAST_RAISED


def paragraph_of(run: Element) -> Element | None:
    """Returns the paragraph that contains a run; None if there is none."""
    return next(run.iterancestors(W + "p"), None)
