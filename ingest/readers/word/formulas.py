"""Writes the formulas of Word documents in a line, as a person reads them: 3/4, x², √(a+b)."""

import re
import unicodedata
from typing import Any

from ingest.readers.word.numbering import W

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA = M + "oMath"
RAISED = str.maketrans("0123456789+−-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+−-()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
ALONE = re.compile(r"\w+([.,]\w+)*|\([^()]*\)")  # needs no brackets
MATHEMATICAL = re.compile("[\U0001d400-\U0001d7ff]")  # letters in a style of their own
# A formula with such a run is not simple: it may be struck, hidden or white.
LOOKS = [W + name for name in ("vanish", "strike", "dstrike", "color")]
WORDS = [f"{M}*", *(W + name for name in ("r", "ins", "del", "moveFrom", "moveTo", "hyperlink", "sdt"))]
PLAIN = {"auto", "000000"}  # colours
SIGNS = {"∘": "°", "°": "°", "′": "′", "'": "′", "″": "″"}  # that are raised anyway

Element = Any


def in_a_line(formula: Element) -> str | None:
    """Returns a formula as it is read in a line; None if that is not possible, as for sums and matrices."""
    try:
        return _inside(formula)
    except _NotSimpleError:
        return None


class _NotSimpleError(Exception):
    """A part of a formula cannot be written in a line."""


def _inside(element: Element | None) -> str:
    words = ""
    for part in () if element is None else element.iterchildren(*WORDS):
        if not part.tag.endswith("Pr"):
            written = _written(part)
            # 1 and a fraction of 3 and 4 are no 13/4.
            apart = "/" in words + written and words[-1:].isalnum() and written[:1].isalnum()
            words += f" {written}" if apart else written
    return words


def _written(part: Element) -> str:
    def of(name: str) -> str:
        return _inside(part.find(M + name))

    def said(name: str, usual: str = "") -> str:
        found = next(part.iterfind(f"{M}{part.tag.removeprefix(M)}Pr/{M}{name}"), None)
        return usual if found is None else found.get(M + "val") or ""

    match part.tag.removeprefix(M):
        case "r" if all(look.get(W + "val") in PLAIN for look in part.iter(*LOOKS)):
            words = "".join(t.text or "" for t in part.iterfind(M + "t"))
            return MATHEMATICAL.sub(lambda found: unicodedata.normalize("NFKC", found[0]), words)
        case "f" if said("type") != "noBar":
            return f"{_one(of('num'))}/{_one(of('den'))}"
        case "sSup":
            return _one(of("e")) + _small(of("sup"), RAISED, "^")
        case "sSub":
            return _one(of("e")) + _small(of("sub"), LOWERED, "_")
        case "sSubSup":
            return _one(of("e")) + _small(of("sub"), LOWERED, "_") + _small(of("sup"), RAISED, "^")
        case "rad":
            return (_small(of("deg"), RAISED, "^") if of("deg") else "") + "√" + _one(of("e"))
        case "d":
            between = said("sepChr", "|").join(_inside(inner) for inner in part.iterfind(M + "e"))
            return f"{said('begChr', '(')}{between}{said('endChr', ')')}"
        case "func":
            return f"{of('fName')} {of('e')}"
    raise _NotSimpleError


def _one(words: str) -> str:
    """Returns a part of a formula in brackets, unless it is one without them."""
    return words if ALONE.fullmatch(words) else f"({words})"


def _small(words: str, signs: dict[int, int], mark: str) -> str:
    """Returns small figures, raised or lowered; a mark before what has no such characters."""
    if mark == "^" and words in SIGNS:
        return SIGNS[words]
    small = words.translate(signs)
    return small if all(ord(c) in signs for c in words) else f"{mark}{_one(words)}"
