"""Words of duty in guidance: must, should, may. They are pointed out, never weighed."""

import re
from dataclasses import dataclass

# "May" with a capital is a month more often than a permission.
DUTY = re.compile(r"\b(must|should|may|Must|MUST|Should|SHOULD|MAY)(\s+(?:not|NOT)|n['’]t)?\b")


@dataclass(frozen=True, slots=True)
class Duty:
    """A word of duty. word: must, should or may, with "not" where that follows. Offsets: in the text."""

    word: str
    start: int
    end: int


def duties(text: str) -> tuple[Duty, ...]:
    """Every word of duty of a text, in its order."""
    found = []
    for match in DUTY.finditer(text):
        word = match[1].lower()
        found.append(Duty(f"{word} not" if match[2] else word, *match.span()))
    return tuple(found)


def duty_line(text: str) -> str | None:
    """Which words of duty a text has, and how often; None where it has none."""
    words = [duty.word for duty in duties(text)]
    if not words:
        return None
    counts = (f"{word} ({words.count(word)})" for word in dict.fromkeys(words))
    return f"Words of duty in this passage: {', '.join(counts)}"
