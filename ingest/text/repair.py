"""Undoing what a page layout did to the text: ligatures, line ends, running headers and footers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
LINE_END_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010]$")
NO_GAP_AFTER = ("/", "\u2014")
LETTER = "[^\\W\\d_⁰¹²³⁴⁵⁶⁷⁸⁹]"
WORD = re.compile(rf"{LETTER}+(?:[-\u2010]{LETTER}+)*")
EDGE_LINES = 4
# A line is a running one when it stands at the edge of this share of the pages, and of three at least.
RUNNING_SHARE = 0.3
# So few pages have no line often enough for that: there its place counts as well.
FEW_PAGES = 3
MOST_OF_FEW = 2
PAGE_COUNT = re.compile(r"(page )?\d+ (of|/) \d+|page \d+", re.IGNORECASE)
# Where so many of the lines end in a hyphen, the typesetter hyphenated, and an unknown word is rejoined.
HYPHENATING_SHARE = 0.04


def running_lines(
    pages: Sequence[Sequence[str]],
    labels: Sequence[str | None] = (),
    places: Sequence[Sequence[int | None]] = (),
) -> list[set[int]]:
    """For each page, the positions of the lines that are its running header or footer.

    Only lines at the very edge of a page count: those that stand there, but for their figures, on many
    pages; and, where most pages have their printed number (labels) at that edge, the line that begins
    or ends with it, for the rest of it changes from chapter to chapter. On two or three pages a line counts
    that stands at the same place of two of them (places: how far down each line is; None for type too
    large), and a line that only counts pages ("Page 1 of 1"). A line further in is text, whatever it says.
    Where they would be half of the document, its pages repeat themselves and nothing is a running line.
    """
    few = len(pages) <= FEW_PAGES and bool(places)
    least = 2 if few else max(3, RUNNING_SHARE * len(pages))

    def key(page: int, i: int) -> tuple[str, int | None] | None:
        """What a line shares with the same running line of another page; None where it is none."""
        place = places[page][i] if few else 0
        return None if place is None else (shape(pages[page][i]), place)

    seen: Counter[tuple[str, tuple[str, int | None] | None]] = Counter()
    numbered: Counter[str] = Counter()
    shown = [*labels, *[None] * (len(pages) - len(labels))]
    for page, (lines, label) in enumerate(zip(pages, shown, strict=True)):
        seen.update({("top", key(page, i)) for i in range(min(EDGE_LINES, len(lines)))})
        seen.update({("foot", key(page, i)) for i in range(max(0, len(lines) - EDGE_LINES), len(lines))})
        numbered.update(
            edge for edge, i in (("top", 0), ("foot", -1)) if lines and _is_folio(lines[i], label)
        )
    found: list[set[int]] = []
    for page, (lines, label) in enumerate(zip(pages, shown, strict=True)):
        running: set[int] = set()
        for edge, positions in (("top", range(len(lines))), ("foot", range(len(lines) - 1, -1, -1))):
            edge_lines: list[int] = []
            for k, i in enumerate(positions):
                folio = k == 0 and numbered[edge] >= max(3, len(pages) / 2) and _is_folio(lines[i], label)
                counted = k == 0 and bool(PAGE_COUNT.fullmatch(lines[i].strip()))
                often = key(page, i) is not None and seen[edge, key(page, i)] >= least
                if i in running or not (often or folio or counted):
                    break
                edge_lines.append(i)
            # So much that is the same on two pages is a form that is printed twice.
            if not few or len(edge_lines) <= MOST_OF_FEW:
                running.update(edge_lines)
        if few and len(running) == len(lines):
            # A page of nothing but such lines is a page of text that is like another.
            running = {i for i in running if PAGE_COUNT.fullmatch(lines[i].strip())}
        found.append(running)
    if few:
        return found
    total = sum(map(len, pages))
    return found if sum(map(len, found)) < total / 2 else [set() for _ in pages]


def shape(line: str) -> str:
    """What a line shares with those that differ from it in their figures only."""
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _is_folio(line: str, label: str | None) -> bool:
    """Whether a line begins or ends with the number that is printed on its page."""
    words = line.split()
    return bool(words) and label is not None and label in {words[0], words[-1]}


@cache
def english_words() -> frozenset[str]:
    """Some 80,000 words in small letters, British and American spellings (from the package symspellpy)."""
    lines = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    return frozenset(line.split()[0] for line in lines.splitlines())


class LineEnds:
    """Decides what a hyphen at the end of a line was.

    From how the same document writes its words, else from a list of English words: it knows a split word
    as a whole, and of a compound the parts.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        ends = total = 0
        cut = False
        for line in lines:
            total += 1
            words = [word.lower().replace("\u2010", "-") for word in WORD.findall(line)]
            # What stands on both sides of a hyphen at a line end may be parts of a word.
            whole = words[bool(cut) :]
            cut = bool(LINE_END_HYPHEN.search(line.rstrip()))
            ends += cut
            self._words.update(whole[:-1] if cut else whole)
        self._hyphenating = ends > HYPHENATING_SHARE * total

    def joined(self, line: str, following: str) -> tuple[str, str]:
        """The line as it reads before the next one, and what stands between the two: a space or nothing."""
        line = line.rstrip()
        if line.endswith(NO_GAP_AFTER):
            return line, ""
        end = LINE_END_HYPHEN.search(line)
        start = WORD.match(following.lstrip())
        if not end or not start or not start.group()[0].islower():
            return line, "" if end and start else " "
        first, second = end.group(1).lower(), start.group().lower()
        return (line[:-1] if self._is_one_word(first, second) else line), ""

    def _is_one_word(self, first: str, second: str) -> bool:
        """Whether the hyphen between two parts is the typesetter's."""
        whole = second.split("-")[0]
        if first + whole in self._words or first + second in self._words:
            return True
        if f"{first}-{whole}" in self._words:
            return False
        if first + whole in english_words():
            return True
        if whole not in self._words | english_words():
            return True
        return self._hyphenating and first not in self._words | english_words()
