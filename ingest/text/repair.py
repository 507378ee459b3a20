"""Undoes what page layout did to the text: ligatures, line ends, running headers and footers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
LINE_END_HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-\u2010]$")
NO_GAP_AFTER = ("/", "\u2014")
LETTER = "[^\\W\\d_⁰¹²³⁴⁵⁶⁷⁸⁹]"
WORD = re.compile(rf"{LETTER}+(?:[-\u2010]{LETTER}+)*")
EDGE_LINES = 4
# A running line stands at the edge of this share of the pages, and of at least three.
RUNNING_SHARE = 0.3
# With so few pages no line recurs often enough, so its place counts as well.
FEW_PAGES = 3
SOME_PAGES = 5
MOST_OF_FEW = 2
PAGE_COUNT = re.compile(r"(page )?\d+ (of|/) \d+|page \d+", re.IGNORECASE)
PAGE_OF = re.compile(r"page \d+ (of|/) \d+", re.IGNORECASE)
# A hyphen before these words stands for the rest of a compound: "short- and long-term".
SUSPENDING = {"and", "or", "to"}
# If this share of the lines ends in a hyphen, the typesetter hyphenated, and an unknown word is rejoined.
HYPHENATING_SHARE = 0.04


def running_lines(
    pages: Sequence[Sequence[str]],
    labels: Sequence[str | None] = (),
    places: Sequence[Sequence[int | None]] = (),
) -> list[set[int]]:
    """Returns, for each page, the positions of the lines of its running header or footer.

    Only lines at the very edge of a page count. A line is running if it stands there on many pages, figures
    aside. Where most pages have their printed number (labels) at that edge, so is the line that begins or
    ends with it, because the rest of that line changes from chapter to chapter.

    On two or three pages, a line is running if it stands at the same place on two of them (places: how far
    down each line is; None for type too large), or if it only counts pages ("Page 1 of 1"),
    perhaps beside other words, two spaces apart, that are no sentence. On four or five pages it is, if it has
    the same words, no sentence, at the same place on two of them, as on left or right pages. On so few pages,
    figures must be the same or count the pages: "Within 24 hours" and "Within 72 hours" are text.

    A line further in is text, whatever it says. If half of the document would go, its pages repeat
    themselves and no line is running.
    """
    few = len(pages) <= FEW_PAGES and bool(places)
    least = 2 if few else max(3, RUNNING_SHARE * len(pages))

    def key(page: int, i: int) -> tuple[str, int | None] | None:
        """Returns what a line shares with the same running line of other pages; None if it cannot be one."""
        place = places[page][i] if few else 0
        return None if place is None else (shape(pages[page][i]), place)

    some = len(pages) <= SOME_PAGES and bool(places) and not few
    outer = (
        (lines[i], at[i])
        for lines, at in zip(pages, places if some else (), strict=some)
        for i in {0, len(lines) - 1}
        if lines and at[i] is not None
    )
    placed = Counter(outer)
    seen: Counter[tuple[str, tuple[str, int | None] | None]] = Counter()
    figures: dict[tuple[str, tuple[str, int | None] | None], list[tuple[int, list[int]]]] = {}
    numbered: Counter[str] = Counter()
    shown = [*labels, *[None] * (len(pages) - len(labels))]
    for page, (lines, label) in enumerate(zip(pages, shown, strict=True)):
        at_top = range(min(EDGE_LINES, len(lines)))
        at_foot = range(max(0, len(lines) - EDGE_LINES), len(lines))
        seen.update({("top", key(page, i)) for i in at_top})
        seen.update({("foot", key(page, i)) for i in at_foot})
        for edge, positions in (("top", at_top), ("foot", at_foot)) if few else ():
            for i in positions:
                figures.setdefault((edge, key(page, i)), []).append((page, _figures(lines[i])))
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
                counted = k == 0 and _counts_pages(lines[i])
                often = key(page, i) is not None and seen[edge, key(page, i)] >= least
                if few and often:
                    others = figures.get((edge, key(page, i)), ())
                    often = any(_are_counted((page, _figures(lines[i])), other) for other in others)
                again = some and k == 0 and placed[lines[i], places[page][i]] > 1
                again = again and not lines[i].endswith((".", "!", "?"))
                if i in running or not (often or folio or counted or again):
                    break
                edge_lines.append(i)
            # If more than this is the same on two pages, a form is printed twice.
            if not few or len(edge_lines) <= MOST_OF_FEW:
                running.update(edge_lines)
        if few and len(running) == len(lines):
            # A page made up of such lines only is text that resembles another page.
            running = {i for i in running if _counts_pages(lines[i])}
        found.append(running)
    if few:
        return found
    total = sum(map(len, pages))
    return found if sum(map(len, found)) < total / 2 else [set() for _ in pages]


def shape(line: str) -> str:
    """Returns what lines share that differ only in figures, or in order as on left and right pages."""
    return " ".join(sorted(re.sub(r"\d+", "#", line).split()))


def _figures(line: str) -> list[int]:
    return sorted(map(int, re.findall(r"\d+", line)))


def _are_counted(one: tuple[int, list[int]], other: tuple[int, list[int]]) -> bool:
    """Returns whether the figures of a line are the same on another page, or count the pages."""
    (page, figures), (at, others) = one, other
    pairs = zip(figures, others, strict=False)
    return at != page and len(figures) == len(others) and all(b - a in {0, at - page} for a, b in pairs)


def _counts_pages(line: str) -> bool:
    """Returns whether a line only counts pages, perhaps beside other words that are no sentence."""
    parts = line.split("  ")
    beside = any(map(PAGE_OF.fullmatch, parts)) and not any(part.endswith(tuple(".!?")) for part in parts)
    return beside or bool(PAGE_COUNT.fullmatch(line.strip()))


def _is_folio(line: str, label: str | None) -> bool:
    """Returns whether a line begins or ends with its page's printed number."""
    words = line.split()
    return bool(words) and label is not None and label in {words[0], words[-1]}


