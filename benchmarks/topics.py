"""Measures which sections the page Topics finds, for each topic of the glossary that questions are about.

A topic's questions are those that name it, or whose everyday words the glossary leads to it. The sections
that hold their right words are the gold: how many of them are found (recall), and how many of those found
are gold (precision, low by nature: other sections may speak of the topic too).
Run: make bench, or .venv/bin/python -m benchmarks.topics
"""

import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from assistant.evaluation.gold import Gold, folded, read_gold
from assistant.questions.expansion import Wording
from assistant.questions.question import Question
from assistant.topics.search import rows_speaking
from benchmarks.material import BRIEFING_QUESTIONS, HELD_OUT_QUESTIONS, ROOT, build
from index.embedding.embedder import SentenceTransformerEmbedder
from index.settings import Settings
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex

# A section by its source's id and its start.
Place = tuple[str, int]


def places(index: PassageIndex) -> list[Place]:
    """Returns the section of each passage."""
    return [(p.source_id, index.documents[p.source_id].section_at(p.start).start) for p in index.passages]


def gold_of(index: PassageIndex, questions: Iterable[Gold]) -> dict[str, set[Place]]:
    """Returns the sections with the right words of each topic's questions, for topics that have any."""
    terms = {name for term in index.corpus.terms for name in term.official}
    wording = Wording(index.corpus.terms, (), ())
    texts = [folded(index.documents[p.source_id].text[p.start : p.end]) for p in index.passages]
    where = places(index)
    found: dict[str, set[Place]] = defaultdict(set)
    for gold in questions:
        if not gold.answerable:
            continue
        asked = wording.widened(Question.of(gold.asked.question))
        meant = {expansion.expansion for expansion in asked.also_searched}
        typed = " ".join(gold.asked.question.lower().split())
        needed = {
            where[row]
            for row, text in enumerate(texts)
            if text and any(text in words or words in text for words in gold.wanted)
        }
        for topic in terms:
            if needed and (topic in meant or topic.lower() in typed):
                found[topic] |= needed
    return found


def main() -> None:
    """Prints a line for each set of questions."""
    embedder = SentenceTransformerEmbedder.load(Settings.from_env().model)
    with tempfile.TemporaryDirectory() as folder:
        build(ROOT / "corpus", Path(folder), embedder)
        index = open_current(Path(folder))
        where = places(index)
        for path in (BRIEFING_QUESTIONS, HELD_OUT_QUESTIONS):
            gold = gold_of(index, read_gold(path))
            recalls, precisions = [], []
            for topic, needed in gold.items():
                asked = Question.of(topic)
                rows = rows_speaking(index, asked, embedder.embed_question(asked.searched))
                found = {where[row] for row in rows}
                recalls.append(len(found & needed) / len(needed))
                precisions.append(len(found & needed) / len(found) if found else 0.0)
            print(
                f"{path.name}: {len(gold)} topics, recall {statistics.mean(recalls):.2f}, "
                f"precision {statistics.mean(precisions):.2f}"
            )


if __name__ == "__main__":
    main()
