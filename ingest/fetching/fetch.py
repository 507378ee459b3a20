"""Fetches the sources that have a download address (`signpost fetch`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path

from index.documents import Source
from index.errors import InvalidCorpus, NotFetched, RefusedDownload, UnknownSource, UnreadableDocument
from index.storage.checked_files import sha256, write_beside
from ingest.corpus.fetched import FETCHED, Fetched, read_fetched, write_fetched
from ingest.corpus.register import REGISTER, read_register
from ingest.corpus.unreached import Unreached, read_unreached, write_unreached
from ingest.fetching.allowed_addresses import Reach
from ingest.fetching.download_format import TYPES, check_end, ending_of
from ingest.fetching.govuk import (
    GOVUK,
    LARGEST_ITEM,
    Publication,
    attachment_of,
    content_address,
    read_publication,
)
from ingest.fetching.impostors import check_length, check_page
from ingest.fetching.outcomes import Outcome, Result
from ingest.fetching.web import Answer, Web
from ingest.sandbox.isolated_reader import IsolatedReader


def fetch(
    corpus: Path,
    ids: Sequence[str] = (),
    *,
    dry_run: bool = False,
    web: Web | None = None,
    govuk: str = GOVUK,
) -> Iterator[Outcome]:
    """Requests every source that has a download address, or those named, one after the other.

    A new file is read before it replaces the copy we have; if it cannot be taken, the copy stays. dry_run:
    requests and writes nothing. web, govuk: how to make requests, and where GOV.UK is. Before any request,
    raises InvalidCorpus for a mistake in the register or UnknownSource for one in the ids.
    """
    sources = _chosen(corpus, ids)
    fetched, unreached = read_fetched(corpus), read_unreached(corpus)
    fetcher = _Fetcher(corpus, web or Web(), govuk, fetched, unreached, IsolatedReader())
    return map(fetcher.plan, sources) if dry_run else _each(fetcher, sources)


def _each(fetcher: "_Fetcher", sources: Sequence[Source]) -> Iterator[Outcome]:
    with fetcher.reader:
        yield from map(fetcher.fetch, sources)


def _chosen(corpus: Path, ids: Sequence[str]) -> list[Source]:
    sources = {source.id: source for source in read_register(corpus).sources}
    for source_id in ids:
        if source_id not in sources:
            raise UnknownSource(f"{corpus / REGISTER} has no source {source_id!r}: use one of its ids")
        if sources[source_id].download is None:
            raise InvalidCorpus(
                f"{corpus / REGISTER}: source {source_id!r} has no download address: add one as "
                "`download`, or put its file in place by hand"
            )
    return [source for source in sources.values() if source.download and (not ids or source.id in ids)]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The file to request. publication: what GOV.UK says about it."""

    address: str
    reach: Reach
    title: str | None = None
    publication: Publication | None = None


