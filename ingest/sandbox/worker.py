"""The process that opens files: `python -m ingest.sandbox.worker TASK MEMORY CPU_SECONDS`.

For each request it reads two frames from standard input, the arguments as JSON and the file's bytes, and
writes one to standard output: {TASK: …}, or {"unreadable": reason}. A frame is eight bytes of length
followed by that many bytes. Anything else is a fault of Signpost: it writes a last frame that describes it,
and ends.

The tasks: "document" takes [source id, file name, scanned pages], "picture" takes [page number, dots per
inch], "scans" takes [].
"""

import gc
import os
import struct
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from index.errors import UnreadableDocument
from index.serialization import from_json, to_json
from ingest.limits import allow_computing, forbid_for_good, give_way, limit_memory

LENGTH = struct.Struct(">Q")
# New objects between two searches for garbage: most of what a reader makes stays until the document is read.
SEARCH_AFTER = 10_000


def frame(data: bytes) -> bytes:
    """Returns bytes with their length in front."""
    return LENGTH.pack(len(data)) + data


def main() -> None:
    """Does the task with one file after the other until there are no more or one exceeds a limit."""
    task, memory, cpu_seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints is not an answer, so it is discarded.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)

    def answer(kind: str, value: object) -> None:
        answers.write(frame(to_json({kind: value})))
        answers.flush()

    def tell_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        answer("memory" if issubclass(kind, MemoryError) else "fault", f"{_place(trace)}: {error!r}"[:500])

    sys.excepthook = tell_fault
    if task != "picture":  # somebody waits for a picture
        give_way()
    do = _done_by(task)
    spare_searches()
    forbid_for_good()
    limit_memory(memory)
    while request := _frame(sys.stdin.buffer):
        asked = from_json(request)
        data = _frame(sys.stdin.buffer)
        allow_computing(cpu_seconds)
        try:
            answer(task, do(*asked, data))
        except UnreadableDocument as error:
            answer("unreadable", error.reason)


def spare_searches() -> None:
    """Lets the search for garbage go through no library and run less often."""
    gc.freeze()
    gc.set_threshold(SEARCH_AFTER)


def _done_by(task: str) -> Callable[..., Any]:
    """Returns the function for a task, importing only what it needs: readers take a second to load."""
    if task == "picture":
        from ingest.sandbox.page_drawing import draw

        return draw
    if task == "scans":
        from ingest.readers.pdf.scanned_pages import scanned_pages

        return scanned_pages
    from index.scans import ScannedPage
    from index.serialization import restored
    from ingest.corpus.read_documents import read_document

    def read(source_id: str, file: str, scanned: object, data: bytes) -> object:
        return read_document(source_id, file, data, restored(tuple[ScannedPage, ...], scanned))

    return read


def _frame(stream: IO[bytes]) -> bytes:
    """Returns the next frame; empty if there are no more."""
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""


def _place(trace: TracebackType | None) -> str:
    """Returns the place in Signpost's own code where an error happened."""
    package = Path(__file__).parent.parent
    own = [f for f in traceback.extract_tb(trace) if Path(f.filename).is_relative_to(package)]
    return (
        f"{Path(own[-1].filename).relative_to(package.parent)}, line {own[-1].lineno}" if own else "a library"
    )


if __name__ == "__main__":
    main()
