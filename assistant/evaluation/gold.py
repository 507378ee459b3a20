"""Gold: questions with known right answers, and the rule for when a quote is right."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.questions.question_file import Asked, asked_of, numbered_lines
from index.errors import InvalidQuestion

# The lead's question set, in the corpus folder; optional.
QUESTIONS = "questions.jsonl"
LONGEST_QUOTE = 200
# A shorter gold quote occurs in too many places: it counts only if the question has no longer one.
SHORT_GOLD = 25
LINK_OR_BOLD = re.compile(r"\[([^\]]*)\]\([^)]*\)|\*\*")


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with its right answers.

    quotes: the words that answer it, verbatim; some for every answerable question.
    source: the only source whose quotes are right, where one is named.
    example: whether the first page may offer it as an example.
    """

    asked: Asked
    answerable: bool
    quotes: tuple[str, ...] = ()
    source: str | None = None
    example: bool = False

    @property
    def wanted(self) -> frozenset[str]:
        """The gold quotes that count, folded."""
        every = frozenset(map(folded, self.quotes))
        return frozenset(quote for quote in every if len(quote) >= SHORT_GOLD) or every

    def found(self, text: str, source_id: str) -> frozenset[str]:
        """Returns the gold quotes that this quote of a source matches."""
        words = folded(text)
        if self.source not in (None, source_id) or len(words.split()) > LONGEST_QUOTE:
            return frozenset()
        return frozenset(
            gold for gold in self.wanted if gold in words or (words in gold and 2 * len(words) >= len(gold))
        )


def read_gold(path: Path) -> tuple[Gold, ...]:
    """Reads every question of a JSONL file with its gold, in order; unknown fields are ignored.

    Raises InvalidQuestion, naming the line, if the file cannot be read or a line is not a question with
    gold.
    """
    return tuple(_gold(where, line) for where, line in numbered_lines(path))


def folded(text: str) -> str:
    """Returns the text without link and bold marks, in lower case, with white space folded."""
    plain = LINK_OR_BOLD.sub(lambda mark: folded(mark[1] or ""), text)
    return " ".join(plain.lower().split())


def _gold(where: str, line: str) -> Gold:
    asked = asked_of(where, line)
    entry = json.loads(line)
    answerable, quotes = entry.get("answerable"), entry.get("quotes", [])
    source, near, example = entry.get("source"), entry.get("near"), entry.get("example")
    if not isinstance(answerable, bool):
        said = "missing" if answerable is None else repr(answerable)
        raise InvalidQuestion(f"{where}: answerable is {said}: write true or false")
    if not isinstance(quotes, list) or not all(isinstance(q, str) and folded(q) for q in quotes):
        raise InvalidQuestion(f"{where}: quotes must be a list of texts: the words that answer the question")
    if answerable and not quotes:
        raise InvalidQuestion(
            f"{where}: the question is answerable: write the words that answer it into quotes"
        )
    if source is not None and not isinstance(source, str):
        raise InvalidQuestion(f"{where}: source is {source!r}: write the id of a source, or leave it out")
    if near is not None and not isinstance(near, bool):
        raise InvalidQuestion(f"{where}: near is {near!r}: write true or false, or leave it out")
    if example is not None and not isinstance(example, bool):
        raise InvalidQuestion(f"{where}: example is {example!r}: write true or false, or leave it out")
    return Gold(asked, answerable, tuple(quotes), source, example=bool(example))
