"""Compares what two versions of Signpost print for the same inputs, byte by byte.

    python -m benchmarks.outputs write FOLDER      # in each version's checkout
    python -m benchmarks.outputs compare OLD NEW   # names each file that differs, and its first difference

Use it for changes that must not change behaviour: moved modules, new names, rewritten helpers. Times of day,
durations and the folder of the run are masked; everything else must be equal.
"""

import contextlib
import difflib
import io
import itertools
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx

import cli
from benchmarks.material import ROOT
from index.settings import Settings
from views.asking.saved_answer import markdown, saved_lines, web_page, word
from views.current_build import current_assistant

SOME_TIME = datetime(2026, 11, 24, 9, tzinfo=UTC)
MODEL = "all-MiniLM-L6-v2"
QUESTIONS = ROOT / "corpus/questions.jsonl"
TOPICS = ("self-harm", "CME", "neglect", "strategy meeting", "knives")
ASKED = (
    "she's been cutting, what do I do",
    "Who should attend a strategy meeting?",
    "How many days does a school have to respond?",
    "What is the capital of France?",
    "children not in school",
)
BUILD = re.compile(r"\b[0-9a-f]{16}\b")
MASKS = (
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?"), "<time>"),
    (re.compile(r'("seconds": )[\d.]+'), r"\1<seconds>"),
    (re.compile(r"[\d.]+ seconds?"), "<seconds>"),
    (re.compile(r'("reading": ")[0-9a-f]{16}'), r"\1<code>"),
)


def outputs(folder: Path) -> Iterator[tuple[str, str]]:
    """Yields the name and text of each output: commands with and without --json, pages, saved answers."""
    corpus, index = folder / "corpus", folder / "index"
    shutil.copytree(ROOT / "corpus", corpus)
    options = ["--corpus", str(corpus), "--index", str(index)]

    def both(name: str, *arguments: str) -> Iterator[tuple[str, str]]:
        yield f"{name}.txt", _printed([*arguments, *options])
        yield f"{name}.json", _printed([*arguments, *options, "--json"])

    yield from both("ingest-dry", "ingest", "--dry-run")
    yield "ingest.json", _printed(["ingest", *options, "--json"])
    yield "ask.json", _printed(["ask", "--questions", str(QUESTIONS), "--json", *options])
    for number, question in enumerate(ASKED, 1):
        yield from both(f"ask-{number}", "ask", question)
    for number, topic in enumerate(TOPICS, 1):
        yield from both(f"where-{number}", "where", topic)
    yield from both("sources", "sources")
    yield from both("passages", "passages")
    yield from both("evaluate", "evaluate", str(QUESTIONS))
    yield from both("verify", "verify")
    settings = Settings(corpus=corpus, index=index, model=MODEL)
    assistant = current_assistant(settings)
    for number, question in enumerate(ASKED, 1):
        answer = assistant.answer(question, threshold=settings.threshold, related=settings.related)
        lines = saved_lines(answer, SOME_TIME, with_question=True)
        yield f"saved-{number}.md", markdown(lines)
        yield f"saved-{number}.html", web_page(lines)
        yield f"saved-{number}.docx.txt", _word_text(word(lines))
    briefing = corpus / "documents/learning-from-case-reviews.md"
    text = briefing.read_text(encoding="utf-8")
    paragraphs = text.split("\n\n")
    briefing.write_text("\n\n".join(paragraphs[:40] + paragraphs[42:]).replace("must", "should"), "utf-8")
    page = folder / "changes.html"
    yield "ingest-changed.json", _printed(["ingest", *options, "--json", "--html", str(page)])
    yield "ingest-changed.html", page.read_text(encoding="utf-8")
    yield "ingest-unchanged.txt", _printed(["ingest", *options])
    yield from both("diff", "diff", "--html", str(page))
    yield "diff.html", page.read_text(encoding="utf-8")
    yield from both("history", "history")


def _printed(arguments: list[str]) -> str:
    """Returns what a command prints, including its errors and exit code."""
    out = io.StringIO()
    code: object = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            cli.main(arguments)
        except SystemExit as end:
            code = end.code
    return f"{out.getvalue()}\nexit: {code}\n"


def _word_text(data: bytes) -> str:
    lines = docx.Document(io.BytesIO(data)).paragraphs
    return "".join(f"{line.style.name if line.style else ''}: {line.text}\n" for line in lines)


def masked(text: str, folder: Path, builds: Iterable[str]) -> str:
    """Returns the text without whatever changes from run to run, and without the builds' names.

    A build's name depends on the code that read its files, so each version names it differently.
    """
    text = text.replace(str(folder), "<folder>")
    for build in builds:
        text = text.replace(build, "<build>")
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text


def write(target: Path) -> None:
    """Writes each output to its own file."""
    target.mkdir(parents=True, exist_ok=True)
    os.environ["SIGNPOST_MODEL"] = MODEL
    with tempfile.TemporaryDirectory() as folder:
        found = dict(outputs(Path(folder)))
        builds = BUILD.findall(found["history.txt"] + found["ingest-dry.json"] + found["ingest-changed.json"])
        for name, text in found.items():
            (target / name).write_text(masked(text, Path(folder), builds), encoding="utf-8")


def compare(old: Path, new: Path) -> int:
    """Prints the first differing lines of each file that differs. Returns the number of such files."""
    differing = 0
    for name in sorted({path.name for path in (*old.iterdir(), *new.iterdir())}):
        texts = [(each / name).read_text("utf-8") if (each / name).exists() else "" for each in (old, new)]
        if texts[0] == texts[1]:
            continue
        differing += 1
        before, after = (text.splitlines() for text in texts)
        lines = difflib.unified_diff(before, after, "old", "new", n=0, lineterm="")
        print(f"{name} differs:", *(f"  {line[:300]}" for line in itertools.islice(lines, 8)), sep="\n")
    print(f"{differing} files differ")
    return differing


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]))
    else:
        sys.exit(min(compare(Path(sys.argv[2]), Path(sys.argv[3])), 1))
