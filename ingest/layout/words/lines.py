"""Words into lines: those that are read one after the other, in one column."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.layout.drawn.rules import Rules
from ingest.layout.words.whites import CLOSE, SMALLER, Field
from ingest.layout.words.words import Word
from ingest.text.canonical import superscript
from ingest.text.repair import LIGATURES

CLOSING = ".,;:!?)]”’"
GLUED = 0.12  # no space is read between words so near, where the file has none
SPREAD_LETTERS = 5  # the shortest line of spread letters
SPREAD_SHARE = 0.8  # how many of its words are single letters
SPREAD_GAP = 1.6  # the white between its words, in parts of that between its letters
RAISED = 0.12  # how far above the line the baseline of a footnote mark stands


@dataclass(frozen=True)
class Line:
    """Words that are read one after the other, from left to right; sides and baseline as those of `Word`."""

    words: tuple[Word, ...]
    page: int

    @cached_property
    def left(self) -> float:
        """Where it begins."""
        return min(word.left for word in self.words)

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @cached_property
    def top(self) -> float:
        """Where its largest words begin."""
        return min(word.top for word in self.words if word.style.size == self.largest)

    @cached_property
    def bottom(self) -> float:
        """Where its largest words end."""
        return max(word.bottom for word in self.words if word.style.size == self.largest)

    @cached_property
    def largest(self) -> float:
        """The size of its largest type."""
        return max(word.style.size for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size of most of its characters; of small capitals, that of the capitals."""
        if len({w.style.size for w in self.words}) > 1 and all(w.text == w.text.upper() for w in self.words):
            return self.largest
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.style.size] += len(word.text)
        return sizes.most_common(1)[0][0]

    @cached_property
    def baseline(self) -> float:
        """Where most of its characters stand."""
        places: Counter[float] = Counter()
        for word in self.words:
            places[round(word.baseline, 1)] += len(word.text)
        return places.most_common(1)[0][0]

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is."""
        return all(word.style.bold for word in self.words if any(map(str.isalnum, word.text)))

    @cached_property
    def level(self) -> int:
        """Of the heading that the file's tags say it is; else 0."""
        return self.words[0].style.level

    @cached_property
    def gaps(self) -> tuple[float, ...]:
        """The white before each word but the first."""
        return tuple(word.left - before.right for before, word in pairwise(self.words))

    @cached_property
    def _spread(self) -> bool:
        """Whether it is set with white between the letters, so that each seems to be a word."""
        letters = sum(len(word.text) == 1 and word.text.isalpha() for word in self.words)
        return len(self.words) >= SPREAD_LETTERS and letters >= SPREAD_SHARE * len(self.words)

    @cached_property
    def pieces(self) -> tuple[tuple[str, Word], ...]:
        """What is read of each word: with the space before it, and a raised mark as one."""
        pieces = []
        usual = sorted(self.gaps)[len(self.gaps) // 2] if self._spread else 0.0
        for before, word in zip((None, *self.words), self.words, strict=False):
            text = word.text.translate(LIGATURES)
            raised = self._is_raised(word)
            if raised and text.isdecimal():
                text = superscript(text)
            if before is None:
                parted = False
            elif self._spread:
                parted = word.left - before.right > SPREAD_GAP * usual
            else:
                parted = _parted(before, word, raised=raised)
            pieces.append((f" {text}" if parted else text, word))
        return tuple(pieces)

    @cached_property
    def text(self) -> str:
        """Its words."""
        return "".join(text for text, _ in self.pieces)

    def _is_raised(self, word: Word) -> bool:
        return (
            word.style.size <= SMALLER * self.size
            and self.baseline - word.baseline > RAISED * self.size
            and (word.text.isdecimal() or word.text in {"*", "†", "‡"})
        )


def _parted(before: Word, word: Word, *, raised: bool) -> bool:
    """Whether a space is read between two words of a line."""
    size = max(before.style.size, word.style.size)
    gap = word.left - before.right
    if raised and gap < CLOSE * size:
        return False
    if word.text[0] in CLOSING and not word.spaced and gap < CLOSE * size:
        return False
    return (word.spaced and word.order == before.order + 1) or gap > GLUED * size


def lines_of(words: Sequence[Word], rules: Rules, page: int) -> list[Line]:
    """The lines of words that all run in one direction, each in one column.

    Words are read on across a gap that is no wider than those of the text around it, or that parts a list
    mark from its item or a line from the page number at its end. They are not where a drawn line or the
    white between two columns stands between them: white that no word crosses for several lines.
    """
    field = Field(words, rules)
    group = list(range(len(words)))

    def head(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i in range(len(words)):
        following = field.following(i)
        if following is not None:
            group[head(following)] = head(i)
    found: dict[int, list[Word]] = {}
    for i, word in enumerate(words):
        found.setdefault(head(i), []).append(word)
    return [Line(tuple(sorted(members, key=lambda w: (w.left, w.order))), page) for members in found.values()]
