"""A source's status: shown with every quote, and sources not in force ranked below the others."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from parts import UNCALIBRATED, Runner, WordEmbedder, publish

from assistant.answers.answer import Answer, Assistant
from assistant.answers.as_json import answer_record
from assistant.answers.as_text import answer_text, status_line
from assistant.answers.citation import citation
from assistant.library.as_json import source_record
from assistant.library.as_text import source_text
from assistant.library.descriptions import remarks
from assistant.library.holdings import holdings
from assistant.library.status import Standing, standings
from assistant.topics.as_text import where_text
from assistant.topics.search import where
from index.documents import Source
from index.embedding.embedder import SentenceTransformerEmbedder
from index.storage.builds import open_current
from views.asking.answer_card import answer_card
from views.pages.sources import source_list

TODAY = date(2026, 11, 25)
YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)
OLD, NEW = "An atlas is lent for two days. Ask the desk.", "An atlas is lent for three days. Ask the desk."


def standing(*sources: Source, of: str = "a") -> Standing:
    return standings({source.id: source for source in sources}, TODAY)[of]


@pytest.mark.parametrize(
    ("source", "state", "said"),
    [
        (Source("a", "A"), "unknown", ()),
        (Source("a", "A", status="current"), "current", ()),
        (Source("a", "A", status="under review"), "under review", ("Under review.",)),
        (Source("a", "A", status="superseded"), "superseded", ("Superseded.",)),
        (Source("a", "A", status="current", in_force=TODAY), "current", ()),
        (Source("a", "A", status="current", in_force=TOMORROW), "not yet in force",
         ("Not yet in force: in force from 26 November 2026.",)),
        (Source("a", "A", status="current", review_by=TODAY), "current", ()),
        (Source("a", "A", status="current", review_by=YESTERDAY), "current",
         ("Its review was due on 24 November 2026.",)),
        (Source("a", "A", status="under review", review_by=YESTERDAY), "under review",
         ("Under review.", "Its review was due on 24 November 2026.")),
        # Old law is still law.
        (Source("a", "A", status="current", published=date(1989, 11, 16)), "current", ()),
    ],
)  # fmt: skip
def test_a_source_stands_as_the_register_says_on_that_day(
    source: Source, state: str, said: tuple[str, ...]
) -> None:
    """This test ensures that every status has its words, and that age alone has none."""
    found = standing(source)
    assert (found.state, remarks(found)) == (state, said)
    assert found.holds is (state not in {"superseded", "not yet in force"})


def test_what_takes_the_place_of_a_source_is_named() -> None:
    """This test ensures that a source is superseded only once its successor is in force."""
    old = Source("a", "A", status="current", superseded_by="b")
    assert standing(old, Source("b", "B", in_force=TODAY)) == Standing(
        "superseded", Source("b", "B", in_force=TODAY)
    )
    assert remarks(standing(old, Source("b", "B"))) == ("Superseded by “B”.",)
    coming = standing(old, Source("b", "B", in_force=TOMORROW))
    assert (coming.state, coming.holds) == ("current", True)
    assert remarks(coming) == ("To be superseded by “B” on 26 November 2026.",)


def test_the_last_of_several_successors_is_named() -> None:
    """This test ensures that a chain of successors leads to the last one, and a circle ends."""
    a, b = Source("a", "A", superseded_by="b"), Source("b", "B", superseded_by="c")
    assert standing(a, b, Source("c", "C")).by == Source("c", "C")
    assert standing(a, b, Source("c", "C", in_force=TOMORROW)).by == b
    circle = Source("c", "C", superseded_by="a")
    assert standing(a, b, circle).by == circle


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Returns a build with the old and new editions of a document, and one that repeats the old edition."""
    corpus = tmp_path / "corpus"
    (corpus / "documents").mkdir(parents=True)
    entries = []
    for source_id, words, more in (
        ("old-rules", OLD, 'superseded_by = "new-rules"\npublished = 2020-01-01'),
        ("new-rules", NEW, 'status = "current"\nreview_by = 2026-01-01'),
        ("notice", OLD, ""),
    ):
        heading = "Atlases" if source_id != "notice" else "Notice"
        (corpus / f"documents/{source_id}.md").write_text(f"# {heading}\n\n{words}\n")
        title = source_id.replace("-", " ").capitalize()
        entries.append(
            f'[[source]]\nid = "{source_id}"\ntitle = "{title}"\nfile = "documents/{source_id}.md"\n{more}\n'
        )
    (corpus / "sources.toml").write_text("\n".join(entries))
    publish(corpus, tmp_path / "index")
    return tmp_path / "index"


