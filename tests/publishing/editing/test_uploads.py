"""Uploads: which are accepted, under which name, and which are refused and change nothing."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from desks import LENDING, Office, office
from loopback import page, pdf
from made import hostile_word
from made.office import odt_document, pptx_document, rtf_document, shape
from parts import DATA, edit, no_bar, publish, take_out

from index.errors import RefusedUpload, UnreadableIndex
from index.storage.builds import current_name, open_current
from ingest.corpus.register import read_register
from publishing.editing.drafts import Draft, files_of, read_draft
from publishing.editing.uploads import Upload

TEXT = b"# Staff\n\nAnn minds the desk on Mondays.\n"
WINDOWS = "Ann minds the reader’s desk. A lost card costs £2.\n"
NEW = {"title": "Quiet hours", "publisher": "Example Library", "kind": "guidance", "scope": "local"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    shutil.copytree(DATA / "corpus", folder / "corpus")
    publish(folder / "corpus", folder / "index")
    return folder


@pytest.fixture
def here(published: Path, tmp_path: Path) -> Office:
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return office(tmp_path / "corpus", tmp_path / "index", tmp_path / "people.toml", second=False)


def upload(here: Office, source_id: str, name: str, data: bytes, **more: object) -> Draft:
    return here.desk.upload(here.person("ann"), Upload(source_id, name, data, **more))  # type: ignore[arg-type]


REFUSED: dict[str, tuple[str, str, Callable[[], bytes], str]] = {
    "empty": ("staff-list", "a.pdf", lambda: b"", "the file is empty"),
    "html as pdf": ("staff-list", "a.pdf", lambda: page(), "its name ends with .pdf, but it is a web page"),
    "pdf as text": ("staff-list", "a.txt", lambda: pdf("words"), "ends with .txt, but it is a PDF"),
    "text as pdf": ("staff-list", "a.pdf", lambda: TEXT, "ends with .pdf, but it is plain text"),
    "bomb": ("staff-list", "a.docx", hostile_word.docx_of_gibibytes, "cannot be read: .*3072 MiB"),
    "broken off": ("staff-list", "a.pdf", lambda: pdf("words")[:-40], "breaks off before its end"),
    "damaged": ("staff-list", "a.pdf", lambda: b"%PDF-1.7\nno\n%%EOF", "cannot be read"),
    "picture": ("staff-list", "a.md", lambda: b"\x89PNG\r\n\x1a\n\x00\xff", "not a PDF, Word file"),
    "zip": ("staff-list", "a.docx", lambda: b"PK\x03\x04 no", "not a PDF, Word file"),
    "sign-in form": ("staff-list", "a.html", lambda: page("Sign in", "Please sign in."), "says “Sign in”"),
    "unknown": ("nobody", "a.md", lambda: TEXT, "the register has no source 'nobody'"),
    "the same": (
        "lending-rules",
        "a.md",
        lambda: (DATA / "corpus" / LENDING).read_bytes(),
        "already has this file",
    ),
    "too large": ("staff-list", "a.txt", lambda: b"a " * (51 * 2**20), "at most 100 MiB"),
}
WRONG = {
    "id": ("../../etc/x", NEW, "id is '../../etc/x': use a-z, 0-9 and hyphens"),
    "id twice": ("staff-list", NEW, "already has a source 'staff-list'"),
    "no title": ("quiet", {**NEW, "title": None}, "title is missing"),
    "kind": ("quiet", {**NEW, "kind": "poem"}, "kind is 'poem': use one of"),
    "address": ("quiet", {**NEW, "url": "javascript:alert(1)"}, "url is 'javascript:.*give a web address"),
}


def refuse(here: Office, given: Upload, message: str) -> None:
    before = here.files()
    with pytest.raises(RefusedUpload, match=message) as refused:
        here.desk.upload(here.person("ann"), given)
    assert "signpost-" not in str(refused.value)  # no path of the temporary copy
    assert here.files() == before
    assert read_draft(here.index) is None


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_taken(here: Office, name: str) -> None:
    """This test ensures that a refusal gives the reason and changes neither corpus nor draft."""
    source_id, called, make, message = REFUSED[name]
    refuse(here, Upload(source_id, called, make()), message)


@pytest.mark.parametrize("name", WRONG)
def test_an_entry_that_is_not_taken(here: Office, name: str) -> None:
    """This test ensures that a mistake in a new entry gives the register reader's message."""
    source_id, entry, message = WRONG[name]
    refuse(here, Upload(source_id, "a.md", TEXT, new=entry), message)


