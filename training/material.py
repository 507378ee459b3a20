"""What the evidence reader is trained on: questions with candidates that the product's retriever mined.

SQuAD 2.0 without the held-out articles, OR-ShARC and MTRAG without a seventh of their trees and
conversations, and Ofsted reports from which questions are made: a sentence asks for the rest of its passage.
All of them are one corpus, so that a question's wrong candidates come from every collection.
"""

import gzip
import hashlib
import html
import json
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.question import LONGEST_QUESTION, Question
from assistant.retriever import Retriever
from benchmarks.material import BENCH, HELD_ARTICLES, SEED, build
from index.builds import open_current
from index.embedder import SentenceTransformerEmbedder
from index.passage_index import PassageIndex
from ingest.sentences import sentence_spans

CANDIDATES = 40
MADE_QUESTIONS = 900
# A seventh of the rule trees and conversations is held out; of the reports every fourth is taken.
HELD_SHARE = 7
OFSTED_STEP = 4
CHUNK_WORDS = 110


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question before mining.

    sources: where its answer is, or was looked for in vain; empty: nowhere. paragraph: the words that
    its candidates of the same subject stand in. answers: the spans that answer it. row, dropped: the
    passage that a made question belongs to, and the number of the sentence it was made of.
    """

    text: str
    answerable: bool
    kind: str
    sources: tuple[str, ...] = ()
    paragraph: str = ""
    answers: tuple[str, ...] = ()
    row: int | None = None
    dropped: int | None = None


@dataclass(frozen=True, slots=True)
class Mined:
    """A question with its candidates, as rows of the index with the retriever's scores, best first.

    right: the passage that answers it. subject: passages on its subject that do not, best first.
    """

    labelled: Labelled
    right: int | None
    subject: tuple[int, ...]
    candidates: tuple[tuple[int, float], ...]


@dataclass(slots=True)
class _Corpus:
    """The corpus folder while it is written."""

    folder: Path
    entries: list[str] = field(default_factory=lambda: ['[corpus]\nname = "training"\n'])

    def __post_init__(self) -> None:
        (self.folder / "documents").mkdir(parents=True)

    def write_register(self) -> None:
        (self.folder / "sources.toml").write_text("\n".join(self.entries), encoding="utf-8")

    def add(self, source_id: str, title: str, body: str) -> None:
        page = (
            f"<!doctype html><html><head><title>{html.escape(title)}</title></head><body>{body}</body></html>"
        )
        (self.folder / "documents" / f"{source_id}.html").write_text(page, encoding="utf-8")
        self.entries.append(
            f'[[source]]\nid = "{source_id}"\ntitle = {json.dumps(title)}\n'
            f'file = "documents/{source_id}.html"\n'
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """A question with the scene it is asked in. page: the sources that hold the page with its answer."""

    text: str
    page: tuple[str, ...]


def held_scenes(folder: Path) -> list[Scene]:
    """The OR-ShARC questions with a scene whose rule trees no part was trained on, each once, in order.

    Writes the rule texts into an empty folder, as a corpus.
    """
    corpus = _Corpus(folder)
    pages = _rule_texts(corpus)
    corpus.write_register()
    scenes = {}
    for q in _rows("orsharc/questions.jsonl.gz"):
        if q["scenario"] and _held(q["tree_id"]):
            page = pages[q["gold_snippet_id"]]
            same = tuple(f"or-{snippet}" for snippet, other in pages.items() if other == page)
            text = _folded(f"{q['scenario']} {q['question']}")
            scenes[text] = Scene(text, same)
    return list(scenes.values())


def mine(folder: Path, embedder: SentenceTransformerEmbedder) -> tuple[PassageIndex, list[Mined]]:
    """Write the corpus into an empty folder, ingest it and search every question."""
    pick = random.Random(SEED)
    corpus = _Corpus(folder / "corpus")
    questions = [*_squad(corpus, pick), *_orsharc(corpus), *_mtrag(corpus)]
    for report in sorted((BENCH / "ofsted").glob("*.pdf"))[::OFSTED_STEP]:
        shutil.copy(report, corpus.folder / "documents")
    corpus.write_register()
    build(corpus.folder, folder / "index", embedder)
    index = open_current(folder / "index")
    questions += _made(index, pick)
    retriever = Retriever(index, embedder)
    mined = [_mined(index, retriever, labelled) for labelled in questions]
    return index, [entry for entry in mined if not entry.labelled.answerable or entry.right is not None]


def passage_text(index: PassageIndex, row: int) -> str:
    """The words of a passage."""
    passage = index.passages[row]
    return index.documents[passage.source_id].text[passage.start : passage.end]


def _squad(corpus: _Corpus, pick: random.Random) -> Iterator[Labelled]:
    articles = {
        d["doc_id"]: d for d in _rows("squad2/documents.jsonl.gz") if _slug(d["doc_id"]) not in HELD_ARTICLES
    }
    for name, article in articles.items():
        windows = [w for paragraph in article["paragraphs"] for w in _windows(_folded(paragraph), pick)]
        corpus.add(f"sq-{_slug(name)}", article["title"], "".join(map(_paragraph, windows)))
    for q in _rows("squad2/questions.jsonl.gz"):
        if q["doc_id"] in articles:
            yield Labelled(
                _folded(q["question"]),
                q["answerable"],
                "squad",
                (f"sq-{_slug(q['doc_id'])}",),
                _folded(articles[q["doc_id"]]["paragraphs"][q["paragraph"]]),
                tuple(map(_folded, q["answers"])),
            )


def _rule_texts(corpus: _Corpus) -> dict[str, str]:
    """Add the rule texts; for each of them, which page it is from: itself, where that is not known."""
    pages = {}
    for snippet in _rows("orsharc/snippets.jsonl.gz"):
        corpus.add(f"or-{snippet['id']}", f"Guidance {snippet['id']}", _rules(snippet["text"]))
        pages[snippet["id"]] = snippet["source_url"] or snippet["id"]
    return pages


def _orsharc(corpus: _Corpus) -> Iterator[Labelled]:
    _rule_texts(corpus)
    asked = set()
    for q in _rows("orsharc/questions.jsonl.gz"):
        for scene in ("", q["scenario"]):
            text = _folded(f"{scene} {q['question']}")
            if text not in asked and not _held(q["tree_id"]):
                asked.add(text)
                yield Labelled(text, answerable=True, kind="orsharc", sources=(f"or-{q['gold_snippet_id']}",))


def _mtrag(corpus: _Corpus) -> Iterator[Labelled]:
    passages = {p["id"]: p for p in _rows("mtrag/passages.jsonl.gz")}
    for passage in passages.values():
        body = "".join(map(_paragraph, _chunks(passage["text"])))
        corpus.add(f"mt-{_slug(passage['id'])}", passage["title"] or passage["id"], body)
    for task in _rows("mtrag/tasks.jsonl.gz"):
        if _held(task["id"].split("<::>")[0]):
            continue
        asked = [turn["text"] for turn in task["turns"] if turn["speaker"] == "user"]
        text = _folded(task["rewrite"] or " ".join(asked[-2:]))
        gold = tuple(f"mt-{_slug(g)}" for g in task["gold"] if g in passages)
        if task["answerability"] == "ANSWERABLE" and gold:
            yield Labelled(text, answerable=True, kind="mtrag", sources=gold)
        elif task["answerability"] == "UNANSWERABLE":
            yield Labelled(text, answerable=False, kind="mtrag")


def _made(index: PassageIndex, pick: random.Random) -> list[Labelled]:
    """A sentence of a report's passage asks for the rest of it: the inverse cloze task (Lee et al., 2019)."""
    made = []
    for row, passage in enumerate(index.passages):
        if passage.source_id[:3] in {"sq-", "or-", "mt-"} or len(passage.sentences) < 2:
            continue
        dropped = pick.randrange(len(passage.sentences))
        start, end = passage.sentences[dropped]
        text = _folded(index.documents[passage.source_id].text[start:end])
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


