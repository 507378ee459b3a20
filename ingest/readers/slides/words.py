"""Reads the words of a shape on a slide: paragraphs, items, links, struck-out words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.readers.left_out import Told
from ingest.readers.list_numbers import FORMATS, LARGEST
from ingest.readers.maths import UNWRITTEN
from ingest.readers.office.colours import BLACK, Colour, are_one
from ingest.readers.office.drawings import STRUCK, A
from ingest.readers.office.fields import without_stand_ins
from ingest.readers.office.formulas import FORMULA, in_a_line
from ingest.readers.office.joined_runs import EDGE, parted
from ingest.readers.office.package import R, Relation
from ingest.readers.slides.palette import Palette, are_same, fill_of, is_faint
from ingest.readers.slides.shapes import FILLS, P, Shape
from ingest.text.bars import is_dark
from ingest.text.note_marks import raised
from ingest.text.reading import LINE_BREAK, Run
from ingest.text.symbol_fonts import speaking

# Placeholders whose paragraphs have bullets by default.
BULLETED = {"", "body", "obj"}
# The kinds of numbers (20.1.10.61): their figures, and the marks around them.
NUMBERING = re.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)(Period|ParenR|ParenBoth|Plain)")
FIGURES = {"arabic": "decimal", "alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman",
           "romanUc": "upperRoman"}  # fmt: skip
MARKS = {"Period": ("", "."), "ParenR": ("", ")"), "ParenBoth": ("(", ")"), "Plain": ("", "")}
SMALLEST = 200  # in hundredths of a point: letters below two points cannot be read

Element = Any


@dataclass(frozen=True, slots=True)
class Setting:
    """Where words stand. palette: of their slide. behind: the colour behind their shape, None if unknown.

    usual: what states the looks of letters that the shape itself leaves open, the strongest first.
    struck: a line is drawn through them. letters: the colour that the style of their table gives them.
    """

    palette: Palette
    behind: Colour | None = None
    usual: tuple[Element, ...] = ()
    struck: bool = False
    letters: Colour | None = None


@dataclass(frozen=True, slots=True)
class SlideParagraph:
    """A paragraph of a shape. depth: of an item, from 1; else 0."""

    runs: tuple[Run, ...]
    depth: int


def paragraphs_of(
    shape: Shape, related: dict[str, Relation], told: Told, setting: Setting
) -> Iterator[SlideParagraph]:
    """Yields the paragraphs of a shape, in order. related: the slide's relations."""
    body = shape.element.find(P + "txBody")
    lines = [] if body is None else body.findall(A + "p")
    usual = shape.placeholder in BULLETED and len(lines) > 1
    counters: dict[int, int] = {}
    kinds: dict[int, str] = {}
    for line in lines:
        look = line.find(A + "pPr")
        bulleted, counted = usual, None
        if look is not None:
            counted = look.find(A + "buAutoNum")
            other = any(look.find(A + name) is not None for name in ("buChar", "buBlip"))
            bulleted = look.find(A + "buNone") is None and (usual or other or counted is not None)
        level = int(look.get("lvl") or 0) if look is not None else 0
        runs = tuple(_line(line, related, told, setting))
        live = any(run.text.strip() and not run.struck for run in runs)
        counters = {
            i: count for i, count in counters.items() if i < level or (i == level and counted is not None)
        }
        if counted is not None and live:
            kind = counted.get("type") or ""
            if kinds.setdefault(level, kind) != kind:
                counters.pop(level, None)
            kinds[level] = kind
            start = min(int(counted.get("startAt") or 1), LARGEST)
            counters[level] = counters[level] + 1 if level in counters else start
            number = _number(kind, counters[level])
            runs = (Run(number, inserted=True), Run(" "), *runs)
        elif bulleted and live and (sign := _speaking(look)):
            runs = (Run(sign, inserted=True), Run(" "), *runs)
        yield SlideParagraph(runs, level + 1 if bulleted else 0)


def _speaking(look: Element | None) -> str:
    """Returns the bullet of a paragraph if it says yes or no."""
    bullet = None if look is None else look.find(A + "buChar")
    if look is None or bullet is None:
        return ""
    font = look.find(A + "buFont")
    return speaking(bullet.get("char") or "", "" if font is None else font.get("typeface") or "")


def _number(kind: str, number: int) -> str:
    """Returns the number of an item, as in 2., (b) or iv)."""
    found = NUMBERING.fullmatch(kind)
    if not found:
        return f"{number}."
    before, behind = MARKS[found[2]]
    return f"{before}{FORMATS[FIGURES[found[1]]](number)}{behind}"


