"""The proof that what was removed is gone: each removed passage is asked for, by its own words."""

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
    """The words of every passage that a build does not hold any more, each once, white space folded."""
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
    """Ask a build for each passage that it has no more, by its own words, and look at all that it quotes.

    now: the build that is to be published. Nothing is declined, and each place that is named with a quote
    is looked at too. A reader would only change the order of the quotes: none is needed. held: the
    documents as they were read. load_embedder: is called where there is something to ask for. Returned: how
    many passages were asked for.
    NotForgotten: a quote is of another version of its document, or says what that does not.
    """
    removed = removed_passages(before, now)
    if not removed:
        return 0
    documents = {document.source_id: document for document in held}
    assistant = Assistant(now, load_embedder(now.meta.model), ())
    with bars("Asking for what was removed", len(removed)) as bar:
        for words in removed:
            answer = assistant.answer(words[:LONGEST_QUESTION], threshold=0, top=len(now.passages))
            for place in (place for quote in answer.quotes for place in _places(quote)):
                if not _true(place, documents.get(place.source.id)):
                    raise NotForgotten(
                        f"nothing is published: the new build {now.meta.build} would quote "
                        f"{place.document.file} in a version ({place.document.sha256[:12]}) that it should "
                        "not hold. Run `signpost ingest --full`; if that is refused too, it is a fault of "
                        "Signpost"
                    )
            bar.update(1)
    return len(removed)


def _true(place: Place, document: Document | None) -> bool:
    """Whether a place is one of this very version of its document."""
    return (
        document is not None
        and document.sha256 == place.document.sha256
        and document.text[place.start : place.end] == place.text
    )


def _places(quote: Quote) -> Iterator[Place]:
    yield quote.place
    yield from quote.also_in


def words_of(index: PassageIndex, row: int) -> str:
    """The words of a passage, white space folded."""
    passage = index.passages[row]
    return " ".join(index.documents[passage.source_id].text[passage.start : passage.end].split())