@cache
def english_words() -> frozenset[str]:
    """Returns some 80,000 lower-case words, British and American (from the package symspellpy)."""
    lines = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    return frozenset(line.split()[0] for line in lines.splitlines())


class LineEnds:
    """Decides whether a hyphen at the end of a line belongs to the word.

    Follows how the document writes its words elsewhere, else a list of English words, which contains a split
    word as a whole and the parts of a compound.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        ends = total = 0
        cut = False
        for line in lines:
            total += 1
            words = [word.lower().replace("\u2010", "-") for word in WORD.findall(line)]
            # The pieces on both sides of a hyphen at a line end may not be whole words.
            whole = words[bool(cut) :]
            cut = bool(LINE_END_HYPHEN.search(line.rstrip()))
            ends += cut
            self._words.update(whole[:-1] if cut else whole)
        self._hyphenating = ends > HYPHENATING_SHARE * total

    def joined(self, line: str, following: str) -> tuple[str, str]:
        """Returns the line as it reads before the next one, and the gap between them: a space or nothing."""
        line = line.rstrip()
        if line.endswith(NO_GAP_AFTER):
            return line, ""
        end = LINE_END_HYPHEN.search(line)
        start = WORD.match(following.lstrip())
        if not end or not start or not start.group()[0].islower():
            return line, "" if end and start else " "
        first, second = end.group(1), start.group().lower()
        # An abbreviation is not split.
        if first[1:] == first[1:].lower() and self._is_one_word(first.lower(), second):
            return line[:-1], ""
        return line, " " if second in SUSPENDING else ""

    def _is_one_word(self, first: str, second: str) -> bool:
        """Returns whether the typesetter added the hyphen between two parts."""
        whole = second.split("-")[0]
        if first + whole in self._words or first + second in self._words:
            return True
        if f"{first}-{whole}" in self._words:
            return False
        if first + whole in english_words():
            return True
        if whole not in self._words | english_words():
            return True
        # No typesetter leaves one letter behind.
        return self._hyphenating and len(first) > 1 and first not in self._words | english_words()
