"""Reports what a document contains besides its text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from ingest.text.bars import barred

UNSEEN = (
    "in the colour of their ground, covered or too small are not visible and are not quoted. If this is a "
    "redaction, the file still contains them: ask the publisher for a clean copy"
)
# A picture of which nothing can be quoted, as `Told.count` takes it.
UNDESCRIBED = ("picture without a description", "is not read")
# Written by a program, not a person: a file name, or a machine's guess at the picture.
NO_DESCRIPTION = re.compile(
    r"\S+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|avif)|(picture|image|logo|graphic|diagram|chart)\s*\d*"
    r"|.*(automatically generated|AI-generated content).*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class Told:
    """Collects reports over a whole document.

    unseen: words that nobody sees. covered: those that something dark hides, as in a redaction. hidden: words
    that are switched off. dropped: words that are not on a web page, reported with the first of them.
    counted: how often something occurred, by its name and what is said about it, such as "picture without a
    description", "is not read". oddities: whole sentences.
    """

    unseen: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    oddities: list[str] = field(default_factory=list)

    def count(self, what: str, said: str, number: int = 1) -> None:
        """Counts things reported together: "picture", "is left out" (becomes "are" if there are several)."""
        self.counted[what, said] += number

    def cover(self, words: str) -> str:
        """Collects words that something dark hides; returns the bar that stands for them."""
        self.covered.append(words)
        return barred(words)

    def words_covered(self) -> int:
        """Returns how many words something dark hides."""
        return sum(len(words.split()) for words in self.covered)

    def sentences(self) -> list[str]:
        """Returns every report once."""
        unseen = [f"{words} {UNSEEN}" for words in _words([*self.unseen, *self.covered])]
        hidden = [f"{words} marked as hidden, not quoted" for words in _words(self.hidden)]
        counts = [
            f"{number} {what if number == 1 else plural(what)} {said if number == 1 else 'are' + said[2:]}"
            for (what, said), number in self.counted.items()
            if number
        ]
        return list(dict.fromkeys([*unseen, *hidden, *left_out(self.dropped), *counts, *self.oddities]))


def left_out(dropped: Sequence[str], why: str = "not visible on the page") -> list[str]:
    """Reports words that were left out, with the first of them; nothing if there are none."""
    words = " ".join(dropped).split()
    if not words:
        return []
    count = "1 word is" if len(words) == 1 else f"{len(words)} words are"
    first = shorten(" ".join(words), 60, placeholder=" …")
    verb = "is" if len(words) == 1 else "are"
    return [f"{count} {why} and {verb} not quoted, beginning with “{first}”"]


def describes(words: str) -> bool:
    """Returns whether words that a file gives with a picture are a person's description of it."""
    return bool(words) and not NO_DESCRIPTION.fullmatch(words)


def _words(runs: Sequence[str]) -> list[str]:
    """Returns the number of words, as in "3 words", in a list; an empty list if there are none."""
    count = sum(len(run.split()) for run in runs)
    return [f"{count} word{'s' * (count != 1)}"] if count else []


def plural(what: str) -> str:
    """Returns the plural: "picture without a description" becomes "pictures without a description"."""
    first, *rest = what.split(" ")
    return " ".join([f"{first}s", *rest])
