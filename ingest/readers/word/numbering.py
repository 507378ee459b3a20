"""Computes the automatic numbers of Word documents, as defined in ECMA-376 part 1, 17.9.

A Word file does not contain the number of a clause. It has list definitions (abstractNum) with up to nine
levels, instances of them (num), and for each paragraph its instance and level.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.readers.list_numbers import FORMATS, LARGEST
from ingest.text.symbol_fonts import speaking

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
PLACE = re.compile(r"%([1-9])")

Element = Any


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    text: what is written, where %1 to %9 stand for the numbers of the levels.
    legal: all of them are written in decimals (isLgl).
    restart: an item of this level (from 1) or of a level above it restarts this one; 0: none does; None:
    every level above does.
    gap: what follows the number.
    style: the paragraph style that belongs to this level.
    font: of a bullet.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    gap: str = " "
    style: str | None = None
    font: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """A list in use: its definition, its levels, and its own start values (startOverride)."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A paragraph's number as written; empty for a bullet that says nothing. gap: what follows it."""

    text: str = ""
    gap: str = ""


@dataclass
class Numbering:
    """Counts the numbered paragraphs of a document in order.

    unknown: the formats found whose numbers are not computed, and so are not written.
    """

    instances: dict[str, Instance] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Element | None, style_lists: dict[str, str]) -> "Numbering":
        """Reads the numbering part; None if the document has none.

        style_lists: the num that each numbering style names, for definitions that stand in for another
        (numStyleLink, 17.9.21).
        """
        if numbering is None:
            return cls()
        definitions = {e.get(W + "abstractNumId"): e for e in numbering.iter(W + "abstractNum")}
        nums = {e.get(W + "numId"): e for e in numbering.iter(W + "num")}
        instances = {}
        for num_id, num in nums.items():
            definition = _definition(num, nums, definitions, style_lists)
            if definition is not None:
                instances[num_id] = _instance(num, definition)
        return cls(instances)

    def level_of_style(self, num_id: str, style: str) -> int | None:
        """Returns the level that a list reserves for a paragraph style (pStyle, 17.9.23)."""
        instance = self.instances.get(num_id)
        levels = instance.levels.items() if instance else ()
        return next((i for i, level in levels if level.style == style), None)

    def next(self, num_id: str, depth: int) -> Number:
        """Counts one paragraph of a list at a level, from 0, and returns its number.

        Instances of one definition count on together, except where an instance restarts a level itself. A
        level that was skipped counts as begun, as in Word: the clause below it reads 1.1, the next 2.
        """
        instance = self.instances.get(num_id)
        if instance is None or depth not in instance.levels:
            return Number()
        counters = self.counters.setdefault(instance.definition, {})
        if depth in instance.starts and (num_id, depth) not in self.started:
            counters.pop(depth, None)
        self.started.add((num_id, depth))
        for above in range(depth):
            counters.setdefault(above, _start(instance, above))
        counters[depth] = counters[depth] + 1 if depth in counters else _start(instance, depth)
        for below in range(depth + 1, LEVELS):
            if below in counters and _starts_anew(instance.levels.get(below, Level()), below, depth):
                del counters[below]
        return self._written(instance, depth, counters)

    def _written(self, instance: Instance, depth: int, counters: dict[int, int]) -> Number:
        level = instance.levels[depth]
        if level.format == "bullet":
            return Number(speaking(level.text, level.font), level.gap)
        places = [int(place) - 1 for place in PLACE.findall(level.text)]
        formats = {i: instance.levels.get(i, Level()).format for i in places}
        if level.legal:
            formats = {i: "none" if name == "none" else "decimal" for i, name in formats.items()}
        unknown = set(formats.values()) - set(FORMATS)
        if unknown:
            self.unknown |= unknown
            return Number()
        numbers = {
            i: FORMATS[formats[i]](counters.get(i, _start(instance, i))) if formats[i] != "bullet" else ""
            for i in places
        }
        text = PLACE.sub(lambda place: numbers[int(place[1]) - 1], level.text)
        return Number(text, level.gap) if text.strip() else Number()


def _definition(
    num: Element, nums: dict[str, Element], definitions: dict[str, Element], style_lists: dict[str, str]
) -> Element | None:
    """Returns the definition with the levels: the num's own, or the one it links to by a numbering style."""
    for _ in range(LEVELS):
        definition = definitions.get(_value(num, "abstractNumId") or "")
        link = _value(definition, "numStyleLink") if definition is not None else None
        if link is None:
            return definition
        own = (d for d in definitions.values() if _value(d, "styleLink") == link)
        linked = next(own, None)
        if linked is not None:
            return linked
        num = nums.get(style_lists.get(link, ""))
        if num is None:
            return None
    return None


def _instance(num: Element, definition: Element) -> Instance:
    levels = dict(_levels(definition))
    starts = {}
    for override in num.iter(W + "lvlOverride"):
        # Word ignores lvlRestart here (MS-OI29500).
        levels |= {i: replace(level, restart=None) for i, level in _levels(override)}
        start = _value(override, "startOverride")
        if start is not None:
            starts[int(override.get(W + "ilvl") or 0)] = min(int(start), LARGEST)
    return Instance(definition.get(W + "abstractNumId"), levels, starts)


def _levels(element: Element) -> Iterator[tuple[int, Level]]:
    for level in element.findall(W + "lvl"):
        restart = _value(level, "lvlRestart")
        yield (
            int(level.get(W + "ilvl") or 0),
            Level(
                # 17.9.25: a level without a start begins at 0.
                start=min(int(_value(level, "start") or 0), LARGEST),
                format=_format(level),
                text=_value(level, "lvlText") or "",
                legal=_is_on(level.find(W + "isLgl")),
                restart=None if restart is None else int(restart),
                gap="" if _value(level, "suff") == "nothing" else " ",
                style=_value(level, "pStyle"),
                font=_font(level),
            ),
        )


def _format(level: Element) -> str:
    """Returns the format of a level's numbers; a producer's own format is inside AlternateContent."""
    held = next(level.iter(W + "numFmt"), None)
    return "decimal" if held is None else held.get(W + "val") or "decimal"


def _font(level: Element) -> str:
    fonts = level.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""


def _start(instance: Instance, depth: int) -> int:
    return instance.starts.get(depth, instance.levels.get(depth, Level()).start)


def _starts_anew(level: Level, own: int, used: int) -> bool:
    """Returns whether a level restarts after a paragraph of a level above it (lvlRestart, 17.9.10).

    As in Word, any level above the named one restarts it too (MS-OI29500).
    """
    if level.restart is None or level.restart > own:
        return True
    return used < level.restart


def _value(element: Element, name: str) -> str | None:
    found = element.find(W + name)
    return None if found is None else found.get(W + "val")


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(W + "val") not in {"0", "false", "off"}
