"""The documents and questions that every tool is given.

The briefing, and the benchmark's library of web pages, rules and inspection reports (make_library.py).
"""

import json
import random
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from benchmarks.material import BRIEFING_QUESTIONS, SEED
from benchmarks.pools import library
from index.documents import Document
from index.embedding.embedding_models import SMALL, model_fingerprint
from ingest.build import Prepared, describe_build, prepare
from ingest.corpus.read_documents import files_of_corpus
from ingest.corpus.register import DOCUMENTS

# How many of the library's reports are taken: of all words they are most.
REPORTS = 4
# The deepest heading that a Markdown splitter commonly knows.
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Collection:
    """The material in a folder, and the questions about it, as question files have them.

    corpus/: the original files, with Signpost's register. texts/: the canonical text of each document, named
    by its source id; texts_beside_pdfs/: of those that are no PDF; markdown/: with headings marked as such.
    pdfs/: the PDFs. passages.jsonl: Signpost's passages, `text`, and `embedded`, the text that it embeds.
    documents, passages, words: how many there are.
    """

    folder: Path
    documents: int
    passages: int
    words: int
    questions: tuple[dict[str, Any], ...]


def make_collection(folder: Path, documents: int | None, questions: int) -> Collection:
    """Writes the material into a folder. documents, questions: at most so many; None: all documents."""
    with library() as made:
        shutil.copytree(made / "corpus", folder / "corpus")
        asked = _entries(BRIEFING_QUESTIONS) + _entries(made / "questions-bare.jsonl")
    below = folder / "corpus" / DOCUMENTS
    kept = set(chosen([path.name for path in below.iterdir()], documents))
    for path in below.iterdir():
        if path.name not in kept:
            path.unlink()
    register, files, _warnings = files_of_corpus(folder / "corpus")
    meta = describe_build(register, files, SMALL, model_fingerprint(SMALL), registered=True)
    read = prepare(meta, register, files)
    _write(folder, read)
    sources = {document.source_id for document in read.corpus.documents}
    fitting = [e for e in asked if not e["answerable"] or e["source"] in sources]
    drawn = random.Random(SEED).sample(fitting, min(questions, len(fitting)))
    return Collection(
        folder,
        len(sources),
        len(read.passages),
        sum(len(document.text.split()) for document in read.corpus.documents),
        tuple(drawn),
    )


def chosen(names: Iterable[str], count: int | None) -> list[str]:
    """Returns the briefing and other files, the formats in turn, with a few reports; at most `count`."""
    by_format: dict[str, list[str]] = {}
    for name in sorted(names):
        by_format.setdefault(Path(name).suffix, []).append(name)
    if ".pdf" in by_format:
        del by_format[".pdf"][REPORTS:]
    # The briefing comes before the rules by name, and Markdown is taken from first.
    groups = sorted(by_format.items(), key=lambda group: group[0] != ".md")
    turns = chain.from_iterable(zip_longest(*(group for _format, group in groups)))
    return [name for name in turns if name][:count]


def as_markdown(document: Document) -> str:
    """Returns a document's canonical text with each heading marked by its level."""
    return "".join(
        "#" * min(len(section.path), DEEPEST)
        + (" " if section.path else "")
        + document.text[section.start : section.end]
        for section in document.sections
    )


def _write(folder: Path, read: Prepared) -> None:
    for name in ("texts", "texts_beside_pdfs", "markdown", "pdfs"):
        (folder / name).mkdir()
    for document in read.corpus.documents:
        name = f"{document.source_id}.txt"
        (folder / "texts" / name).write_text(document.text, encoding="utf-8")
        (folder / "markdown" / f"{document.source_id}.md").write_text(as_markdown(document), encoding="utf-8")
        if document.file.endswith(".pdf"):
            (folder / "pdfs" / f"{document.source_id}.pdf").symlink_to(folder / "corpus" / document.file)
        else:
            (folder / "texts_beside_pdfs" / name).write_text(document.text, encoding="utf-8")
    texts = {document.source_id: document.text for document in read.corpus.documents}
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as file:
        for passage, embedded in zip(read.passages, read.texts, strict=True):
            entry = {
                "source": passage.source_id,
                "text": texts[passage.source_id][passage.start : passage.end],
                "embedded": embedded,
            }
            file.write(json.dumps(entry) + "\n")


def _entries(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
