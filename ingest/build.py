"""The pipeline: files, documents, passages, vectors, one build on disk."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

from index.builds import keep_original, new_build
from index.embedder import Embedder, Progress
from index.files import sha256
from index.meta import FORMAT, BuildMeta
from index.model import Corpus, Passage
from index.store import save_build
from ingest.corpus import ReadDocument, read_files
from ingest.health import health_of
from ingest.held import HeldFile
from ingest.isolation import IsolatedReader
from ingest.passages import LONGEST_PASSAGE_WORDS, SHORTEST_STEM_WORDS, searched_text
from ingest.register import Register

# The libraries whose version can change what is read.
READING_LIBRARIES = (
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "pypdf",
    "pypdfium2",
    "pysbd",
    "python-docx",
    "symspellpy",
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything of a build but its vectors."""

    meta: BuildMeta
    corpus: Corpus
    readings: tuple[ReadDocument, ...]
    passages: tuple[Passage, ...]


def describe_build(
    register: Register,
    files: Sequence[HeldFile],
    embedder_name: str,
    model_fingerprint: str,
    *,
    registered: bool,
) -> BuildMeta:
    """What a build of these files would be, and so its name, before anything is read.

    The dimension and the counts are still 0.
    """
    entries = {
        "name": register.name,
        "sources": [asdict(source) for source in register.sources],
        "links": [asdict(meaning) for meaning in register.meanings],
        "terms": [asdict(term) for term in register.terms],
        "files": [[file.source.id, file.name, file.sha256] for file in files],
    }
    meta = BuildMeta(
        build="",
        registered=registered,
        corpus_name=register.name,
        corpus_fingerprint=sha256(json.dumps(entries, sort_keys=True, default=str).encode()),
        model=embedder_name,
        model_fingerprint=model_fingerprint,
        dimension=0,
        settings={
            "longest_passage_words": LONGEST_PASSAGE_WORDS,
            "shortest_stem_words": SHORTEST_STEM_WORDS,
            "reading": reading_fingerprint(),
        },
        passages=0,
        sentences=0,
    )
    parts = [FORMAT, registered, meta.corpus_fingerprint, meta.model, meta.model_fingerprint, meta.settings]
    return replace(meta, build=sha256(json.dumps(parts, sort_keys=True).encode())[:16])


def reading_fingerprint() -> str:
    """Sixteen hex digits for how files are read here: this package's code and its libraries' versions."""
    whole = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        whole.update(f"{path.relative_to(folder).as_posix()}\n".encode() + path.read_bytes())
    for library in READING_LIBRARIES:
        whole.update(f"{library} {version(library)}\n".encode())
    return whole.hexdigest()[:16]


def prepare(
    meta: BuildMeta,
    register: Register,
    files: Iterable[HeldFile],
    progress: Callable[[], None] | None = None,
) -> Prepared:
    """Read the files, each in a process that may cost only so much, and cut them into passages."""
    with IsolatedReader() as reader:
        corpus, readings = read_files(register, files, reader.read, progress)
    corpus = replace(corpus, health=tuple(map(health_of, readings)))
    passages = tuple(p for found in readings for p in found.passages)
    sentences = sum(len(p.sentences) for p in passages if len(p.sentences) > 1)
    return Prepared(replace(meta, passages=len(passages), sentences=sentences), corpus, readings, passages)


def write_build(
    index: Path,
    prepared: Prepared,
    files: Iterable[HeldFile],
    embedder: Embedder,
    progress: Progress | None = None,
) -> None:
    """Keep the originals, embed the passages and their sentences, and write the build; see `new_build`."""
    documents = {document.source_id: document for document in prepared.corpus.documents}
    titles = {source.id: source.title for source in prepared.corpus.sources}
    for file in files:
        if file.refusal is None:
            keep_original(index, file.data)
    lexicon = [
        searched_text(documents[passage.source_id], passage, titles[passage.source_id])
        for passage in prepared.passages
    ]
    sentences = [
        documents[passage.source_id].text[start:end]
        for passage in prepared.passages
        if len(passage.sentences) > 1
        for start, end in passage.sentences
    ]
    embedded = embedder.embed_passages([f"{context}\n{words}" for words, context in lexicon], progress)
    sentence_vectors = embedder.embed_sentences(sentences, progress)
    with new_build(index, prepared.meta.build) as folder:
        save_build(
            folder,
            replace(prepared.meta, dimension=embedder.dimension),
            prepared.corpus,
            {found.document.source_id: found.boxes for found in prepared.readings},
            prepared.passages,
            lexicon,
            embedded,
            sentence_vectors,
        )
