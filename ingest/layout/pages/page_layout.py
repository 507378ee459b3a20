"""The pages of a PDF with their lines and tables, before running lines are known."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.drawn.rules import Rules, rules_of
from ingest.layout.drawn.shapes import shapes_of
from ingest.layout.pages.page_text import QUOTED, Text, redacted, to_redact
from ingest.layout.tables.flow_charts import Station, stations_of
from ingest.layout.tables.table import Table
from ingest.layout.tables.tables import tables_of
from ingest.layout.visibility.actual_text import prefer_drawn
from ingest.layout.visibility.legibility import Sight
from ingest.layout.visibility.proof import sights_of
from ingest.layout.visibility.strikes import strike, strike_marked, strike_typed_over
from ingest.layout.words.drawn_bars import drawn_bars
from ingest.layout.words.drawn_bullets import with_drawn_bullets
from ingest.layout.words.glyphs import Style
from ingest.layout.words.line_numbers import line_numbers
from ingest.layout.words.lines import Line, lines_of, uncovered
from ingest.layout.words.watermarks import place, watermarks
from ingest.layout.words.words import Word
from ingest.text.reading import Rectangle


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page.

    lines, tables, stations: in the direction of most of its text. stations: the boxes of its flow charts.
    sideways: lines in the other directions.
    left_out: how many characters were left out, by reason (see `words_of`, `line_numbers`).
    watermarks: the words of watermarks, which are left out, with their places (see `place`).
    unseen: the words that are left out because they cannot be seen (see `sights_of`) or are to be redacted.
    covered: how many of those are hidden by something drawn over or behind them.
    to_redact: how many others can be seen, but a mark says to take them out.
    unknown: how many words cannot be drawn on this machine; they are kept.
    replaced: see `prefer_drawn`.
    """

    number: int
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    stations: tuple[Station, ...] = ()
    rules: Rules = field(default_factory=Rules)
    sideways: tuple[Line, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    watermarks: frozenset[tuple[str, int, int]] = frozenset()
    unseen: tuple[str, ...] = ()
    covered: int = 0
    to_redact: int = 0
    unknown: int = 0
    replaced: int = 0

    @property
    def held(self) -> list[Line]:
        """Returns the lines inside cells and boxes."""
        cells = [line for table in self.tables for line in table.lines]
        return [*cells, *(line for station in self.stations for line in station.lines)]

    @property
    def is_silent(self) -> bool:
        """Returns whether it has no words."""
        return not (self.lines or self.sideways or self.held)

    @property
    def text(self) -> str:
        """Returns all its words, in no order."""
        return "\n".join(line.text for line in (*self.lines, *self.held, *self.sideways))


def body_size(sheets: Sequence[Sheet]) -> float:
    """Returns the commonest type size by characters; cells count only if all text is in cells. 0 for none."""
    sizes: Counter[float] = Counter()
    free = [line for sheet in sheets for line in sheet.lines]
    for line in free or [line for sheet in sheets for line in sheet.held]:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def sheet_of(page: Any, text: Text, number: int, *, scanned: bool) -> Sheet:  # noqa: ANN401
    """Lays out what can be seen on a page. scanned, PdfiumError: see `sights_of`."""
    frame = Frame.of(page)
    if text.replaced is not None:
        prefer_drawn(page)
    sights = sights_of(page, frame, text.words, text.judged, scanned=scanned)
    marked = to_redact(text, sights, frame)
    sights = [Sight.COVERED if i in marked else sight for i, sight in enumerate(sights)]
    seen = [word for word, sight in zip(text.words, sights, strict=True) if sight in QUOTED]
    marks = watermarks(seen)
    if behind := set(map(id, marks)):
        seen = [word for word in seen if id(word) not in behind]
    words, shapes = strike(
        page,
        strike_marked(strike_typed_over(seen, frame), text.marks.strikes, frame),
        [*shapes_of(page), *text.marks.lines],
        frame,
    )
    placed = [*words, *redacted(text, sights)]
    sheet = Sheet(
        number,
        left_out=text.left_out,
        watermarks=frozenset(map(place, marks)),
        unseen=tuple(
            word.text for word, sight in zip(text.words, sights, strict=True) if sight not in QUOTED
        ),
        covered=sights.count(Sight.COVERED) - len(marked),
        to_redact=len(marked),
        unknown=sights.count(Sight.UNKNOWN),
        replaced=text.replaced or 0,
    )
    turns = Counter(word.style.turn for word in words for _ in word.text)
    if not turns:
        return sheet
    turn = turns.most_common(1)[0][0]
    upright = [word for word in placed if word.style.turn == turn]
    if bars := drawn_bars(upright, shapes, turn, frame):
        shapes = [shape for i, shape in enumerate(shapes) if i not in bars]
        upright += bars.values()
    rules = rules_of(shapes, frame, turn)
    if numbers := line_numbers(upright, rules.vertical):
        count = sum(len(number.text) for number in numbers)
        sheet = replace(sheet, left_out={**text.left_out, "line-number": count})
        apart = set(map(id, numbers))
        upright = [word for word in upright if id(word) not in apart]
    upright = with_drawn_bullets(upright, shapes, turn, frame)
    stations, rest = stations_of(upright, rules, number)
    sideways = [
        line
        for other in sorted(turns.keys() - {turn})
        for line in sorted(
            lines_of([word for word in placed if word.style.turn == other], Rules(), number),
            key=lambda line: (line.top, line.left),
        )
    ]
    # Only on a page that is shown the right way up are the boxes of words places among its lines.
    turned = [(_around(line), line) for line in sideways] if turn == frame.rotation else []
    tables, rest = tables_of(rest, rules, number, turned)
    in_tables = {id(line) for table in tables for line in table.lines} if sideways else set()
    sideways = [line for line in sideways if id(line) not in in_tables]
    kept = (replace(station, lines=uncovered(station.lines)) for station in stations)
    return replace(
        sheet,
        lines=uncovered(lines_of(rest, rules, number)),
        tables=tuple(table for table in (table.uncovered() for table in tables) if table.rows),
        stations=tuple(station for station in kept if station.lines),
        rules=rules,
        sideways=uncovered(sideways),
    )


def _around(line: Line) -> Rectangle:
    """Returns the rectangle around a line, as a viewer shows it."""
    left, top, right, bottom = zip(*(word.box for word in line.words if word.box), strict=True)
    return min(left), min(top), max(right), max(bottom)


def rows_of(sheet: Sheet) -> list[list[Line]]:
    """Groups the lines of a page that stand side by side into rows, from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(sheet.lines, key=lambda line: (line.baseline, line.left)):
        if rows and line.baseline - rows[-1][0].baseline < line.size / 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def without(sheet: Sheet, lines: Sequence[Line]) -> Sheet:
    """Returns the page without these lines."""
    gone = set(map(id, lines))
    return replace(
        sheet,
        lines=tuple(line for line in sheet.lines if id(line) not in gone),
        sideways=tuple(line for line in sheet.sideways if id(line) not in gone),
    )


def sheet_of_text(text: str, number: int) -> Sheet:
    """Returns a page with these lines, the places of whose words are unknown."""
    style = Style(size=12.0, turn=0, bold=False, symbol=False, level=0)
    lines = [
        Line((Word(line, 0, i, len(line), i + 1, i + 1, style, None, True, i),), number)
        for i, line in enumerate(text.splitlines())
        if line.strip()
    ]
    return Sheet(number, tuple(lines))
