"""Maintainers' actions in the browser; each action checks the person's rights again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.embedding.embedder import LoadEmbedder
from index.errors import InvalidSetting, NotAllowed, Outdated, UnknownBuild
from index.settings import Settings
from index.storage.builds import current_name, kept_publications
from index.storage.lock import exclusive
from index.storage.publications import Publication
from publishing.builds.approvals import Request, remove_request
from publishing.builds.history import rollback
from publishing.builds.ingestion import IngestReport
from publishing.builds.publication import ingest
from publishing.builds.staging import place, remove_draft, settle, settle_locked
from publishing.editing.drafts import Draft, check_base, files_of, read_draft, staged
from publishing.editing.maintainers import Maintainers, Person, Role, checked
from publishing.editing.requests import open_request, request_approval
from publishing.editing.uploads import Upload, take
from publishing.gates.gates import GateName
from publishing.progress import Bars

HOLDER = "the page Maintain"


@dataclass(frozen=True, slots=True)
class Review:
    """What a draft would change. before: the current build. report: of a dry run."""

    digest: str
    before: str | None
    report: IngestReport


@dataclass(frozen=True, slots=True)
class Desk:
    """The actions on one corpus and its index.

    Each raises NotAllowed, changing nothing, if the person does not have the right at that moment; BusyIndex
    if somebody else is changing the index; and Outdated if what the person reviewed has changed since.
    """

    settings: Settings
    load_embedder: LoadEmbedder

    def upload(self, person: Person, upload: Upload) -> Draft:
        """Adds a file to the draft, and cancels any request to publish it. Raises as `take` does."""
        _, person = self._checked(person, "maintain")
        with exclusive(self.settings.index, HOLDER):
            settle_locked(self.settings.index)
            draft = take(
                self.settings.index, self.settings.corpus, upload, person, ocr=self.settings.ocr == "on"
            )
            remove_request(self.settings.index, "publication")
        return draft

    def discard(self, person: Person) -> None:
        """Removes the draft and any request to publish it."""
        self._checked(person, "maintain")
        with exclusive(self.settings.index, HOLDER):
            settle_locked(self.settings.index)
            remove_request(self.settings.index, "publication")
            remove_draft(self.settings.index)

    def review(self, person: Person, bars: Bars) -> Review:
        """Returns what the draft would change and which gates are closed. Publishes nothing."""
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
        """Publishes the draft as reviewed; changes nothing if a gate is closed."""
        maintainers, person = self._checked(person, "maintain")
        _check_alone(maintainers)
        _check_reason(accept, why)
        return self._published(review.digest, review.before, accept, why, person.label, None, bars, None)

    def request(self, person: Person, review: Review, accept: Sequence[GateName], why: str | None) -> Request:
        """Requests approval of the draft as reviewed."""
        maintainers, person = self._checked(person, "maintain")
        _check_reason(accept, why)
        with exclusive(self.settings.index, HOLDER):
            settle_locked(self.settings.index)
            self._draft(review.digest)
            return request_approval(
                self.settings.index, maintainers, person,
                "publication", review.digest, review.before, accept, why,
            )  # fmt: skip

    def roll_back(self, person: Person, build: str, why: str, bars: Bars) -> Publication:
        """Makes a kept build current again. Raises UnknownBuild as in `rollback`."""
        maintainers, person = self._checked(person, "maintain")
        _check_alone(maintainers)
        return self._rolled_back(build, why, person.label, None, bars)

    def request_rollback(self, person: Person, build: str, why: str) -> Request:
        """Requests approval of a rollback. Raises UnknownBuild if the build is not kept, or is current."""
        maintainers, person = self._checked(person, "maintain")
        index = self.settings.index
        with exclusive(index, HOLDER):
            current = current_name(index)
            if build == current or build not in {
                one.build for one in kept_publications(index, self.settings.keep)
            }:
                raise UnknownBuild(f"{build} is the current build or is no longer kept: choose another")
            return request_approval(index, maintainers, person, "rollback", build, current, (), why)

    def approve(self, person: Person, request_id: str, bars: Bars) -> IngestReport | Publication:
        """Does what somebody else requested, exactly as requested."""
        maintainers, person = self._checked(person, "approve")
        request = open_request(self.settings.index, request_id)
        if person.email == request.email:
            raise NotAllowed("you cannot approve your own request: nothing was done")
        asking = maintainers.known(request.email)
        if asking is None or "maintain" not in asking.roles:
            raise NotAllowed(f"{request.who} no longer has the right to maintain: nothing was done")
        if request.kind == "rollback":
            if current_name(self.settings.index) != request.before:
                raise Outdated("another build has become current since this request: make a new request")
            return self._rolled_back(request.subject, request.why or "", request.who, person.label, bars)
        accept: list[GateName] = [*request.accept]  # type: ignore[list-item]
        return self._published(
            request.subject, request.before, accept, request.why, request.who, person.label, bars, request.id
        )

    def take_back(self, person: Person, request_id: str) -> None:
        """Removes a request, for its requester or for somebody who may approve it."""
        _, person = self._checked(person, "maintain", "approve")
        with exclusive(self.settings.index, HOLDER):
            request = open_request(self.settings.index, request_id)
            if request.email != person.email and "approve" not in person.roles:
                raise NotAllowed(
                    "only the requester or an approver can take back a request: nothing was done"
                )
            remove_request(self.settings.index)

    def _checked(self, person: Person, *roles: Role) -> tuple[Maintainers, Person]:
        return checked(self.path, person, *roles)

    @property
    def path(self) -> Path:
        """The maintainers file. Raises InvalidSetting if none is set, so that nobody may do anything."""
        if self.settings.maintainers is None:
            raise InvalidSetting("SIGNPOST_MAINTAINERS is not set: nobody may publish in the browser")
        return self.settings.maintainers

    def _draft(self, digest: str | None = None) -> Draft:
        """Returns the draft. Raises Outdated if it is gone, or is not the one with this digest."""
        draft = read_draft(self.settings.index)
        if draft is None:
            raise Outdated("the draft is gone: upload a document to begin a new one")
        if digest not in {None, draft.digest}:
            raise Outdated("the draft has changed since you checked it: check it again")
        return draft

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
                # The request may have been taken back before we got the lock.
                open_request(self.settings.index, request_id)
            draft = self._draft(digest)
            check_base(corpus, draft)
            if current_name(index) != before:
                raise Outdated("another build has become current since you checked: check the draft again")
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
                # After any error, this restores the corpus unless the draft was published.
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
        raise NotAllowed("a second person has to approve this: request an approval")


def _check_reason(accept: Sequence[GateName], why: str | None) -> None:
    if accept and not (why and why.strip()):
        raise NotAllowed("to override a gate, give a reason")
