"""Turns hits into quotes: merges adjoining passages that bear on the question, folds repeated words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.answers.quote import Place, Quote
from assistant.library.status import Standing
from assistant.retrieval.evidence import highlights
from assistant.retrieval.ranking import Ranked
from index.documents import Span
from index.storage.passage_index import PassageIndex

# A passage scoring below this share of the best one, or of its neighbour, is about something else.
BEARING = 0.7
LONGEST_QUOTE_WORDS = 200
# A quote is shown if its score is within this of the best one: a practitioner reads two or three.
SHOWN_MARGIN = 0.3


def quotes_of(index: PassageIndex, ranked: Sequence[Ranked], standing: Mapping[str, Standing]) -> list[Quote]:
    """Returns the quotes, in the order of their first-ranked passages; each passage is in only one of them.

    ranked: best first, at least one. standing: the status of each source. Sources not in force come after
    all others, with their scores lowered to match. A passage takes in its neighbours in the same section
    while their scores are close to its own and the quote has at most 200 words. Other places with the same
    words are listed with the quote.
    """
    ranked = sorted(ranked, key=lambda entry: not standing[entry.hit.passage.source_id].holds)
    by_row = {index.row_of[entry.hit.passage.id]: entry for entry in ranked}
    alike: dict[str, list[int]] = {}
    for row in by_row:
        alike.setdefault(_words(index, range(row, row + 1)), []).append(row)
    best = max(entry.hit.score for entry in ranked)
    shown: set[int] = set()
    quotes: list[Quote] = []
    for row, entry in by_row.items():
        if row in shown or not _bears(entry.hit.score, best):
            continue
        rows = _grown(index, by_row, row, shown)
        shown.update(rows)
        also = []
        for other in alike[_words(index, range(row, row + 1))]:
            same = _same_rows(index, rows, other - row)
            if same and shown.isdisjoint(same) and _words(index, same) == _words(index, rows):
                shown.update(same)
                also.append(_place(index, same, standing))
        quotes.append(_quote(index, by_row, entry.score, rows, standing, also))
    return _lowered(quotes)


def bearing(quotes: Sequence[Quote]) -> list[Quote]:
    """Returns the quotes that score nearly as high as the best one. quotes: best first."""
    best = max((quote.score for quote in quotes), default=0.0)
    return [quote for quote in quotes if quote.score >= best - SHOWN_MARGIN]


def _lowered(quotes: Sequence[Quote]) -> list[Quote]:
    """Lowers the scores of quotes not in force to at most the lowest score of those in force."""
    holding = [quote for quote in quotes if quote.place.standing.holds]
    others = quotes[len(holding) :]
    if not holding or not others:
        return [*quotes]
    excess = max(0.0, others[0].score - holding[-1].score)
    return [*holding, *(replace(quote, score=quote.score - excess) for quote in others)]


def _bears(score: float, best: float) -> bool:
    return score >= best - (1 - BEARING) * abs(best)


def _grown(index: PassageIndex, by_row: Mapping[int, Ranked], row: int, shown: Collection[int]) -> range:
    """Grows a row by its neighbours, higher scores first."""
    rows = range(row, row + 1)
    score = by_row[row].hit.score
    while True:
        nearer = [
            (by_row[added].hit.score, wider)
            for added, wider in (
                (rows.start - 1, range(rows.start - 1, rows.stop)),
                (rows.stop, range(rows.start, rows.stop + 1)),
            )
            if added in by_row
            and added not in shown
            and _bears(by_row[added].hit.score, score)
            and _one_section(index, wider)
            # A footnote belongs to its mark and a description to its picture, not to their neighbours.
            and not any(index.passages[r].kind in {"footnote", "picture"} for r in wider)
            and len(_text(index, wider).split()) <= LONGEST_QUOTE_WORDS
        ]
        if not nearer:
            return rows
        rows = max(nearer, key=lambda choice: choice[0])[1]


def _one_section(index: PassageIndex, rows: range) -> bool:
    first, last = index.passages[rows[0]], index.passages[rows[-1]]
    if first.source_id != last.source_id:
        return False
    document = index.documents[first.source_id]
    return document.section_at(first.start) == document.section_at(last.end - 1)


def _same_rows(index: PassageIndex, rows: range, shift: int) -> range | None:
    """Returns the rows shifted by `shift`, if they exist and are in one section."""
    moved = range(rows.start + shift, rows.stop + shift)
    if shift == 0 or moved.start < 0 or moved.stop > len(index.passages) or not _one_section(index, moved):
        return None
    return moved


def _words(index: PassageIndex, rows: range) -> str:
    """Returns the text of the rows with white space folded."""
    return " ".join(_text(index, rows).split())


def _text(index: PassageIndex, rows: range) -> str:
    first, last = index.passages[rows[0]], index.passages[rows[-1]]
    return index.documents[first.source_id].text[first.start : last.end]


def _place(index: PassageIndex, rows: range, standing: Mapping[str, Standing]) -> Place:
    first, last = index.passages[rows[0]], index.passages[rows[-1]]
    source_id = first.source_id
    source, document = index.sources[source_id], index.documents[source_id]
    return Place(source, document, first.start, last.end, standing[source_id])


def _quote(
    index: PassageIndex,
    by_row: Mapping[int, Ranked],
    score: float,
    rows: range,
    standing: Mapping[str, Standing],
    also: Sequence[Place],
) -> Quote:
    place = _place(index, rows, standing)
    context: list[Span] = [
        span for span in index.passages[rows[0]].context if not place.start <= span[0] < place.end
    ]
    marked = highlights([by_row[row] for row in rows])
    return Quote(
        place=place,
        score=score,
        highlights=tuple((start - place.start, end - place.start) for start, end in marked),
        context=tuple(context),
        also_in=tuple(also),
    )
