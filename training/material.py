"""The training material of the evidence reader, as a corpus with labelled questions.

This module has SQuAD 2.0 without the held-out articles, and OR-ShARC and MTRAG without a seventh of their
trees and conversations; training/public_sets.py and training/written_questions.py have the others. All are
in one corpus, so that a question's wrong candidates come from every collection.
"""

import gzip
import hashlib
import html
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.material import BENCH, HELD_ARTICLES
from ingest.text.sentences import sentence_spans

# One in this many rule trees and conversations is held out.
HELD_SHARE = 7
CHUNK_WORDS = 110
# How many questions of each set are used, the first by the SHA-256 of their words.
MOST = {"squad": 800, "orsharc": 300, "mtrag": 300}


# A passage: its document (the SHA-256 of the file), start and end.
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question before mining.

    sources: where its answer is, or was looked for in vain; empty: nowhere. paragraph: the words that its
    candidates on the same subject are part of. answers: texts, one of which every answering passage contains
    verbatim; for an unanswerable question, texts in the nearest passage; empty: not known. wrong: sources on
    its subject that do not answer. unjudged: sources that nobody judged. place: the passage that
    it was written over. twin: the name that two twins share,
    questions in like words of which their passage answers only one; empty: it has none. judged: other
    passages that a search found, by place, and whether each answers. row, dropped: the passage of a question
    made from a sentence, and the number of that sentence.
    """

    text: str
    answerable: bool
    kind: str
    sources: tuple[str, ...] = ()
    paragraph: str = ""
    answers: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()
    place: Place | None = None
    twin: str = ""
    judged: tuple[tuple[Place, bool], ...] = ()
    row: int | None = None
    dropped: int | None = None

    @classmethod
    def of_json(cls, entry: Mapping[str, Any]) -> "Labelled":
        """Restores a question from `asdict` and JSON."""
        read: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
        return cls(**read)


@dataclass(slots=True)
class Corpus:
    """The corpus folder while it is being written."""

    folder: Path
    entries: list[str] = field(default_factory=lambda: ['[corpus]\nname = "training"\n'])

    def __post_init__(self) -> None:
        (self.folder / "documents").mkdir(parents=True)

    def write_register(self) -> None:
        """Writes the register of everything added."""
        (self.folder / "sources.toml").write_text("\n".join(self.entries), encoding="utf-8")

    def add(self, source_id: str, title: str, body: str) -> None:
        """Adds a page of HTML, once."""
        page = (
            f"<!doctype html><html><head><title>{html.escape(title)}</title></head><body>{body}</body></html>"
        )
        self.add_file(f"{source_id}.html", title, page)

    def add_file(self, name: str, title: str, text: str) -> None:
        """Adds a document with the text of its file, once; its id is the file name without the suffix."""
        file = self.folder / "documents" / name
        if not file.exists():
            file.write_text(text, encoding="utf-8")
            self.entries.append(
                f'[[source]]\nid = "{file.stem}"\ntitle = {json.dumps(title)}\nfile = "documents/{name}"\n'
            )


def first_sets(corpus: Corpus, pick: random.Random) -> list[Labelled]:
    """Adds the documents of the three sets and returns their questions."""
    found = {"squad": _squad(corpus, pick), "orsharc": _orsharc(corpus), "mtrag": _mtrag(corpus)}
    return [question for kind, questions in found.items() for question in fewer(questions, MOST[kind])]


def fewer(questions: Iterable[Labelled], most: int) -> list[Labelled]:
    """Returns at most `most` of the questions, drawn by the SHA-256 of their words."""
    return sorted(questions, key=lambda q: hashlib.sha256(q.text.encode()).hexdigest())[:most]


def _squad(corpus: Corpus, pick: random.Random) -> Iterator[Labelled]:
    articles = {
        d["doc_id"]: d for d in rows("squad2/documents.jsonl.gz") if slug(d["doc_id"]) not in HELD_ARTICLES
    }
    for name, article in articles.items():
        add_article(corpus, f"sq-{slug(name)}", article["title"], article["paragraphs"], pick)
    for q in rows("squad2/questions.jsonl.gz"):
        if q["doc_id"] in articles:
            yield Labelled(
                folded(q["question"]),
                q["answerable"],
                "squad",
                (f"sq-{slug(q['doc_id'])}",),
                folded(articles[q["doc_id"]]["paragraphs"][q["paragraph"]]),
                tuple(map(folded, q["answers"])),
            )


def _rule_texts(corpus: Corpus) -> dict[str, str]:
    """Adds the rule texts; returns the page that each is from, or its own id if that is not known."""
    pages = {}
    for snippet in rows("orsharc/snippets.jsonl.gz"):
        text = f"{snippet['text'].strip()}\n"
        corpus.add_file(f"or-{snippet['id']}.md", f"Guidance {snippet['id']}", text)
        pages[snippet["id"]] = snippet["source_url"] or snippet["id"]
    return pages


def _orsharc(corpus: Corpus) -> Iterator[Labelled]:
    _rule_texts(corpus)
    asked = set()
    for q in rows("orsharc/questions.jsonl.gz"):
        for scene in ("", q["scenario"]):
            text = folded(f"{scene} {q['question']}")
            if text not in asked and not held(q["tree_id"]):
                asked.add(text)
                yield Labelled(text, answerable=True, kind="orsharc", sources=(f"or-{q['gold_snippet_id']}",))


def _mtrag(corpus: Corpus) -> Iterator[Labelled]:
    passages = {p["id"]: p for p in rows("mtrag/passages.jsonl.gz")}
    for passage in passages.values():
        body = "".join(map(paragraph_of, chunks(passage["text"])))
        corpus.add(f"mt-{slug(passage['id'])}", passage["title"] or passage["id"], body)
    for task in rows("mtrag/tasks.jsonl.gz"):
        if held(task["id"].split("<::>")[0]):
            continue
        asked = [turn["text"] for turn in task["turns"] if turn["speaker"] == "user"]
        text = folded(task["rewrite"] or " ".join(asked[-2:]))
        gold = tuple(f"mt-{slug(g)}" for g in task["gold"] if g in passages)
        if task["answerability"] == "ANSWERABLE" and gold:
            yield Labelled(text, answerable=True, kind="mtrag", sources=gold)
        elif task["answerability"] == "UNANSWERABLE":
            yield Labelled(text, answerable=False, kind="mtrag")


def rows(name: str) -> list[dict[str, Any]]:
    """Returns the lines of a file of the benchmark material."""
    with gzip.open(BENCH / name, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def held(key: str) -> bool:
    """Returns whether the item with this key is held out."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % HELD_SHARE == 0


