"""Gates: checks that stop a publication until a person overrides the gate by name."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.library.descriptions import counted
from index.storage.passage_index import PassageIndex
from index.storage.publications import Accepted, Publication
from ingest.build import Prepared

GateName = Literal["vanished", "unreadable", "shrunk", "hidden-text", "questions", "withdrawn"]
GATES: tuple[GateName, ...] = get_args(GateName)
# Why each gate is closed, in one line.
REASONS: dict[GateName, str] = {
    "vanished": "documents are gone",
    "unreadable": "documents that were quoted can no longer be read",
    "shrunk": "documents have lost much of their text",
    "hidden-text": "documents contain words hidden by a bar or a picture on the page",
    "questions": "questions have lost their answer, or gained one they should not have",
    "withdrawn": "withdrawn sources are back",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason why a gate is closed.

    subject: the id of the source or question. what: a sentence about the source, or the question itself.
    before, now: the result of the question.
    """

    subject: str
    what: str
    before: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """A closed gate with its findings. accepted: a person overrode it."""

    name: GateName
    findings: tuple[Finding, ...]
    accepted: bool = False

    @property
    def reason(self) -> str:
        """Why it is closed."""
        return REASONS[self.name]


def closed_gates(
    before: PassageIndex | None,
    now: Prepared,
    withdrawn: Iterable[Publication],
    shrink: float,
    questions: Sequence[Finding],
    accept: Collection[str],
) -> tuple[Gate, ...]:
    """Returns the gates that are closed between the current build and its replacement.

    withdrawn: the withdrawals. shrink: the share by which a document's text may shrink. questions: what
    `answers_changed` found. accept: the names of gates that a person overrides.
    """
    found: dict[GateName, tuple[Finding, ...]] = {
        "vanished": tuple(_vanished(before, now)) if before else (),
        "unreadable": tuple(_unreadable(before, now)) if before else (),
        "shrunk": tuple(_shrunk(before, now, shrink)) if before else (),
        "hidden-text": tuple(_hidden(before, now)) if before or now.meta.registered else (),
        "questions": tuple(questions),
        "withdrawn": tuple(_returned(before, now, withdrawn)),
    }
    return tuple(Gate(name, found[name], name in accept) for name in GATES if found[name])


def _vanished(before: PassageIndex, now: Prepared) -> Iterator[Finding]:
    """Yields documents that are gone, with no file for their source and no other source with their file."""
    left = {document.source_id for document in now.corpus.documents}
    left |= {entry.source_id for entry in now.corpus.unreadable}
    files = {document.sha256 for document in now.corpus.documents}
    for document in before.documents.values():
        if document.source_id not in left and document.sha256 not in files:
            passages = counted(len(before.passages_by_source[document.source_id]), "passage")
            yield Finding(
                document.source_id,
                f"{before.sources[document.source_id].title} ({document.file}, {passages}) is gone",
            )


def _unreadable(before: PassageIndex, now: Prepared) -> Iterator[Finding]:
    for entry in now.corpus.unreadable:
        if entry.source_id in before.documents:
            title = before.sources[entry.source_id].title
            yield Finding(
                entry.source_id,
                f"{title} was quoted until now, but {entry.file} cannot be read: {entry.reason}",
            )


def _shrunk(before: PassageIndex, now: Prepared, shrink: float) -> Iterator[Finding]:
    for document in now.corpus.documents:
        earlier = before.documents.get(document.source_id)
        if earlier and len(document.text) < (1 - shrink) * len(earlier.text):
            title = before.sources[document.source_id].title
            lost = 1 - len(document.text) / len(earlier.text)
            yield Finding(
                document.source_id,
                f"{title} ({document.file}) shrank from {len(earlier.text)} to {len(document.text)} "
                f"characters: {lost:.0%} of its text is gone, more than {shrink:.0%}",
            )


def _hidden(before: PassageIndex | None, now: Prepared) -> Iterator[Finding]:
    """Yields new or changed documents in which a bar or picture hides words that are still in the file.

    This looks like a redaction but is not one: anyone with the file can read the words. They are not quoted.
    """
    titles = {source.id: source.title for source in now.corpus.sources}
    files = {document.sha256 for document in before.documents.values()} if before else set()
    for document, health in zip(now.corpus.documents, now.corpus.health, strict=True):
        if health.covered and document.sha256 not in files:
            words = counted(health.covered, "word")
            yield Finding(
                document.source_id,
                f"{titles[document.source_id]} ({document.file}) still contains {words} hidden on its "
                "pages: if this is a redaction, ask the publisher for a clean copy",
            )


def _returned(
    before: PassageIndex | None, now: Prepared, withdrawn: Iterable[Publication]
) -> Iterator[Finding]:
    """Yields withdrawn sources that are back in a version that was not withdrawn."""
    taken_out = {one.withdrawal.source_id: one for one in reversed([*withdrawn]) if one.withdrawal}
    for document in now.corpus.documents:
        one = taken_out.get(document.source_id)
        if one and (before is None or document.source_id not in before.documents):
            yield Finding(
                document.source_id,
                f"{document.file} is another version of a source withdrawn on {one.at[:10]} ({one.why}): "
                "read it before you accept it",
            )


def accepted(gates: Iterable[Gate]) -> tuple[Accepted, ...]:
    """Returns the overridden gates as the history records them."""
    return tuple(
        Accepted(gate.name, tuple(finding.subject for finding in gate.findings))
        for gate in gates
        if gate.accepted
    )
