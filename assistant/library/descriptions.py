"""Describes sources and places in words: dates and status, sections and pages."""

from datetime import date

from assistant.library.status import Standing
from index.documents import Document, Page, Source


def counted(number: int, noun: str) -> str:
    """Returns a number with its noun: 1 passage, 2 passages."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def section_name(path: tuple[str, ...]) -> str:
    """Returns a heading path in words, outermost first."""
    return " › ".join(path)


def notices(document: Document) -> tuple[str, ...]:
    """Returns the words in which a document says that it is under review."""
    return tuple(document.text[start:end] for start, end in document.notices)


def notice_line(document: Document) -> str | None:
    """Returns these words as a line to show with a quote; None if there are none."""
    said = " ".join(f"“{' '.join(notice.split())}”" for notice in notices(document))
    return f"The document says of itself: {said}" if said else None


def amendment(document: Document) -> str | None:
    """Returns the document's record of its changes and dates; None if it has none."""
    return "\n\n".join(document.text[start:end] for start, end in document.amendments) or None


def pages_name(pages: tuple[Page, ...]) -> str | None:
    """Returns the pages in words, with printed labels where they differ; None if there are no pages."""
    if not pages:
        return None
    numbers = [str(page.number) for page in pages]
    labels = [page.label or str(page.number) for page in pages]
    named = f"page {numbers[0]}" if len(pages) == 1 else f"pages {numbers[0]}–{numbers[-1]}"
    if labels == numbers:
        return named
    printed = labels[0] if len(pages) == 1 else f"{labels[0]}–{labels[-1]}"
    return f"{named} (printed {printed})"


def dates(source: Source, standing: Standing) -> str:
    """Returns a source's dates and status in words, including which of them are unknown."""
    known = [
        f"{label} {day(value)}" + (" (from the download)" if key in source.found else "")
        for key, label, value in (
            ("published", "published", source.published),
            ("in_force", "in force from", source.in_force),
            ("review_by", "review due", source.review_by),
        )
        if value
    ]
    status = "status not recorded" if standing.state == "unknown" else standing.state
    return ", ".join([*(known or ["undated"]), status])


def remarks(standing: Standing) -> tuple[str, ...]:
    """Returns what a reader must know about a source's status, one sentence each; none if it is current."""
    by = f"“{standing.by.title}”" if standing.by else None
    found = {
        "superseded": f"Superseded by {by}." if by else "Superseded.",
        "under review": "Under review.",
        "not yet in force": f"Not yet in force: in force from {day(standing.in_force)}."
        if standing.in_force
        else "Not yet in force.",
    }
    parts = [found[standing.state]] if standing.state in found else []
    if standing.from_day and by:
        parts.append(f"To be superseded by {by} on {day(standing.from_day)}.")
    if standing.overdue:
        parts.append(f"Its review was due on {day(standing.overdue)}.")
    return tuple(parts)


def day(value: date) -> str:
    """Returns a date as people write it: 23 November 2026."""
    return f"{value.day} {value:%B %Y}"


def remarked(name: str, standing: Standing) -> str:
    """Returns a name with each remark in brackets."""
    return " ".join([name, *(f"({remark.rstrip('.')})" for remark in remarks(standing))])


def address_state(source: Source) -> str:
    """Returns in words whether somebody has checked the register's address."""
    if source.url is None:
        return "no address known"
    if source.url_checked is None:
        return "address not verified"
    return f"address checked {day(source.url_checked)}"
