"""What each maintainer may do, and what happens to a draft."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from desks import AUTH, LENDING, PEOPLE, Office, maintainers_file, office
from parts import DATA, assistant_of, edit, go_back, no_bar, publish

from index.errors import BusyIndex, NotAllowed, Outdated, UnknownBuild
from index.storage.builds import current_name
from index.storage.lock import exclusive
from index.storage.publications import current_publication
from publishing.builds.approvals import read_request
from publishing.builds.history import history, history_record, history_text
from publishing.editing.drafts import read_draft
from publishing.editing.editing import Review
from publishing.editing.maintainers import Person
from publishing.editing.uploads import Upload

QUESTION = "How many books may a reader borrow?"


def quoted(index: Path) -> str:
    return assistant_of(index).answer(QUESTION, threshold=0).quotes[0].text


@dataclass(frozen=True)
class Prepared:
    """A folder with a corpus, an index of two builds, and a draft that was reviewed."""

    folder: Path
    first: str
    review: Review

    def office(self, place: Path, *, second: bool) -> Office:
        """Returns a copy of the office."""
        shutil.copytree(self.folder, place, dirs_exist_ok=True)
        return office(place / "corpus", place / "index", place / "people.toml", second=second)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("prepared")
    shutil.copytree(DATA / "corpus", folder / "corpus")
    first = publish(folder / "corpus", folder / "index").build
    edit(folder / "corpus" / LENDING, "six books", "nine books")
    publish(folder / "corpus", folder / "index")
    here = office(folder / "corpus", folder / "index", folder / "people.toml", second=False)
    return Prepared(folder, first, here.upload())


@pytest.fixture
def one(prepared: Prepared, tmp_path: Path) -> Office:
    """An office where a maintainer publishes alone."""
    return prepared.office(tmp_path, second=False)


@pytest.fixture
def two(prepared: Prepared, tmp_path: Path) -> Office:
    """An office where a second person approves."""
    return prepared.office(tmp_path, second=True)


EVERYBODY = {
    "ann": None,
    "bob": None,
    "cat": None,
    # Eve is not on the list, and Bob may only approve, whatever roles they claim.
    "eve": Person("Eve", "eve@library.example", frozenset({"maintain", "approve"})),
    "forged": Person("Bob", "bob@library.example", frozenset({"maintain", "approve"})),
    "local": Person("root", None, frozenset({"maintain", "approve"})),
}
STAFF = Upload("staff-list", "s.md", b"# Staff\n\nAnn.\n")
Act = Callable[[Office, Person, Prepared], Any]
# Each action by name: whether a second person must approve, the action, and who may do it.
ACTIONS: dict[str, tuple[bool, Act, set[str]]] = {
    "upload": (False, lambda o, p, _: o.desk.upload(p, STAFF), {"ann", "cat"}),
    "discard": (False, lambda o, p, _: o.desk.discard(p), {"ann", "cat"}),
    "review": (False, lambda o, p, _: o.desk.review(p, no_bar), {"ann", "bob", "cat", "forged"}),
    "publish": (False, lambda o, p, f: o.desk.publish(p, f.review, (), None, no_bar), {"ann", "cat"}),
    "publish alone": (True, lambda o, p, f: o.desk.publish(p, f.review, (), None, no_bar), set()),
    "request": (True, lambda o, p, f: o.desk.request(p, f.review, (), None), {"ann", "cat"}),
    "request alone": (False, lambda o, p, f: o.desk.request(p, f.review, (), None), set()),
    "roll back": (False, lambda o, p, f: o.desk.roll_back(p, f.first, "", no_bar), {"ann", "cat"}),
    "roll back alone": (True, lambda o, p, f: o.desk.roll_back(p, f.first, "", no_bar), set()),
    "request a rollback": (True, lambda o, p, f: o.desk.request_rollback(p, f.first, ""), {"ann", "cat"}),
}


def contents(folder: Path) -> dict[str, bytes]:
    """Returns all files of a folder but the lock, which is empty."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", ACTIONS)
def test_who_may_do_what(prepared: Prepared, name: str, tmp_path: Path) -> None:
    """This test ensures that each action is refused to everybody else, and changes nothing then."""
    second, act, allowed = ACTIONS[name]
    here = prepared.office(tmp_path, second=second)
    before = contents(tmp_path)
    for who in EVERYBODY.keys() - allowed:
        with pytest.raises(NotAllowed):
            act(here, EVERYBODY[who] or here.person(who), prepared)
        assert contents(tmp_path) == before
    for who in sorted(allowed):
        act(prepared.office(tmp_path / who, second=second), EVERYBODY[who] or here.person(who), prepared)


def test_a_maintainer_publishes_alone(prepared: Prepared, one: Office) -> None:
    """This test ensures that the words change, the history names the person, and the draft is gone."""
    assert quoted(one.index).startswith("A reader may borrow nine books")
    review = prepared.review
    assert review.report.documents.updated == ("lending-rules",)
    assert review.report.changes
    assert review.report.gates == ()
    report = one.desk.publish(one.person("ann"), review, (), "a new edition", no_bar)
    assert report.published
    assert report.build == review.report.build
    assert quoted(one.index).startswith("A reader may borrow seven books")
    assert read_draft(one.index) is None
    assert "published = 2025-03-01" not in (one.corpus / "sources.toml").read_text()
    told = current_publication(one.index)
    assert told
    assert (told.who, told.approved_by) == ("Ann Example <ann@library.example>", None)
    assert told.why == "a new edition"
    assert not publish(one.corpus, one.index).published


