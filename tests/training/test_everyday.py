"""Our own sentences that everyday terms are learnt from."""

import json

from parts import ROOT

from benchmarks.expansion import glossary_terms
from training.everyday import SENTENCES
from training.written_questions import entries


def test_every_sentence_calls_for_entries_of_the_glossary_or_none() -> None:
    """This test ensures that nothing is learnt for a term that the glossary does not have."""
    known = {term.official for term in glossary_terms() if term.everyday}
    read = list(entries(SENTENCES))
    assert len(read) == 19_775
    assert {tuple(entry) for row in read for entry in row["entries"]} <= known


def test_no_sentence_is_there_twice_or_among_those_that_measure() -> None:
    """This test ensures that what measures the result was not learnt by heart."""
    read = [row["text"].casefold() for row in entries(SENTENCES)]
    assert len(set(read)) == len(read)
    measuring = (ROOT / "tests/data/everyday.jsonl").read_text(encoding="utf-8").splitlines()
    assert not {json.loads(line)["text"].casefold() for line in measuring} & set(read)
