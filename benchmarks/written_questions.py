"""Questions over the benchmark's library that no part was trained on: our own, and those over rule texts."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.material import Question
from index.storage.passage_index import PassageIndex
from training.material import folded, held, rows
from training.written_questions import QUESTIONS, TWIN, entries, held_document


def held_questions(index: PassageIndex, folder: Path = QUESTIONS) -> list[Question]:
    """Returns the questions over this index's held-out documents; source: the document's id.

    Twins are left out: they are made to be alike, so they are no sample of what people ask.
    """
    source_of = {document.sha256: source_id for source_id, document in index.documents.items()}
    return [
        Question(
            entry["id"],
            entry["question"],
            entry["answerable"],
            None if entry["answerable"] else True,
            source_of[entry["document"]],
        )
        for entry in entries(folder)
        if entry["document"] in source_of and held_document(entry["document"]) and entry["kind"] != TWIN
    ]


@dataclass(frozen=True, slots=True)
class RuleQuestion:
    """A question over a rule text. page: the ids in the library of all rule texts of its page.

    scene: whether the text begins with a scene.
    """

    text: str
    page: frozenset[str]
    scene: bool


def held_rule_questions() -> list[RuleQuestion]:
    """Returns the OR-ShARC questions that have a scene, with it and without, from held-out rule trees.

    Each once, in order. In the library, rule text number N is the source rule-NNN.
    """
    snippets = rows("orsharc/snippets.jsonl.gz")
    source = {snippet["id"]: f"rule-{number:03}" for number, snippet in enumerate(snippets)}
    page = {snippet["id"]: snippet["source_url"] or snippet["id"] for snippet in snippets}
    found: dict[str, RuleQuestion] = {}
    for entry in rows("orsharc/questions.jsonl.gz"):
        if entry["scenario"] and held(entry["tree_id"]):
            whole = page[entry["gold_snippet_id"]]
            same = frozenset(source[snippet] for snippet, other in page.items() if other == whole)
            for scene in (f"{entry['scenario']} ", ""):
                text = folded(f"{scene}{entry['question']}")
                found.setdefault(text, RuleQuestion(text, same, bool(scene)))
    return list(found.values())
