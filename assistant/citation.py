"""Where a quote comes from, in words, and the deepest link to it that is known to be right."""

from datetime import date
from urllib.parse import quote as percent_encoded
from urllib.parse import urldefrag

from assistant.quotes import Place
from assistant.standing import Standing
from index.model import Document, Page, Source

# A text fragment names the first and last words of a longer quote.
FRAGMENT_WORDS = 5
WEB_PAGES = (".html", ".htm")


def deep_link(place: Place) -> str | None:
    """The publisher's address of the words: its page of a PDF, its words in a web page.

    None where the register has no address. A Word or Markdown file has nothing to point into.
    """
    url = place.source.url
    if url is None:
        return None
    file = place.document.file.lower()
    if file.endswith(".pdf"):
        is_pdf = urldefrag(url).url.lower().endswith(".pdf")
        return f"{urldefrag(url).url}#page={place.pages[0].number}" if is_pdf and place.pages else url
    if file.endswith(WEB_PAGES):
        base, fragment = urldefrag(url)
        return f"{base}#{place.section.anchor or fragment}:~:text={_text_fragment(place.text)}"
    return url


def _text_fragment(text: str) -> str:
    """See the URL Fragment Text Directives draft: '-', '&' and ',' are its syntax and are encoded."""
    words = text.split()
    if len(words) <= 2 * FRAGMENT_WORDS:
        return _encoded(words)
    return f"{_encoded(words[:FRAGMENT_WORDS])},{_encoded(words[-FRAGMENT_WORDS:])}"


def _encoded(words: list[str]) -> str:
    return percent_encoded(" ".join(words), safe="").replace("-", "%2D")


def section_name(path: tuple[str, ...]) -> str:
    """A heading path as it is read: outermost first."""
    return " › ".join(path)


def citation(place: Place) -> str:
    """Where words stand, and what must be known with them of how they stand."""
    remark = remark_line(place)
    return f"{place_name(place)}. {remark}" if remark else place_name(place)


def place_name(place: Place) -> str:
    """Title, publisher, section and pages, as far as they are known."""
    source = place.source
    facts = [source.title, source.publisher, section_name(place.section.path), pages_name(place.pages)]
    return ", ".join(filter(None, facts))


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


def remark_line(place: Place) -> str | None:
    """All that must be known with some words of how they stand: by the register, and by their document."""
    return " ".join(filter(None, [*remarks(place.standing), notice_line(place.document)])) or None


def day(value: date) -> str:
    """A date as people write it: 23 November 2026."""
    return f"{value.day} {value:%B %Y}"


def address_state(source: Source) -> str:
    """Whether somebody has checked that the register's address is right, in words."""
    if source.url is None:
        return "no address known"
    if source.url_checked is None:
        return "address not verified"
    return f"address checked {day(source.url_checked)}"
