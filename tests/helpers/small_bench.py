"""A little of the benchmark material, laid out as the whole, to train on within a test."""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

from pypdf import PdfWriter

from training.written_questions import QUESTIONS

TRAINED, HELD = "Black_Death", "Amazon_rainforest"
PARAGRAPHS = 2
# Pages that questions of our own are about: one to train on, one held aside.
OURS, ASIDE = "challenge-solicitors-bill", "directors-loans"
PUBLIC = ("squad_pairs", "clapnq", "qed", "selqa", "onestopqa", "boolq", "mtrag_judged")
ASKED = 2
SNIPPETS = 4
PAGES = 3


def rows(file: Path) -> list[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_small_bench(whole: Path, folder: Path) -> None:
    """Writes a little of each set that is trained on into a folder like that of the whole material."""

    def write(name: str, entries: list[dict[str, Any]]) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(folder / name, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(entry) + "\n" for entry in entries)

    articles = [a for a in rows(whole / "squad2/documents.jsonl.gz") if a["doc_id"] in {TRAINED, HELD}]
    for article in articles:
        del article["paragraphs"][PARAGRAPHS:]
    write("squad2/documents.jsonl.gz", articles)
    asked = rows(whole / "squad2/questions.jsonl.gz")
    kept = [q for q in asked if q["doc_id"] in {TRAINED, HELD} and q["paragraph"] < PARAGRAPHS]
    write("squad2/questions.jsonl.gz", kept)
    asked = rows(whole / "orsharc/questions.jsonl.gz")[:SNIPPETS]
    rules = {question["gold_snippet_id"] for question in asked}
    snippets = [s for s in rows(whole / "orsharc/snippets.jsonl.gz") if s["id"] in rules]
    write("orsharc/snippets.jsonl.gz", snippets)
    write("orsharc/questions.jsonl.gz", asked)
    tasks = rows(whole / "mtrag/tasks.jsonl.gz")[:SNIPPETS]
    gold = {passage for task in tasks for passage in task["gold"]}
    passages = [p for p in rows(whole / "mtrag/passages.jsonl.gz") if p["id"] in gold]
    write("mtrag/passages.jsonl.gz", passages)
    write("mtrag/tasks.jsonl.gz", tasks)
    for name in PUBLIC:
        asked = rows(whole / f"more/{name}/questions.jsonl.gz")
        document = rows(whole / f"more/{name}/documents.jsonl.gz")[0]
        about = [q for q in asked if q["doc_id"] == document["doc_id"]][:ASKED]
        if name == "mtrag_judged":
            # Of a conversation only what its first question was judged on.
            del about[1:]
            for key in ("headings", "paragraphs", "sources"):
                del document[key][max(about[0]["relevant"]) + 1 :]
        write(f"more/{name}/documents.jsonl.gz", [document])
        write(f"more/{name}/questions.jsonl.gz", about)
    pages = [p for p in rows(whole / "conditionalqa/documents.jsonl.gz") if p["doc_id"] in {OURS, ASIDE}]
    write("conditionalqa/documents.jsonl.gz", pages)
    for name in ("questions", "other_page_questions"):
        write(f"conditionalqa/{name}.jsonl.gz", [])
    shutil.copy(whole / "make_corpus.py", folder)
    (folder / "written").mkdir()
    lines = [line for file in QUESTIONS.glob("*.jsonl") for line in file.read_text().splitlines()]
    ours = [line for line in lines if Path(json.loads(line)["file"]).stem in {OURS, ASIDE}]
    (folder / "written/questions.jsonl").write_text("".join(f"{line}\n" for line in ours))
    (folder / "ofsted").mkdir()
    report = PdfWriter()
    report.append(whole / "ofsted/staffordshire-11-march-2019.pdf", pages=(0, PAGES), import_outline=False)
    report.write(folder / "ofsted/staffordshire.pdf")
