"""Computes the automatic numbers of OpenDocument lists and headings from the document's styles."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.list_numbers import LARGEST, TYPED
from ingest.readers.odt.styles import FO, STYLE, TEXT
from ingest.text.symbol_fonts import speaking

# The list that numbers headings, which has no name of its own.
OUTLINE = ""
LEVELS = [TEXT + "list-level-style-" + kind for kind in ("number", "bullet")] + [TEXT + "outline-level-style"]

Element = Any


@dataclass(frozen=True, slots=True)
class OdtLevel:
    """One level of a list.

    format: a key of TYPED, else unnumbered. shown: how many levels to show. bullet: that says yes or no.
    """

    format: str
    prefix: str
    suffix: str
    shown: int
    start: int
    bullet: str = ""


@dataclass
class OdtNumbers:
    """Counts list items and headings in order. lists: the levels of each list, from 1, by name."""

    lists: dict[str, dict[int, OdtLevel]]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: Iterable[Element]) -> "OdtNumbers":
        """Reads the lists from the parts that contain styles."""
        lists: dict[str, dict[int, OdtLevel]] = {}
        for part in parts:
            for style in part.iter(TEXT + "list-style", TEXT + "outline-style"):
                name = OUTLINE if style.tag == TEXT + "outline-style" else style.get(STYLE + "name") or ""
                levels = style.iter(*LEVELS)
                lists[name] = {int(e.get(TEXT + "level") or 1): _level(e) for e in levels}
        return cls(lists)

    def begin(self, name: str, level: int) -> None:
        """Restarts a list from a level down."""
        kept = self.counters.get(name, {})
        self.counters[name] = {i: count for i, count in kept.items() if i < level}

    def next(self, name: str, level: int, start: str | None = None) -> str:
        """Counts an item or heading and returns its number, empty if it has none. start: its own number.

        A bullet that says yes or no is returned as a number is.
        """
        levels = self.lists.get(name, {})
        counters = self.counters.setdefault(name, {})
        for above in range(1, level):
            counters.setdefault(above, levels[above].start if above in levels else 1)
        own = levels.get(level)
        if start is not None:
            counters[level] = min(int(start), LARGEST)
        else:
            counters[level] = counters[level] + 1 if level in counters else own.start if own else 1
        self.begin(name, level + 1)
        if own is None or own.format not in TYPED:
            return own.bullet if own else ""
        shown = [i for i in range(max(1, level - own.shown + 1), level + 1) if i in levels]
        written = [TYPED[levels[i].format](counters[i]) for i in shown if levels[i].format in TYPED]
        return f"{own.prefix}{'.'.join(written)}{own.suffix}"


def _level(element: Element) -> OdtLevel:
    return OdtLevel(
        element.get(STYLE + "num-format") or "",
        element.get(STYLE + "num-prefix") or "",
        element.get(STYLE + "num-suffix") or "",
        int(element.get(TEXT + "display-levels") or 1),
        min(int(element.get(TEXT + "start-value") or 1), LARGEST),
        speaking(element.get(TEXT + "bullet-char") or "", _font(element)),
    )


def _font(element: Element) -> str:
    look = element.find(STYLE + "text-properties")
    stated = [] if look is None else [look.get(FO + "font-family"), look.get(STYLE + "font-name")]
    return next(filter(None, stated), "").strip("'")
