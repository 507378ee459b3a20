"""The names of topics: the lead's own list, and names that stand for the same topic."""

from pathlib import Path

import pytest
from parts import edit, publish

from assistant.topics.topic_names import TOPICS, read_topics, topic_named, topics_of
from index.errors import InvalidCorpus
from index.storage.builds import open_current


def test_a_lead_lists_topics(corpus: Path) -> None:
    """This test ensures that the list is optional, and is read in its order."""
    assert read_topics(corpus) == ()
    (corpus / TOPICS).write_text('topics = ["Owls in the  attic", "reading rooms"]')
    assert read_topics(corpus) == ("Owls in the attic", "reading rooms")


@pytest.mark.parametrize(
    "words",
    ["topics = 5", 'topics = ["owls", 7]', 'topics = ["  "]', 'topics = ["the"]', "topics =", "x=1"],
)
def test_a_list_with_a_mistake_is_refused(corpus: Path, words: str) -> None:
    """This test ensures that a mistake ends in an error that names the file."""
    (corpus / TOPICS).write_text(words)
    with pytest.raises(InvalidCorpus, match=TOPICS):
        read_topics(corpus)


def test_names_of_one_topic_are_folded(corpus: Path, index: Path) -> None:
    """This test ensures that a question mark, a number and a cut do not make another topic."""
    edit(
        corpus / "documents/lending-rules.md",
        "## 2 Returning",
        "## 2 What needs to improve\n\nMore shelves.\n\n## 3) What needs to improve?\n\nMore desks.\n\n"
        "## How readers find old maps and\n\nBy asking.\n\n## How readers find old maps and new charts",
    )
    publish(corpus, index)
    build = open_current(index)
    topics = topics_of(build, ["Opening on Sundays"])
    assert topics[0] == "Opening on Sundays"
    assert [topic for topic in topics if "improve" in topic] == ["What needs to improve"]
    assert [topic for topic in topics if "maps" in topic] == ["How readers find old maps and new charts"]
    assert topic_named(build, "How readers find old maps") == "How readers find old maps and new charts"
    assert topic_named(build, "what needs to improve?!") == "What needs to improve"
    assert topic_named(build, "opening on sundays") is None
