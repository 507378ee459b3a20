"""Long quotes: the part that answers is in view, the rest one press away. All words stay in the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from assistant.library.descriptions import counted
from index.documents import Span

# A quote of no more words is shown whole.
SHORT = 80
# What limits a rule must stand beside it: a part with one of these words is never folded away.
LIMITING = re.compile(
    r"\b(unless|only|except\w*|however|but|provided|not|never|cannot|until|without)\b|n['’]t\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Block:
    """A passage of a quote, or what stands between two. start, end: of the document. html: as it is shown."""

    start: int
    end: int
    html: str


def folded(text: str, blocks: Sequence[Block], marks: Sequence[Span], cite: str | None) -> str:
    """Returns the blocks as block quotes; of a long quote those without a mark or a limiting word are folded.

    text: of the document, which the offsets are of. Where nothing is marked, the first block is in view.
    cite: the document's web address. A block quote holds the guidance's words and nothing else.
    """
    if _words(text, blocks) <= SHORT:
        return quoted("".join(block.html for block in blocks), cite)
    shown = {block for block in blocks if any(s < block.end and block.start < e for s, e in marks)}
    shown = shown or {blocks[0]}
    parts = []
    for visible, run in groupby(blocks, lambda b: b in shown or bool(LIMITING.search(text[b.start : b.end]))):
        found = list(run)
        html = quoted("".join(block.html for block in found), cite)
        more = counted(_words(text, found), "more word")
        parts.append(
            html if visible else f'<details class="rest"><summary>Show {more}</summary>{html}</details>'
        )
    return "".join(parts)


def quoted(html: str, cite: str | None) -> str:
    """Returns a block quote around some HTML."""
    source = f' cite="{escape(cite)}"' if cite else ""
    return f"<blockquote{source}>{html}</blockquote>"


def _words(text: str, blocks: Sequence[Block]) -> int:
    return sum(len(text[block.start : block.end].split()) for block in blocks)