def test_what_was_withdrawn_is_not_taken(here: Office) -> None:
    """This test ensures that a withdrawn file cannot be uploaded again."""
    data = (here.corpus / LENDING).read_bytes()
    take_out(here.index, here.corpus, "lending-rules")
    with pytest.raises(RefusedUpload, match="it was withdrawn on"):
        upload(here, "lending-rules", "a.md", data)


@pytest.mark.parametrize(
    ("name", "make", "file"),
    [
        ("../../<script>.PDF", lambda: pdf("Ann minds the desk."), "documents/staff-list.pdf"),
        ("no ending", lambda: page(), "documents/staff-list.html"),
        ("a.htm", lambda: page(), "documents/staff-list.html"),
        ("a.markdown", lambda: TEXT, "documents/staff-list.md"),
        ("a.txt", lambda: b"Ann minds the desk.", "documents/staff-list.txt"),
        ("a.txt", lambda: WINDOWS.encode("windows-1252"), "documents/staff-list.txt"),
        ("a.md", lambda: WINDOWS.encode("utf-16"), "documents/staff-list.md"),
        ("a.odt", lambda: odt_document("<text:p>Ann minds the desk.</text:p>"), "documents/staff-list.odt"),
        ("a.rtf", lambda: rtf_document("Ann minds the desk."), "documents/staff-list.rtf"),
        ("a.pptx", lambda: pptx_document([shape("Ann minds the desk.")]), "documents/staff-list.pptx"),
    ],
)
def test_its_name_is_made_of_the_sources_id_and_its_content(
    here: Office, name: str, make: Callable[[], bytes], file: str
) -> None:
    """This test ensures that the upload's own file name is not kept."""
    draft = upload(here, "staff-list", name, make())
    assert [(change.file, change.new, change.removes) for change in draft.changes] == [(file, False, None)]
    assert "script" not in (here.index / "draft/draft.json").read_text()


def test_a_document_in_another_format_takes_the_place_of_the_former(here: Office) -> None:
    """This test ensures that a replacement removes the old file, sets the new dates and keeps other lines."""
    before = (here.corpus / "sources.toml").read_text()
    data = pdf(*(f"A reader may borrow {n} books at a time, and bring back the same." for n in range(40)))
    upload(here, "lending-rules", "a.pdf", data, published=date(2026, 2, 3))
    ann = here.person("ann")
    review = here.desk.review(ann, no_bar)
    names = tuple(gate.name for gate in review.report.gates)
    assert here.desk.publish(ann, review, names, "a test", no_bar).published
    assert not (here.corpus / LENDING).exists()
    assert (here.corpus / "documents/lending-rules.pdf").read_bytes() == data
    (source,) = (s for s in read_register(here.corpus).sources if s.id == "lending-rules")
    assert (source.file, source.published) == ("documents/lending-rules.pdf", date(2026, 2, 3))
    now = (here.corpus / "sources.toml").read_text()
    assert set(before.splitlines()) - set(now.splitlines()) == {
        'file = "documents/lending-rules.md"', "published = 2025-03-01",
    }  # fmt: skip


