"""Precedence by kind of document: guidance comes before reports if both match about equally."""

import re
from collections.abc import Mapping

from index.documents import Document, Source

# Added to a passage's score by the kind of its source: less than a tenth of a good match's score. Tuned on
# the library benchmark (docs/evaluation.md).
GUIDES = 0.15
REPORTS = -0.15
PRECEDENCE: Mapping[str | None, float] = {
    "briefing": GUIDES,
    "procedure": GUIDES,
    "guidance": GUIDES,
    "form": GUIDES,
    "report": REPORTS,
}
# Names of reports on findings, in titles or first headings.
REPORT = re.compile(
    r"\b(?:inspection|inspected|inspector|ofsted|minutes of|audit report|annual report|"
    r"(?:case|practice|domestic homicide) review(?: report)?)\b",
    re.IGNORECASE,
)
FIRST_HEADINGS = 3


def precedence(source: Source, document: Document) -> float:
    """Returns what to add to the score of this document's passages.

    A source without a kind in the register counts as a report if its title or one of its first headings says
    so, otherwise as neither.
    """
    if source.kind is not None:
        return PRECEDENCE.get(source.kind, 0.0)
    headings = [heading for section in document.sections[:FIRST_HEADINGS] for heading in section.path]
    return REPORTS if any(map(REPORT.search, [source.title, *headings])) else 0.0
