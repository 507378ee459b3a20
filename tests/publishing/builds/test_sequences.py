"""After any sequence of edits, ingests, rollbacks and crashes, the index equals a first ingest."""

import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from parts import DATA, WordEmbedder, go_back, publish

from index.storage.builds import current_folder, current_name, kept_publications
from publishing.gates.gates import GATES

KEPT = 3
NAMES = st.sampled_from(["attic", "cellar", "hall", "yard"])
SENTENCES = st.lists(
    st.sampled_from(["The lamp is lit.", "Dogs wait.", "The gate is shut at nine.", "Ask at the desk."]),
    min_size=1,
    max_size=4,
)


class Crashing(WordEmbedder):
    """Stops in the middle, like a killed process."""

    def embed_sentences(self, texts: object, progress: object = None) -> object:  # type: ignore[override]
        raise KeyboardInterrupt


class Maintenance(RuleBasedStateMachine):
    """A maintainer at work. built: the corpus of each build."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.corpus, self.index = self.folder / "corpus", self.folder / "index"
        self.built: dict[str, Path] = {}

    @initialize()
    def begin(self) -> None:
        shutil.copytree(DATA / "corpus", self.corpus)
        self.ingest()

    @rule(name=NAMES, sentences=SENTENCES, level=st.sampled_from(["##", "###"]))
    def write(self, name: str, sentences: list[str], level: str) -> None:
        words = "\n\n".join(f"{level} {i}\n\n{sentence} {name}." for i, sentence in enumerate(sentences))
        (self.corpus / f"documents/{name}.md").write_text(f"# {name}\n\n{words}\n")

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        (self.corpus / f"documents/{name}.md").unlink(missing_ok=True)

    @rule(name=NAMES, other=NAMES)
    def rename(self, name: str, other: str) -> None:
        path = self.corpus / f"documents/{name}.md"
        if path.exists():
            path.rename(self.corpus / f"documents/{other}.md")

    @rule(number=st.sampled_from(["six", "seven", "eight"]))
    def edit(self, number: str) -> None:
        path = self.corpus / "documents/lending-rules.md"
        path.write_text(re.sub(r"\w+ books at", f"{number} books at", path.read_text()))

    @rule()
    def ingest(self) -> None:
        report = publish(self.corpus, self.index, keep=KEPT, accept=GATES)
        if report.build not in self.built:
            self.built[report.build] = self.folder / f"corpus-{len(self.built)}"
            shutil.copytree(self.corpus, self.built[report.build])
        self.check()

    @rule()
    def crash(self) -> None:
        before = current_name(self.index)
        try:
            publish(self.corpus, self.index, Crashing(), keep=KEPT, accept=GATES)
        except KeyboardInterrupt:
            (self.index / "builds/.left.1.partial").mkdir()
        assert current_name(self.index) in {before, publish(self.corpus, self.index, dry_run=True).build}
        self.check()

    @precondition(lambda self: len(kept_publications(self.index, KEPT)) > 1)
    @rule(chosen=st.randoms(use_true_random=False))
    def go_back(self, chosen: object) -> None:
        others = [one.build for one in kept_publications(self.index, KEPT)[1:]]
        go_back(self.index, chosen.choice(others), KEPT)  # type: ignore[attr-defined]
        self.check()

    def check(self) -> None:
        """Checks that the current build equals a first ingest of its corpus, byte for byte."""
        name = str(current_name(self.index))
        scratch = self.folder / f"scratch-{name}"
        if not scratch.exists():
            publish(self.built[name], scratch)
        assert current_name(scratch) == name
        for path in current_folder(scratch).iterdir():
            assert (current_folder(self.index) / path.name).read_bytes() == path.read_bytes(), path.name

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


def sequences(examples: int, steps: int) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Maintenance,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=examples < 10,
            database=None,
            # Short runs report a failure at once; long ones look for the shortest failing sequence.
            phases=[Phase.generate] if examples < 10 else list(Phase),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_few_sequences() -> None:
    """This test ensures that whatever a maintainer does, the index equals a fresh one."""
    sequences(8, 15)


@pytest.mark.soak
def test_many_sequences() -> None:
    """This test ensures the same for many long random sequences."""
    sequences(40, 25)
