"""Points to registered sources that nearby passages link to, or whose titles match the question.

Nothing is invented: only sources in the register, and links in the text.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.library.links import ResolvedLink, links_of, links_within
from assistant.questions.question import Question, content_words
from index.documents import Passage, Source
from index.storage.passage_index import PassageIndex
from index.storage.stems import stems_of

# The most sources to name: a longer list is no help.
MOST = 3
# A title matches if the question contains at least this many of its distinctive words, and this share of
# them.
TITLE_WORDS = 2
TITLE_SHARE = 0.6
# A word in more than this share of the titles is not distinctive.
COMMON_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Pointer:
    """A registered source to look at next. held: whether there is a copy here to quote.

    because: the link to it in a nearby passage; None if its title matches the question.
    """

    source: Source
    held: bool
    because: ResolvedLink | None = None


class Onward:
    """The links and titles of one build, prepared for many questions. Read-only, safe to share."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index
        self._links: dict[str, tuple[ResolvedLink, ...]] = {}
        words = {source.id: content_words(source.title) for source in index.sources.values()}
        stems = stems_of({word for found in words.values() for word in found})
        by_title = {source_id: frozenset(stems[word] for word in found) for source_id, found in words.items()}
        counts = Counter(stem for found in by_title.values() for stem in found)
        common = {stem for stem, count in counts.items() if count > max(2, COMMON_SHARE * len(by_title))}
        # Registered sources only: nobody has vouched for a file without an entry.
        self._titles = {
            source_id: stems - common
            for source_id, stems in by_title.items()
            if index.sources[source_id].registered
        }

    def pointers(
        self, question: Question, near: Sequence[Passage], quoted: Collection[str] = ()
    ) -> tuple[Pointer, ...]:
        """Returns the sources to look at next; first those whose titles share most words with the question.

        near: the nearest passages, best first. quoted: ids of sources already quoted, which are not named
        again. A link counts if it is in one of the passages, or in the same section and its source's title
        shares a distinctive word with the question. A title that matches the question counts without a link.
        """
        asked = frozenset(stems_of(question.all_terms).values())
        links: dict[str, ResolvedLink] = {}
        for source, link in self._near_links(asked, near):
            links.setdefault(source.id, link)
        shared = {source_id: len(words & asked) for source_id, words in self._titles.items()}
        titled = [
            source_id
            for source_id, words in self._titles.items()
            if shared[source_id] >= TITLE_WORDS and shared[source_id] >= TITLE_SHARE * len(words)
        ]
        found = [source_id for source_id in dict.fromkeys([*links, *titled]) if source_id not in quoted]
        found.sort(key=lambda source_id: -shared.get(source_id, 0))
        return tuple(
            self._pointer(self._index.sources[source_id], links.get(source_id)) for source_id in found[:MOST]
        )

    def _near_links(
        self, asked: frozenset[str], near: Sequence[Passage]
    ) -> Iterator[tuple[Source, ResolvedLink]]:
        """Yields each linked source with its link: links in the passages, then others in their sections."""
        beside: list[tuple[Source, ResolvedLink]] = []
        for passage in near:
            document = self._index.documents[passage.source_id]
            if passage.source_id not in self._links:
                self._links[passage.source_id] = links_of(self._index, document)
            links = self._links[passage.source_id]
            for link in links_within(links, passage.start, passage.end):
                yield from ((source, link) for source in link.sources)
            section = document.section_at(passage.start)
            for link in links_within(links, section.start, section.end):
                beside += [(s, link) for s in link.sources if self._titles.get(s.id, frozenset()) & asked]
        yield from beside

    def _pointer(self, source: Source, link: ResolvedLink | None) -> Pointer:
        return Pointer(source, source.id in self._index.documents, link)
