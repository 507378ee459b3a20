"""Tests Word files from before 2007: read as LibreOffice saves them, or refused with what to do."""

import io
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from loopback import Host, send
from made.mutations import mutated
from made.word import paragraph, word_document
from parts import publish
from PIL import Image

from index.errors import UnreadableDocument
from index.storage.builds import open_current
from ingest.limits import Limits
from ingest.sandbox.isolated_reader import IsolatedReader
from ingest.sandbox.old_word_files import PROGRAM
from publishing.builds.verification import verify

WORDS = "The boat house is locked at nine every night of the week."
# The start of an old Word file, and nothing more.
STUB = bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le")
TOLD = "it was made into .docx by LibreOffice"

Old = Callable[..., bytes]

needs_libreoffice = pytest.mark.skipif(
    shutil.which(PROGRAM) is None, reason="LibreOffice is not installed: run `make libreoffice`"
)


@pytest.fixture
def old(tmp_path: Path) -> Old:
    """Turns a .docx, or a file of another format, into an old Word file."""

    def made(data: bytes, name: str = "new.docx") -> bytes:
        (tmp_path / name).write_bytes(data)
        limited = [sys.executable, "-m", "ingest.sandbox.limited_program", str(2**31), "60"]
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        target = ["--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
        command = [*limited, str(shutil.which(PROGRAM)), profile, *target, str(tmp_path / name)]
        subprocess.run(command, check=True, capture_output=True)
        return (tmp_path / "new.doc").read_bytes()

    return made


def linking_to(address: str) -> bytes:
    """Returns a made-up OpenDocument text with a picture that is kept elsewhere."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    return (
        '<?xml version="1.0"?>'
        f'<office:document xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0" '
        f'xmlns:draw="{names}:drawing:1.0" xmlns:svg="{names}:svg-compatible:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"<text:p>{WORDS}"
        '<draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm">'
        f'<draw:image xlink:href="{address}" xlink:type="simple"/></draw:frame>'
        "</text:p></office:text></office:body></office:document>"
    ).encode()


def rules() -> bytes:
    """Returns a made-up Word file with headings, lists and a table."""
    document = docx.Document()
    document.add_heading("Rules of the boat house", 0)
    document.add_heading("Keys", 1)
    document.add_paragraph(WORDS)
    for words in ("The steward has a key.", "The keeper of the lower gate has a key."):
        document.add_paragraph(words, style="List Bullet")
    document.add_heading("Hours", 1)
    for words in ("Ring the bell.", "Leave the water."):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(0, 2)
    for row in (("Day", "Opens"), ("Monday", "at nine"), ("Sunday", "at ten")):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_paragraph("In force from May.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@needs_libreoffice
def test_an_old_word_file_reads_like_the_new_one(old: Old) -> None:
    """This test ensures that words, headings, lists and tables come out the same."""
    data = rules()
    with IsolatedReader() as reader:
        new, found = reader.read("a", "a.docx", data), reader.read("a", "a.doc", old(data))
    assert found.document.text == new.document.text
    assert [section.path for section in found.document.sections] == [s.path for s in new.document.sections]
    assert [(p.start, p.end) for p in found.passages] == [(p.start, p.end) for p in new.passages]
    assert found.document.file == "a.doc"
    assert any(told.startswith(TOLD) for told in found.oddities)


@needs_libreoffice
def test_words_struck_out_or_hidden_stay_out(old: Old) -> None:
    """This test ensures that marks of the old format keep words from being quoted."""
    body = paragraph(WORDS)
    for mark, word in (("strike", "steward"), ("dstrike", "keeper"), ("vanish", "porter")):
        body += f"<w:p><w:r><w:rPr><w:{mark}/></w:rPr><w:t>Ask the {word}.</w:t></w:r></w:p>"
    with IsolatedReader() as reader:
        found = reader.read("a", "a.doc", old(word_document(body)))
    assert found.document.text == WORDS
    assert [struck.words for struck in found.document.struck] == ["Ask the steward. Ask the keeper."]
    assert any("hidden" in told for told in found.oddities)


@needs_libreoffice
def test_nothing_that_a_file_links_to_is_fetched(old: Old, host: Host) -> None:
    """This test ensures that a picture elsewhere is not asked for, which would tell who reads the file."""
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    address = host.at("/seen.png", send(picture.getvalue(), Content_Type="image/png"))
    data = old(linking_to(address), "new.fodt")
    before = len(host.asked("/seen.png"))
    with IsolatedReader() as reader:
        assert reader.read("a", "a.doc", data).document.text == WORDS
    assert len(host.asked("/seen.png")) == before > 0


@needs_libreoffice
@pytest.mark.parametrize("chance", [random.Random(seed) for seed in range(4)])  # noqa: S311
def test_a_damaged_file_is_read_or_named(old: Old, chance: random.Random) -> None:
    """This test ensures that no damage is a fault of Signpost."""
    data = old(word_document(paragraph(WORDS) * 20))
    with IsolatedReader() as reader:
        try:
            assert reader.read("a", "a.doc", mutated(data, chance)).document.text
        except UnreadableDocument as error:
            assert "is at fault" not in error.reason  # noqa: PT017


@needs_libreoffice
def test_what_only_looks_like_an_old_word_file_is_refused() -> None:
    """This test ensures that a file that LibreOffice cannot open says so, and what to do."""
    with IsolatedReader() as reader, pytest.raises(UnreadableDocument, match=r"cannot open it.*save it as"):
        reader.read("a", "a.doc", STUB)


@needs_libreoffice
def test_an_endless_conversion_is_stopped(old: Old) -> None:
    """This test ensures that LibreOffice is held to the limits of a reader."""
    data = old(word_document(paragraph(WORDS)))
    said = r"took longer than 0\.1 seconds to open it: save it as"
    with IsolatedReader(Limits(wall_seconds=0.1)) as reader, pytest.raises(UnreadableDocument, match=said):
        reader.read("a", "a.doc", data)


@needs_libreoffice
def test_it_is_published_and_proven(old: Old, tmp_path: Path) -> None:
    """This test ensures that passages of an old Word file are proven from the file itself."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "sources.toml").write_text('[corpus]\nname = "Made-up rules"\n')
    (corpus / "documents/rules.doc").write_bytes(old(word_document(paragraph(WORDS))))
    assert publish(corpus, index).published
    build = open_current(index)
    assert build.documents["rules"].text == WORDS
    assert build.meta.settings["old_word"].startswith("LibreOffice")
    assert verify(index, corpus).proven
    (health,) = build.health.values()
    assert any(told.startswith(TOLD) for told in health.oddities)


def test_without_libreoffice_it_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that an old Word file is not called damaged where nothing can open it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with IsolatedReader() as reader, pytest.raises(UnreadableDocument) as caught:
        reader.read("a", "a.DOC", STUB)
    assert caught.value.reason == (
        "it is an old Word file: such files are read only where LibreOffice is installed: install it, or "
        "save it as .docx or PDF"
    )
