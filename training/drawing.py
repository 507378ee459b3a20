"""Draws passages to write questions over, by hash, and checks the questions written.

The documents are the inspection reports, the GOV.UK pages and the rule texts, read and cut as in the
product. The passages are cached in KEPT; remove that file to read them again.

Run: .venv/bin/python -m training.drawing draw --seed SEED --count N [--skip K]
     .venv/bin/python -m training.drawing check training/questions/*.jsonl
"""

import argparse
import hashlib
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.questions.question import STOP_WORDS, TERM
from benchmarks.material import BENCH
from index.storage.stems import TOKENIZER, stems_of
from ingest.corpus.read_documents import files_of_corpus
from ingest.prepared_documents import prepare_documents
from ingest.sandbox.isolated_reader import IsolatedReader
from training.material import folded
from training.written_questions import TWIN

KEPT = Path(tempfile.gettempdir()) / "drawn-passages.jsonl"
# The kinds of document take turns; half of the passages come from reports.
TURNS = (".pdf", ".html", ".pdf", ".md")
SHORTEST_WORDS = 12
# How many characters before and after a passage are shown with it.
AROUND = 400
TEXTS = ("id", "kind", "question", "document", "file")
FIELDS = {**dict.fromkeys(TEXTS, str), "answerable": bool, "start": int, "end": int}
KINDS = {"e": "everyday", "s": "scene", "h": "hurry", "n": "near", "a": TWIN, "b": TWIN}
UNANSWERABLE = {"n", "b"}
# A question may share at most this part of its content words with the passage, and this many in a row.
LARGEST_SHARE, LONGEST_RUN = 1 / 3, 4
# Twins differ at most this much in length, and in the part of their content words that the passage has.
LARGEST_RATIO, LARGEST_DIFFERENCE = 1.5, 0.4


@dataclass(frozen=True, slots=True)
class Drawn:
    """A passage. document: the SHA-256 of its file. around: the passage with its surroundings."""

    document: str
    file: str
    start: int
    end: int
    text: str
    section: Sequence[str]
    around: str

    @property
    def place(self) -> tuple[str, int, int]:
        """Its document, start and end."""
        return self.document, self.start, self.end


def read_passages() -> list[Drawn]:
    """Returns every passage of the documents, from the cache or read now."""
    if not KEPT.exists():
        KEPT.write_text("".join(json.dumps(asdict(passage)) + "\n" for passage in _cut()), encoding="utf-8")
    return [Drawn(**json.loads(line)) for line in KEPT.read_text(encoding="utf-8").splitlines()]


