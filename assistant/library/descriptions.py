"""How sources and places are described in words: their dates and status, sections and pages."""

from datetime import date

from assistant.library.status import Standing
from index.documents import Document, Page, Source


def counted(number: int, noun: str) -> str:
    """A number and its noun: 1 passage, 2 passages."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def section_name(path: tuple[str, ...]) -> str:
    """A heading path as it is read: outermost first."""
    return " › ".join(path)


def notices(document: Document) -> tuple[str, ...]:
    """The words in which a document says that it is under review."""
    return tuple(document.text[start:end] for start, end in document.notices)


def notice_line(document: Document) -> str | None:
    """The same as a line to stand with a quote; None where the document says nothing of the kind."""
    said = " ".join(f"“{' '.join(notice.split())}”" for notice in notices(document))
    return f"The document says of itself: {said}" if said else None


def amendment(document: Document) -> str | None:
    """What a document says of its own changes and dates; None where it says nothing of them."""
    return "\n\n".join(document.text[start:end] for start, end in document.amendments) or None


def pages_name(pages: tuple[Page, ...]) -> str | None:
    """The pages in words, with the printed labels where they differ; None where there are none."""
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
    """The dates of a source and how it stands, in words; what is not known is said to be so."""
    known = [
        f"{label} {day(value)}" + (" (as found with the file)" if key in source.found else "")
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
    """What must be known with every word of a source, a sentence each; none where it is simply current."""
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
    """A date as people write it: 23 November 2026."""
    return f"{value.day} {value:%B %Y}"


def remarked(name: str, standing: Standing) -> str:
    """A name with each remark in brackets."""
    return " ".join([name, *(f"({remark.rstrip('.')})" for remark in remarks(standing))])


def address_state(source: Source) -> str:
    """Whether somebody has checked that the register's address is right, in words."""
    if source.url is None:
        return "no address known"
    if source.url_checked is None:
        return "address not verified"
    return f"address checked {day(source.url_checked)}"