def test_a_second_person_approves(prepared: Prepared, two: Office) -> None:
    """This test ensures that another person must approve a request, and the history names both."""
    asked = two.desk.request(two.person("cat"), prepared.review, (), None)
    for name, message in (("cat", "you cannot approve your own request"), ("ann", "does not have the right")):
        with pytest.raises(NotAllowed, match=message):
            two.desk.approve(two.person(name), asked.id, no_bar)
    assert "nine books" in quoted(two.index)
    two.desk.approve(two.person("bob"), asked.id, no_bar)
    assert quoted(two.index).startswith("A reader may borrow seven books")
    assert read_request(two.index) is None
    entry = history(two.index, 5)[0]
    assert (
        "ingest by Cat Example <cat@library.example>, approved by Bob Example <bob@library.example>: build"
        in history_text(entry)
    )
    assert history_record(entry)["approved_by"] == "Bob Example <bob@library.example>"
    with pytest.raises(Outdated, match="no longer open"):
        two.desk.approve(two.person("bob"), asked.id, no_bar)


def test_a_rollback_is_approved_too(prepared: Prepared, two: Office) -> None:
    """This test ensures that an approved rollback restores the former words."""
    asked = two.desk.request_rollback(two.person("ann"), prepared.first, "nine was wrong")
    assert "nine books" in quoted(two.index)
    two.desk.approve(two.person("bob"), asked.id, no_bar)
    assert "six books" in quoted(two.index)
    told = current_publication(two.index)
    assert told
    assert (told.kind, told.why) == ("rollback", "nine was wrong")
    assert told.approved_by == "Bob Example <bob@library.example>"


def test_a_request_is_void_once_the_draft_changes(prepared: Prepared, two: Office) -> None:
    """This test ensures that only what was requested is published."""
    asked = two.desk.request(two.person("ann"), prepared.review, (), None)
    with pytest.raises(NotAllowed, match="has already asked for an approval"):
        two.desk.request(two.person("cat"), prepared.review, (), None)
    two.desk.upload(two.person("ann"), STAFF)
    assert read_request(two.index) is None
    with pytest.raises(Outdated):
        two.desk.approve(two.person("bob"), asked.id, no_bar)
    assert "nine books" in quoted(two.index)


def test_a_request_of_somebody_who_was_taken_off_the_list(prepared: Prepared, two: Office) -> None:
    """This test ensures that it is not approved, and can be taken back."""
    asked = two.desk.request(two.person("ann"), prepared.review, (), None)
    maintainers_file(two.people, second=True, auth=AUTH, people=PEOPLE.replace("Ann@", "Ada@"))
    with pytest.raises(NotAllowed, match="no longer has the right to maintain"):
        two.desk.approve(two.person("bob"), asked.id, no_bar)
    with pytest.raises(NotAllowed, match="only the requester or an approver"):
        two.desk.take_back(two.person("ada"), asked.id)
    two.desk.take_back(two.person("bob"), asked.id)
    assert read_request(two.index) is None


def test_what_was_looked_at_is_what_is_published(prepared: Prepared, one: Office) -> None:
    """This test ensures that a draft must be reviewed again if it, the corpus or the index changed."""
    ann, first = one.person("ann"), prepared.review
    second = one.upload("eight")
    with pytest.raises(Outdated, match="the draft has changed since"):
        one.desk.publish(ann, first, (), None, no_bar)
    hours = one.corpus / "documents/opening-hours.html"
    before = hours.read_bytes()
    hours.write_bytes(before + b"\n")
    for act in (lambda: one.desk.publish(ann, second, (), None, no_bar), lambda: one.upload("ten")):
        with pytest.raises(Outdated, match="the corpus has changed since you began this draft"):
            act()
    hours.write_bytes(before)
    go_back(one.index, prepared.first)
    with pytest.raises(Outdated, match="another build has become current since"):
        one.desk.publish(ann, second, (), None, no_bar)
    assert one.desk.publish(ann, one.desk.review(ann, no_bar), (), None, no_bar).published
    assert "eight books" in quoted(one.index)


def test_a_gate_is_overridden_by_name_and_with_a_reason(one: Office) -> None:
    """This test ensures that a closed gate leaves corpus, index and draft as they were."""
    ann = one.person("ann")
    one.desk.upload(
        ann, Upload("lending-rules", "short.md", b"# Lending rules\n\nA reader may borrow books.\n")
    )
    review = one.desk.review(ann, no_bar)
    assert [gate.name for gate in review.report.gates] == ["shrunk"]
    before = one.files()
    report = one.desk.publish(ann, review, (), None, no_bar)
    assert not report.published
    assert one.files() == before
    with pytest.raises(NotAllowed, match="to override a gate, give a reason"):
        one.desk.publish(ann, review, ("shrunk",), " ", no_bar)
    assert one.desk.publish(ann, review, ("shrunk",), "it is shorter now", no_bar).published
    told = current_publication(one.index)
    assert told
    assert [accepted.gate for accepted in told.accepted] == ["shrunk"]


def test_only_one_changes_the_index(prepared: Prepared, one: Office) -> None:
    """This test ensures that during an ingest an upload is refused, and the ingest is named."""
    review = prepared.review
    with exclusive(one.index, "signpost ingest"):
        for act in (
            lambda: one.upload("ten"),
            lambda: one.desk.publish(one.person("ann"), review, (), None, no_bar),
        ):
            with pytest.raises(BusyIndex, match=r"`signpost ingest`.* is changing"):
                act()


def test_a_build_that_is_not_kept_is_not_asked_for(two: Office) -> None:
    """This test ensures that a rollback request must name a kept build."""
    for build in ("nonsense", str(current_name(two.index))):
        with pytest.raises(UnknownBuild, match="is no longer kept"):
            two.desk.request_rollback(two.person("ann"), build, "why")
