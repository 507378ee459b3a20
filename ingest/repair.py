"""Undoing what a page layout did to the text: ligatures, line ends, running headers and footers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
LINE_END_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010]$")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
EDGE_LINES = 4
# A line is a running one when it stands at the edge of this share of the pages, and of three at least.
RUNNING_SHARE = 0.3
# Where so many of the lines end in a hyphen, the typesetter hyphenated, and an unknown word is rejoined.
HYPHENATING_SHARE = 0.04


def running_lines(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """For each page, the positions of the lines that are its running header or footer.

    Only lines at the very edge of a page count, and those that stand there, but for their figures,
    on many pages. A line further in is text, whatever it says. Where they would be half of the
    document, its pages repeat themselves and nothing is a running line.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for lines in pages:
        seen.update({("top", _shape(lines[i])) for i in range(min(EDGE_LINES, len(lines)))})
        seen.update({("foot", _shape(line)) for line in lines[max(0, len(lines) - EDGE_LINES) :]})
    least = max(3, RUNNING_SHARE * len(pages))
    found: list[set[int]] = []
    for lines in pages:
        running: set[int] = set()
        for edge, positions in (("top", range(len(lines))), ("foot", range(len(lines) - 1, -1, -1))):
            for i in positions:
                if i in running or seen[edge, _shape(lines[i])] < least:
                    break
                running.add(i)
        found.append(running)
    total = sum(map(len, pages))
    return found if sum(map(len, found)) < total / 2 else [set() for _ in pages]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


class LineEnds:
    """Decides what a hyphen at the end of a line was, from how the same document writes its words."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        ends = total = 0
        for line in lines:
            total += 1
            ends += bool(LINE_END_HYPHEN.search(line.rstrip()))
            self._words.update(word.lower().replace("\u2010", "-") for word in WORD.findall(line))
        self._hyphenating = ends > HYPHENATING_SHARE * total

    def joined(self, line: str, following: str) -> tuple[str, str]:
        """The line as it reads before the next one, and what stands between the two: a space or nothing."""
        line = line.rstrip()
        end = LINE_END_HYPHEN.search(line)
        start = WORD.match(following.lstrip())
        if not end or not start or not start.group()[0].islower():
            return line, "" if end and start else " "
        first, second = end.group(1).lower(), start.group().lower()
        if first + second.split("-")[0] in self._words or first + second in self._words:
            return line[:-1], ""
        if f"{first}-{second.split('-')[0]}" in self._words or not self._hyphenating:
            return line, ""
        return line[:-1], ""
