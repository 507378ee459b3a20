"""Proves that removed passages are gone, by searching for each one in its own words."""

from collections.abc import Iterable, Iterator

from assistant.answers.answer import Assistant
from assistant.answers.quote import Place, Quote
from assistant.questions.question import LONGEST_QUESTION
from index.documents import Document
from index.embedding.embedder import LoadEmbedder
from index.errors import NotForgotten
from index.storage.passage_index import PassageIndex
from publishing.progress import Bars


def removed_passages(before: PassageIndex | None, now: PassageIndex) -> tuple[str, ...]:
    """Returns the words of every removed passage, each once, with white space folded."""
    if before is None:
        return ()
    held = {words_of(now, row) for row in range(len(now.passages))}
    words = (words_of(before, row) for row in range(len(before.passages)))
    return tuple(dict.fromkeys(found for found in words if found not in held))


def prove_forgotten(
    before: PassageIndex | None,
    now: PassageIndex,
    held: Iterable[Document],
    load_embedder: LoadEmbedder,
    bars: Bars,
) -> int:
    """Asks a build for each removed passage in its own words, and checks every quote. Returns how many.

    Uses threshold 0, so that nothing is declined, and checks every place named with a quote too. Uses no
    reader, which would only reorder the quotes. now: the build to be published. held: its documents as they
    were read. load_embedder: called only if a passage was removed.
    Raises NotForgotten if a quote comes from another version of its document, or differs from its text.
    """
    removed = removed_passages(before, now)
    if not removed:
        return 0
    documents = {document.source_id: document for document in held}
    assistant = Assistant(now, load_embedder(now.meta.model), ())
    with bars("Searching for removed passages", len(removed)) as bar:
        for words in removed:
            answer = assistant.answer(words[:LONGEST_QUESTION], threshold=0, top=len(now.passages))
            for place in (place for quote in answer.quotes for place in _places(quote)):
                if not _true(place, documents.get(place.source.id)):
                    raise NotForgotten(
                        f"nothing was published: the new build {now.meta.build} would quote an old version "
                        f"({place.document.sha256[:12]}) of {place.document.file}. Run `signpost ingest "
                        "--full`; if that is refused too, report it as a fault of Signpost"
                    )
            bar.update(1)
    return len(removed)


def _true(place: Place, document: Document | None) -> bool:
    """Returns whether a place is from this version of its document."""
    return (
        document is not None
        and document.sha256 == place.document.sha256
        and document.text[place.start : place.end] == place.text
    )


def _places(quote: Quote) -> Iterator[Place]:
    yield quote.place
    yield from quote.also_in


def words_of(index: PassageIndex, row: int) -> str:
    """Returns the words of a passage, with white space folded."""
    passage = index.passages[row]
    return " ".join(index.documents[passage.source_id].text[passage.start : passage.end].split())
