"""Questions in the trade's own words over reports, GOV.UK pages and rule texts (training/questions/).

Each names the passage that it was written over by its document and its place. Every fifth document is held
aside: its questions are never trained on, nor is its text.
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
    """Add the reports and the GOV.UK pages that questions were written over, without registering them."""
    documents = corpus.folder / "documents"
    for report in sorted((BENCH / "ofsted").glob("*.pdf")):
        shutil.copy(report, documents)
    with tempfile.TemporaryDirectory() as made:
        command = [sys.executable, str(BENCH / "make_corpus.py"), str(BENCH / "conditionalqa"), made]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        for page in sorted((Path(made) / "corpus/documents").glob("*.html")):
            shutil.copy(page, documents)


def written_questions(*, aside: bool = False) -> list[Labelled]:
    """The questions to train on, or those held aside."""
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
    """Whether a document is held aside, by its file's SHA-256."""
    return int(sha256[:8], 16) % HELD_DOCUMENTS == 0
