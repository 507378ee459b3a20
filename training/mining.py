"""Mines candidates for the evidence reader's training questions with the product's retriever.

Adds questions made from the reports: a sentence asks for the rest of its passage.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.questions.question import LONGEST_QUESTION, Question
from assistant.retrieval.retriever import Retriever
from benchmarks.material import SEED, build
from index.embedding.embedder import SentenceTransformerEmbedder
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex
from training.material import Corpus, Labelled, first_sets, folded
from training.public_sets import UNNAMED, public_sets
from training.written_questions import add_library, held_document, written_questions

CANDIDATES = 40
MADE_QUESTIONS = 100
# How often our own questions without a twin occur in an epoch, with other candidates each time.
WRITTEN_TIMES = 2
REGISTERED = {"sq-", "or-", "mt-", "wk-"}
# A document may say a thing twice, and another report may say the same of its own place. So among this many
# of the first hits, nobody knows whether such passages answer.
DOUBTFUL_SAME, DOUBTFUL_REPORTS = 20, 8


@dataclass(frozen=True, slots=True)
class Mined:
    """A question with its candidates: index rows with the retriever's scores, best first.

    right: the passage that answers it. subject: passages on its subject that do not, best first. unsure:
    passages that may answer but were not judged. judged: passages that were found, and whether each answers.
    """

    labelled: Labelled
    right: int | None
    subject: tuple[int, ...]
    candidates: tuple[tuple[int, float], ...]
    unsure: frozenset[int] = frozenset()
    judged: tuple[tuple[int, bool], ...] = ()

    @property
    def named(self) -> tuple[int, ...]:
        """The passages that it is about."""
        return (*(() if self.right is None else (self.right,)), *self.subject)

    @property
    def usable(self) -> bool:
        """Whether the passage that it was written over was found, if there is one."""
        if self.labelled.answerable:
            return self.right is not None
        return bool(self.subject) or self.labelled.place is None


def mine(folder: Path, embedder: SentenceTransformerEmbedder) -> tuple[PassageIndex, list[Mined]]:
    """Writes the material into a folder, ingests it and searches for every question.

    Reuses the work of an earlier run in the same folder, except for new questions of our own.
    """
    index, questions = material(folder, embedder)
    search = Search(index, embedder, folder / "candidates.jsonl")
    read = {document.sha256 for document in index.documents.values()}
    written = [labelled for labelled in written_questions() if labelled.place and labelled.place[0] in read]
    again = [labelled for labelled in written if not labelled.twin] * (WRITTEN_TIMES - 1)
    mined = [search.mined(labelled) for labelled in [*questions, *written, *again]]
    aside = held_rows(index)
    return index, [entry for entry in mined if entry.usable and aside.isdisjoint(entry.named)]


def material(folder: Path, embedder: SentenceTransformerEmbedder) -> tuple[PassageIndex, list[Labelled]]:
    """Returns the index over the material in a folder, built if missing, and the questions of the sets."""
    pick = random.Random(SEED)
    kept = folder / "questions.json"
    if not kept.exists():
        corpus = Corpus(folder / "corpus")
        questions = [*first_sets(corpus, pick), *public_sets(corpus, pick)]
        add_library(corpus)
        corpus.write_register()
        build(folder / "corpus", folder / "index", embedder)
        questions += _made(open_current(folder / "index"), pick)
        kept.write_text(json.dumps([asdict(labelled) for labelled in questions]), encoding="utf-8")
    read = json.loads(kept.read_text(encoding="utf-8"))
    return open_current(folder / "index"), [Labelled.of_json(entry) for entry in read]


def held_rows(index: PassageIndex) -> frozenset[int]:
    """Returns the passages of held-out documents, which are never candidates."""
    return frozenset(
        row
        for source, rows in index.passages_by_source.items()
        if source[:3] not in REGISTERED - {"or-"} and held_document(index.documents[source].sha256)
        for row in rows
    )


def passage_text(index: PassageIndex, row: int) -> str:
    """Returns the words of a passage."""
    passage = index.passages[row]
    return index.documents[passage.source_id].text[passage.start : passage.end]


def title_of(index: PassageIndex, row: int) -> str:
    """Returns the title to show above a passage without a heading; empty for extracts."""
    source = index.sources[index.passages[row].source_id]
    return "" if source.id[:3] in {"or-", "mt-"} or source.title == UNNAMED else source.title


def of_library(source: str) -> bool:
    """Returns whether a document is a GOV.UK page or a report, not from a public set."""
    return source[:3] not in REGISTERED


def is_report(index: PassageIndex, row: int) -> bool:
    """Returns whether a passage is from an inspection report."""
    return index.documents[index.passages[row].source_id].file.endswith(".pdf")


def _made(index: PassageIndex, pick: random.Random) -> list[Labelled]:
    """Makes questions: a sentence asks for the rest of its passage (inverse cloze task, Lee et al., 2019)."""
    made = []
    for row, passage in enumerate(index.passages):
        if not is_report(index, row) or len(passage.sentences) < 2:
            continue
        dropped = pick.randrange(len(passage.sentences))
        start, end = passage.sentences[dropped]
        text = folded(index.documents[passage.source_id].text[start:end])
        if 8 <= len(re.findall(r"[A-Za-z][\w’'-]+", text)) <= 45:
            made.append(Labelled(text, True, "ofsted", (passage.source_id,), row=row, dropped=dropped))
    pick.shuffle(made)
    return made[:MADE_QUESTIONS]


class Search:
    """Searches for questions and sorts their candidates. Caches hits in a file."""

    def __init__(self, index: PassageIndex, embedder: SentenceTransformerEmbedder, kept: Path) -> None:
        self._index = index
        self._retriever = Retriever(index, embedder)
        self._kept = kept
        lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
        self._found: dict[str, list[tuple[int, float]]] = dict(map(json.loads, lines))
        self._places = {
            (index.documents[p.source_id].sha256, p.start, p.end): row for row, p in enumerate(index.passages)
        }

    def mined(self, labelled: Labelled) -> Mined:
        """Returns a question with its candidates."""
        index, hits = self._index, self._hits(labelled.text)
        scores = dict(hits)

        def of(sources: Sequence[str]) -> list[int]:
            found = [row for source in sources for row in index.passages_by_source.get(source, ())]
            return sorted(found, key=lambda row: -scores.get(row, 0.0))

        rows, unsure = of(labelled.sources), set(of(labelled.unjudged))
        right: int | None = None
        subject: list[int] = []
        if labelled.row is not None:
            right = labelled.row
        elif labelled.place is not None:
            named = self._places.get(labelled.place)
            right, subject = (named, []) if labelled.answerable else (None, [] if named is None else [named])
            if right is not None:
                unsure.update(self._doubtful(right, [row for row, _ in hits]))
        elif labelled.paragraph:
            same = [row for row in rows if passage_text(index, row) in labelled.paragraph]
            holding = [r for r in same if any(a in passage_text(index, r) for a in labelled.answers)]
            if labelled.answerable:
                right = next(iter(holding if labelled.answers else same), None)
                subject = [row for row in same if row not in holding] if labelled.answers else []
                unsure.update(same)
            else:
                subject = holding + [row for row in same if row not in holding]
        elif labelled.answerable:
            right, subject = (rows[0] if rows else None), of(labelled.wrong)
            unsure.update(rows)
        else:
            subject = rows
        candidates = tuple(hits)[:CANDIDATES]
        judged = tuple((self._places[p], answers) for p, answers in labelled.judged if p in self._places)
        return Mined(
            labelled,
            right,
            tuple(subject),
            candidates,
            frozenset(unsure.difference(subject, [right], dict(judged))),
            judged,
        )

    def _hits(self, text: str) -> list[tuple[int, float]]:
        if text not in self._found:
            hits = self._retriever.search(Question.of(text[:LONGEST_QUESTION])).hits
            found = [(self._index.row_of[hit.passage.id], hit.score) for hit in hits]
            self._found[text] = found
            with self._kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps([text, found]) + "\n")
        return self._found[text]

    def _doubtful(self, right: int, found: Sequence[int]) -> Iterator[int]:
        """Yields passages among the first found that may answer as well as the right one."""
        index = self._index
        source, report = index.passages[right].source_id, is_report(index, right)
        for place, row in enumerate(found):
            same = index.passages[row].source_id == source
            if (same and place < DOUBTFUL_SAME) or (
                report and place < DOUBTFUL_REPORTS and is_report(index, row)
            ):
                yield row
