"""Tests harmful files in a separate process: each is read or named, and the rest goes on."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made import hostile, hostile_word
from made.hostile import PRIVATE, TEXTS, WORDS
from made.hostile_office import OFFICE_FILES
from made.hostile_pdf import PDFS
from made.hostile_word import WORD_FILES
from parts import ROOT

from index.errors import UnreadableDocument
from ingest.corpus.read_documents import read_document
from ingest.limits import NICENESS, Limits
from ingest.sandbox.isolated_reader import IsolatedReader

# Low enough that an endless reading is over in seconds, and ten times what any small file needs.
TIGHT = Limits(cpu_seconds=10)


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader(TIGHT) as opened:
        yield opened


def outcome(reader: IsolatedReader, name: str, data: bytes) -> str:
    """Returns the text, or the reason; fails if the reason is a fault of Signpost."""
    try:
        return reader.read("a", name, data).document.text
    except UnreadableDocument as error:
        assert error.file == name  # noqa: PT017
        assert "is at fault" not in error.reason  # noqa: PT017
        return error.reason


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pdf_of_gibibytes.pdf", "damaged"),
        ("pdf_packed_twice.pdf", "damaged"),
        ("pdf_of_run_lengths.pdf", "damaged"),
        ("pdf_of_many_filters.pdf", WORDS),
        ("pdf_of_a_million_pages.pdf", "page"),
        ("pdf_with_a_page_tree_in_a_circle.pdf", "damaged"),
        ("pdf_with_an_outline_in_a_circle.pdf", WORDS),
        ("pdf_with_labels_in_a_circle.pdf", ""),
        ("pdf_with_a_form_in_itself.pdf", ""),
        ("pdf_with_tables_in_a_circle.pdf", "damaged"),
        ("pdf_with_a_length_in_itself.pdf", ""),
        ("pdf_with_an_object_stream_in_itself.pdf", "damaged"),
        ("pdf_nested_deeply.pdf", "damaged"),
        ("docx_of_laughs.docx", "damaged"),
        ("docx_with_laughs_in_its_styles.docx", "damaged"),
        ("docx_of_gibibytes.docx", "3072 MiB"),
        ("docx_of_overlapping_entries.docx", "parts"),
        ("docx_of_many_entries.docx", "50005 parts"),
        ("docx_nested_deeply.docx", "damaged"),
        ("docx_of_boxes_in_boxes.docx", ""),
        ("odt_of_laughs.odt", "damaged"),
        ("odt_of_mebibytes.odt", "600 MiB"),
        ("odt_nested_deeply.odt", "damaged"),
        ("odt_of_deep_headings.odt", WORDS),
        ("odt_of_repeated_cells.odt", WORDS),
        ("pptx_of_laughs.pptx", "damaged"),
        ("pptx_of_one_slide_many_times.pptx", "slides"),
        ("pptx_nested_deeply.pptx", WORDS),
        ("rtf_nested_deeply.rtf", "nested too deeply"),
        ("rtf_of_notes_in_notes.rtf", WORDS),
        ("rtf_of_an_endless_picture.rtf", WORDS),
        ("divs.html", "nested too deeply"),
        ("spans.html", "nested too deeply"),
        ("bold.html", "nested too deeply"),
        ("open.html", "nested too deeply"),
        ("lists.html", "nested too deeply"),
        ("tables.html", "nested too deeply"),
        ("links.html", WORDS),
        ("attributes.html", "seconds of computing"),
        ("quotes.md", "nested too deeply"),
        ("angles.md", "nested too deeply"),
        ("lists.md", "nested too deeply"),
        ("brackets.md", "paragraphs has|seconds of computing"),
        ("openbrackets.md", "paragraphs has|seconds of computing"),
        ("pictures.md", ""),
        ("stars.md", ""),
        ("ticks.md", "paragraphs has"),
        ("tags.md", WORDS),
        ("cells.md", ""),
        ("footnotes.md", ""),
        ("letters.txt", "4194304 characters"),
        ("letters.md", "4194304 characters"),
        ("letters.html", "4194304 characters"),
        ("sentences.txt", "paragraphs has"),
        ("figures.txt", f"{TIGHT.cpu_seconds} seconds of computing"),
        ("spaces.txt", "a b"),
        ("combining.txt", "á"),
    ],
)
def test_a_file_made_to_do_harm_is_read_or_named(reader: IsolatedReader, name: str, said: str) -> None:
    """This test ensures that bombs, circles, depth and length end soon, in a text or in a reason."""
    made: dict[str, Callable[[], bytes]] = {**PDFS, **WORD_FILES, **OFFICE_FILES, **TEXTS}
    assert re.search(said, outcome(reader, name, made[name]()))


def test_every_file_made_to_do_harm_is_in_the_table() -> None:
    """This test ensures that every harmful file that was made is tested."""
    (table,) = test_a_file_made_to_do_harm_is_read_or_named.pytestmark
    assert {name for name, _ in table.args[1]} == {*PDFS, *WORD_FILES, *OFFICE_FILES, *TEXTS}


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", hostile_word.docx_with_an_entity_of),
        ("a.html", hostile.html_with_an_entity_of),
        ("a.docx", hostile_word.docx_with_a_part_outside),
    ],
)
def test_no_other_file_is_read(
    reader: IsolatedReader, tmp_path: Path, name: str, make: Callable[[str], bytes]
) -> None:
    """This test ensures that a document cannot include a file of this machine."""
    (tmp_path / "private.txt").write_text(PRIVATE)
    assert PRIVATE not in outcome(reader, name, make(str(tmp_path / "private.txt")))


def test_a_names_path_writes_no_file(reader: IsolatedReader, tmp_path: Path) -> None:
    """This test ensures that an archive with entries that lead outside is read, and nothing is unpacked."""
    data = hostile_word.docx_with_names_that_lead_out(str(tmp_path / "written"))
    assert outcome(reader, "a.docx", data) == WORDS
    assert list(tmp_path.iterdir()) == []


def test_it_reads_what_is_read_here(reader: IsolatedReader, corpus: Path) -> None:
    """This test ensures that a document comes back whole, identical to the last field."""
    for path in sorted((corpus / "documents").iterdir()):
        data = path.read_bytes()
        assert reader.read("a", path.name, data) == read_document("a", path.name, data)


def test_one_process_serves_many_documents_and_is_replaced_when_it_dies() -> None:
    """This test ensures that the process starts once, and a document is not affected by another's harm."""
    with IsolatedReader(TIGHT) as reader:
        reader.read("a", "a.txt", b"The pool opens.")
        first = children()
        reader.read("a", "a.txt", b"The pool closes.")
        assert children() == first
        os.kill(first[0], signal.SIGKILL)
        assert reader.read("a", "a.txt", b"Towels are lent.").document.text == "Towels are lent."
        assert len(children()) == 1
        assert children() != first
    assert children() == []


