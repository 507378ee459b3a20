"""Finds words of duty in guidance (must, should, may), to point them out without judging them."""

import re
from dataclasses import dataclass

# "May" with one capital is usually the month, not a permission.
DUTY = re.compile(r"\b(must|should|may|Must|MUST|Should|SHOULD|MAY)(\s+(?:not|NOT)|n['’]t)?\b")


@dataclass(frozen=True, slots=True)
class Duty:
    """A word of duty. word: must, should or may, with "not" where it follows. Offsets: in the text."""

    word: str
    start: int
    end: int


def duties(text: str) -> tuple[Duty, ...]:
    """Returns every word of duty in a text, in order."""
    found = []
    for match in DUTY.finditer(text):
        word = match[1].lower()
        found.append(Duty(f"{word} not" if match[2] else word, *match.span()))
    return tuple(found)


def duty_line(text: str) -> str | None:
    """Returns a line on which words of duty a text contains and how often; None if there are none."""
    words = [duty.word for duty in duties(text)]
    if not words:
        return None
    counts = (f"{word} ({words.count(word)})" for word in dict.fromkeys(words))
    return f"Words of duty in this passage: {', '.join(counts)}"
