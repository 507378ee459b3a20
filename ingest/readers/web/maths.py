"""Writes the formulas of a web page as words of their lines."""

import re

import lxml.html
from lxml.html import HtmlElement

from ingest.readers.maths import mathml_in_a_line
from ingest.readers.web.boilerplate import drop, words_of

LINES = ("p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption")
# What draws a formula as a picture, and keeps its markup for screen readers.
PICTURED = "ancestor::span[contains(concat(' ', @class, ' '), ' mwe-math-element ')]"
# The copy of a formula, for screen readers, beside the letters that are seen.
COPY = re.compile(r"katex-mathml|mjx[-_]assistive", re.IGNORECASE)


def write_maths(part: HtmlElement) -> int:
    """Writes each formula of a part of a page as it is read in a line.

    Removes the lines with others: without its formula, a sentence says something else. Returns how many.
    """
    cut = 0
    for formula in list(part.iter("math")):
        if not any(around is part for around in formula.iterancestors()):
            continue
        if any(COPY.search(around.get("class") or "") for around in formula.iterancestors()):
            continue
        written = mathml_in_a_line(formula)
        shown = next(iter(formula.xpath(PICTURED)), formula)
        if written is None:
            line = next(formula.iterancestors(*LINES), None)
            cut += 1
            if line is not None and line.tag in {"td", "th"}:
                line.text = None  # the cells beside it keep their places
                del line[:]
            else:
                drop(shown if line is None or not words_of(line) else line)
        else:
            words = lxml.html.Element("span")
            words.text, words.tail = written, shown.tail
            shown.getparent().replace(shown, words)
    return cut