def children() -> list[int]:
    """Returns the reading processes that this process started."""
    found = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
    lines = [line.split(None, 2) for line in found.stdout.splitlines()]
    return [
        int(pid)
        for pid, parent, args in lines
        if int(parent) == os.getpid() and "ingest.sandbox.worker" in args
    ]


@pytest.mark.parametrize(
    ("limits", "data", "said"),
    [
        (Limits(wall_seconds=0.5), b"1. " * 30_000, "took longer than 0.5 seconds"),
        (Limits(cpu_seconds=1), b"1. " * 30_000, "more than 1 seconds of computing"),
        # Python and its libraries alone take 200 MiB of address space.
        (Limits(memory_bytes=400 * 2**20), b"pool\n\n" * 2_000_000, "takes more than 400 MiB of memory"),
        (Limits(answer_bytes=2**20), b"A pool.\n\n" * 100_000, "larger than 1 MiB"),
    ],
)
def test_each_limit_is_named(limits: Limits, data: bytes, said: str) -> None:
    """This test ensures that the reason names the limit that was exceeded, and the next file is read."""
    with IsolatedReader(limits) as reader:
        with pytest.raises(UnreadableDocument, match=said):
            reader.read("a", "a.txt", data)
        if limits.wall_seconds > 1:
            assert reader.read("b", "b.txt", b"The pool.").document.text == "The pool."


def test_a_fault_of_ours_is_told_with_its_place() -> None:
    """This test ensures that an unexpected error is neither hidden nor blamed on the file."""
    with IsolatedReader(TIGHT) as reader, pytest.raises(UnreadableDocument) as caught:
        reader.read("a", None, b"The pool.")  # type: ignore[arg-type]
    assert "Signpost, not the file, is at fault" in caught.value.reason
    assert "TypeError" in caught.value.reason
    assert "ingest/readers/formats.py, line " in caught.value.reason


def test_the_process_can_write_nothing_and_start_nothing() -> None:
    """This test ensures that writing and dumping core are forbidden in the process that reads."""
    code = (
        "from ingest.limits import forbid_for_good; import pathlib, resource; forbid_for_good()\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\n"
        "assert resource.getrlimit(resource.RLIMIT_NPROC) == (0, 0)\n"
        "try: pathlib.Path('written').write_text('x')\n"
        "except OSError: print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    (ROOT / "written").unlink()  # its name is there, and nothing in it
    assert done.stdout == "refused\n"


def test_ctrl_c_leaves_no_process(tmp_path: Path) -> None:
    """This test ensures that stopping an ingestion stops the reading of a document too."""
    path = tmp_path / "endless.txt"
    path.write_bytes(b"1. " * 33_000)
    code = (
        "import sys, pathlib; from ingest.sandbox.isolated_reader import IsolatedReader\n"
        "with IsolatedReader() as reader:\n"
        "    reader.read('a', 'a.txt', b'The pool.')\n"
        "    print(reader._process.pid, flush=True)\n"
        "    reader.read('a', 'a.txt', pathlib.Path(sys.argv[1]).read_bytes())\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, path],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert "KeyboardInterrupt" in told
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is sure to count priorities so")
def test_reading_gives_way_to_answers(reader: IsolatedReader) -> None:
    """This test ensures that the process that reads a document has a low priority."""
    assert outcome(reader, "a.txt", b"A pool.") == "A pool."
    assert reader._process
    niceness = os.getpriority(os.PRIO_PROCESS, reader._process.pid)
    assert niceness == max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0))
