"""The pages of a PDF as they are laid out: their lines and tables, before running lines are known."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.layout.charts import Station, stations_of
from ingest.layout.frame import Frame
from ingest.layout.lines import Line, lines_of
from ingest.layout.rules import Rules, rules_of
from ingest.layout.tables import Table, tables_of
from ingest.layout.tags import heading_levels
from ingest.layout.words import Links, Style, Word, words_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page.

    lines, tables, stations: of the direction in which most of its text runs. stations: the boxes of its flow
    charts. sideways: lines of the other directions.
    left_out: how many characters are, by why (see `words_of`).
    """

    number: int
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    stations: tuple[Station, ...] = ()
    rules: Rules = field(default_factory=Rules)
    sideways: tuple[Line, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def held(self) -> list[Line]:
        """The lines that stand in cells and boxes."""
        cells = [line for table in self.tables for line in table.lines]
        return [*cells, *(line for station in self.stations for line in station.lines)]

    @property
    def text(self) -> str:
        """All its words, in no order."""
        return "\n".join(line.text for line in (*self.lines, *self.held, *self.sideways))


def body_size(sheets: Sequence[Sheet]) -> float:
    """The type size of most characters of some pages; of those in cells only where all are. 0 for none."""
    sizes: Counter[float] = Counter()
    free = [line for sheet in sheets for line in sheet.lines]
    for line in free or [line for sheet in sheets for line in sheet.held]:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def sheet_of(page: Any, number: int, links: Links) -> Sheet:  # noqa: ANN401
    """Lay out a page of pypdfium2. links: see `words_of`."""
    frame = Frame.of(page)
    words, left_out = words_of(page, frame, heading_levels(page), links)
    turns = Counter(word.style.turn for word in words for _ in word.text)
    if not turns:
        return Sheet(number, left_out=left_out)
    turn = turns.most_common(1)[0][0]
    rules = rules_of(page, frame, turn)
    stations, rest = stations_of([word for word in words if word.style.turn == turn], rules, number)
    tables, rest = tables_of(rest, rules, number)
    sideways = [
        line
        for other in sorted(turns.keys() - {turn})
        for line in sorted(
            lines_of([word for word in words if word.style.turn == other], Rules(), number),
            key=lambda line: (line.top, line.left),
        )
    ]
    lines = lines_of(rest, rules, number)
    return Sheet(number, tuple(lines), tuple(tables), tuple(stations), rules, tuple(sideways), left_out)


def rows_of(sheet: Sheet) -> list[list[Line]]:
    """The lines of a page that stand beside each other, from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(sheet.lines, key=lambda line: (line.baseline, line.left)):
        if rows and line.baseline - rows[-1][0].baseline < line.size / 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def without(sheet: Sheet, lines: Sequence[Line]) -> Sheet:
    """The page without these lines."""
    gone = set(map(id, lines))
    return replace(
        sheet,
        lines=tuple(line for line in sheet.lines if id(line) not in gone),
        sideways=tuple(line for line in sheet.sideways if id(line) not in gone),
    )


def sheet_of_text(text: str, number: int) -> Sheet:
    """A page that holds these lines; where their words stand is not known."""
    style = Style(size=12.0, turn=0, bold=False, symbol=False, level=0)
    lines = [
        Line((Word(line, 0, i, len(line), i + 1, i + 1, style, None, True, i),), number)
        for i, line in enumerate(text.splitlines())
        if line.strip()
    ]
    return Sheet(number, tuple(lines))
