"""Tests re-ingestion: unchanged files are not read or embedded again, and the build is the same."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from made.partnership import made_partnership
from parts import WordEmbedder, no_bar, publish, token_numbers

from index.embedding.embedder import Embedded, Progress, SentenceTransformerEmbedder
from index.embedding.embedding_models import model_fingerprint
from index.storage.builds import current_folder, current_name, open_current

LENDING = "documents/lending-rules.md"


class NotingEmbedder(WordEmbedder):
    """An embedder that records the texts it embeds."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Embedded:
        self.embedded += texts
        return super().embed_passages(texts, progress)

    def embed_question(self, text: str) -> Embedded:
        return WordEmbedder().embed_question(text)


@pytest.fixture
def index(tmp_path: Path, corpus: Path) -> Path:
    """A build of the made-up corpus with a PDF of ten pages."""
    (corpus / "documents/partnership.pdf").write_bytes(made_partnership().data)
    publish(corpus, tmp_path / "index")
    return tmp_path / "index"


def edit(path: Path, change: Callable[[str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")


def files(index: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in current_folder(index).iterdir()}


def is_what_a_first_ingest_gives(index: Path, corpus: Path, scratch: Path) -> bool:
    publish(corpus, scratch)
    return current_name(index) == current_name(scratch) and files(index) == files(scratch)


def lengths_of_bars(corpus: Path, index: Path) -> dict[str, int]:
    """Ingests, and returns how many files are read and how many texts embedded."""
    lengths: dict[str, int] = {}

    @contextmanager
    def bars(label: str, length: int) -> Iterator[object]:
        lengths[label] = length
        with no_bar(label, length) as bar:
            yield bar

    publish(corpus, index, bars=bars)
    return lengths


def test_only_the_changed_passage_is_embedded(tmp_path: Path, corpus: Path, index: Path) -> None:
    """This test ensures that an edit costs only its own passages, and gives the build of a first ingest."""
    before = open_current(index)
    edit(corpus / LENDING, lambda text: text.replace("six books", "seven volumes"))
    used = NotingEmbedder()
    report = publish(corpus, index, used)
    after = open_current(index)
    assert [text for text in used.embedded if "seven volumes" not in text] == []
    assert (report.passages.added, report.passages.removed) == (1, 1)
    assert report.passages.kept == len(after.passages) - 1
    assert len({p.id for p in before.passages} & {p.id for p in after.passages}) == len(after.passages) - 1
    assert is_what_a_first_ingest_gives(index, corpus, tmp_path / "scratch")


def test_an_unchanged_document_is_not_read_again(tmp_path: Path, corpus: Path, index: Path) -> None:
    """This test ensures that its text, pages, boxes and health come from the build before, unchanged."""
    edit(corpus / LENDING, lambda text: text.replace("six books", "seven volumes"))
    read = lengths_of_bars(corpus, index)
    assert read["Reading"] == 1
    assert is_what_a_first_ingest_gives(index, corpus, tmp_path / "scratch")


def test_a_renamed_file_is_recognised(tmp_path: Path, corpus: Path, index: Path) -> None:
    """This test ensures that the same bytes under another name are neither read nor embedded again."""
    (corpus / LENDING).rename(corpus / "documents/rules-for-lending.md")
    edit(corpus / "sources.toml", lambda text: text.replace(LENDING, "documents/rules-for-lending.md"))
    read = lengths_of_bars(corpus, index)
    assert read == {"Reading": 0, "Embedding": 0}
    assert open_current(index).documents["lending-rules"].file == "documents/rules-for-lending.md"
    assert is_what_a_first_ingest_gives(index, corpus, tmp_path / "scratch")


def test_a_moved_section_is_not_embedded_again(tmp_path: Path, corpus: Path, index: Path) -> None:
    """This test ensures that reordered sections cost nothing, and each passage keeps its id."""
    text = (corpus / LENDING).read_text(encoding="utf-8")
    head, *sections = text.split("\n## ")
    (corpus / LENDING).write_text("\n## ".join([head, *reversed(sections)]), encoding="utf-8")
    before = {passage.id for passage in open_current(index).passages}
    assert len(sections) > 1
    assert lengths_of_bars(corpus, index)["Embedding"] == 0
    assert {passage.id for passage in open_current(index).passages} == before
    assert is_what_a_first_ingest_gives(index, corpus, tmp_path / "scratch")


def test_what_introduces_a_passage_is_part_of_what_is_embedded(
    tmp_path: Path, corpus: Path, index: Path
) -> None:
    """This test ensures that a new title, which is searched too, is embedded with each passage."""
    edit(corpus / "sources.toml", lambda text: text.replace('title = "', 'title = "New: ', 1))
    report = publish(corpus, index)
    build = open_current(index)
    changed = next(source for source in build.sources.values() if source.title.startswith("New: "))
    assert report.passages.added == len(build.passages_by_source[changed.id])
    assert is_what_a_first_ingest_gives(index, corpus, tmp_path / "scratch")


def test_another_model_embeds_everything(corpus: Path, index: Path) -> None:
    """This test ensures that vectors of two models are never mixed in one build."""

    class OtherEmbedder(NotingEmbedder):
        name = "other words"
        fingerprint = model_fingerprint("other words")

    used = OtherEmbedder()
    report = publish(corpus, index, used)
    assert (report.passages.added, report.passages.kept) == (len(open_current(index).passages), 0)
    assert len(used.embedded) > report.passages.added


def test_full_keeps_nothing(corpus: Path, index: Path) -> None:
    """This test ensures that a full run trusts nothing that was made before."""
    used = NotingEmbedder()
    report = publish(corpus, index, used, full=True)
    assert (report.passages.added, report.passages.kept) == (len(open_current(index).passages), 0)
    assert len(used.embedded) > report.passages.added


def test_a_dry_run_tells_what_would_be_embedded(corpus: Path, index: Path) -> None:
    """This test ensures that the numbers announced before a publication are those after it."""
    edit(corpus / LENDING, lambda text: text.replace("six books", "seven volumes"))
    before = publish(corpus, index, dry_run=True)
    assert before.passages == publish(corpus, index).passages


def test_kept_vectors_are_those_of_a_first_ingest(
    tmp_path: Path, corpus: Path, model: SentenceTransformerEmbedder
) -> None:
    """This test ensures that with the real model an updated build finds the same as a new one."""
    publish(corpus, tmp_path / "index", model)
    edit(corpus / LENDING, lambda text: text.replace("six books", "seven volumes"))
    publish(corpus, tmp_path / "index", model)
    publish(corpus, tmp_path / "scratch", model)
    kept, made = open_current(tmp_path / "index"), open_current(tmp_path / "scratch")
    assert (kept.corpus, kept.passages, kept.keys) == (made.corpus, made.passages, made.keys)
    for one, other in ((kept.vectors, made.vectors), (kept.sentence_vectors, made.sentence_vectors)):
        everything = range(len(one))
        assert np.allclose(one.of(everything), other.of(everything), atol=1e-6)
    assert np.abs(token_numbers(kept) - token_numbers(made)).max() <= 1
