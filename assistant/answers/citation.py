"""Cites the place of a quote in words, and links as deep into the source as is certain to be right."""

from urllib.parse import quote as percent_encoded
from urllib.parse import urldefrag

from assistant.answers.quote import Place
from assistant.library.descriptions import notice_line, pages_name, remarks, section_name

# How many words at each end of a longer quote go into its text fragment.
FRAGMENT_WORDS = 5
WEB_PAGES = (".html", ".htm")


def deep_link(place: Place) -> str | None:
    """Returns the publisher's address of the words: the page of a PDF, or the words in a web page.

    None if the register has no address. For other formats, such as Word or Markdown, the address is that of
    the whole document.
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
    """Encodes words for a text fragment, including '-', '&' and ',', which are syntax there.

    See the URL Fragment Text Directives draft.
    """
    words = text.split()
    if len(words) <= 2 * FRAGMENT_WORDS:
        return _encoded(words)
    return f"{_encoded(words[:FRAGMENT_WORDS])},{_encoded(words[-FRAGMENT_WORDS:])}"


def _encoded(words: list[str]) -> str:
    return percent_encoded(" ".join(words), safe="").replace("-", "%2D")


def citation(place: Place) -> str:
    """Returns where the words stand, with remarks on the status of their source."""
    remark = remark_line(place)
    return f"{place_name(place)}. {remark}" if remark else place_name(place)


def place_name(place: Place) -> str:
    """Returns title, publisher, section and pages, as far as they are known."""
    source = place.source
    facts = [source.title, source.publisher, section_name(place.section.path), pages_name(place.pages)]
    return ", ".join(filter(None, facts))


def remark_line(place: Place) -> str | None:
    """Returns every remark on the source's status, from the register and from the document itself."""
    return " ".join(filter(None, [*remarks(place.standing), notice_line(place.document)])) or None
