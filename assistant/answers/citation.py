"""Where a quote comes from, in words, and the deepest link to it that is known to be right."""

from urllib.parse import quote as percent_encoded
from urllib.parse import urldefrag

from assistant.answers.quote import Place
from assistant.library.descriptions import notice_line, pages_name, remarks, section_name

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


def citation(place: Place) -> str:
    """Where words stand, and what must be known with them of how they stand."""
    remark = remark_line(place)
    return f"{place_name(place)}. {remark}" if remark else place_name(place)


def place_name(place: Place) -> str:
    """Title, publisher, section and pages, as far as they are known."""
    source = place.source
    facts = [source.title, source.publisher, section_name(place.section.path), pages_name(place.pages)]
    return ", ".join(filter(None, facts))


def remark_line(place: Place) -> str | None:
    """All that must be known with some words of how they stand: by the register, and by their document."""
    return " ".join(filter(None, [*remarks(place.standing), notice_line(place.document)])) or None
