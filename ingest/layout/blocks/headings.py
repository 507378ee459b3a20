"""Which lines are headings, and how deep: from the file's tags, its outline, or size and weight."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.layout.words.lines import Line

LARGER = 1.1
WIDEST_GAP = 3.0  # in parts of the type size; the heads of two columns stand farther apart
LONGEST = 25  # words
DEEPEST = 6
NO_HEADING_END = re.compile(r"[.;,][)\]”’\"']?$")
WORDS = re.compile(r"\w+")

Style = tuple[int, bool]


@dataclass(frozen=True)
class Outline:
    """The titles of a file's outline with their levels, from 1, by the page that they lead to."""

    titles: Mapping[int, Sequence[tuple[str, int]]] = field(default_factory=dict)

    def level(self, line: Line) -> int:
        """The level of the title that the line is, or begins; 0 for none."""
        words = folded(line.text)
        if len(words) < 2:
            return 0
        return next(
            (
                level
                for title, level in self.titles.get(line.page, ())
                if words == title or (title.startswith(words) and len(words) * 2 > len(title))
            ),
            0,
        )


def folded(text: str) -> str:
    """Its letters and figures, without what differs between an outline and a page."""
    return "".join(WORDS.findall(text)).casefold()


@dataclass(frozen=True)
class Headings:
    """Judges the lines of one document.

    depths: of each style of heading. shift: by how much they lie below the levels of the file's own tags
    and outline, for a title stands above these.
    """

    body_size: float
    outline: Outline
    depths: Mapping[Style, int] = field(default_factory=dict)
    shift: int = 0

    @classmethod
    def of(cls, lines: Iterable[Line], body_size: float, outline: Outline) -> "Headings":
        """Learn how the document sets its headings."""
        judge = cls(body_size, outline)
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
        return cls(body_size, outline, depths, shift)

    def depth(self, line: Line) -> int:
        """The depth of a heading, from 1: as its tag or the outline says, else as its style has it."""
        level = self._level(line)
        return min(DEEPEST, level + self.shift) if level else self.depths[_style(line)]

    def _level(self, line: Line) -> int:
        return line.level or self.outline.level(line)

    def may_be(self, line: Line) -> bool:
        """Whether a line is one where it begins a block.

        It is tagged, in the outline, larger than the body, or bold at its size and no sentence.
        """
        if self._level(line):
            return True
        larger = line.size >= self.body_size * LARGER
        bold = line.bold and line.size >= self.body_size * 0.99 and not NO_HEADING_END.search(line.text)
        if max(line.gaps, default=0) > WIDEST_GAP * line.size:
            return False
        return (larger or bold) and len(line.text.split()) <= LONGEST and any(map(str.isalpha, line.text))

    def stands_out(self, line: Line, above: Line) -> bool:
        """Whether a heading is one whatever stands above it, and not the bold end of a sentence."""
        larger = line.size >= self.body_size * LARGER and abs(line.size - above.size) > 0.5
        return bool(line.level) or larger


def _style(line: Line) -> Style:
    return round(line.size), line.bold
