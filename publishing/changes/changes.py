"""Compares two builds: sources, documents, sections and the words of each passage."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from index.documents import Document, Passage, Source
from index.storage.passage_index import PassageIndex
from ingest.build import Prepared
from publishing.changes.rewording import PassageChange, passage_changes

# The details of a source whose change is reported.
DETAILS = tuple(f.name for f in fields(Source) if f.name not in {"id", "file", "registered", "found"})

Standing = Literal["new", "updated", "removed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail of a source in the register, before and now."""

    name: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source that changed.

    standing: what happened to its document. passages: how many it has, or had if it was removed. files: its
    file name before and now. new_sections, removed_sections: heading paths; all of them for a new or removed
    document. changed: passage by passage, for an updated document.
    """

    source_id: str
    title: str
    standing: Standing
    passages: int
    files: tuple[str | None, str | None]
    new_sections: tuple[tuple[str, ...], ...] = ()
    removed_sections: tuple[tuple[str, ...], ...] = ()
    details: tuple[Detail, ...] = ()
    changed: tuple[PassageChange, ...] = ()

    @property
    def renamed(self) -> bool:
        """Whether the file has a new name."""
        return None not in self.files and self.files[0] != self.files[1]


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes from one build to another. before: None for the first build."""

    before: str | None
    now: str
    sources: tuple[SourceChange, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The contents of a build, for comparison. documents: by source id.

    passages_of: returns the passages of the document with a source id.
    """

    build: str
    sources: Mapping[str, Source]
    documents: Mapping[str, Document]
    passages_of: Callable[[str], Sequence[Passage]]

    @classmethod
    def of_index(cls, index: PassageIndex) -> "Edition":
        """Returns the edition of a build on disk."""

        def passages_of(source_id: str) -> list[Passage]:
            return [index.passages[row] for row in index.passages_by_source[source_id]]

        return cls(index.meta.build, index.sources, index.documents, passages_of)

    @classmethod
    def of_prepared(cls, prepared: Prepared) -> "Edition":
        """Returns the edition of a build that is not yet written."""
        return cls(
            prepared.meta.build,
            {source.id: source for source in prepared.corpus.sources},
            {one.document.source_id: one.document for one in prepared.documents},
            {one.document.source_id: one.passages for one in prepared.documents}.__getitem__,
        )


def compare(before: Edition | None, now: Edition) -> Changes:
    """Returns the changes by source, in the order of the new register, with removed sources last."""
    old = before or Edition("", {}, {}, lambda _source_id: ())
    changed = (_source(old, now, source_id) for source_id in dict.fromkeys([*now.sources, *old.sources]))
    return Changes(before.build if before else None, now.build, tuple(filter(None, changed)))


def _source(old: Edition, new: Edition, source_id: str) -> SourceChange | None:
    """Returns the changes to a source, or None."""
    before, now = old.documents.get(source_id), new.documents.get(source_id)
    files = before.file if before else None, now.file if now else None
    standing = _standing(before, now)
    details = _details(old.sources.get(source_id), new.sources.get(source_id))
    if standing == "unchanged" and not details and files[0] == files[1]:
        return None
    was, are = _sections(before), _sections(now)
    return SourceChange(
        source_id=source_id,
        title=(new.sources.get(source_id) or old.sources[source_id]).title,
        standing=standing,
        passages=len((new if now else old).passages_of(source_id)) if now or before else 0,
        files=files,
        new_sections=tuple(path for path in are if path not in was),
        removed_sections=tuple(path for path in was if path not in are),
        details=details,
        changed=passage_changes(before, old.passages_of(source_id), now, new.passages_of(source_id))
        if before and now and standing == "updated"
        else (),
    )


def _standing(before: Document | None, now: Document | None) -> Standing:
    if before and now:
        return "unchanged" if (before.sha256, before.text) == (now.sha256, now.text) else "updated"
    return "new" if now else "removed" if before else "unchanged"


def _sections(document: Document | None) -> dict[tuple[str, ...], None]:
    """Returns the heading paths of a document in order, skipping text before the first heading."""
    return dict.fromkeys(section.path for section in document.sections if section.path) if document else {}


def _details(before: Source | None, now: Source | None) -> tuple[Detail, ...]:
    if before is None or now is None:
        return ()
    return tuple(
        Detail(name, _shown(getattr(before, name)), _shown(getattr(now, name)))
        for name in DETAILS
        if getattr(before, name) != getattr(now, name)
    )


def _shown(value: object) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(value) or None
    return None if value is None else str(value)
