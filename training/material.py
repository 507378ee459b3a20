"""What the evidence reader is trained on, as a corpus with labelled questions.

SQuAD 2.0 without the held-out articles, OR-ShARC and MTRAG without a seventh of their trees and
conversations, and Ofsted reports. All of them are one corpus, so that a question's wrong candidates come
from every collection.
"""

import gzip
import hashlib
import html
import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.material import BENCH, HELD_ARTICLES
from ingest.sentences import sentence_spans

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
            text = folded(f"{q['scenario']} {q['question']}")
            scenes[text] = Scene(text, same)
    return list(scenes.values())


def write_corpus(folder: Path, pick: random.Random) -> list[Labelled]:
    """Write all of the material into an empty folder, as a corpus; the questions of the three sets."""
    corpus = _Corpus(folder)
    questions = [*_squad(corpus, pick), *_orsharc(corpus), *_mtrag(corpus)]
    for report in sorted((BENCH / "ofsted").glob("*.pdf"))[::OFSTED_STEP]:
        shutil.copy(report, folder / "documents")
    corpus.write_register()
    return questions


def _squad(corpus: _Corpus, pick: random.Random) -> Iterator[Labelled]:
    articles = {
        d["doc_id"]: d for d in _rows("squad2/documents.jsonl.gz") if _slug(d["doc_id"]) not in HELD_ARTICLES
    }
    for name, article in articles.items():
        windows = [w for paragraph in article["paragraphs"] for w in _windows(folded(paragraph), pick)]
        corpus.add(f"sq-{_slug(name)}", article["title"], "".join(map(_paragraph, windows)))
    for q in _rows("squad2/questions.jsonl.gz"):
        if q["doc_id"] in articles:
            yield Labelled(
                folded(q["question"]),
                q["answerable"],
                "squad",
                (f"sq-{_slug(q['doc_id'])}",),
                folded(articles[q["doc_id"]]["paragraphs"][q["paragraph"]]),
                tuple(map(folded, q["answers"])),
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
            text = folded(f"{scene} {q['question']}")
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
        text = folded(task["rewrite"] or " ".join(asked[-2:]))
        gold = tuple(f"mt-{_slug(g)}" for g in task["gold"] if g in passages)
        if task["answerability"] == "ANSWERABLE" and gold:
            yield Labelled(text, answerable=True, kind="mtrag", sources=gold)
        elif task["answerability"] == "UNANSWERABLE":
            yield Labelled(text, answerable=False, kind="mtrag")


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
    for line in map(folded, text.split("\n")):
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


def folded(text: str) -> str:
    """White space as single spaces."""
    return " ".join(text.split())
