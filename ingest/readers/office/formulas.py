"""Writes the formulas of Word documents and slides in a line, as a person reads them: 3/4, x², √(a+b)."""

import re
import unicodedata
from typing import Any

from ingest.readers.maths import LOWERED, RAISED, NotSimpleError, bracketed, joined, small

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA = M + "oMath"
MATHEMATICAL = re.compile("[\U0001d400-\U0001d7ff]")  # letters in a style of their own
# A formula with such a run is not simple: it may be struck, hidden or white.
LOOKS = [W + name for name in ("vanish", "strike", "dstrike", "color")]
WORDS = [f"{M}*", *(W + name for name in ("r", "ins", "del", "moveFrom", "moveTo", "hyperlink", "sdt"))]
PLAIN = {"auto", "000000"}  # colours

Element = Any


def in_a_line(formula: Element) -> str | None:
    """Returns a formula as it is read in a line; None if that is not possible, as for sums and matrices."""
    try:
        return _inside(formula)
    except NotSimpleError:
        return None


def _inside(element: Element | None) -> str:
    words = ""
    for part in () if element is None else element.iterchildren(*WORDS):
        if not part.tag.endswith("Pr"):
            words = joined(words, _written(part))
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
            return f"{bracketed(of('num'))}/{bracketed(of('den'))}"
        case "sSup":
            return bracketed(of("e")) + small(of("sup"), RAISED, "^")
        case "sSub":
            return bracketed(of("e")) + small(of("sub"), LOWERED, "_")
        case "sSubSup":
            return bracketed(of("e")) + small(of("sub"), LOWERED, "_") + small(of("sup"), RAISED, "^")
        case "rad":
            return (small(of("deg"), RAISED, "^") if of("deg") else "") + "√" + bracketed(of("e"))
        case "d":
            between = said("sepChr", "|").join(_inside(inner) for inner in part.iterfind(M + "e"))
            return f"{said('begChr', '(')}{between}{said('endChr', ')')}"
        case "func":
            return f"{of('fName')} {of('e')}"
    raise NotSimpleError
