"""Maintainers files and desks for tests: two made-up maintainers, and one person with read access only."""

import re
from dataclasses import dataclass
from pathlib import Path

from parts import WordEmbedder, no_bar

from index.settings import NO_READER, Settings
from publishing.editing.editing import Desk, Review
from publishing.editing.maintainers import Person, read_maintainers
from publishing.editing.uploads import Upload

AUTH = """
[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "signpost"
client_secret = "made up"
server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"
"""
PEOPLE = """
[[person]]
email = "Ann@library.example"
name = "Ann Example"
roles = ["maintain"]

[[person]]
email = "bob@library.example"
name = "Bob Example"
roles = ["approve"]

[[person]]
email = "cat@library.example"
name = "Cat Example"
roles = ["maintain", "approve"]
"""
LENDING = "documents/lending-rules.md"


def maintainers_file(path: Path, *, second: bool, auth: str = AUTH, people: str = PEOPLE) -> Path:
    """Writes a maintainers file to this path."""
    path.write_text(f"second_person = {str(second).lower()}\n{auth}{people}")
    return path


@dataclass(frozen=True)
class Office:
    """A desk with its people, its corpus and its index."""

    desk: Desk
    people: Path

    @property
    def index(self) -> Path:
        return self.desk.settings.index

    @property
    def corpus(self) -> Path:
        return self.desk.settings.corpus

    def person(self, name: str) -> Person:
        found = read_maintainers(self.people).known(f"{name}@library.example")
        assert found
        return found

    def upload(self, words: str = "seven", who: str = "ann") -> Review:
        """Uploads and reviews the lending rules with another number of books."""
        text = (self.corpus / LENDING).read_text(encoding="utf-8")
        data = re.sub(r"\w+ books at a time", f"{words} books at a time", text).encode()
        self.desk.upload(self.person(who), Upload("lending-rules", "new rules.md", data))
        return self.desk.review(self.person(who), no_bar)

    def files(self) -> dict[str, bytes]:
        """Returns everything in the corpus."""
        return {str(path): path.read_bytes() for path in self.corpus.rglob("*") if path.is_file()}


def office(corpus: Path, index: Path, people: Path, *, second: bool) -> Office:
    """Returns an office over this corpus, with the tests' own embedder."""
    maintainers_file(people, second=second)
    settings = Settings(corpus=corpus, index=index, model="words", reader=NO_READER, maintainers=people)
    return Office(Desk(settings, lambda _name: WordEmbedder()), people)
