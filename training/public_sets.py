"""Seven more public sets, most of which separate the fact from its subject.

Their READMEs give licences and known faults.
"""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from training.material import (
    Corpus,
    Labelled,
    add_article,
    chunks,
    fewer,
    folded,
    held,
    paragraph_of,
    rows,
    slug,
)

# How many questions of each set are used, the first by the SHA-256 of their words.
MOST = {
    "squad_pairs": 1600,
    "clapnq": 459,
    "qed": 400,
    "selqa": 250,
    "onestopqa": 250,
    "boolq": 150,
}
# OneStopQA's articles come in three levels of difficulty.
LEVEL = "adv"
# How many first characters identify a sentence, because its end may be cut off.
TELLING = 80
# The title of documents for which a set gives none.
UNNAMED = "Extract"
JUDGED = "mtrag_judged"


def public_sets(corpus: Corpus, pick: random.Random) -> list[Labelled]:
    """Adds the documents of the seven sets and returns their questions."""
    found = [question for name, most in MOST.items() for question in _articles(corpus, name, most, pick)]
    return [*found, *_judged(corpus)]


def _articles(corpus: Corpus, name: str, most: int, pick: random.Random) -> list[Labelled]:
    """Returns some of a set's questions, and adds only the documents that they are about."""
    documents = {d["doc_id"]: d for d in rows(f"more/{name}/documents.jsonl.gz")}
    asked = [q for q in rows(f"more/{name}/questions.jsonl.gz") if q.get("level", LEVEL) == LEVEL]
    taken = fewer([_labelled(name, q, documents[q["doc_id"]]) for q in asked], most)
    wanted = {source for labelled in taken for source in labelled.sources}
    for doc_id, document in documents.items():
        if _source(doc_id) in wanted:
            add_article(corpus, _source(doc_id), document["title"] or UNNAMED, document["paragraphs"], pick)
    return taken


def _labelled(name: str, q: Mapping[str, Any], document: Mapping[str, Any]) -> Labelled:
    paragraph = document["paragraphs"][q["paragraph"]]
    # The words that a "near" unanswerable question was made from, or the sentences that answer, or short
    # answers.
    spans = q["evidence"] or q.get("near", [])
    texts = [document["paragraphs"][s["paragraph"]][s["start"] : s["end"]] for s in spans]
    if not texts and name == "qed":
        texts = q["answers"]
    return Labelled(
        folded(q["question"]),
        q["answerable"],
        name,
        (_source(q["doc_id"]),),
        folded(paragraph),
        tuple(folded(words)[:TELLING] for words in texts),
    )


def _judged(corpus: Corpus) -> Iterator[Labelled]:
    """Yields questions with search results that people judged, without the held-out conversations."""
    passages: dict[str, tuple[str, ...]] = {}
    for document in rows(f"more/{JUDGED}/documents.jsonl.gz"):
        if held(_conversation(document)):
            continue
        kept = [f"mt-{slug(source)}" for source in document["sources"]]
        passages[document["doc_id"]] = tuple(kept)
        texts = zip(kept, document["headings"], document["paragraphs"], strict=True)
        for source_id, heading, text in texts:
            corpus.add(source_id, heading.strip() or UNNAMED, "".join(map(paragraph_of, chunks(text))))
    for q in rows(f"more/{JUDGED}/questions.jsonl.gz"):
        if q["doc_id"] not in passages or q["answerable"] is None:
            continue
        brought = passages[q["doc_id"]]
        relevant, wrong = (tuple(brought[i] for i in q[key]) for key in ("relevant", "irrelevant"))
        if bool(relevant) != q["answerable"]:
            continue
        before = [turn["text"] for turn in q["history"] if turn["speaker"] == "user"]
        follows = q["multi_turn"] == "Follow-up"
        text = folded(" ".join([*(before[-1:] if follows else []), q["question"]]))
        unjudged = tuple(source for source in brought if source not in {*relevant, *wrong})
        yield Labelled(text, q["answerable"], JUDGED, relevant or wrong, wrong=wrong, unjudged=unjudged)


def _conversation(document: Mapping[str, Any]) -> str:
    name: str = document["doc_id"]
    return name.removeprefix("mtrag-")


def _source(doc_id: str) -> str:
    return f"wk-{slug(doc_id)}"
