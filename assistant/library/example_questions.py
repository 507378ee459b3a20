"""Example questions in the corpus's own words: headings of documents in force."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice, zip_longest

from assistant.library.status import standings
from assistant.questions.question import content_words
from index.documents import Document
from index.storage.passage_index import PassageIndex

# Other characters may have a meaning to the button that shows the heading.
PLAIN = re.compile(r"[\w\s,.'’()/–-]+")
NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[a-z]\))\s+")
# A heading with fewer content words could name a part of any document ("Further information").
FEWEST_TERMS, LONGEST_WORDS = 3, 9


def examples(index: PassageIndex, count: int, today: date | None = None) -> tuple[str, ...]:
    """Returns at most `count` headings without their numbers, from as many documents as possible.

    today: the day on which a document must be in force.
    """
    standing = standings(index.sources, today or date.today())
    by_document = [
        _headings(document) for source_id, document in index.documents.items() if standing[source_id].holds
    ]
    in_turn = chain.from_iterable(zip_longest(*by_document))
    return tuple(islice(dict.fromkeys(heading for heading in in_turn if heading), count))


def _headings(document: Document) -> Iterator[str]:
    """Yields headings, outermost first.

    Skips headings that occur more than once: each names only a part of the section above it.
    """
    paths = sorted((section.path for section in document.sections if section.path), key=len)
    names = [NUMBER.sub("", " ".join(path[-1].split())) for path in paths]
    for heading in names:
        if names.count(heading) > 1 or not PLAIN.fullmatch(heading):
            continue
        if len(content_words(heading)) >= FEWEST_TERMS and len(heading.split()) <= LONGEST_WORDS:
            yield heading
