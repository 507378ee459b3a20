"""Reads a corpus folder, or single files, into documents."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.documents import Box, Document, Passage, Source, Span
from index.errors import InvalidCorpus
from index.scans import ScannedPage
from index.storage.checked_files import sha256
from ingest.corpus.fetched import dated, held_by_fetch, is_fetched, read_fetched
from ingest.corpus.files import HeldFile, files_below, held_file, shown_name
from ingest.corpus.register import DOCUMENTS, Register, read_register
from ingest.readers.file_kinds import kind_of_name
from ingest.readers.formats import READERS, read
from ingest.text.contents_lines import without_contents
from ingest.text.garbled import without_garbled
from ingest.text.passages import cut_passages
from ingest.text.reading import Block, Reading
from ingest.text.review_notices import notices_of
from ingest.text.sections import sections_of, title_block


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with its blocks, its passages and what a maintainer should know.

    boxes, running, oddities, covered: as in `Reading`.
    """

    document: Document
    blocks: tuple[Block, ...]
    title: str | None
    passages: tuple[Passage, ...] = ()
    boxes: tuple[Box, ...] = ()
    running: tuple[str, ...] = ()
    oddities: tuple[str, ...] = ()
    covered: int = 0


# Reads a source's id, a file's name and bytes into a document, like `read_document`.
ReadOne = Callable[[str, str, bytes], ReadDocument]


def files_of_corpus(corpus: Path) -> tuple[Register, tuple[HeldFile, ...], tuple[str, ...]]:
    """Returns the register, the files in documents/ with their sources, and warnings.

    An unregistered file gets a warning and an id made from its name; its title is taken from the document
    later. A fetched file belongs to its source, with the dates found. If no source uses it any more, it is
    left out, with a warning.
    """
    register, records = read_register(corpus), read_fetched(corpus)
    sources = {source.id: source for source in register.sources}
    registered = {source.file: source for source in register.sources if source.file}
    taken = set(sources)
    files, warnings = [], []
    for path in files_below(corpus / DOCUMENTS):
        name = shown_name(path.relative_to(corpus).as_posix())
        source = registered.get(name)
        fetched = is_fetched(name, sources, records)
        record = records.get(path.stem) if fetched else None
        if fetched:
            source = held_by_fetch(name, sources.get(path.stem), record)
            if source is None:
                warnings.append(f"{name} is left out: it was fetched, but no source uses it now: remove it")
                continue
        elif source is None:
            source = _unregistered(path, name, taken)
            warnings.append(f"{name} has no entry in sources.toml: it is ingested as {source.id!r}")
        file = held_file(source, name, path, corpus / DOCUMENTS)
        if source.registered:
            file = replace(file, source=dated(source, file.sha256, record))
            sources[source.id] = file.source
        files.append(file)
    return replace(register, sources=tuple(sources.values())), tuple(files), tuple(warnings)


def files_of_paths(paths: Sequence[Path]) -> tuple[Register, tuple[HeldFile, ...]]:
    """Turns files and folders without a register into a corpus; its sources are named after the files.

    Raises InvalidCorpus if a path does not exist or contains no file.
    """
    found: list[tuple[Path, str, Path]] = []
    for path in paths:
        if path.is_dir():
            found += [
                (file, shown_name(file.relative_to(path).as_posix()), path) for file in files_below(path)
            ]
        elif path.exists():
            found.append((path, shown_name(path.name), path.resolve().parent))
        else:
            raise InvalidCorpus(f"{path} does not exist: name files or folders to ingest")
    if not found:
        raise InvalidCorpus(
            f"{', '.join(map(str, paths))}: there is no file in it: name other files or folders"
        )
    taken: set[str] = set()
    files = tuple(
        held_file(_unregistered(path, name, taken), name, path, folder) for path, name, folder in found
    )
    return Register(", ".join(shown_name(path.name) for path in paths), (), ()), files


def read_document(
    source_id: str, file: str, data: bytes, scanned: Sequence[ScannedPage] = ()
) -> ReadDocument:
    """Reads one file into its document, in this process (`ingest/sandbox/isolated_reader.py` uses another).

    scanned: what was read from the pictures of its pages. Raises UnreadableDocument if nothing in it can be
    quoted.
    """
    reading = without_contents(without_garbled(read(data, file, scanned), file))
    document = Document(
        source_id=source_id,
        file=file,
        sha256=sha256(data),
        text=reading.text,
        pages=reading.pages,
        sections=sections_of(reading.text, reading.blocks),
        links=reading.links,
        edits=reading.edits,
        amendments=_amendments(reading),
        notices=notices_of(reading.text, reading.blocks),
        machine_read=reading.machine_read,
        struck=reading.struck,
        pictures=tuple((block.start, block.end) for block in reading.blocks if block.kind == "picture"),
        scanned=tuple(scanned),
    )
    return ReadDocument(
        document,
        reading.blocks,
        _title(reading),
        tuple(cut_passages(document, reading.blocks)),
        reading.boxes,
        reading.running,
        reading.oddities,
        reading.covered,
    )


def _amendments(reading: Reading) -> tuple[Span, ...]:
    """Returns the spans that describe the document's changes; adjoining blocks give one span."""
    spans: list[Span] = []
    before = None
    for block in reading.blocks:
        if block.kind == "amendment":
            start = spans.pop()[0] if before == "amendment" else block.start
            spans.append((start, block.end))
        before = block.kind
    return tuple(spans)


def _title(reading: Reading) -> str | None:
    """Returns the title that the file gives itself, else the heading above all others."""
    block = title_block(reading.blocks)
    return reading.title or (" ".join(reading.text[block.start : block.end].split()) if block else None)


def _unregistered(path: Path, name: str, taken: set[str]) -> Source:
    ending = path.suffix.lower()
    is_read = ending in READERS or kind_of_name(ending) == ".doc"
    stem = name[: -len(ending)] if is_read else name
    base = re.sub(r"[^a-z0-9]+", "-", stem.removeprefix(f"{DOCUMENTS}/").lower()).strip("-") or "document"
    source_id, number = base, 2
    while source_id in taken:
        source_id, number = f"{base}-{number}", number + 1
    taken.add(source_id)
    return Source(id=source_id, title=shown_name(path.stem), file=name, registered=False)
