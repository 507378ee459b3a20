"""Long quotes: the part that answers is in view, the rest one press away. All words stay in the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from assistant.library.descriptions import counted
from index.documents import Span

# A quote of no more words is shown whole; of a longer one, marked parts are in view up to so many.
SHORT = 50
# What limits a rule must stand beside it. A part with one of these words is never folded away ...
CONDITION = re.compile(r"\b(unless|only|except\w*|however|provided)\b", re.IGNORECASE)
# ... and one with one of these words is not, next to a part in view.
LIMIT = re.compile(r"\b(but|not|never|cannot|until|without)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A passage of a quote, or what stands between two. start, end: of the document. html: as it is shown."""

    start: int
    end: int
    html: str


def folded(text: str, blocks: Sequence[Block], marks: Sequence[Span], cite: str | None) -> str:
    """Returns the blocks as block quotes. Of a long quote, the blocks that are not needed are folded away.

    In view are the first marked blocks (where nothing is marked, the first), what limits them, and what
    introduces their list. text: of the document, which the offsets are of. cite: the document's web address.
    A block quote holds the guidance's words and nothing else.
    """
    if _words(text, blocks) <= SHORT:
        return quoted("".join(block.html for block in blocks), cite)
    marked = [number for number, block in enumerate(blocks) if _has(block, marks)]
    shown = _in_view(text, blocks, marked)
    parts = []
    for visible, run in groupby(range(len(blocks)), shown.__contains__):
        numbers = list(run)
        found = [blocks[number] for number in numbers]
        html = quoted("".join(block.html for block in found), cite)
        more = counted(_words(text, found), "more word")
        more += ", some highlighted" if set(numbers).intersection(marked) else ""
        parts.append(
            html if visible else f'<details class="rest"><summary>Show {more}</summary>{html}</details>'
        )
    return "".join(parts)


def _in_view(text: str, blocks: Sequence[Block], marked: Sequence[int]) -> set[int]:
    """Returns the numbers of the blocks that are not folded away."""
    words = [text[block.start : block.end] for block in blocks]
    first, *others = marked or [0]
    shown = {first}
    for number in others:
        if _words(text, [blocks[n] for n in (*shown, number)]) <= SHORT:
            shown.add(number)
    shown.update(number for number, said in enumerate(words) if CONDITION.search(said))
    beside = {number + step for number in shown for step in (-1, 1)}
    shown.update(n for n in beside.intersection(range(len(blocks))) if LIMIT.search(words[n]))
    stems = [number for number, said in enumerate(words) if said.rstrip().endswith(":")]
    shown.update(max(before) for n in [*shown] if (before := [stem for stem in stems if stem < n]))
    return shown


def _has(block: Block, marks: Sequence[Span]) -> bool:
    return any(start < block.end and block.start < end for start, end in marks)


def quoted(html: str, cite: str | None) -> str:
    """Returns a block quote around some HTML."""
    source = f' cite="{escape(cite)}"' if cite else ""
    return f"<blockquote{source}>{html}</blockquote>"


def _words(text: str, blocks: Sequence[Block]) -> int:
    return sum(len(text[block.start : block.end].split()) for block in blocks)
