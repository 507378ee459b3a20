"""Labelled lists of candidates, which the evidence reader's losses compare."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from assistant.questions.question import STOP_WORDS
from assistant.retrieval.reader_network import Pair, Pairs
from benchmarks.material import SEED
from index.documents import Span
from index.storage.passage_index import PassageIndex
from training.mining import Mined, held_rows, of_library, passage_text, title_of
from training.written_questions import ANSWERED, TWIN

LISTS = 8
SHORTEST_LIST = 4
# How many judged passages are drawn for a question.
JUDGED = 2
# Sets whose questions were typed into a search box, or written as people type.
AS_TYPED = {"mtrag", "mtrag_judged", "orsharc", "ofsted", "boolq", *ANSWERED, "near", TWIN}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair with its labels.

    relevant: None if not ranked. evidence: characters of the words. twin: shared by the passage's pairs with
    two twins, of which it answers one; empty for others.
    """

    pair: Pair
    score: float
    relevant: bool | None
    answers: bool
    evidence: Span | None = None
    twin: str = ""


class Sampler:
    """Draws lists of candidates, anew for each epoch."""

    def __init__(self, index: PassageIndex, mined: Sequence[Mined], pairs: Pairs) -> None:
        self._index = index
        self._mined = mined
        self._pairs = pairs
        self._pick = random.Random(SEED)
        self._aside = held_rows(index)
        # Only our own questions use GOV.UK pages as candidates.
        self._pages = frozenset(
            row
            for source, rows in index.passages_by_source.items()
            if of_library(source) and index.documents[source].file.endswith(".html")
            for row in rows
        )

    def batches(self) -> list[list[list[Candidate]]]:
        """Returns batches of lists of similar length, in random order. Twins are in the same batch."""
        together: dict[str | int, list[list[Candidate]]] = {}
        for number, mined in enumerate(self._mined):
            if found := self._list(mined):
                together.setdefault(mined.labelled.twin or number, []).append(found)
        groups = sorted(
            together.values(),
            key=lambda lists: max(len(c.pair.tokens) for c in chain(*lists)) + self._pick.random() * 8,
        )
        batches: list[list[list[Candidate]]] = [[]]
        for lists in groups:
            if len(batches[-1]) + len(lists) > LISTS:
                batches.append([])
            batches[-1] += lists
        self._pick.shuffle(batches)
        return batches

    def _list(self, mined: Mined) -> list[Candidate]:
        pick, labelled = self._pick, mined.labelled
        scores = dict(mined.candidates)
        judged = dict(mined.judged)
        banned = self._aside | mined.unsure | {*mined.named, *judged}
        if labelled.place is None:
            banned |= self._pages
        wrong = [row for row, _ in mined.candidates if row not in banned]
        if not wrong:
            return []
        low = min(scores.values())
        text = self._worded(labelled.text, keywords=labelled.kind not in AS_TYPED)
        found = [replace(c, twin=labelled.twin) for c in self._of_subject(mined, text, scores, low)]
        known = sorted(judged.keys() - self._aside)
        for row in pick.sample(known, min(JUDGED, len(known))):
            answers = judged[row]
            # Nobody said which of two right passages is more relevant.
            relevant = None if answers else False
            found.append(self._candidate(text, row, scores.get(row, low), relevant=relevant, answers=answers))
        while len(found) < SHORTEST_LIST:
            row = wrong[min(int(pick.expovariate(1 / 5)), len(wrong) - 1)]
            found.append(self._candidate(text, row, scores[row], relevant=False, answers=False))
        last = len(self._index.passages)
        row = (
            pick.randrange(last)
            if pick.random() < 0.5
            else wrong[min(pick.randrange(10, 40), len(wrong) - 1)]
        )
        if row not in banned:
            found.append(
                self._candidate(text, row, scores.get(row, low - 0.1), relevant=False, answers=False)
            )
        return found

    def _of_subject(
        self, mined: Mined, text: str, scores: dict[int, float], low: float
    ) -> Iterator[Candidate]:
        """Yields the right passage, and passages on its subject that do not answer."""
        pick, labelled, right = self._pick, mined.labelled, mined.right
        if right is not None:
            score = scores.get(right, low)
            if labelled.dropped is not None:
                yield self._candidate(
                    text, right, score, relevant=True, answers=True, dropped=labelled.dropped
                )
                return
            number, evidence = self._evidence(right, labelled.answers)
            yield self._candidate(text, right, score, relevant=True, answers=True, evidence=evidence)
            several = len(self._index.passages[right].sentences) > 1
            if number is not None and several and pick.random() < 0.35:
                yield self._candidate(
                    text, right, score - 0.02, relevant=False, answers=False, dropped=number
                )
            if mined.subject and pick.random() < 0.7:
                row = pick.choice(mined.subject[:3])
                yield self._candidate(text, row, scores.get(row, low), relevant=False, answers=False)
        elif mined.subject:
            row = mined.subject[0]
            yield self._candidate(text, row, scores.get(row, low), relevant=True, answers=False)
            if len(mined.subject) > 1 and pick.random() < 0.5:
                row = mined.subject[1]
                yield self._candidate(text, row, scores.get(row, low), relevant=None, answers=False)

    def _candidate(
        self,
        question: str,
        row: int,
        score: float,
        *,
        relevant: bool | None,
        answers: bool,
        evidence: Span | None = None,
        dropped: int | None = None,
    ) -> Candidate:
        words = passage_text(self._index, row)
        if dropped is not None:
            passage = self._index.passages[row]
            document = self._index.documents[passage.source_id]
            kept = [span for number, span in enumerate(passage.sentences) if number != dropped]
            words = " ".join(document.text[start:end] for start, end in kept)
        heading = heading_of(self._index, row)
        return Candidate(self._pairs.of(question, heading, words), score, relevant, answers, evidence)

    def _evidence(self, row: int, answers: Sequence[str]) -> tuple[int | None, Span | None]:
        """Returns the number of the sentence with the answer, and its characters in the passage's words."""
        words = passage_text(self._index, row)
        at = next((words.find(answer) for answer in answers if answer in words), -1)
        passage = self._index.passages[row]
        for number, (start, end) in enumerate(passage.sentences):
            span = (start - passage.start, end - passage.start)
            if span[0] <= at < span[1]:
                return number, span
        return None, None

    def _worded(self, text: str, *, keywords: bool) -> str:
        """Returns the question, sometimes as keywords or without its question mark, as people type."""
        if keywords and self._pick.random() < 0.12:
            words = [w for w in re.findall(r"[\w’'-]+", text) if w.lower() not in STOP_WORDS]
            return " ".join(words[: self._pick.choice([2, 3, 4, 5])]) if len(words) > 1 else text
        return text.rstrip("?.") if self._pick.random() < 0.2 else text


def heading_of(index: PassageIndex, row: int) -> str:
    """Returns what stands above a passage and introduces it."""
    passage = index.passages[row]
    document = index.documents[passage.source_id]
    above = " › ".join(document.section_at(passage.start).path[-2:]) or title_of(index, row)
    return " : ".join(filter(None, [above, *(document.text[start:end] for start, end in passage.context)]))
