"""A saved answer: the same words in every format, with their proof, and the question only on request."""

import io
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document as WordFile
from lxml import html
from markdown_it import MarkdownIt
from parts import assistant_of, publish

from assistant.answers.answer import Answer
from index.storage.builds import open_current
from views.asking.saved_answer import Line, markdown, saved_lines, web_page, word

AT = datetime(2026, 11, 25, 14, 5)
HOSTILE = (
    "1. One *two* _three_ `four` [five](javascript:alert(1)) <script>alert(1)</script> & $$x$$ ~~six~~ "
    "| seven | \\ eight # nine",
    "# no heading",
    "- no item",
    "2) no number",
    "> no quote",
    "a\nb\n\nc",
)


@pytest.fixture
def answer(index: Path) -> Answer:
    return assistant_of(index).answer("How many books may a reader borrow?", threshold=0)


def in_markdown(text: str) -> list[str]:
    """The words of each block quote, as a reader of Markdown sees them."""
    page = html.fromstring(f"<div>{MarkdownIt().render(text)}</div>")
    return [" ".join(quote.text_content().split()) for quote in page.iter("blockquote")]


def in_word(data: bytes) -> list[str]:
    return [p.text for p in WordFile(io.BytesIO(data)).paragraphs if p.style and p.style.name == "Quote"]


def in_page(text: str) -> list[str]:
    return [quote.text_content() for quote in html.document_fromstring(text).iter("blockquote")]


def test_each_format_holds_the_quotes_word_for_word(answer: Answer) -> None:
    """This test ensures that everything saved as guidance is guidance, word for word."""
    lines = saved_lines(answer, AT, with_question=False)
    quoted = [line.text for line in lines if line.kind == "quote"]
    texts = {quote.text for quote in answer.quotes}
    introduced = {text for quote in answer.quotes for text in quote.context_texts}
    assert texts <= set(quoted) <= texts | introduced
    assert in_page(web_page(lines)) == in_word(word(lines)) == quoted
    assert in_markdown(markdown(lines)) == [" ".join(text.split()) for text in quoted]


def test_each_quote_comes_with_its_proof(answer: Answer, index: Path) -> None:
    """This test ensures that document, section, dates, hash, address, build and time are saved."""
    text = "\n".join(line.text for line in saved_lines(answer, AT, with_question=False))
    document = open_current(index).documents["lending-rules"]
    for part in (
        f"Answered on 25 November 2026 at 14:05. Build {answer.build}.",
        "Lending rules, Example Library, 1 Borrowing (published 1 March 2025, current)",
        f"File documents/lending-rules.md, SHA-256 {document.sha256}",
        "https://library.example/lending (address checked 31 January 2026)",
    ):
        assert part in text


def test_the_question_is_kept_only_where_it_is_wanted(answer: Answer) -> None:
    """This test ensures that the file contains the question and the searched words only on request."""
    asked = "How many books may a reader borrow?"
    without = saved_lines(answer, AT, with_question=False)
    for text in (markdown(without), web_page(without)):
        assert asked not in text
    assert asked.encode() not in word(without)
    assert f"Question: {asked}" in [line.text for line in saved_lines(answer, AT, with_question=True)]


def test_a_silence_is_kept_as_one(index: Path) -> None:
    """This test ensures that a saved "nothing found" says so and quotes nothing."""
    lines = saved_lines(
        assistant_of(index).answer("zebras at the lake shore", threshold=1), AT, with_question=False
    )
    assert "No passage found that answers this. Signpost does not guess." in [line.text for line in lines]
    assert [line for line in lines if line.kind == "quote"] == []


def test_superseded_words_say_so_before_they_are_read(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that a saved answer also shows the status above the quote."""
    register = corpus / "sources.toml"
    register.write_text(register.read_text().replace('status = "current"', 'superseded_by = "staff-list"'))
    publish(corpus, tmp_path / "index")
    found = assistant_of(tmp_path / "index").answer("How many books may a reader borrow?", threshold=0)
    lines = saved_lines(found, AT, with_question=False)
    remark = lines.index(Line("strong", "Superseded by “Staff list”."))
    assert lines[remark + 1].kind == "quote"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_of_a_document_is_markup(text: str) -> None:
    """This test ensures that each character is shown literally in every format."""
    lines = (Line("title", "T"), Line("quote", text), Line("text", text))
    assert in_page(web_page(lines)) == in_word(word(lines)) == [text]
    assert in_markdown(markdown(lines)) == [" ".join(text.split())]
    rendered = html.fromstring(f"<div>{MarkdownIt().render(markdown(lines))}</div>")
    assert {element.tag for element in rendered.iter()} <= {"div", "h1", "p", "blockquote"}
    assert [element.tag for element in html.document_fromstring(web_page(lines)).iter("script", "a")] == []
