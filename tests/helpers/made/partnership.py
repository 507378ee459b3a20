"""A PDF that looks like a partnership's, with made-up content and the expected results."""

from .lines import HELVETICA, Type
from .made import Made, sentences
from .partnership_text import (
    APPENDIX,
    BRANCHES,
    BRANCHES_STEM,
    CHECKS,
    CHECKS_HEADER,
    CHECKS_ON_FIRST_PAGE,
    CHECKS_STEM,
    CLAUSES,
    CONTENTS,
    COVER,
    EDGE,
    FOOTER,
    HOURS,
    HOURS_STEM,
    LEVEL_COLOURS,
    LEVELS,
    LEVELS_STEM,
    PURPOSE,
    SIDE_BY_SIDE,
    STACKED,
    TITLE,
    VERSIONS,
    WORDS_USED,
)
from .setting import PAGE_HEIGHT
from .sheet import LEFT, RIGHT, Sheet

PAGES = 10
TOP = PAGE_HEIGHT - 72
FOUR = (72.0, 185.0, 298.0, 411.0, 523.0)
# Where clauses of each depth begin, and how far their words are from their number.
CLAUSE_LEFTS, CLAUSE_HANGS = (72.0, 100.0, 136.0, 160.0), (28.0, 36.0, 24.0, 24.0)


def made_partnership() -> Made:
    """Returns the file and the expected results."""
    sheet = Sheet(FOOTER, PAGES)
    sheet.canvas.setTitle("Made by the tests: no guidance")
    _cover(sheet)
    _version_control(sheet)
    _contents(sheet)
    _purpose(sheet)
    _levels(sheet)
    _checks(sheet)
    _hours(sheet)
    _branches(sheet)
    _appendix(sheet)
    data = sheet.data()
    return Made(
        file="partnership.pdf",
        data=data,
        title=TITLE,
        words=tuple(word for block in sheet.read for word in block),
        sentences=tuple(sentence for block in sheet.read for sentence in sentences(block)),
        headings=tuple(sheet.headings),
        running=(FOOTER.format(number=1, count=PAGES),),
        items=tuple((1, words) for words in WORDS_USED),
        labels=tuple(str(number) for number in range(1, PAGES + 1)),
        tables=tuple(sheet.tables),
        blocks=tuple(sheet.blocks),
        apart=(EDGE,),
    )


def _cover(sheet: Sheet) -> None:
    y = sheet.text(TITLE, 640, style=Type(HELVETICA, 26, bold=True)) - 30
    for line in COVER:
        y = sheet.text(line, y, style=Type(HELVETICA, 13)) - 10
    sheet.turn_over()


def _version_control(sheet: Sheet) -> None:
    y = sheet.heading("Version Control", TOP)
    sheet.table(VERSIONS, y, (72.0, 118.0, 195.0, 315.0, 390.0, 455.0, 523.0))
    sheet.turn_over()


def _contents(sheet: Sheet) -> None:
    y = sheet.heading("Contents", TOP)
    sheet.reads("Page No")
    sheet.lines("Page No", y, RIGHT - 45)
    y -= 18
    for name, page in CONTENTS:
        sheet.reads(f"{name} {page}")
        sheet.lines(name, y)
        sheet.lines(page, y, RIGHT - 20)
        y -= 18
    sheet.turn_over()


def _purpose(sheet: Sheet) -> None:
    y = sheet.heading("1 Purpose", TOP)
    y = sheet.text(PURPOSE, y) - 10
    y = sheet.heading("Who may borrow", y, level=2)
    for number, depth, words in CLAUSES:
        y = sheet.clause(number, words, y, CLAUSE_LEFTS[depth], CLAUSE_HANGS[depth])
    y = sheet.heading("Two questions", y - 10, level=2)
    y = sheet.boxes(SIDE_BY_SIDE, y, (LEFT, 305.0), 218.0)
    for words in STACKED:
        y = sheet.boxes([words], y, (LEFT,), RIGHT - LEFT)
    sheet.turn_over()


def _levels(sheet: Sheet) -> None:
    y = sheet.heading("2 Levels of help", TOP)
    y = sheet.text(LEVELS_STEM, y) - 10
    sheet.table(LEVELS, y, FOUR, colours=LEVEL_COLOURS)
    sheet.turn_over()


def _checks(sheet: Sheet) -> None:
    """Draws a table that begins low on its page and continues on the next."""
    edges = (72.0, 130.0, 300.0, 440.0, 523.0)
    y = sheet.heading("3 Checks before lending", TOP)
    y = sheet.text(CHECKS_STEM, y) - 470
    sheet.table((CHECKS_HEADER, *CHECKS[:CHECKS_ON_FIRST_PAGE]), y, edges)
    sheet.turn_over()
    y = sheet.table((CHECKS_HEADER, *CHECKS[CHECKS_ON_FIRST_PAGE:]), TOP, edges, goes_on=True)
    sheet.text("Whatever is not in the table is left to the volunteer's good sense.", y)
    sheet.turn_over()


def _hours(sheet: Sheet) -> None:
    y = sheet.heading("4 Opening hours", TOP)
    y = sheet.text(HOURS_STEM, y) - 10
    sheet.table(HOURS, y, FOUR, ruled=False)
    sheet.turn_over(rotated=True)


def _branches(sheet: Sheet) -> None:
    y = sheet.heading("5 Bicycles by branch", sheet.height - 72)
    y = sheet.text(BRANCHES_STEM, y) - 10
    sheet.table(BRANCHES, y, (72.0, 160.0, 240.0, 310.0, 380.0, 450.0, 520.0, 600.0, 770.0))
    sheet.turn_over()


def _appendix(sheet: Sheet) -> None:
    y = sheet.heading("Appendix A Words used", TOP)
    y = sheet.text(APPENDIX, y) - 8
    for words in WORDS_USED:
        sheet.canvas.setFont("Symbol", 10)
        sheet.canvas.drawString(LEFT + 6, y - 10, "•")
        y = sheet.text(words, y, LEFT + 20) - 3
    sheet.turned(EDGE, 30, 400)
