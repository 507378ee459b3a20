"""Words found within a document."""

from pathlib import Path

from lxml import html

from index.storage.builds import open_current
from views.elements.permalinks import passage_address
from views.reading.found_passages import found_list


def test_words_are_found_within_a_document(held: Path) -> None:
    """This test ensures that each passage with all of the words is listed, in any case, as a link."""
    build = open_current(held)
    document = build.documents["lending-rules"]
    found = html.fromstring(found_list(build, document, "BOOKS may"))
    (line,) = found.iterfind(".//li")
    passage = next(p for p in build.passages if "six books" in document.text[p.start : p.end])
    assert line.find("a").get("href") == passage_address(passage)
    assert line.find("a").text == " ".join(document.text[passage.start : passage.end].split())
    assert "1 passage with these words" in found.text_content()
    assert "0 passages with these words" in found_list(build, document, "zebra")
