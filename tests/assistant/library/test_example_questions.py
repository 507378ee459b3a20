from datetime import date
from pathlib import Path

from parts import edit, publish

from assistant.library.example_questions import examples
from index.storage.builds import open_current

RULES = "# Rules\n\n## 2.1 What to do with torn pages of atlases\n\nMend it.\n\n## Books\n\nMany.\n\n"
HOSTILE = "## Lend [books](http://x.example) to $all$ *readers*\n\nNo.\n\n"
LAST = (
    "### Which maps and atlases reach which town\n\nAll.\n\n## Lending books to other towns\n\nYes.\n\n"
    "### Key learning for readers\n\nA.\n\n## Ends\n\n### Key learning for readers\n\nB.\n"
)
ENTRY = '[[source]]\nid = "rules"\ntitle = "R"\nfile = "documents/rules.md"\n'


def test_examples_are_headings_of_every_document_that_is_in_force(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that each example is a heading in a document, without number or marks."""
    (corpus / "documents/rules.md").write_text(RULES + HOSTILE + LAST)
    register = corpus / "sources.toml"
    register.write_text(register.read_text() + ENTRY)
    publish(corpus, tmp_path / "index")
    index = open_current(tmp_path / "index")
    found = examples(index, 4, date(2026, 11, 26))
    assert found == (
        "What to do with torn pages of atlases",
        "Lending books to other towns",
        "Which maps and atlases reach which town",
    )
    for heading in found:
        assert any(heading in document.text for document in index.documents.values())
    assert examples(index, 1) == found[:1]

    edit(register, 'title = "R"', 'title = "R"\nstatus = "superseded"')
    publish(corpus, tmp_path / "index")
    assert examples(open_current(tmp_path / "index"), 4) == ()
