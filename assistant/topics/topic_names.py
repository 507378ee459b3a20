"""The names of topics: from the lead's own list, the glossary and the documents' headings.

They never come from a person's question.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.questions.question import LONGEST_QUESTION, content_words
from index.errors import InvalidCorpus
from index.storage.passage_index import PassageIndex

TOPICS = "topics.toml"
# Headings down to this level become topics, at most so many: those that most documents share come first.
LEVELS, MOST_HEADINGS = 2, 150
# Numbering of a heading, which is not part of the topic: "2.1", "3)", "(b)", "A.".
NUMBER = re.compile(r"(?:\d+(?:\.\d+)*[.):]?|\([a-z\d]{1,3}\)|[A-Za-z][.)])\s+")
# A name that begins another, and has at least so many content words, is that name cut off.
CUT_OFF = 4


def read_topics(corpus: Path) -> tuple[str, ...]:
    """Reads the lead's own topics from corpus/topics.toml: `topics = ["…"]`. Returns none without the file.

    Raises InvalidCorpus if the file cannot be read, or if a topic is not a text of at most 2,000 characters
    with a word in it.
    """
    path = corpus / TOPICS
    if not path.exists():
        return ()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("topics")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidCorpus(f"{path} cannot be read ({error}): put it right, or remove it") from error
    if not isinstance(found, list):
        raise InvalidCorpus(f'{path}: topics is {found!r}: write a list, as in topics = ["bullying"]')
    for entry in found:
        if not isinstance(entry, str) or not content_words(entry) or len(entry) > LONGEST_QUESTION:
            raise InvalidCorpus(f"{path}: {entry!r} is no topic: write a few words in quotation marks")
    return tuple(" ".join(entry.split()) for entry in found)


def topics_of(index: PassageIndex, own: Sequence[str] = ()) -> tuple[str, ...]:
    """Returns the lead's own topics, the glossary's official terms and the documents' upper headings.

    own: the lead's topics. Names that differ only in numbering, case, punctuation or small words, or of which
    one is the other cut off, are one topic. It has its first name; of a cut-off name, the whole one.
    Names from the lead and the glossary are included whether or not a document covers them.
    """
    return tuple(dict.fromkeys(_by_key(index, own).values()))


def topic_named(index: PassageIndex, name: str, own: Sequence[str] = ()) -> str | None:
    """Returns the topic that a name stands for, as it is written; None if there is none."""
    return _by_key(index, own).get(_key(name))


def _by_key(index: PassageIndex, own: Sequence[str]) -> Mapping[tuple[str, ...], str]:
    """Returns each topic under the key of every name that it has."""
    official = (name for term in index.corpus.terms for name in term.official)
    found: dict[tuple[str, ...], str] = {}
    for name in (*own, *official, *_headings(index)):
        key = _key(name)
        if key and len(name) <= LONGEST_QUESTION:
            found.setdefault(key, " ".join(_unnumbered(name).split()))
    for key in found:
        whole = [k for k in found if len(key) >= CUT_OFF and len(k) > len(key) and k[: len(key)] == key]
        if whole:
            found[key] = found[max(whole, key=len)]
    return found


def _key(name: str) -> tuple[str, ...]:
    """Returns the content words: what is compared of two names."""
    return content_words(_unnumbered(" ".join(name.split())))


def _unnumbered(name: str) -> str:
    name = name.strip()
    return NUMBER.sub("", name, count=1) if NUMBER.match(name) else name


def _headings(index: PassageIndex) -> list[str]:
    """Returns the headings that most documents share first, else in the order of the documents."""
    names: dict[tuple[str, ...], str] = {}
    shared: Counter[tuple[str, ...]] = Counter()
    for document in index.documents.values():
        here: dict[tuple[str, ...], str] = {}
        for section in document.sections:
            for heading in section.path[:LEVELS]:
                here.setdefault(_key(heading), heading)
        shared.update(here.keys())
        for key, heading in here.items():
            names.setdefault(key, heading)
    return [names[key] for key in sorted(names, key=lambda key: -shared[key])[:MOST_HEADINGS]]
