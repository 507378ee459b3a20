"""What maintainers do in the browser: each action looks up anew whether the person may do it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from index.embedding.embedder import LoadEmbedder
from index.errors import InvalidSetting, NotAllowed, Outdated, UnknownBuild
from index.settings import Settings
from index.storage.builds import current_name, kept_publications
from index.storage.lock import exclusive
from index.storage.publications import Publication
from publishing.builds.approvals import Request, read_request, remove_request, write_request
from publishing.builds.history import rollback
from publishing.builds.ingestion import IngestReport
from publishing.builds.publication import ingest
from publishing.builds.staging import place, remove_draft, settle, settle_locked
from publishing.editing.drafts import Draft, check_base, files_of, read_draft, staged
from publishing.editing.people import Maintainers, Person, Role, checked
from publishing.editing.uploads import Upload, take
from publishing.gates.gates import GateName
from publishing.progress import Bars

HOLDER = "the page Maintain"


@dataclass(frozen=True, slots=True)
class Review:
    """What a draft would change. before: the build that is current; report: as of a rehearsal."""

    digest: str
    before: str | None
    report: IngestReport


@dataclass(frozen=True, slots=True)
class Desk:
    """The actions, on one corpus and its index.

    Each raises NotAllowed where the person has not the right now, and then nothing has changed; BusyIndex
    where somebody else is changing the index; Outdated where what was looked at is no longer what is there.
    """

    settings: Settings
    load_embedder: LoadEmbedder

    def upload(self, person: Person, upload: Upload) -> Draft:
        """Take a file into the draft; a request to publish it is void then. RefusedUpload: see `take`."""
        _, person = self._checked(person, "maintain")
        with exclusive(self.settings.index, HOLDER):
            settle_locked(self.settings.index)
            draft = take(
                self.settings.index, self.settings.corpus, upload, person, ocr=self.settings.ocr == "on"
            )
            remove_request(self.settings.index, "publication")
        return draft

    def discard(self, person: Person) -> None:
        """Remove the draft, and a request to publish it."""
        self._checked(person, "maintain")
        with exclusive(self.settings.index, HOLDER):
            settle_locked(self.settings.index)
            remove_request(self.settings.index, "publication")
            remove_draft(self.settings.index)

    def review(self, person: Person, bars: Bars) -> Review:
        """What the draft would change, and which gates are closed. Nothing is written."""
        self._checked(person, "maintain", "approve")
        index, corpus = self.settings.index, self.settings.corpus
        settle(index)
        draft = self._draft()
        check_base(corpus, draft)
        before = current_name(index)
        with staged(index, corpus, draft) as copy:
            settings = replace(self.settings, corpus=copy)
            report = ingest(settings, self.load_embedder, bars, dry_run=True)
        return Review(draft.digest, before, report)

    def publish(
        self, person: Person, review: Review, accept: Sequence[GateName], why: str | None, bars: Bars
    ) -> IngestReport:
        """Publish the draft as it was reviewed; nothing changes where a gate is closed."""
        maintainers, person = self._checked(person, "maintain")
        _check_alone(maintainers)
        _check_reason(accept, why)
        return self._published(review.digest, review.before, accept, why, person.label, None, bars, None)

    def request(self, person: Person, review: Review, accept: Sequence[GateName], why: str | None) -> Request:
        """Ask for the approval of the draft as it was reviewed."""
        maintainers, person = self._checked(person, "maintain")
        _check_reason(accept, why)
        with exclusive(self.settings.index, HOLDER):
            settle_locked(self.settings.index)
            if self._draft().digest != review.digest:
                raise Outdated("the draft has changed since: look at it again")
            return self._asked(maintainers, person, "publication", review.digest, review.before, accept, why)

    def roll_back(self, person: Person, build: str, why: str, bars: Bars) -> Publication:
        """Make a kept build the current one again. UnknownBuild: see `rollback`."""
        maintainers, person = self._checked(person, "maintain")
        _check_alone(maintainers)
        return self._rolled_back(build, why, person.label, None, bars)

    def request_rollback(self, person: Person, build: str, why: str) -> Request:
        """Ask for the approval of a rollback. UnknownBuild: it is not kept, or the current one."""
        maintainers, person = self._checked(person, "maintain")
        index = self.settings.index
        with exclusive(index, HOLDER):
            current = current_name(index)
            if build == current or build not in {
                one.build for one in kept_publications(index, self.settings.keep)
            }:
                raise UnknownBuild(f"{build} is no kept build to go back to")
            return self._asked(maintainers, person, "rollback", build, current, (), why)

    def approve(self, person: Person, request_id: str, bars: Bars) -> IngestReport | Publication:
        """Do what somebody else asked for, as they asked for it."""
        maintainers, person = self._checked(person, "approve")
        request = self._open(request_id)
        if person.email == request.email:
            raise NotAllowed("who asks for an approval cannot give it: nothing was done")
        asking = maintainers.known(request.email)
        if asking is None or "maintain" not in asking.roles:
            raise NotAllowed(f"{request.who} has the right to maintain no longer: nothing was done")
        if request.kind == "rollback":
            if current_name(self.settings.index) != request.before:
                raise Outdated("another build has become current since this was asked for: ask anew")
            return self._rolled_back(request.subject, request.why or "", request.who, person.label, bars)
        accept: list[GateName] = [*request.accept]  # type: ignore[list-item]
        return self._published(
            request.subject, request.before, accept, request.why, request.who, person.label, bars, request.id
        )

    def take_back(self, person: Person, request_id: str) -> None:
        """Remove a request: by who asked, or by somebody who might approve it and does not."""
        _, person = self._checked(person, "maintain", "approve")
        with exclusive(self.settings.index, HOLDER):
            if self._open(request_id).email != person.email and "approve" not in person.roles:
                raise NotAllowed(
                    "a request is taken back by who asked, or by who may approve: nothing was done"
                )
            remove_request(self.settings.index)

    def _checked(self, person: Person, *roles: Role) -> tuple[Maintainers, Person]:
        return checked(self.path, person, *roles)

    @property
    def path(self) -> Path:
        """The maintainers file. InvalidSetting: there is none, and so nobody may do anything."""
        if self.settings.maintainers is None:
            raise InvalidSetting("SIGNPOST_MAINTAINERS is not set: nobody may publish in the browser")
        return self.settings.maintainers

    def _draft(self) -> Draft:
        draft = read_draft(self.settings.index)
        if draft is None:
            raise Outdated("there is no draft any more: upload a document")
        return draft

    def _open(self, request_id: str) -> Request:
        request = read_request(self.settings.index)
        if request is None or request.id != request_id:
            raise Outdated("this request is not open any more: look again")
        return request

    def _asked(
        self,
        maintainers: Maintainers,
        person: Person,
        kind: str,
        subject: str,
        before: str | None,
        accept: Sequence[str],
        why: str | None,
    ) -> Request:
        """A request, kept. To be called by who holds the index alone."""
        index = self.settings.index
        if not maintainers.second_person or person.email is None:
            raise NotAllowed("no second person is needed here: nothing was asked")
        if current_name(index) != before:
            raise Outdated("another build has become current since: look again")
        if found := read_request(index):
            raise NotAllowed(f"{found.who} has asked for an approval already: that is to be decided first")
        at = datetime.now(UTC).isoformat(timespec="seconds")
        request = Request(
            "rollback" if kind == "rollback" else "publication",
            subject, before, tuple(accept), why, person.label, person.email, at,
        )  # fmt: skip
        write_request(index, request)
        return request

    def _published(
        self,
        digest: str,
        before: str | None,
        accept: Sequence[GateName],
        why: str | None,
        who: str,
        approved_by: str | None,
        bars: Bars,
        request_id: str | None,
    ) -> IngestReport:
        index, corpus = self.settings.index, self.settings.corpus
        with exclusive(index, HOLDER):
            settle_locked(index)
            if request_id is not None:
                # It may have been taken back in the meantime.
                self._open(request_id)
            draft = self._draft()
            if draft.digest != digest:
                raise Outdated("the draft has changed since: look at it again")
            check_base(corpus, draft)
            if current_name(index) != before:
                raise Outdated("another build has become current since: look at the draft again")
            try:
                place(index, corpus, files_of(index, draft))
                report = ingest(
                    self.settings, self.load_embedder, bars, accept=accept, why=why, who=who,
                    approved_by=approved_by, locked=True,
                )  # fmt: skip
                if not report.refused:
                    remove_request(index, "publication")
                    remove_draft(index)
            finally:
                # Whatever came between: the corpus is as before, unless this was published.
                settle_locked(index)
        return report

    def _rolled_back(
        self, build: str, why: str, who: str, approved_by: str | None, bars: Bars
    ) -> Publication:
        settings = self.settings
        publication = rollback(
            settings.index, build, settings.keep, self.load_embedder, bars,
            why=why or None, who=who, approved_by=approved_by,
        )  # fmt: skip
        remove_request(settings.index)
        return publication


def _check_alone(maintainers: Maintainers) -> None:
    if maintainers.second_person:
        raise NotAllowed("a second person has to approve here: ask for it")


def _check_reason(accept: Sequence[GateName], why: str | None) -> None:
    if accept and not (why and why.strip()):
        raise NotAllowed("a gate is overridden only with a reason: write it down")