def ask(index: Path, *sources: str) -> Answer:
    assistant = Assistant(open_current(index), WordEmbedder(), UNCALIBRATED, today=lambda: TODAY)
    return assistant.answer("an atlas is lent for two days", threshold=0, sources=sources)


def test_superseded_words_come_below_and_say_so(index: Path) -> None:
    """This test ensures that the old edition comes below the new one, although closer to the question."""
    answer = ask(index, "old-rules", "new-rules")
    assert [quote.place.source.id for quote in answer.quotes] == ["new-rules", "old-rules"]
    assert answer.quotes[1].score <= answer.quotes[0].score
    assert answer.quotes[1].score <= ask(index, "old-rules").quotes[0].score
    assert status_line(answer) == "2 passages in 2 documents"
    assert citation(answer.quotes[1].place).endswith("Superseded by “New rules”.")
    assert citation(answer.quotes[0].place).endswith("Its review was due on 1 January 2026.")


def test_the_same_words_are_quoted_from_what_is_in_force(index: Path) -> None:
    """This test ensures that a superseded place is named in addition to one in force, never instead of it."""
    quote = ask(index, "old-rules", "notice").quotes[0]
    assert (quote.place.source.id, [place.source.id for place in quote.also_in]) == ("notice", ["old-rules"])
    assert citation(quote.also_in[0]).endswith("Superseded by “New rules”.")


def test_superseded_words_alone_are_said_to_be_so_first(index: Path) -> None:
    """This test ensures that an answer of superseded quotes only begins by saying so."""
    answer = ask(index, "old-rules")
    assert status_line(answer) == "Found only guidance that is not in force: 1 passage in 1 document"
    text = answer_text(answer)
    assert text.startswith("Found only guidance that is not in force: ")
    assert "Superseded by “New rules”." in text
    card = answer_card(answer, open_current(index), TODAY)
    remark = card.index('<p class="standing-notice"><strong>Superseded by “New rules”.</strong></p>')
    assert remark < card.index("<blockquote")


def test_programs_are_told_too(index: Path) -> None:
    """This test ensures that the JSON of a quote and of a source gives its status."""
    quote = answer_record(ask(index, "old-rules"))["quotes"][0]
    assert {key: quote["source"][key] for key in ("status", "superseded_by", "standing", "remarks")} == {
        "status": "unknown", "superseded_by": "new-rules", "standing": "superseded",
        "remarks": ["Superseded by “New rules”."],
    }  # fmt: skip
    by_id = {holding.source.id: holding for holding in holdings(open_current(index), TODAY)}
    assert source_record(by_id["new-rules"])["remarks"] == ["Its review was due on 1 January 2026."]
    assert "Superseded by “New rules”." in source_text(by_id["old-rules"])
    assert "<strong>Superseded by “New rules”.</strong>" in source_list(open_current(index))


def test_places_to_look_say_how_they_stand(index: Path) -> None:
    """This test ensures that nearest headings and places for a topic show the status of their sources."""
    build = open_current(index)
    found = where(build, WordEmbedder(), "atlas", TODAY)
    assert "Old rules (Superseded by “New rules”)" in where_text(found)
    assistant = Assistant(build, WordEmbedder(), UNCALIBRATED, today=lambda: TODAY)
    silent = assistant.answer("zebras tomorrow morning at the lake", threshold=1, sources=["old-rules"])
    assert silent.outcome == "no_passage"
    assert "Old rules: (before the first heading) (Superseded by “New rules”)" in answer_text(silent)


def test_today_is_todays_date(
    tmp_path: Path, corpus: Path, run: Runner, model: SentenceTransformerEmbedder
) -> None:
    """This test ensures that the command uses the date on which it runs."""
    register = corpus / "sources.toml"
    tomorrow = date.today() + timedelta(2)
    register.write_text(re.sub("published = 2025-03-01", f"in_force = {tomorrow}", register.read_text()))
    publish(corpus, tmp_path / "index", model)
    at = ("--index", str(tmp_path / "index"), "--corpus", str(corpus))
    asked = run("ask", "How many books may a reader borrow?", "--source", "lending-rules", *at, "--json")
    assert asked.lines[0]["quotes"][0]["source"]["standing"] == "not yet in force"
