"""The briefing as a web page: headings with ids, nested lists, links, footnotes at its end."""

import re
from html import escape

from .briefing import Piece, Word, briefing, plain
from .lines import FIGURES, SUPERSCRIPTS
from .made import Made, unpaged

NAVIGATION = ("Skip to main content", "Home of the made pages", "Back to the top of the page")


def made_html() -> Made:
    """Returns the file and the expected results; in a web page a footnote is an item, its mark its number."""
    source = briefing()
    body = ""
    depth = 0
    for i, piece in enumerate(source.pieces):
        wanted = piece.depth if piece.kind == "item" else 0
        body += "</li></ul>" * (depth - wanted) if depth > wanted else ""
        body += "</li>" if piece.kind == "item" and 0 < wanted <= depth else ""
        body += "<ul>" * (wanted - depth)
        depth = wanted
        body += _element(piece, f"part-{i}")
    body += "</li></ul>" * depth
    notes = "".join(
        f'<li id="note-{mark.translate(FIGURES)}">{_inline(words)}</li>'
        for mark, words in source.notes.items()
    )
    page = (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Made</title></head><body>'
        f'<a href="#main">{NAVIGATION[0]}</a><nav><a href="/">{NAVIGATION[1]}</a></nav><main id="main">{body}'
        f'<section role="doc-endnotes"><ol>{notes}</ol></section></main>'
        f'<footer><a href="#main">{NAVIGATION[2]}</a></footer></body></html>'
    )
    texts = tuple(f"{mark} {plain(words)}" for mark, words in source.notes.items())
    return unpaged(source, "briefing.html", page.encode(), texts, NAVIGATION)


def _element(piece: Piece, name: str) -> str:
    match piece.kind:
        case "heading":
            words = _inline(piece.words, piece.lines)
            return f'<h{piece.depth} id="{name}">{words}</h{piece.depth}>\n'
        case "item":
            return f"<li>{_inline(piece.words)}"
        case _:
            return f"<p>{_inline(piece.words)}</p>\n"


def _inline(words: tuple[Word, ...], lines: tuple[int, ...] = ()) -> str:
    breaks = {sum(lines[: i + 1]) for i in range(len(lines))}
    markup = ""
    for i, word in enumerate(words):
        previous = words[i - 1] if i else None
        gap = "" if previous is None else "<br>" if i in breaks else " "
        goes_on = previous is not None and previous.link is not None and previous.link == word.link
        linked, rest = escape(word.text[: word.linked], quote=False), _marked(word.text[word.linked :])
        if word.link and not goes_on:
            gap += f'<a href="{word.link}">'
        following = words[i + 1] if i + 1 < len(words) else None
        ends = word.link is not None and (following is None or following.link != word.link)
        rest = f"<strong>{rest}</strong>" if word.bold else rest
        markup += f"{gap}{linked}{'</a>' if ends else ''}{rest}"
    return markup


def _marked(text: str) -> str:
    return re.sub(
        f"[{SUPERSCRIPTS}]",
        lambda mark: '<sup><a href="#note-{0}" id="mark-{0}">{0}</a></sup>'.format(
            mark.group().translate(FIGURES)
        ),
        escape(text, quote=False),
    )