def _rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(BENCH / name, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _held(key: str) -> bool:
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % HELD_SHARE == 0


def _windows(paragraph: str, pick: random.Random) -> list[str]:
    """A paragraph as it is, or in windows of one to four sentences: guidance comes in all lengths."""
    found = [paragraph[start:end] for start, end in sentence_spans(paragraph)]
    if pick.random() < 0.3 or len(found) < 2:
        return [paragraph]
    windows = []
    while found:
        count = pick.choice([1, 1, 2, 2, 3, 4])
        windows.append(" ".join(found[:count]))
        del found[:count]
    return windows


def _chunks(text: str) -> list[str]:
    """The lines of a text, put together up to so many words."""
    chunks = [""]
    for line in map(_folded, text.split("\n")):
        if chunks[-1] and len(f"{chunks[-1]} {line}".split()) > CHUNK_WORDS:
            chunks.append("")
        chunks[-1] = f"{chunks[-1]} {line}".strip()
    return [chunk for chunk in chunks if chunk]


def _rules(text: str) -> str:
    """A rule text's headings (#), list items (*) and paragraphs."""
    marks = {"#": "h2", "*": "li"}
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    blocks = [(marks.get(line[0], "p"), html.escape(line.lstrip("#* "))) for line in lines]
    return "".join(
        f"<ul><li>{t}</li></ul>" if tag == "li" else f"<{tag}>{t}</{tag}>" for tag, t in blocks
    ).replace("</ul><ul>", "")


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _folded(text: str) -> str:
    return " ".join(text.split())


def titles(index: PassageIndex) -> Sequence[str]:
    """For each row, the title that stands above it where no heading does: an article's."""
    return [index.sources[p.source_id].title if p.source_id.startswith("sq-") else "" for p in index.passages]
