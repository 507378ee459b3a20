"""Writes formulas, as those in MathML, in a line, as a person reads them: 3/4, x², √(a+b)."""

import re
from typing import Any

# What is told of a paragraph whose formula no line can show, as `Told.count` takes it.
UNWRITTEN = "paragraph", "is not quoted because its formula cannot be written in a line"
RAISED = str.maketrans("0123456789+−-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+−-()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
ALONE = re.compile(r"\w+([.,]\w+)*|\([^()]*\)")  # needs no brackets
SIGNS = {"∘": "°", "°": "°", "′": "′", "'": "′", "″": "″"}  # that are raised anyway
NAMESPACE = re.compile(r"\{[^}]*\}|.*:")
UNHEARD = re.compile("[\u2061-\u2064]")  # signs that nobody sees, as for "times" between factors
GROUPS = {"math", "mrow", "mstyle", "mpadded", "semantics"}
LETTERS = {"mi", "mn", "mo", "mtext", "ms"}

Element = Any


class NotSimpleError(Exception):
    """A part of a formula cannot be written in a line."""


def mathml_in_a_line(formula: Element) -> str | None:
    """Returns a MathML formula as it is read in a line; None if that is not possible, as for sums."""
    try:
        return " ".join(_inside([formula]).split())
    except NotSimpleError:
        return None


def joined(words: str, written: str) -> str:
    """Returns a formula so far with its next part: 1 and a fraction of 3 and 4 are no 13/4."""
    apart = "/" in words + written and words[-1:].isalnum() and written[:1].isalnum()
    return words + f" {written}" if apart else words + written


def bracketed(words: str) -> str:
    """Returns a part of a formula in brackets, unless it is one without them."""
    return words if ALONE.fullmatch(words) else f"({words})"


def small(words: str, signs: dict[int, int], mark: str) -> str:
    """Returns small figures, raised or lowered; a mark before what has no such characters."""
    if mark == "^" and words in SIGNS:
        return SIGNS[words]
    written = words.translate(signs)
    return written if all(ord(c) in signs for c in words) else f"{mark}{bracketed(words)}"


def _inside(parts: list[Element]) -> str:
    words = ""
    for part in parts:
        words = joined(words, _written(part))
    return words


def _written(part: Element) -> str:
    name = NAMESPACE.sub("", part.tag) if isinstance(part.tag, str) else ""
    inner = [one for one in part if isinstance(one.tag, str)]
    if name in LETTERS and not inner:
        return UNHEARD.sub("", " ".join((part.text or "").split()))
    if name == "mspace":
        return " "
    if name in GROUPS:
        return _inside(inner[:1] if name == "semantics" else inner)
    if name == "msqrt":
        return f"√{bracketed(_inside(inner))}"
    if name == "mfenced":
        between = (part.get("separators") or ",").strip()[:1]
        return f"{part.get('open', '(')}{between.join(map(_written, inner))}{part.get('close', ')')}"
    return _of_two_or_three(name, part, [_inside([one]) for one in inner])


def _of_two_or_three(name: str, part: Element, inner: list[str]) -> str:
    """Returns a fraction, a power, an index or a root."""
    match name, inner:
        case "mfrac", [over, under] if not re.match(r"0(?![.\d]*[1-9])", part.get("linethickness") or "1"):
            return f"{bracketed(over)}/{bracketed(under)}"
        case "msup", [base, up]:
            return bracketed(base) + small(up, RAISED, "^")
        case "msub", [base, down]:
            return bracketed(base) + small(down, LOWERED, "_")
        case "msubsup", [base, down, up]:
            return bracketed(base) + small(down, LOWERED, "_") + small(up, RAISED, "^")
        case "mroot", [base, degree]:
            return f"{small(degree, RAISED, '^')}√{bracketed(base)}"
    raise NotSimpleError
