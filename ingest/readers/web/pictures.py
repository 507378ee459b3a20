"""Finds what says something on a web page without words of the page: pictures, frames, films."""

from lxml.html import HtmlElement

from ingest.readers.left_out import Told, describes
from ingest.readers.web.visibility.hidden_elements import is_hidden
from ingest.readers.web.visibility.looks import USUAL_SIZE, length_of
from ingest.readers.web.visibility.styles import styles_of

SMALLEST = 8.0  # pixels; a smaller picture is a line, a dot or a counter of visits


def undescribed(part: HtmlElement) -> int:
    """Returns how many pictures have no description. Decoration, marked as such or tiny, needs none."""
    return sum(not _is_decoration(picture) and not _is_described(picture) for picture in part.iter("img"))


def words_of_pictures(heading: HtmlElement) -> list[str]:
    """Returns what the pictures of a heading say that has no words of its own, by their descriptions."""
    return [" ".join(picture.get("alt").split()) for picture in heading.iter("img") if _is_described(picture)]


def told_frames(part: HtmlElement, told: Told) -> None:
    """Counts what a page shows of other pages and files, and its films and recordings; none if hidden."""
    for element in part.iter("iframe", "object", "embed", "video", "audio"):
        around = [element, *element.iterancestors()]
        inner = element.tag == "embed" and any(e.tag == "object" for e in around)
        if inner or _is_decoration(element) or any(e.tag == "noscript" or is_hidden(e) for e in around):
            continue
        if element.tag in {"video", "audio"}:
            told.count("film or recording", "is left out")
        elif (element.get("src") or element.get("data") or "about:")[:6] != "about:":
            told.count("frame with another page or file", "is left out")


def _is_described(picture: HtmlElement) -> bool:
    return describes(" ".join((picture.get("alt") or "").split()))


def _is_decoration(picture: HtmlElement) -> bool:
    marked = picture.get("role") in {"presentation", "none"} or picture.get("aria-hidden") == "true"
    styles = styles_of(picture)
    sizes = [
        styles.get(name) or f"{(picture.get(name) or '').strip().removesuffix('px')}px"
        for name in ("width", "height")
    ]
    known = [length_of(size, USUAL_SIZE) for size in sizes if "%" not in size]
    tiny = any(size is not None and size <= SMALLEST for size in known)
    return marked or tiny or (picture.get("alt") is not None and not (picture.get("alt") or "").strip())
