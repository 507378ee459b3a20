"""Gates: why a publication is refused, until a person accepts the reason by the gate's name."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.library.descriptions import counted
from index.storage.passage_index import PassageIndex
from index.storage.publications import Accepted, Publication
from ingest.build import Prepared

GateName = Literal["vanished", "unreadable", "shrunk", "hidden-text", "questions", "withdrawn"]
GATES: tuple[GateName, ...] = get_args(GateName)
# What each gate is closed for, in a line.
REASONS: dict[GateName, str] = {
    "vanished": "documents are gone",
    "unreadable": "documents that were quoted cannot be read any more",
    "shrunk": "documents have lost much of their text",
    "hidden-text": "documents hold words that a bar or a picture hides on the page",
    "questions": "questions have lost their answer, or gained one that they should not have",
    "withdrawn": "sources that were withdrawn are back",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to refuse.

    subject: the id of the source, or of the question. what: a sentence on it, or the question; before, now:
    what became of the question.
    """

    subject: str
    what: str
    before: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate that is closed, with all that it found. accepted: a person overrode it."""

    name: GateName
    findings: tuple[Finding, ...]
    accepted: bool = False

    @property
    def reason(self) -> str:
        """What it is closed for."""
        return REASONS[self.name]


def closed_gates(
    before: PassageIndex | None,
    now: Prepared,
    withdrawn: Iterable[Publication],
    shrink: float,
    questions: Sequence[Finding],
    accept: Collection[str],
) -> tuple[Gate, ...]:
    """The gates that are closed between the current build and the one that is to take its place.

    withdrawn: the withdrawals. shrink: the share by which a document's text may shrink. questions: what
    `answers_changed` found. accept: the names of those that a person overrides.
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
    """Documents of which nothing is left: neither their source's, nor the same file under another name."""
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
                f"{title} was quoted until now, and {entry.file} cannot be read: {entry.reason}",
            )


def _shrunk(before: PassageIndex, now: Prepared, shrink: float) -> Iterator[Finding]:
    for document in now.corpus.documents:
        earlier = before.documents.get(document.source_id)
        if earlier and len(document.text) < (1 - shrink) * len(earlier.text):
            title = before.sources[document.source_id].title
            lost = 1 - len(document.text) / len(earlier.text)
            yield Finding(
                document.source_id,
                f"{title} ({document.file}) has {len(document.text)} characters, it had "
                f"{len(earlier.text)}: {lost:.0%} of its text is gone, more than {shrink:.0%}",
            )


def _hidden(before: PassageIndex | None, now: Prepared) -> Iterator[Finding]:
    """New or changed documents with words that something drawn hides: it looks like a redaction, and is none.

    The words are not quoted; but whoever has the file can read them.
    """
    titles = {source.id: source.title for source in now.corpus.sources}
    files = {document.sha256 for document in before.documents.values()} if before else set()
    for document, health in zip(now.corpus.documents, now.corpus.health, strict=True):
        if health.covered and document.sha256 not in files:
            words = counted(health.covered, "word")
            yield Finding(
                document.source_id,
                f"{titles[document.source_id]} ({document.file}) still holds {words} that its pages hide: "
                "if this is a redaction, ask the publisher for a clean copy",
            )


def _returned(
    before: PassageIndex | None, now: Prepared, withdrawn: Iterable[Publication]
) -> Iterator[Finding]:
    """Sources that were withdrawn and come back in another version than any that was."""
    taken_out = {one.withdrawal.source_id: one for one in reversed([*withdrawn]) if one.withdrawal}
    for document in now.corpus.documents:
        one = taken_out.get(document.source_id)
        if one and (before is None or document.source_id not in before.documents):
            yield Finding(
                document.source_id,
                f"{document.file} is another version of what was withdrawn on {one.at[:10]} ({one.why}): "
                "read it before you accept it",
            )


def accepted(gates: Iterable[Gate]) -> tuple[Accepted, ...]:
    """What the history tells of the gates that were overridden."""
    return tuple(
        Accepted(gate.name, tuple(finding.subject for finding in gate.findings))
        for gate in gates
        if gate.accepted
    )
