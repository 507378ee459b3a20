"""Passage by passage, what a document said before and says now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
from rapidfuzz import fuzz, process

from assistant.answers.differences import Change, changed_words
from index.documents import Document, Page, Passage

# Two passages in one place are one that was changed when so much of their letters is the same, in percent.
ALIKE = 50

Kind = Literal["changed", "added", "removed", "moved"]
# Of passages now, by their position, which one before they are.
Pairs = dict[int, int]


@dataclass(frozen=True, slots=True)
class Wording:
    """A passage as it was, or is: its words, its section and its pages."""

    text: str
    section: tuple[str, ...]
    pages: tuple[Page, ...]

    @property
    def words(self) -> str:
        """Its words, however they were spaced."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A passage before and now; None where there was or is none.

    changes: where the words differ, `here` before and `there` now. A passage that moved has the same words.
    """

    kind: Kind
    before: Wording | None
    now: Wording | None
    changes: tuple[Change, ...] = ()


def passage_changes(
    before: Document, old: Sequence[Passage], now: Document, new: Sequence[Passage]
) -> tuple[PassageChange, ...]:
    """The changes of a document's passages, in its order now; what is gone stands where it was.

    The same words in another section, or out of their order, have moved.
    """
    was, are = [_wording(before, p) for p in old], [_wording(now, p) for p in new]
    words, words_now = [w.words for w in was], [w.words for w in are]
    stayed: Pairs = {}
    blocks: list[tuple[range, range]] = []
    for kind, a, b, c, d in SequenceMatcher(None, words, words_now, autojunk=False).get_opcodes():
        if kind == "equal":
            stayed |= zip(range(c, d), range(a, b), strict=True)
        else:
            blocks.append((range(a, b), range(c, d)))
    moved = _moved(words, words_now, blocks)
    taken = set(moved.values())
    reworded: Pairs = {}
    for gone, come in blocks:
        left, here = [i for i in gone if i not in taken], [k for k in come if k not in moved]
        reworded |= _alike(left, words, here, words_now)
    taken |= set(reworded.values())
    found: list[tuple[int, int, PassageChange]] = [
        (come.start, -1, PassageChange("removed", was[i], None))
        for gone, come in blocks
        for i in gone
        if i not in taken
    ]
    for k, wording in enumerate(are):
        if k in reworded:
            earlier = was[reworded[k]]
            changes = changed_words(earlier.text, wording.text)
            found.append((k, 0, PassageChange("changed", earlier, wording, changes)))
        elif k in moved or (k in stayed and was[stayed[k]].section != wording.section):
            found.append((k, 0, PassageChange("moved", was[moved.get(k, stayed.get(k, 0))], wording)))
        elif k not in stayed:
            found.append((k, 0, PassageChange("added", None, wording)))
    return tuple(change for _, _, change in sorted(found, key=lambda entry: entry[:2]))


def _wording(document: Document, passage: Passage) -> Wording:
    return Wording(
        document.text[passage.start : passage.end],
        document.section_at(passage.start).path,
        document.pages_of(passage.start, passage.end),
    )


def _moved(words: Sequence[str], words_now: Sequence[str], blocks: Sequence[tuple[range, range]]) -> Pairs:
    """What has gone from one place and come, with the same words, to another."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for gone, _ in reversed(blocks):
        for i in reversed(gone):
            waiting[words[i]].append(i)
    return {k: waiting[words_now[k]].pop() for _, come in blocks for k in come if waiting.get(words_now[k])}


def _alike(gone: list[int], words: Sequence[str], come: list[int], words_now: Sequence[str]) -> Pairs:
    """Of what stood in one place and what stands there now, those that are most alike."""
    if not gone or not come:
        return {}
    likeness = process.cdist(
        [words_now[k] for k in come], [words[i] for i in gone], scorer=fuzz.ratio, score_cutoff=ALIKE
    )
    pairs: Pairs = {}
    taken: set[int] = set()
    for place in np.argsort(-likeness, axis=None, kind="stable"):
        row, column = divmod(int(place), len(gone))
        if likeness[row, column] < ALIKE:
            break
        if come[row] not in pairs and gone[column] not in taken:
            pairs[come[row]] = gone[column]
            taken.add(gone[column])
    return pairs