def _cut() -> Iterator[Drawn]:
    with tempfile.TemporaryDirectory() as name:
        empty, out = Path(name) / "empty", Path(name) / "library"
        (empty / "documents").mkdir(parents=True)
        (empty / "sources.toml").write_text('[corpus]\nname = "drawn"\n')
        command = [sys.executable, str(BENCH / "make_library.py"), str(empty), str(out), "--count", "80"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        register, files, _ = files_of_corpus(out / "corpus")
        with IsolatedReader() as reader:
            _, documents = prepare_documents(register, files, reader.read)
    for found in documents:
        whole, file = found.document, Path(found.document.file).name
        for passage in found.passages:
            start, end = passage.start, passage.end
            text, around = whole.text[start:end], whole.text[max(0, start - AROUND) : end + AROUND]
            yield Drawn(whole.sha256, file, start, end, text, whole.section_at(start).path, around)


def draw(passages: Sequence[Drawn], seed: str) -> Iterator[Drawn]:
    """Yields the passages worth a question, by their hashes, until one kind of document has no more.

    Leaves out passages that say nothing, and those whose words occur in two places.
    """
    times = Counter(folded(passage.text).lower() for passage in passages)
    worth = [p for p in passages if says_something(p.text) and times[folded(p.text).lower()] == 1]
    worth.sort(key=lambda p: hashlib.sha256(f"{seed}{p.document}{p.start}".encode()).hexdigest())
    queues = {turn: iter([p for p in worth if Path(p.file).suffix == turn]) for turn in TURNS}
    while True:
        for turn in TURNS:
            passage = next(queues[turn], None)
            if passage is None:
                return
            yield passage


def says_something(text: str) -> bool:
    """Returns whether a passage is long enough and is not a line of contents or the mere stem of a list."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text)
    small = [word for word in words if word[0].islower()]
    broken = re.search(r"\.{4}|…{2}|:\s*$", text)
    return len(words) >= SHORTEST_WORDS and len(small) > len(words) / 2 and not broken


def problems_of(lines: Iterable[tuple[str, str]], passages: Sequence[Drawn]) -> Iterator[str]:
    """Yields what is wrong with each line, in words. lines: each with its place in a question file."""
    at, search = {passage.place: passage for passage in passages}, _WordSearch(passages)
    seen: set[str] = set()
    places: dict[str, tuple[str, int, int]] = {}
    twins: dict[str, list[tuple[str, str]]] = {}
    for where, line in lines:
        try:
            entry = json.loads(line)
        except ValueError as error:
            yield f"{where}: not valid JSON ({error})"
            continue
        if not isinstance(entry, dict) or {key: type(value) for key, value in entry.items()} != FIELDS:
            yield f"{where}: the fields must be {', '.join(FIELDS)}, each of the right type"
            continue
        name, asked = entry["id"], entry["question"]
        place = (entry["document"], entry["start"], entry["end"])
        shape = re.fullmatch(rf"(tq-\d{{4,}})-([{''.join(KINDS)}])", name)
        if not shape or KINDS[shape[2]] != entry["kind"] or entry["answerable"] is (shape[2] in UNANSWERABLE):
            yield f"{where}: {name}: id, kind and answerable do not agree"
        elif places.setdefault(shape[1], place) != place:
            yield f"{where}: {name}: its number belongs to another passage"
        if {name, folded(asked).lower()} & seen:
            yield f"{where}: {name}: this id or question occurs twice"
        seen |= {name, folded(asked).lower()}
        passage = at.get(place)
        if passage is None or passage.file != entry["file"]:
            yield f"{where}: {name}: there is no passage at this place"
        elif entry["kind"] == TWIN:
            twins.setdefault(name[:-2], []).append((asked, passage.text))
        elif entry["answerable"]:
            yield from (f"{where}: {name}: {found}" for found in copied(asked, passage.text))
            if search.first(asked) == place:
                yield f"{where}: {name}: a search for its words finds the passage first"
    for name, found in twins.items():
        yield from (f"{name}: {told}" for told in _unlike(found))


def copied(question: str, text: str) -> Iterator[str]:
    """Yields a message for each way in which a question copies too much of a passage's words."""
    asked, said = _content(question), _content(text)
    shared = _shared(asked, said)
    if not asked or len(shared) > LARGEST_SHARE * len(set(asked)):
        yield f"{len(shared)} of {len(set(asked))} content words come from the passage: {', '.join(shared)}"
    size = LONGEST_RUN + 1
    runs = {tuple(said[i : i + size]) for i in range(len(said) - LONGEST_RUN)}
    if any(tuple(asked[i : i + size]) in runs for i in range(len(asked) - LONGEST_RUN)):
        yield f"more than {LONGEST_RUN} content words in a row come from the passage"


def _unlike(twins: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yields a message for each way in which twins could be told apart by their wording alone.

    twins: each with the passage's text.
    """
    if len(twins) != 2:
        yield "its twin is missing"
        return
    shorter, longer = sorted(len(asked.split()) for asked, _ in twins)
    if longer > LARGEST_RATIO * shorter:
        yield f"one of the twins has {shorter} words, the other {longer}"
    contents = [(_content(asked), _content(text)) for asked, text in twins]
    shares = [len(_shared(asked, said)) / max(1, len(set(asked))) for asked, said in contents]
    if abs(shares[0] - shares[1]) > LARGEST_DIFFERENCE:
        yield f"one twin shares {min(shares):.0%} of its words with the passage, the other {max(shares):.0%}"


def _shared(asked: Sequence[str], said: Sequence[str]) -> list[str]:
    """Returns the words asked that are also said, in some form, in order."""
    stems = stems_of({*asked, *said})
    known = {stems[word] for word in said}
    return sorted({word for word in asked if stems[word] in known})


def _content(text: str) -> list[str]:
    return [word for word in TERM.findall(text.lower()) if word not in STOP_WORDS]


class _WordSearch:
    """A search by words alone, over all passages."""

    def __init__(self, passages: Sequence[Drawn]) -> None:
        self._places = [passage.place for passage in passages]
        self._words = sqlite3.connect(":memory:")
        self._words.execute(f"CREATE VIRTUAL TABLE words USING fts5(text, tokenize='{TOKENIZER}')")
        rows = ((i, passage.text) for i, passage in enumerate(passages))
        self._words.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)

    def first(self, question: str) -> tuple[str, int, int] | None:
        """Returns the place of the best passage for a question; None if no passage has any of its words."""
        query = " OR ".join(f'"{word}"' for word in _content(question))
        sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid LIMIT 1"
        found = self._words.execute(sql, (query,)).fetchone() if query else None
        return self._places[found[0]] if found else None


def main() -> None:
    """Draws passages, or checks question files; the exit status is 1 if something is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw", help="print passages, one JSON line each")
    drawing.add_argument("--seed", required=True)
    drawing.add_argument("--count", type=int, required=True)
    drawing.add_argument("--skip", type=int, default=0, help="leave out the first K passages drawn")
    commands.add_parser("check", help="check files of questions").add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    if not BENCH.is_dir():
        sys.exit(f"skipped: the documents are not in {BENCH}")
    passages = read_passages()
    if options.command == "draw":
        for number, passage in enumerate(draw(passages, options.seed), start=1):
            if options.skip < number <= options.skip + options.count:
                print(json.dumps({"number": number, **asdict(passage)}, ensure_ascii=False))
        return
    lines = [
        (f"{file}:{number}", line)
        for file in options.files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    ]
    found = list(problems_of(lines, passages))
    print("\n".join([*found, f"{len(lines)} questions, {len(found)} problems"]))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
