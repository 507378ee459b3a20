"""What changed, as files to take along."""

import csv
import io
from datetime import date
from pathlib import Path

import docx
from parts import edit, publish

from publishing.builds.history import differences
from publishing.changes.as_files import COLUMNS, changes_csv, changes_word
from publishing.changes.changes import Changes


def changed(corpus: Path, index: Path) -> Changes:
    publish(corpus, index)
    edit(corpus / "documents/lending-rules.md", "six books", "seven books")
    publish(corpus, index)
    return differences(index, 5)


def test_the_word_file_strikes_old_words_and_underlines_new_ones(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that a briefing shows the old and the new wording of each passage, and no author."""
    file = docx.Document(io.BytesIO(changes_word(changed(corpus, tmp_path / "index"), date(2026, 11, 3))))
    assert file.core_properties.author == ""
    texts = [paragraph.text for paragraph in file.paragraphs]
    assert texts[1].startswith("Published on 3 November 2026.")
    assert "Lending rules" in texts
    runs = [run for paragraph in file.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.strike] == ["six"]
    assert [run.text for run in runs if run.underline] == ["seven"]


def test_the_spreadsheet_has_a_row_for_each_changed_passage(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that old and new wording stand beside each other with their document and section."""
    data = changes_csv(changed(corpus, tmp_path / "index")).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(data, newline=""))
    assert tuple(header) == COLUMNS
    (row,) = [row for row in rows if row[2] == "changed"]
    assert row[:4] == ["Lending rules", "lending-rules", "changed", "1 Borrowing"]
    assert "six books" in row[4]
    assert "seven books" in row[5]
