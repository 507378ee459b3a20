"""Words struck through in a document: shown as such where it is read, and never part of a quote."""

from pathlib import Path

import pytest
from lxml import html
from parts import TODAY, assistant_of, publish

from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex
from views.asking.answer_card import answer_card
from views.elements.markup import words
from views.elements.permalinks import Wanted
from views.elements.struck_words import LABEL
from views.reading.document_page import document_page

POOL = """<h1>Pool rules</h1>
<h2><s>Old</s> Lanes</h2><p><del>Lanes are free for all.</del></p>
<p>Swimmers <s>may</s> must keep to the left lane<s> at night</s>. Divers wait.</p>
<p>The deep lane is closed.<del> It was open &lt;once&gt;.</del></p>
<h2>Towels</h2><p><s>Towels are free.</s></p>
<h2>Prices</h2><table><tr><th>Day<th>Price<tr><td>Monday<td><s>one penny</s> two pence
<tr><td>Sunday<td><s>free</s><tr style="text-decoration:line-through"><td>Feast<td>free</table>
<h2>Keys</h2><p><s>Keys are lent.</s></p>"""


@pytest.fixture
def pool(corpus: Path, tmp_path: Path) -> PassageIndex:
    """A build with a page where each kind of block has struck-through words."""
    (corpus / "documents/pool.html").write_text(POOL)
    publish(corpus, tmp_path / "pool")
    return open_current(tmp_path / "pool")


def read(index: PassageIndex, section: int) -> html.HtmlElement:
    page = html.fromstring(document_page(index, index.documents["pool"], Wanted("pool", section), TODAY))
    return page.find(".//section")


def struck(element: html.HtmlElement) -> list[str]:
    """Returns the struck-through words without the labels for screen readers."""
    return ["".join(found.xpath("./text()")) for found in element.iter("s")]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (2, ["Old", "Lanes are free for all.", "may", "at night", "It was open <once>."]),
        (3, ["Towels are free."]),
        (4, ["one penny", "free Feast | free"]),
        (5, ["Keys are lent."]),
    ],
)
def test_struck_words_are_read_where_they_stand(
    pool: PassageIndex, section: int, expected: list[str]
) -> None:
    """This test ensures that the page Read shows struck-through words, crossed out, in their own section."""
    shown = read(pool, section)
    assert sorted(struck(shown)) == sorted(expected)
    assert shown.text_content().count(LABEL) == len(expected)


def test_struck_words_stand_apart_from_the_words_beside_them(pool: PassageIndex) -> None:
    """This test ensures that spaces separate them from other words, and the rest of the text is unchanged."""
    document = pool.documents["pool"]
    passage = next(p for p in pool.passages if document.text[p.start : p.end].startswith("Swimmers"))
    told = html.fromstring(f"<p>{words(document, passage.start, passage.end, struck=True)}</p>")
    for label in told.xpath(".//span[@class='spoken']"):
        label.drop_tree()
    assert told.text_content() == "Swimmers may must keep to the left lane at night. Divers wait."
    for found in told.iter("s"):
        found.text = ""
    assert "".join(told.text_content().split()) == "".join(document.text[passage.start : passage.end].split())


def test_a_quote_holds_no_struck_words_and_its_context_shows_them(pool: PassageIndex, tmp_path: Path) -> None:
    """This test ensures that struck-through words are neither in the quote nor highlighted."""
    answer = assistant_of(tmp_path / "pool").answer("Must swimmers keep to the left lane?", threshold=0)
    card = html.fromstring(answer_card(answer, pool, TODAY))
    quote = next(a for a in card.iter("article") if "Swimmers" in a.find(".//blockquote").text_content())
    assert struck(quote.find(".//blockquote")) == []
    around = quote.find(".//div[@class='around']")
    assert struck(around) == ["Old", "Lanes are free for all.", "may", "at night", "It was open <once>."]
    assert all(not list(mark.iter("s")) for mark in around.iter("mark"))
    marked = "".join(mark.text_content() for mark in around.iter("mark"))
    assert marked == "Swimmers must keep to the left lane. Divers wait."
