"""Compares the passages of two versions of a document."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
from rapidfuzz import fuzz, process

from assistant.answers.differences import Change, changed_words
from index.documents import Document, Page, Passage

# The similarity, in percent, from which two passages in one place count as one that was changed.
ALIKE = 50

Kind = Literal["changed", "added", "removed", "moved"]
# Maps the position of a passage now to its position before.
Pairs = dict[int, int]


@dataclass(frozen=True, slots=True)
class Wording:
    """A passage's words, section and pages in one version."""

    text: str
    section: tuple[str, ...]
    pages: tuple[Page, ...]

    @property
    def words(self) -> str:
        """Its words, with white space folded."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A passage before and now: None before if it was added, None now if it was removed.

    changes: where the words differ, `here` before and `there` now. A moved passage has the same words.
    """

    kind: Kind
    before: Wording | None
    now: Wording | None
    changes: tuple[Change, ...] = ()

    @property
    def wording(self) -> Wording:
        """The passage now; before, if it was removed."""
        found = self.now or self.before
        assert found is not None  # noqa: S101
        return found


def passage_changes(
    before: Document, old: Sequence[Passage], now: Document, new: Sequence[Passage]
) -> tuple[PassageChange, ...]:
    """Returns the changes in the new document's order, with removed passages where they were.

    Passages with the same words count as moved if their section or order differs.
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
    """Pairs removed passages with added ones that have the same words."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for gone, _ in reversed(blocks):
        for i in reversed(gone):
            waiting[words[i]].append(i)
    return {k: waiting[words_now[k]].pop() for _, come in blocks for k in come if waiting.get(words_now[k])}


def _alike(gone: list[int], words: Sequence[str], come: list[int], words_now: Sequence[str]) -> Pairs:
    """Pairs the most similar old and new passages of one place."""
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