def words_of(element: Element, related: dict[str, Relation], told: Told, setting: Setting) -> list[Run]:
    """Returns all words in an element, with spaces between its paragraphs. related: the slide's relations."""
    return [run for line in element.iter(A + "p") for run in (Run(" "), *_line(line, related, told, setting))]


def _line(line: Element, related: dict[str, Relation], told: Told, setting: Setting) -> list[Run]:
    formulas = [(e, in_a_line(e)) for e in line.iter(FORMULA)]
    if any(written is None for _, written in formulas):
        told.count(*UNWRITTEN)
        return []
    return without_stand_ins(parted(list(_runs(line, related, told, setting))), told)


def _runs(line: Element, related: dict[str, Relation], told: Told, setting: Setting) -> Iterator[Run]:
    for piece in line:
        if piece.tag == A + "br":
            yield Run(LINE_BREAK)
        elif piece.tag == A + "fld" and piece.get("type") == "slidenum":
            continue
        elif isinstance(piece.tag, str) and (formulas := list(piece.iter(FORMULA))):
            written = " ".join(in_a_line(formula) or "" for formula in formulas)
            yield from (Run(EDGE), Run(written, inserted=True), Run(EDGE))
        elif piece.tag in {A + "r", A + "fld"}:
            looks = _looks(piece, line, setting)
            words = piece.findtext(A + "t") or ""
            words = words.upper() if _first(looks, "cap") == "all" else words
            if words.strip() and _is_unseen(looks, line, setting):
                if is_dark(_marker(looks, setting)):
                    yield Run(told.cover(words))
                else:
                    told.unseen.append(words)
            else:
                click = piece.find(f"{A}rPr/{A}hlinkClick")
                relation = related.get(click.get(R + "id") or "") if click is not None else None
                yield Run(
                    raised(words) if int(_first(looks, "baseline") or 0) > 0 else words,
                    relation.target if relation and relation.outside else None,
                    struck=setting.struck or _first(looks, "strike") in STRUCK,
                )


def _looks(piece: Element, line: Element, setting: Setting) -> list[Element]:
    """Returns the looks of letters, the strongest first: their own, and those usual for their level."""
    level = line.find(A + "pPr")
    number = int(level.get("lvl") or 0) + 1 if level is not None else 1
    lists = [line.getparent().find(A + "lstStyle"), *setting.usual]
    usual = (found.find(f"{A}lvl{number}pPr/{A}defRPr") for found in lists if found is not None)
    return [look for look in (piece.find(A + "rPr"), *usual) if look is not None]


def _first(looks: list[Element], name: str) -> str | None:
    return next((stated for look in looks if (stated := look.get(name)) is not None), None)


def _marker(looks: list[Element], setting: Setting) -> Colour | None:
    """Returns the colour of a highlighter on letters; None if there is none, or it is unknown."""
    marker = next((found for look in looks for found in look.iterchildren(A + "highlight")), None)
    return None if marker is None else setting.palette.colour(marker)


def _is_unseen(looks: list[Element], line: Element, setting: Setting) -> bool:
    """Returns whether letters are empty, in the colour of what is behind them, or too small to read."""
    if int(_first(looks, "sz") or SMALLEST) < SMALLEST:
        return True
    letters = next((fill for look in looks for fill in look.iterchildren(*FILLS)), None)
    if (marker := _marker(looks, setting)) is not None:
        usual = setting.palette.named("tx1") or BLACK
        shown = usual if letters is None else setting.palette.colour(letters)
        return shown is not None and are_one(shown, marker)
    if letters is not None and (letters.tag == A + "noFill" or is_faint(letters)):
        return all(look.find(f"{A}ln/{A}solidFill") is None for look in looks)
    around = next(line.iterancestors(A + "tc", P + "sp"), None)
    if around is None:
        return False
    ground = around.find(f"{A}tcPr/{A}solidFill") if around.tag == A + "tc" else fill_of(around)
    if letters is not None and ground is not None and are_same(letters, ground):
        return True
    behind = setting.behind if ground is None else setting.palette.colour(ground)
    if letters is not None:
        colour = setting.palette.colour(letters)
    else:
        colour = setting.palette.letters(around) if around.tag == P + "sp" else setting.letters
    return colour is not None and behind is not None and are_one(colour, behind)