def add_article(
    corpus: Corpus, source_id: str, title: str, paragraphs: Iterable[str], pick: random.Random
) -> None:
    """Adds an article, with its paragraphs cut into windows."""
    cut = [window for paragraph in paragraphs for window in windows(folded(paragraph), pick)]
    corpus.add(source_id, title, "".join(map(paragraph_of, cut)))


def windows(paragraph: str, pick: random.Random) -> list[str]:
    """Returns a paragraph whole, or in windows of one to four sentences, as guidance comes in all lengths."""
    found = [paragraph[start:end] for start, end in sentence_spans(paragraph)]
    if pick.random() < 0.3 or len(found) < 2:
        return [paragraph]
    cut = []
    while found:
        count = pick.choice([1, 1, 2, 2, 3, 4])
        cut.append(" ".join(found[:count]))
        del found[:count]
    return cut


def chunks(text: str) -> list[str]:
    """Joins the lines of a text into chunks of up to CHUNK_WORDS words."""
    chunks = [""]
    for line in map(folded, text.split("\n")):
        if chunks[-1] and len(f"{chunks[-1]} {line}".split()) > CHUNK_WORDS:
            chunks.append("")
        chunks[-1] = f"{chunks[-1]} {line}".strip()
    return [chunk for chunk in chunks if chunk]


def paragraph_of(text: str) -> str:
    """Returns a paragraph of HTML."""
    return f"<p>{html.escape(text)}</p>"


def slug(text: str) -> str:
    """Returns a name in lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def folded(text: str) -> str:
    """Returns the text with white space as single spaces."""
    return " ".join(text.split())
