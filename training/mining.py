"""Candidates for the questions that the evidence reader is trained on, mined with the product's retriever.

To the questions of the material come questions made from the reports: a sentence asks for the rest of its
passage.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.question import LONGEST_QUESTION, Question
from assistant.retriever import Retriever
from benchmarks.material import SEED, build
from index.builds import open_current
from index.embedder import SentenceTransformerEmbedder
from index.passage_index import PassageIndex
from training.material import Labelled, folded, write_corpus

CANDIDATES = 40
MADE_QUESTIONS = 900


@dataclass(frozen=True, slots=True)
class Mined:
    """A question with its candidates, as rows of the index with the retriever's scores, best first.

    right: the passage that answers it. subject: passages on its subject that do not, best first.
    """

    labelled: Labelled
    right: int | None
    subject: tuple[int, ...]
    candidates: tuple[tuple[int, float], ...]


def mine(folder: Path, embedder: SentenceTransformerEmbedder) -> tuple[PassageIndex, list[Mined]]:
    """Write the material into an empty folder, ingest it and search every question."""
    pick = random.Random(SEED)
    questions = write_corpus(folder / "corpus", pick)
    build(folder / "corpus", folder / "index", embedder)
    index = open_current(folder / "index")
    questions += _made(index, pick)
    retriever = Retriever(index, embedder)
    mined = [_mined(index, retriever, labelled) for labelled in questions]
    return index, [entry for entry in mined if not entry.labelled.answerable or entry.right is not None]


def passage_text(index: PassageIndex, row: int) -> str:
    """The words of a passage."""
    passage = index.passages[row]
    return index.documents[passage.source_id].text[passage.start : passage.end]


def titles(index: PassageIndex) -> Sequence[str]:
    """For each row, the title that stands above it where no heading does: an article's."""
    return [index.sources[p.source_id].title if p.source_id.startswith("sq-") else "" for p in index.passages]


def _made(index: PassageIndex, pick: random.Random) -> list[Labelled]:
    """A sentence of a report's passage asks for the rest of it: the inverse cloze task (Lee et al., 2019)."""
    made = []
    for row, passage in enumerate(index.passages):
        if passage.source_id[:3] in {"sq-", "or-", "mt-"} or len(passage.sentences) < 2:
            continue
        dropped = pick.randrange(len(passage.sentences))
        start, end = passage.sentences[dropped]
        text = folded(index.documents[passage.source_id].text[start:end])
        if 8 <= len(re.findall(r"[A-Za-z][\w’'-]+", text)) <= 45:
            made.append(Labelled(text, True, "ofsted", (passage.source_id,), row=row, dropped=dropped))
    pick.shuffle(made)
    return made[:MADE_QUESTIONS]


def _mined(index: PassageIndex, retriever: Retriever, labelled: Labelled) -> Mined:
    hits = retriever.search(Question.of(labelled.text[:LONGEST_QUESTION])).hits
    scores = {index.row_of[hit.passage.id]: hit.score for hit in hits}
    rows = [row for source in labelled.sources for row in index.passages_by_source.get(source, ())]
    rows.sort(key=lambda row: -scores.get(row, 0.0))
    right: int | None
    subject: list[int]
    if labelled.row is not None:
        right, subject = labelled.row, []
    elif labelled.kind == "squad":
        same = [r for r in rows if passage_text(index, r) in labelled.paragraph]
        holding = [r for r in same if any(a in passage_text(index, r) for a in labelled.answers)]
        right = holding[0] if labelled.answerable and holding else None
        subject = [r for r in same if r not in holding]
    else:
        right, subject = (rows[0] if rows else None), rows[1:]
    return Mined(labelled, right, tuple(subject), tuple(scores.items())[:CANDIDATES])
