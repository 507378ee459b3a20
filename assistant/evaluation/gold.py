"""Gold: questions whose right answers are known, and when a quote is right."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.questions.question_file import Asked, asked_of, numbered_lines
from index.errors import InvalidQuestion

LONGEST_QUOTE = 200
# A gold quote this short stands in too many places: it counts only where a question has no longer one.
SHORT_GOLD = 25
LINK_OR_BOLD = re.compile(r"\[([^\]]*)\]\([^)]*\)|\*\*")


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with what is right for it.

    quotes: the words that answer it, verbatim; some for every answerable question.
    source: the only source whose quotes are right, where one is named.
    """

    asked: Asked
    answerable: bool
    quotes: tuple[str, ...] = ()
    source: str | None = None

    @property
    def wanted(self) -> frozenset[str]:
        """The gold quotes that count, folded."""
        every = frozenset(map(folded, self.quotes))
        return frozenset(quote for quote in every if len(quote) >= SHORT_GOLD) or every

    def found(self, text: str, source_id: str) -> frozenset[str]:
        """Those of the wanted quotes that a quote of a source gets right."""
        words = folded(text)
        if self.source not in (None, source_id) or len(words.split()) > LONGEST_QUOTE:
            return frozenset()
        return frozenset(
            gold for gold in self.wanted if gold in words or (words in gold and 2 * len(words) >= len(gold))
        )


def read_gold(path: Path) -> tuple[Gold, ...]:
    """Every question of a JSONL file with its gold, in order; fields that are not known are passed over.

    InvalidQuestion: the file cannot be read, or one of its lines is no question with gold; names the line.
    """
    return tuple(_gold(where, line) for where, line in numbered_lines(path))


def folded(text: str) -> str:
    """The text without link and bold marks, in lower case, each white space one space."""
    plain = LINK_OR_BOLD.sub(lambda mark: folded(mark[1] or ""), text)
    return " ".join(plain.lower().split())


def _gold(where: str, line: str) -> Gold:
    asked = asked_of(where, line)
    entry = json.loads(line)
    answerable, quotes = entry.get("answerable"), entry.get("quotes", [])
    source, near = entry.get("source"), entry.get("near")
    if not isinstance(answerable, bool):
        raise InvalidQuestion(f"{where}: answerable is {answerable!r}: write true or false")
    if not isinstance(quotes, list) or not all(isinstance(q, str) and folded(q) for q in quotes):
        raise InvalidQuestion(f"{where}: quotes is no list of the words that answer the question")
    if answerable and not quotes:
        raise InvalidQuestion(f"{where}: the question is answerable: write the words that do it into quotes")
    if source is not None and not isinstance(source, str):
        raise InvalidQuestion(f"{where}: source is {source!r}, not the id of a source")
    if near is not None and not isinstance(near, bool):
        raise InvalidQuestion(f"{where}: near is {near!r}: write true or false, or leave it out")
    return Gold(asked, answerable, tuple(quotes), source)
