"""Questions in practitioners' own words over reports, GOV.UK pages and rule texts (training/questions/).

Each names the document and place of the passage that it was written over. Every fifth document is held out:
neither its questions nor its text are used for training.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.material import BENCH
from training.material import Corpus, Labelled, folded

QUESTIONS = Path(__file__).parent / "questions"
HELD_DOCUMENTS = 5
# The kinds of question that their passage answers; it does not answer a "near" one.
ANSWERED = ("everyday", "scene", "hurry")


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
    found = []
    for file in sorted(QUESTIONS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            place = (entry["document"], entry["start"], entry["end"])
            if held_document(entry["document"]) is aside:
                found.append(
                    Labelled(folded(entry["question"]), entry["answerable"], entry["kind"], place=place)
                )
    return found


def held_document(sha256: str) -> bool:
    """Returns whether a document is held out, by its file's SHA-256."""
    return int(sha256[:8], 16) % HELD_DOCUMENTS == 0
