"""The task of an ingest: which files to publish, with which settings, models and questions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.gold import QUESTIONS, Gold, read_gold
from index.embedding.embedder import LoadEmbedder
from index.embedding.embedding_models import model_fingerprint
from index.errors import InvalidCorpus
from index.settings import Settings
from index.storage.metadata import BuildMeta
from index.storage.publications import Publication, withdrawals
from ingest.build import describe_build
from ingest.corpus.files import HeldFile, without_withdrawn
from ingest.corpus.read_documents import files_of_corpus, files_of_paths
from ingest.corpus.register import Register
from ingest.sandbox.old_word_files import LibreOffice, is_called_old_word
from ingest.sandbox.recognition import recogniser
from publishing.builds.withdrawal import reasons
from publishing.gates.gates import GateName
from publishing.progress import Bars


@dataclass(frozen=True, slots=True)
class Task:
    """What to publish, with which settings and models."""

    settings: Settings
    load_embedder: LoadEmbedder
    bars: Bars
    register: Register
    files: tuple[HeldFile, ...]
    meta: BuildMeta
    questions: tuple[Gold, ...]
    withdrawn: tuple[Publication, ...]
    accept: Collection[GateName]


def task_of(
    settings: Settings,
    load_embedder: LoadEmbedder,
    bars: Bars,
    paths: Sequence[Path],
    accept: Collection[GateName],
) -> tuple[Task, tuple[str, ...]]:
    """Returns the task, and warnings about the corpus.

    paths: files and folders to publish instead of the corpus folder; none: the corpus folder. accept: the
    gates to override. Raises InvalidCorpus and InvalidQuestion as `ingest` does.
    """
    questions: tuple[Gold, ...] = ()
    warnings: tuple[str, ...] = ()
    if paths:
        register, files = files_of_paths(paths)
    else:
        register, files, warnings = files_of_corpus(settings.corpus)
        path = settings.corpus / QUESTIONS
        questions = read_gold(path) if path.exists() else ()
    if not files:
        raise InvalidCorpus(f"{settings.corpus / 'documents'} contains no file: put a document there")
    withdrawn = withdrawals(settings.index)
    files = without_withdrawn(files, reasons(withdrawn))
    fingerprint = model_fingerprint(settings.model)
    office = LibreOffice.installed() if any(is_called_old_word(file.name) for file in files) else None
    meta = describe_build(
        register,
        files,
        settings.model,
        fingerprint,
        registered=not paths,
        recognised_by=recogniser() if settings.ocr == "on" else None,
        converted_by=office.name if office else None,
    )
    task = Task(settings, load_embedder, bars, register, files, meta, questions, withdrawn, accept)
    return task, warnings
