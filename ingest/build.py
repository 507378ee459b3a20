"""The pipeline: files, documents, passages, vectors, one build on disk."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from index.documents import Passage
from index.embedding.embedder import Embedder, Progress
from index.embedding.token_codes import Codebook
from index.read_corpus import Corpus
from index.storage.build_files import in_pieces, save_build
from index.storage.builds import free_folder, keep_original, new_build
from index.storage.checked_files import sha256
from index.storage.metadata import EXACT_ROWS, FORMAT, BuildMeta
from index.storage.passage_index import PassageIndex
from index.storage.reused_vectors import KeptVectors, embedded_text, text_key
from ingest.corpus.files import HeldFile
from ingest.corpus.read_documents import ReadDocument
from ingest.corpus.register import Register
from ingest.prepared_documents import PreparedDocument, prepare_documents
from ingest.sandbox.isolated_reader import IsolatedReader
from ingest.sandbox.recognition import scans_of
from ingest.text.passages import LONGEST_PASSAGE_WORDS, SHORTEST_STEM_WORDS, searched_text

# Libraries whose version can change what is read.
READING_LIBRARIES = (
    "cssselect",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "pypdf",
    "pypdfium2",
    "pysbd",
    "python-docx",
    "symspellpy",
    "tinycss2",
)
# How many texts are embedded beforehand to find the codebook of a large build.
SAMPLED_TEXTS = 2_500


@dataclass(frozen=True)
class Prepared:
    """A build without its vectors."""

    meta: BuildMeta
    corpus: Corpus
    documents: tuple[PreparedDocument, ...]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Returns the passages of all documents, in order."""
        return tuple(passage for found in self.documents for passage in found.passages)

    @cached_property
    def lexicon(self) -> list[tuple[str, str]]:
        """Returns the words and context of each passage, as searched."""
        titles = {source.id: source.title for source in self.corpus.sources}
        return [
            searched_text(found.document, passage, titles[passage.source_id])
            for found in self.documents
            for passage in found.passages
        ]

    @cached_property
    def texts(self) -> list[str]:
        """Returns the text that each passage's vector is made from."""
        return [embedded_text(words, context) for words, context in self.lexicon]

    @cached_property
    def sentences(self) -> list[str]:
        """Returns, in order, the sentences of every passage that has several."""
        return [
            found.document.text[start:end]
            for found in self.documents
            for passage in found.passages
            if len(passage.sentences) > 1
            for start, end in passage.sentences
        ]


def describe_build(
    register: Register,
    files: Sequence[HeldFile],
    embedder_name: str,
    model_fingerprint: str,
    *,
    registered: bool,
    recognised_by: str | None = None,
    converted_by: str | None = None,
) -> BuildMeta:
    """Describes, and so names, the build that these files would give, before reading any of them.

    recognised_by: the program that reads scans; None: scans are not read. converted_by: the program that old
    Word files are read with; None: there are none, or they are not read. The dimension and the counts are
    still 0.
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
            **({"scans": recognised_by} if recognised_by else {}),
            **({"old_word": converted_by} if converted_by else {}),
        },
        passages=0,
        sentences=0,
    )
    parts = [FORMAT, registered, meta.corpus_fingerprint, meta.model, meta.model_fingerprint, meta.settings]
    return replace(meta, build=sha256(json.dumps(parts, sort_keys=True).encode())[:16])


def reading_fingerprint() -> str:
    """Returns sixteen hex digits that identify this package's code and the versions of its libraries."""
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
    before: PassageIndex | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Prepared:
    """Reads the files, each in a process with limits, and cuts them into passages.

    before: a build made with the same reading code; its documents are reused where they are unchanged.
    progress is called after each file that is read.
    """
    with IsolatedReader() as reader:

        def read(source_id: str, file: str, data: bytes) -> ReadDocument:
            scans = scans_of(file, data) if "scans" in meta.settings else ()
            return reader.read(source_id, file, data, scans)

        corpus, documents = prepare_documents(register, files, read, before, progress)
    prepared = Prepared(meta, corpus, documents)
    counted = replace(meta, passages=len(prepared.passages), sentences=len(prepared.sentences))
    return replace(prepared, meta=counted)


def write_build(
    index: Path,
    prepared: Prepared,
    files: Iterable[HeldFile],
    embedder: Embedder,
    kept: KeptVectors,
    progress: Progress | None = None,
) -> str:
    """Keeps the originals, writes the build into the index, and returns the name of its folder."""
    for file in files:
        if file.refusal is None:
            keep_original(index, file.data)
    name = free_folder(index, prepared.meta.build)
    with new_build(index, name) as folder:
        embed_build(folder, prepared, embedder, kept, progress)
    return name


def embed_build(
    folder: Path,
    prepared: Prepared,
    embedder: Embedder,
    kept: KeptVectors,
    progress: Progress | None = None,
) -> None:
    """Embeds what no kept vector covers, and writes the build into an empty folder."""
    texts, sentences = prepared.texts, prepared.sentences
    save_build(
        folder,
        replace(prepared.meta, dimension=embedder.dimension),
        prepared.corpus,
        {found.document.source_id: found.boxes for found in prepared.documents},
        prepared.passages,
        prepared.lexicon,
        map(text_key, texts),
        (kept.embed_passages(piece, embedder, progress) for piece in in_pieces(texts)),
        (kept.embed_sentences(piece, embedder, progress) for piece in in_pieces(sentences)),
        kept.codebook or _codebook(texts, embedder),
    )


def _codebook(texts: Sequence[str], embedder: Embedder) -> Codebook | None:
    """Returns a codebook that fits the texts' tokens; None if these are few enough to be kept exactly."""
    if len(texts) <= EXACT_ROWS:
        return None
    tokens = embedder.embed_passages(texts[:: -(-len(texts) // SAMPLED_TEXTS)]).tokens
    return Codebook.fitted(tokens.units())