@dataclass(frozen=True, slots=True)
class _Fetcher:
    """One run.

    records, unreached: what has been fetched so far, and what did not answer last time; both are updated and
    written after each source.
    """

    corpus: Path
    web: Web
    govuk: str
    records: dict[str, Fetched]
    unreached: dict[str, Unreached]
    reader: IsolatedReader

    def fetch(self, source: Source) -> Outcome:
        """Requests one source, and takes the file or reports why not."""
        held, known = self.held(source), self.known(source)
        try:
            _check_place(source)
            wanted = self.wanted(source)
            conditions = {known.answered: known.conditions} if known and known.asked == wanted.address else {}
            answer = self.web.get(wanted.address, wanted.reach, conditions)
            if known and answer.status == HTTPStatus.NOT_MODIFIED:
                record = replace(known, edition=_edition(wanted))
            else:
                record = self.taken(source, wanted, answer)
        except NotFetched as error:
            outcome: Result = "refused" if isinstance(error, RefusedDownload) else "failed"
            if outcome == "failed" and source.download:
                self.noted(source, Unreached(source.download, datetime.now(UTC).date(), str(error)))
            return self.told(source, outcome, str(error), source.download, held)
        self.records[source.id] = record
        write_fetched(self.corpus, self.records)
        self.noted(source, None)
        for path in self.files(source):
            if path != self.corpus / record.file:
                path.unlink()
        if known and known.sha256 == record.sha256:
            return self.told(source, "unchanged", None, record.asked, record)
        if held:
            return self.told(source, "replaced", _change(source, held, record), record.asked, record)
        return self.told(source, "fetched", None, record.asked, record)

    def noted(self, source: Source, record: Unreached | None) -> None:
        """Records whether a source answered."""
        before = self.unreached.pop(source.id, None)
        if record:
            self.unreached[source.id] = record
        if record != before:
            write_unreached(self.corpus, self.unreached)

    def plan(self, source: Source) -> Outcome:
        """Returns what `fetch` would request first."""
        held, known = self.held(source), self.known(source)
        try:
            _check_place(source)
            item = content_address(source.download or "", self.govuk)
            self.reach(source).checked(source.download or "")
        except RefusedDownload as error:
            return self.told(source, "refused", str(error), source.download, held)
        headers = known.conditions if known and (item or known.asked == source.download) else {}
        reason = None
        if item:
            reason = "then the attachment that it names"
            reason += f", with the headers if that is still {known.asked}" if known else ""
        return replace(self.told(source, "would ask", reason, item or source.download, held), headers=headers)

    def wanted(self, source: Source) -> _Wanted:
        """Returns the file's address; for a GOV.UK publication, that of the edition in force."""
        address = source.download or ""
        reach = self.reach(source)
        item = content_address(address, self.govuk)
        if item is None:
            return _Wanted(address, reach)
        answer = self.web.get(item, Reach.of(item, loopback=self.web.loopback), largest=LARGEST_ITEM)
        publication = read_publication(answer.body, self.govuk)
        attachment = attachment_of(publication, source.attachment)
        return _Wanted(attachment.address, reach, attachment.title, publication)

    def taken(self, source: Source, wanted: _Wanted, answer: Answer) -> Fetched:
        """Puts the file in place. Raises NotFetched if it is not what was asked for, or cannot be read."""
        content_type = answer.headers.get("content-type", "")
        ending = ending_of(answer.body, content_type)
        check_end(answer.body, ending)
        file = f"{FETCHED}/{source.id}{ending}"
        if source.file not in {None, file}:
            raise RefusedDownload(
                f"it would be saved as {file}, but the entry's file is {source.file!r}: correct `file`"
            )
        try:
            found = self.reader.read(source.id, file, answer.body)
        except UnreadableDocument as error:
            raise RefusedDownload(f"it cannot be read: {error.reason}") from error
        text = found.document.text
        if ending == ".html":
            check_page(answer.body, text, wanted.address, answer.address)
        for path in self.files(source):
            before = self.text(source, path)
            if before is not None:
                check_length(text, before, path.relative_to(self.corpus).as_posix())
        path = self.corpus / file
        path.parent.mkdir(parents=True, exist_ok=True)
        write_beside(path, answer.body)
        return Fetched(
            file=file,
            asked=wanted.address,
            answered=answer.address,
            fetched=datetime.now(UTC).date(),
            sha256=sha256(answer.body),
            size=len(answer.body),
            content_type=content_type or None,
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            title=wanted.title or found.title,
            first_published=wanted.publication.first_published if wanted.publication else None,
            edition=_edition(wanted),
        )

    def reach(self, source: Source) -> Reach:
        return Reach.of(source.download or "", source.hosts, loopback=self.web.loopback)

    def held(self, source: Source) -> Fetched | None:
        """Returns the record of an earlier download whose file still exists."""
        record = self.records.get(source.id)
        return record if record and (self.corpus / record.file).is_file() else None

    def known(self, source: Source) -> Fetched | None:
        """Returns that record if the file is unchanged since it was fetched."""
        held = self.held(source)
        return held if held and sha256((self.corpus / held.file).read_bytes()) == held.sha256 else None

    def files(self, source: Source) -> list[Path]:
        """Returns the files fetched for a source: one, or two after an interrupted run."""
        places = (self.corpus / FETCHED / f"{source.id}{ending}" for ending in TYPES)
        return [path for path in places if path.is_file()]

    def text(self, source: Source, path: Path) -> str | None:
        """Returns the text of a file; None if it can no longer be read."""
        try:
            return self.reader.read(source.id, path.name, path.read_bytes()).document.text
        except UnreadableDocument:
            return None

    def told(
        self, source: Source, outcome: Result, reason: str | None, address: str | None, held: Fetched | None
    ) -> Outcome:
        file, digest, edition = (held.file, held.sha256, held.edition) if held else (None, None, None)
        return Outcome(source.id, outcome, reason, address, {}, file, digest, edition)


def _check_place(source: Source) -> None:
    """Raises RefusedDownload if a person put the source's file in place, which fetch must not replace."""
    if source.file and not source.file.startswith(f"{FETCHED}/"):
        raise RefusedDownload(
            f"its file {source.file} was put in place by hand: remove `file` from the entry to fetch it, or "
            "`download` to keep this file"
        )


def _edition(wanted: _Wanted) -> date | None:
    return wanted.publication.edition if wanted.publication else None


def _change(source: Source, before: Fetched, now: Fetched) -> str:
    """Describes what was replaced by what."""
    if now.edition and before.edition and now.edition != before.edition:
        return f"{source.title}: edition of {now.edition} replaces that of {before.edition}"
    return f"{source.title}: the new file replaces the one fetched on {before.fetched}"
