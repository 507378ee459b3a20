"""Page headers and footers: not part of the text, but they may date it, or say something themselves."""

import re
from collections.abc import Iterable
from textwrap import shorten

from ingest.text.normalization import clean

# Words that date a document or name its version.
FACT = re.compile(
    r"\b(version|edition|issue[ds]?|revis(ed|ion)|review(ed)?|approved|valid|effective|updated|v ?\d+(\.\d+)*"
    r"|(19|20)\d\d)\b",
    re.IGNORECASE,
)
# Words that say whether a document is in force.
STANDING = re.compile(
    r"\b(draft|withdrawn|superseded|obsolete|archived?|expired|cancelled"
    r"|not (for|in) use|do not use|no longer)\b",
    re.IGNORECASE,
)
# What a sentence has and a name has not: an end, or one of these words.
SENTENCE = re.compile(
    r"[.!?]$|\b(must|shall|should|will|may|can|cannot|is|are|has|have|needs?|do|does|never|always|please)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{2,}")
LEAST_WORDS = 4  # of a sentence
LONGEST = 200  # characters

# "header" or "footer", and its lines.
Head = tuple[str, Iterable[str]]


def told_heads(heads: Iterable[Head], title: str | None) -> list[str]:
    """Returns what page headers and footers say, a sentence for each different text.

    One is worth telling if a line mentions a version, a date or a standing ("Draft"), or is a sentence and
    not the title.
    """
    said: list[str] = []
    for which, lines in heads:
        kept = [line for line in (" ".join(clean(line).split()) for line in lines) if line]
        if any(_is_worth_telling(line) for line in kept if line != title):
            words = shorten(" | ".join(kept), LONGEST, placeholder=" …")
            said.append(f"the page {which} says “{words}”: page headers and footers are not quoted")
    return list(dict.fromkeys(said))


def _is_worth_telling(line: str) -> bool:
    is_sentence = len(WORD.findall(line)) >= LEAST_WORDS and SENTENCE.search(line) is not None
    return is_sentence or FACT.search(line) is not None or STANDING.search(line) is not None