def test_a_new_source_and_a_second_thought(here: Office) -> None:
    """This test ensures that a draft keeps one change for each source: the last."""
    upload(here, "quiet", "a.txt", b"Nobody speaks.", new=NEW)
    upload(here, "staff-list", "a.md", TEXT)
    draft = upload(here, "quiet", "b.md", b"# Quiet\n\nNobody sings after nine.\n", in_force=date(2026, 1, 1))
    assert [(c.source_id, c.title, c.new, c.file) for c in draft.changes] == [
        ("staff-list", "Staff list", False, "documents/staff-list.md"),
        ("quiet", "Quiet hours", True, "documents/quiet.md"),
    ]
    ann = here.person("ann")
    report = here.desk.publish(ann, here.desk.review(ann, no_bar), (), None, no_bar)
    assert report.published
    assert set(report.documents.added) == {"quiet", "staff-list"}
    build = open_current(here.index)
    assert "Nobody sings" in build.documents["quiet"].text
    assert build.sources["quiet"].publisher == "Example Library"
    assert sorted(path.name for path in (here.corpus / "documents").iterdir()) == [
        "lending-rules.md", "opening-hours.html", "quiet.md", "staff-list.md",
    ]  # fmt: skip


def test_a_folder_that_leads_out_is_not_written_to(here: Office, tmp_path: Path) -> None:
    """This test ensures that no link in the corpus leads an upload outside it."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/staff.md").write_bytes(TEXT)
    (here.corpus / "documents/away").symlink_to(tmp_path / "outside")
    register = here.corpus / "sources.toml"
    register.write_text(
        register.read_text() + '[[source]]\nid = "away"\ntitle = "A"\nfile = "documents/away/staff.md"\n'
    )
    with pytest.raises(RefusedUpload):
        upload(here, "away", "a.md", b"# Other words\n\nOthers.\n")
    assert (tmp_path / "outside/staff.md").read_bytes() == TEXT


def test_a_draft_that_was_tampered_with_is_not_published(here: Office) -> None:
    """This test ensures that a changed file in the draft is refused."""
    draft = upload(here, "staff-list", "a.md", TEXT)
    ann, build = here.person("ann"), current_name(here.index)
    review = here.desk.review(ann, no_bar)
    (here.index / "draft" / draft.changes[0].sha256).write_bytes(b"# Staff\n\nEve minds the desk.\n")
    before = here.files()
    with pytest.raises(UnreadableIndex, match="is not the file that was uploaded"):
        here.desk.publish(ann, review, (), None, no_bar)
    assert (here.files(), current_name(here.index)) == (before, build)
    here.desk.discard(ann)
    assert read_draft(here.index) is None


def test_a_withdrawal_takes_the_draft_of_what_is_withdrawn_along(here: Office) -> None:
    """This test ensures that a withdrawal removes a draft with the same file, and no other draft."""
    data = (here.corpus / LENDING).read_bytes()
    upload(here, "staff-list", "a.md", data)
    take_out(here.index, here.corpus, "opening-hours")
    assert read_draft(here.index)
    take_out(here.index, here.corpus, "lending-rules")
    assert read_draft(here.index) is None
    assert [path for path in here.index.rglob("*") if path.is_file() and path.read_bytes() == data] == []


def test_a_file_that_one_change_leaves_another_may_take(here: Office) -> None:
    """This test ensures that a file name freed and reused within a draft is not removed."""
    lending = here.corpus / LENDING
    (here.corpus / "documents/staff-list.md").write_bytes(lending.read_bytes())
    lending.unlink()
    edit(here.corpus / "sources.toml", LENDING, "documents/staff-list.md")
    publish(here.corpus, here.index)
    upload(here, "lending-rules", "a.txt", b"A reader may borrow six books. Plain text.\n")
    upload(here, "staff-list", "b.md", b"# Staff\n\nAnn minds the desk.\n")
    draft = read_draft(here.index)
    assert draft
    assert [(name, data is None) for name, data in files_of(here.index, draft)] == [
        ("documents/lending-rules.txt", False),
        ("documents/staff-list.md", False),
        ("sources.toml", False),
    ]
    assert here.desk.review(here.person("ann"), no_bar).report.documents.updated
