"""The words of a shape on a slide: paragraphs, items, links; what is struck through."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.canonical import LINE_BREAK, Run, raised
from ingest.readers.drawings import A
from ingest.readers.package import R, Relation
from ingest.readers.slide_shapes import P, Shape

# The placeholders whose paragraphs have bullets where they do not say otherwise.
BULLETED = {"", "body", "obj"}
STRUCK = {"sngStrike", "dblStrike"}

Element = Any


@dataclass(frozen=True, slots=True)
class SlideParagraph:
    """A paragraph of a shape. depth: of an item, from 1; else 0."""

    runs: tuple[Run, ...]
    depth: int


def paragraphs_of(shape: Shape, related: dict[str, Relation]) -> Iterator[SlideParagraph]:
    """The paragraphs of a shape, in order. related: where the slide leads."""
    body = shape.element.find(P + "txBody")
    lines = [] if body is None else body.findall(A + "p")
    usual = shape.placeholder in BULLETED and len(lines) > 1
    for line in lines:
        look = line.find(A + "pPr")
        bulleted = usual
        if look is not None:
            bulleted = look.find(A + "buNone") is None and (
                usual or any(look.find(A + name) is not None for name in ("buChar", "buAutoNum", "buBlip"))
            )
        level = int(look.get("lvl") or 0) if look is not None else 0
        yield SlideParagraph(tuple(_runs(line, related)), level + 1 if bulleted else 0)


def words_of(element: Element, related: dict[str, Relation]) -> list[Run]:
    """All words in an element, its paragraphs parted by spaces."""
    return [run for line in element.iter(A + "p") for run in (Run(" "), *_runs(line, related))]


def _runs(line: Element, related: dict[str, Relation]) -> Iterator[Run]:
    for piece in line:
        if piece.tag == A + "br":
            yield Run(LINE_BREAK)
        elif piece.tag in {A + "r", A + "fld"}:
            look = piece.find(A + "rPr")
            click = look.find(A + "hlinkClick") if look is not None else None
            relation = related.get(click.get(R + "id") or "") if click is not None else None
            words = piece.findtext(A + "t") or ""
            is_raised = look is not None and int(look.get("baseline") or 0) > 0
            yield Run(
                raised(words) if is_raised else words,
                relation.target if relation and relation.outside else None,
                struck=look is not None and look.get("strike") in STRUCK,
            )
