"""What a document says of its own standing, such as that it is currently under review."""

import re
from collections.abc import Iterator, Sequence

from index.model import Span
from ingest.canonical import Block
from ingest.sentences import sentence_spans

NAMES = r"(?:chapter|procedure|policy|protocol|guidance|guide|document|page|manual|strategy)"
SPEAKS_OF_ITSELF = re.compile(rf"\bthis\s+{NAMES}\s+is\b", re.IGNORECASE)
UNDER_REVIEW = re.compile(
    rf"^(?:please )?(?:note:?,? ?)?(?:that )?this (?P<name>{NAMES}) is (?:currently |presently |now )?"
    r"(?:under(?:going)? (?:a )?(?:review|revision)|being (?:reviewed|revised|updated|rewritten))\b"
    r"(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# "is under review whenever the law changes" is a rule of the guidance, no statement about its standing.
A_RULE = re.compile(
    r"^\W*(?:if|when|whenever|where|every|each|unless|at least|annually|regularly|by law)\b", re.I
)
STATE = re.compile(r"\s*(?:[-–—:]\s*|\()\s*(?:currently )?under review\)?\s*$", re.IGNORECASE)


def notices_of(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """The sentences in which a document says that it is under review, and the titles so marked.

    "This chapter" must be the document: a sentence does not count where the words before it in its
    block speak of another one.
    """
    return tuple(span for block in blocks for span in _notices(text, block))


def without_state(title: str) -> str:
    """A title without its mark "- under review"."""
    return STATE.sub("", title)


def _notices(text: str, block: Block) -> Iterator[Span]:
    words = text[block.start : block.end]
    # A heading, or an entry of the document's own contents; a reference speaks of another document.
    if block.kind in {"heading", "amendment"} and STATE.search(words):
        yield block.start, block.end
    if block.kind in {"heading", "reference"}:
        return
    if not SPEAKS_OF_ITSELF.search(words):
        return
    for start, end in sentence_spans(words):
        found = UNDER_REVIEW.match(" ".join(words[start:end].split()))
        if found and not A_RULE.match(found["rest"]) and not _names_another(words[:start], found["name"]):
            yield block.start + start, block.start + end


def _names_another(before: str, name: str) -> bool:
    others = re.sub(rf"\bthis {name}\b", " ", before, flags=re.IGNORECASE)
    return bool(re.search(rf"\b{name}\b", others, re.IGNORECASE))
