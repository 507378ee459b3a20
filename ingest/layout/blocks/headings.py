"""Finds headings and their depth from the file's tags, its outline, or type size and weight."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from ingest.layout.words.lines import Line

LARGER = 1.1
WIDEST_GAP = 3.0  # as a multiple of the type size; the headings of two columns stand farther apart
LONGEST = 25  # words
DEEPEST = 6
NO_HEADING_END = re.compile(r"[.;,][)\]”’\"']?$")
# Figures in large type, as above the words that say what was counted.
_FIGURE = r"[£$€]?\d[\d.,]*\s?([km]|bn|%|million|thousand|per cent|(in|out of) \d+)?\+?"
STATISTIC = re.compile(rf"{_FIGURE}(\s{_FIGURE})*", re.IGNORECASE)
WORDS = re.compile(r"\w+")

Style = tuple[int, bool]


@dataclass(frozen=True)
class Outline:
    """The titles of a file's outline with their levels, from 1, by the page they point to."""

    titles: Mapping[int, Sequence[tuple[str, int]]] = field(default_factory=dict)

    def level(self, line: Line) -> int:
        """Returns the level of the title that the line is or begins; 0 for none."""
        titles = self.titles.get(line.page, ())
        words = folded(line.text) if titles else ""
        if len(words) < 2:
            return 0
        return next(
            (
                level
                for title, level in titles
                if words == title or (title.startswith(words) and len(words) * 2 > len(title))
            ),
            0,
        )


def folded(text: str) -> str:
    """Returns its letters and figures, casefolded, without what differs between an outline and a page."""
    return "".join(WORDS.findall(text)).casefold()


@dataclass(frozen=True)
class Headings:
    """Judges which lines of a document are headings.

    depths: of each style of heading. shift: how many levels to add to those of the file's tags and outline,
    because a title stands above them. plain: the `id` of each line found by `plain_headings`.
    """

    body_size: float
    outline: Outline
    depths: Mapping[Style, int] = field(default_factory=dict)
    shift: int = 0
    plain: Set[int] = frozenset()

    @classmethod
    def of(
        cls, lines: Iterable[Line], body_size: float, outline: Outline, plain: Set[int] = frozenset()
    ) -> "Headings":
        """Learns how the document styles its headings."""
        judge = cls(body_size, outline, plain=plain)
        levels: dict[Style, int] = {}
        for line in lines:
            if judge.may_be(line):
                style, level = _style(line), judge._level(line)
                levels[style] = min(level or DEEPEST + 1, levels.get(style, DEEPEST + 1))
        known = {style: level for style, level in levels.items() if level <= DEEPEST}
        shift = int(bool(known) and max(levels) > max(known))
        depths: dict[Style, int] = {}
        depth = 0
        for style in sorted(levels, reverse=True):
            if style in known:
                depth = known[style] + shift
            elif not known or style < max(known) or not depth:
                depth += 1
            depths[style] = min(DEEPEST, depth)
        return cls(body_size, outline, depths, shift, plain)

    def depth(self, line: Line) -> int:
        """Returns a heading's depth, from 1: from its tag or the outline, else from its style."""
        level = self._level(line)
        return min(DEEPEST, level + self.shift) if level else self.depths[_style(line)]

    def _level(self, line: Line) -> int:
        return line.level or self.outline.level(line)

    def may_be(self, line: Line) -> bool:
        """Returns whether a line that begins a block may be a heading.

        A heading is tagged, in the outline, larger than the body, or bold in body size and not a sentence. Or
        it is in capitals or underlined. It is no bare figure such as "3 in 10".
        """
        if id(line) in self.plain or self._level(line):
            return True
        if STATISTIC.fullmatch(line.text):
            return False
        larger = line.size >= self.body_size * LARGER
        bold = line.bold and line.size >= self.body_size * 0.99 and not NO_HEADING_END.search(line.text)
        if max(line.gaps, default=0) > WIDEST_GAP * line.size:
            return False
        return (larger or bold) and len(line.text.split()) <= LONGEST and any(map(str.isalpha, line.text))

    def stands_out(self, line: Line, above: Line) -> bool:
        """Returns whether it is a heading whatever stands above it, not the bold end of a sentence."""
        larger = line.size >= self.body_size * LARGER and abs(line.size - above.size) > 0.5
        return bool(line.level) or larger


def _style(line: Line) -> Style:
    return round(line.size), line.bold
