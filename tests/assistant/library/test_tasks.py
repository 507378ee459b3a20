"""What a safeguarding lead has to see to for each source."""

from datetime import date
from pathlib import Path

from parts import edit, publish

from assistant.library.holdings import holdings
from assistant.library.tasks import tasks_of
from index.storage.builds import open_current
from views.pages.sources import NOTHING_TO_DO, task_list
from views.reading.document_list import document_list

TODAY = date(2026, 11, 26)


def tasks(index: Path) -> dict[str, list[tuple[str, str]]]:
    found = holdings(open_current(index), TODAY)
    return {holding.source.id: list(tasks_of(holding)) for holding in found}


def test_what_is_missing_is_told_source_by_source(index: Path) -> None:
    """This test ensures that a lead sees which copies and which checked addresses are missing."""
    found = tasks(index)
    assert ("no copy", "linked from 2 of our documents") in found["repair-manual"]
    assert "no copy" in dict(found["staff-list"])
    assert ("address", "no address known") in found["staff-list"]
    assert not [kind for kind, _ in found["lending-rules"] if kind == "no copy"]


def test_what_is_out_of_date_is_told_with_its_day(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that superseded sources and overdue reviews are told, the most pressing first."""
    register = corpus / "sources.toml"
    edit(register, 'status = "current"', 'status = "current"\nreview_by = 2026-03-01')
    edit(register, 'id = "opening-hours"', 'id = "opening-hours"\nsuperseded_by = "staff-list"')
    publish(corpus, tmp_path / "index")
    found = tasks(tmp_path / "index")
    assert ("overdue", "due 1 March 2026") in found["lending-rules"]
    assert ("superseded", "Superseded by “Staff list”.") in found["opening-hours"]
    page = task_list(open_current(tmp_path / "index"), TODAY)
    assert page.index("Superseded: 1 source") < page.index("Review overdue: 1 source")
    assert page.index("Review overdue: 1 source") < page.index("No copy here: ")
    assert NOTHING_TO_DO not in page


def test_a_copy_that_cannot_be_read_is_told_by_its_file(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that two files of one name can be told apart, and none counts as not being there."""
    for name in ("plan.pdf", "plan.docx"):
        (corpus / "documents" / name).write_bytes(b"%PDF-1.4 no" if name.endswith("pdf") else b"PK no")
    publish(corpus, tmp_path / "index")
    build = open_current(tmp_path / "index")
    page = task_list(build, TODAY)
    assert "We cannot read our copy: 2 sources" in page
    for file in ("documents/plan.pdf", "documents/plan.docx"):
        assert f"plan: {file}: it " in page
        assert f"plan: {file}</li>" in page  # not in the register
    assert "no copy here" not in document_list(build, build.documents, "plan", today=TODAY)
    assert document_list(build, build.documents, "plan", today=TODAY).count("our copy cannot be read") == 2
