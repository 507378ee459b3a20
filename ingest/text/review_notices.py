"""Finds what a document says about its own standing, such as that it is under review."""

import re
from collections.abc import Iterator, Sequence

from index.documents import Span
from ingest.text.reading import Block
from ingest.text.sentences import sentence_spans

# What a document calls itself; names in SELF always mean the document at hand.
SELF = r"chapters?|sections?|pages?|manuals?|briefings?"
OTHERS = (
    r"procedures?|policy|policies|protocols?|guidance|guides?|guidelines?|documents?|strategy|toolkits?|"
    r"pathways?|frameworks?|agreements?"
)
BEING_REVIEWED = (
    r"(?:under(?:going)? (?:a |an )?(?:\w+ )?(?:review|revision)|"
    r"(?:in the process of )?being (?:reviewed|revised|updated|rewritten))"
)
UNDER_REVIEW = re.compile(
    r"^\W*(?:(?:important|warning|notice|note|nb|n\.b\.)\b\W*)?"
    r"(?:please )?(?:be aware\b|note\b)?\W*(?:that )?"
    rf"(?:this|these) (?P<name>{SELF}|{OTHERS}) (?:is|are) (?:currently |presently |now )?{BEING_REVIEWED}\b"
    r"(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# A line of nothing else, such as a box or a stamp.
ALONE = re.compile(rf"^\W*(?:(?:{SELF}|{OTHERS})\W+)?(?:currently )?under review\W*$", re.IGNORECASE)
SPEAKS_OF_ITSELF = re.compile(rf"\b(?:this|these)\s+(?:{SELF}|{OTHERS})\s+(?:is|are)\b", re.IGNORECASE)
# A section's entry in the list of contents.
ENTRY = re.compile(r"\bunder review\W*$", re.IGNORECASE)
# "is under review whenever the law changes" is a rule of the guidance, not a statement about its standing.
A_RULE = re.compile(
    r"^\W*(?:if|when|whenever|where|every|each|unless|at least|at all times|annually|regularly|by law)\b",
    re.IGNORECASE,
)
STATE = re.compile(r"\s*(?:[-–—:]\s*|\()\s*(?:currently )?under review\)?\s*$", re.IGNORECASE)


def notices_of(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Returns the sentences that say the document is under review, and the titles marked so.

    "This chapter" is the document; "this policy" is not, if earlier words in its block name another policy.
    """
    return tuple(span for block in blocks for span in _notices(text, block))


def without_state(title: str) -> str:
    """Removes the mark "- under review" from a title."""
    return STATE.sub("", title)


def _notices(text: str, block: Block) -> Iterator[Span]:
    words = text[block.start : block.end]
    if _is_marked(words, block):
        yield block.start, block.end
    elif block.kind not in {"heading", "reference"} and SPEAKS_OF_ITSELF.search(words):
        for start, end in sentence_spans(words):
            found = UNDER_REVIEW.match(" ".join(words[start:end].split()))
            if found and not A_RULE.match(found["rest"]) and not _names_another(words[:start], found["name"]):
                yield block.start + start, block.start + end


def _is_marked(words: str, block: Block) -> bool:
    """Returns whether a block is only the mark, or a title or contents entry that carries it."""
    if block.kind == "amendment":
        return bool(ENTRY.search(words))
    title = block.kind == "heading" and bool(STATE.search(words))
    return title or (block.kind in {"heading", "paragraph"} and bool(ALONE.match(words)))


def _names_another(before: str, name: str) -> bool:
    if re.fullmatch(SELF, name, re.IGNORECASE):
        return False
    others = re.sub(rf"\bth(?:is|ese) {name}\b", " ", before, flags=re.IGNORECASE)
    return bool(re.search(rf"\b{name}\b", others, re.IGNORECASE))
