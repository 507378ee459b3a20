"""Questions in practitioners' own words over reports, GOV.UK pages and rule texts (training/questions/).

Each names the document and place of the passage that it was written over. Every fifth document is held out:
neither its questions nor its text are used for training.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.material import BENCH
from training.material import Corpus, Labelled, Place, folded

QUESTIONS = Path(__file__).parent / "questions"
# For passages that a search found: the questions that each answers, and those that it leaves unanswered.
JUDGEMENTS = Path(__file__).parent / "judgements"
HELD_DOCUMENTS = 5
# The kinds of question that their passage answers; it does not answer a "near" one.
ANSWERED = ("everyday", "scene", "hurry")
# Two questions in like words, of which the passage answers only one.
TWIN = "twin"


def add_library(corpus: Corpus) -> None:
    """Adds the reports and GOV.UK pages that questions were written over, without registering them."""
    documents = corpus.folder / "documents"
    for report in sorted((BENCH / "ofsted").glob("*.pdf")):
        shutil.copy(report, documents)
    with tempfile.TemporaryDirectory() as made:
        command = [sys.executable, str(BENCH / "make_corpus.py"), str(BENCH / "conditionalqa"), made]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        for page in sorted((Path(made) / "corpus/documents").glob("*.html")):
            shutil.copy(page, documents)


def written_questions(*, aside: bool = False) -> list[Labelled]:
    """Returns the questions to train on, or with `aside` the held-out ones."""
    judged: dict[str, list[tuple[Place, bool]]] = {}
    for entry in entries(JUDGEMENTS):
        for answers, questions in ((True, entry["answers"]), (False, entry["leaves"])):
            for question in questions:
                judged.setdefault(question, []).append((_place(entry), answers))
    return [
        Labelled(
            folded(entry["question"]),
            entry["answerable"],
            entry["kind"],
            place=_place(entry),
            twin=entry["id"].rpartition("-")[0] if entry["kind"] == TWIN else "",
            judged=tuple(judged.get(entry["id"], ())),
        )
        for entry in entries(QUESTIONS)
        if held_document(entry["document"]) is aside
    ]


def entries(folder: Path) -> Iterator[dict[str, Any]]:
    """Yields the entries of a folder's files, in order."""
    for file in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def _place(entry: Mapping[str, Any]) -> Place:
    return entry["document"], entry["start"], entry["end"]


def held_document(sha256: str) -> bool:
    """Returns whether a document is held out, by its file's SHA-256."""
    return int(sha256[:8], 16) % HELD_DOCUMENTS == 0
