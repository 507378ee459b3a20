"""What a maintainer reads about a draft before it is published."""

from index.read_corpus import Health, Unreadable
from publishing.editing.drafts import Change, Draft
from views.maintaining.reports import health_list

SHEDS = "documents/sheds.pdf"
STRUCK = "8 words are struck through and not quoted"


def health(file: str, *oddities: str) -> Health:
    return Health("x", file, 1, 0, (), 0, 0, 0, 1, 3, oddities)


def draft(file: str) -> Draft:
    return Draft("", None, (Change("sheds", "Sheds", False, file, "", 1, None, "ann", ""),))


def test_notes_on_other_documents_do_not_hide_the_drafts() -> None:
    """This test ensures that a library's notes are folded away, and the draft's are said once."""
    others = [f"documents/{i}.md has no entry in sources.toml: it is ingested as '{i}'" for i in range(300)]
    listed = [health(SHEDS, STRUCK), health("documents/0.md")]
    said = health_list(listed, draft(SHEDS), [f"{SHEDS}: {STRUCK}", "a page is <missing>", *others])
    open_part, _, folded = said.partition("<details>")
    assert open_part.count(STRUCK) == 1
    assert "<p>Notes:</p><ul><li>a page is &lt;missing&gt;</li></ul>" in open_part
    assert "documents/0.md" not in open_part
    assert folded.startswith("<summary>Notes on single documents: 300</summary>")
    assert folded.count("<li>") == 300
    assert "<details>" not in health_list(listed, draft(SHEDS), [])


def test_a_file_that_cannot_be_read_is_in_view() -> None:
    """This test ensures that a maintainer learns before publication which files stay out."""
    unread = Unreadable("plan", "documents/plan.pdf", "", "it is a scan & has no text")
    said = health_list([health(SHEDS)], draft(SHEDS), [], [unread])
    assert "<p>Not read, so not quoted:</p><ul><li>documents/plan.pdf: it is a scan &amp; has no text" in said
