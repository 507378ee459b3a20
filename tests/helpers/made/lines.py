"""Breaks words into lines as a typesetter does: hyphens at line ends, ligatures, raised marks."""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from .briefing import Word

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
FIGURES = str.maketrans(SUPERSCRIPTS, "0123456789")
# Where a word may be cut: before a consonant and a vowel, with at least three letters on each side.
SYLLABLE = re.compile(r"(?<=[a-z]{3})(?=[bcdfghjklmnpqrstvwxz][aeiouy][a-z])")
REAL_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])")
LIGATURES = (("fi", "ﬁ"), ("fl", "ﬂ"))


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface. ligatures: drawn if the font has them."""

    regular: str
    bold: str
    ligatures: bool = False


TIMES = Face("Times-Roman", "Times-Bold")
HELVETICA = Face("Helvetica", "Helvetica-Bold")
VERA = Face("Vera", "VeraBd", ligatures=True)
for _name in (VERA.regular, VERA.bold):
    pdfmetrics.registerFont(TTFont(_name, f"{_name}.ttf"))


@dataclass(frozen=True, slots=True)
class Fragment:
    """A word, or the part of it on one line, with a hyphen after it where it is cut.

    index: the word's position among the words that are set.
    """

    text: str
    index: int
    link: str | None = None
    linked: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """How words are set: face, size in points, and whether all are bold."""

    face: Face
    size: float
    bold: bool = False

    def width(self, text: str, *, bold: bool = False) -> float:
        """Returns the width in points."""
        drawn = self.glyphs(text, bold=bold)
        return sum(float(pdfmetrics.stringWidth(glyphs, font, size)) for glyphs, font, size, _ in drawn)

    def glyphs(self, text: str, *, bold: bool) -> Iterator[tuple[str, str, float, float]]:
        """Returns what is drawn: each stretch of characters with its font, size, and rise above the line."""
        font = self.face.bold if bold or self.bold else self.face.regular
        for raised, group in groupby(text, key=lambda character: character in SUPERSCRIPTS):
            stretch = "".join(group)
            if raised:
                yield stretch.translate(FIGURES), font, self.size * 0.62, self.size * 0.35
                continue
            for letters, ligature in LIGATURES if self.face.ligatures else ():
                stretch = stretch.replace(letters, ligature)
            yield stretch, font, self.size, 0.0


def break_lines(
    words: Sequence[Word], style: Type, width: float, *, hyphenate: bool = True, breaks: Sequence[int] = ()
) -> list[list[Fragment]]:
    """Returns the lines of these words, each as long as fits.

    hyphenate: some words (always the same ones) may be cut at a line end; words with a hyphen always may.
    breaks: how many words go on each line before a forced break.
    """
    space = style.width(" ")
    ends = {sum(breaks[: i + 1]) for i in range(len(breaks))}
    lines: list[list[Fragment]] = [[]]
    used = 0.0
    for index, word in enumerate(words):
        rest = Fragment(word.text, index, word.link, word.linked, word.bold)
        while used + (gap := space if lines[-1] else 0.0) + style.width(rest.text, bold=rest.bold) > width:
            cut = _longest(rest, style, width - used - gap, hyphenate=hyphenate)
            if cut is None and not lines[-1]:
                break
            if cut:
                lines[-1].append(cut[0])
                rest = cut[1]
            lines.append([])
            used = 0.0
        lines[-1].append(rest)
        used += gap + style.width(rest.text, bold=rest.bold)
        if index + 1 in ends and index + 1 < len(words):
            lines.append([])
            used = 0.0
    return lines


def _longest(
    word: Fragment, style: Type, width: float, *, hyphenate: bool
) -> tuple[Fragment, Fragment] | None:
    """Cuts the word so that as much as possible fits into the width; None if nothing fits."""
    for at in reversed(_cuts(word.text, hyphenate)):
        first, second = _cut(word, at)
        if style.width(first.text, bold=word.bold) <= width:
            return first, second
    return None


def _cuts(text: str, hyphenate: bool) -> list[int]:
    cuts = [found.start() for found in REAL_HYPHEN.finditer(text)]
    if cuts or not hyphenate or zlib.crc32(text.encode()) % 2:
        return cuts
    return [found.start() for found in SYLLABLE.finditer(text)]


def _cut(word: Fragment, at: int) -> tuple[Fragment, Fragment]:
    hyphen = "" if word.text[at - 1] == "-" else "-"
    first = replace(word, text=word.text[:at] + hyphen, linked=min(word.linked, at))
    return first, replace(word, text=word.text[at:], linked=max(0, word.linked - at))
