"""The briefing as a PDF: pages drawn with reportlab, and the expected results."""

import io
from collections import defaultdict
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from .briefing import Source, briefing
from .lines import VERA, Fragment
from .made import Made, PlacedWord, sentences, stretch
from .setting import PAGE_HEIGHT, PAGE_WIDTH, Layout, SetLine, Setter

HEADER = "Learning from Case Reviews"
FOOTER = "April 2020 Page {number} of {count}"
# The bullets of each depth: characters of symbol fonts, and Word's round one, the letter o.
BULLETS = {1: ("Symbol", 10.0, "•"), 2: ("Courier", 10.0, "o"), 3: ("ZapfDingbats", 5.0, "■")}
ROMAN_PAGES = 2
TWO_COLUMNS = ((60.0, 285.0), (310.0, 535.0))

ONE_COLUMN = Layout(outline=True)
LAYOUTS = {
    "one-column.pdf": ONE_COLUMN,
    "two-columns.pdf": Layout(columns=TWO_COLUMNS, face=VERA, size=9.2, justified=True),
    "two-columns-stored-across.pdf": Layout(columns=TWO_COLUMNS, justified=True, across=True),
}


def made_pdf(file: str) -> Made:
    """Returns one of LAYOUTS, by name."""
    return rendered(briefing(), LAYOUTS[file], file)


def rendered(source: Source, layout: Layout, file: str) -> Made:
    """Returns a source set in a layout, and the expected results."""
    lines = Setter(source, layout).set()
    count = max(line.page for line in lines)
    labels = tuple(
        ("i", "ii")[number] if number < ROMAN_PAGES else str(number + 1 - ROMAN_PAGES)
        for number in range(count)
    )
    placed = _placed(source, lines)
    bodies = [placed[i] for i in range(len(source.pieces))]
    return Made(
        file=file,
        data=_drawn(source, layout, lines, count),
        title=source.pieces[0].text,
        words=tuple(word for words in bodies for word in words),
        sentences=tuple(sentence for words in bodies for sentence in sentences(words)),
        headings=source.headings,
        notes=tuple(stretch(placed[mark]) for mark in source.notes),
        links=source.links,
        items=source.items,
        running=(HEADER, FOOTER.format(number=1, count=count)),
        labels=labels,
        columns=(layout.columns,) * count,
    )


def _placed(source: Source, lines: Sequence[SetLine]) -> dict[int | str, list[PlacedWord]]:
    """Returns the words of each piece and note, with the pages of their fragments."""
    pages: dict[tuple[int | str, int], set[int]] = defaultdict(set)
    for line in lines:
        for fragment in line.fragments:
            pages[line.piece, fragment.index].add(line.page)
    texts: dict[int | str, list[str]] = {
        i: [word.text for word in piece.words] for i, piece in enumerate(source.pieces)
    }
    texts |= {mark: [mark, *(word.text for word in words)] for mark, words in source.notes.items()}
    return {
        key: [PlacedWord(text, tuple(sorted(pages[key, i]))) for i, text in enumerate(words)]
        for key, words in texts.items()
    }


def _drawn(source: Source, layout: Layout, lines: Sequence[SetLine], count: int) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1)
    canvas.setTitle("Made by the tests from the project's briefing")
    canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
    canvas.addPageLabel(ROMAN_PAGES, style="ARABIC", start=1)
    for page in range(1, count + 1):
        canvas.setFont(layout.face.regular, 9)
        canvas.drawString(72, 805, HEADER)
        for line in _stored(layout, [line for line in lines if line.page == page]):
            if layout.outline and _begins_heading(source, lines, line):
                piece = source.pieces[int(line.piece)]
                canvas.bookmarkPage(f"heading-{line.piece}", fit="XYZ", top=line.baseline + 20)
                if piece.depth > 1:
                    canvas.addOutlineEntry(piece.text, f"heading-{line.piece}", level=piece.depth - 2)
            _draw(canvas, layout, line)
        _draw_rules(canvas, layout, [line for line in lines if line.page == page])
        canvas.setFont(layout.face.regular, 9)
        canvas.drawCentredString(PAGE_WIDTH / 2, 40, FOOTER.format(number=page, count=count))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _stored(layout: Layout, lines: Sequence[SetLine]) -> list[SetLine]:
    """Returns the lines of a page in the order in which the file stores them."""
    if layout.across:
        return sorted(lines, key=lambda line: (-round(line.baseline), line.column))
    return list(lines)


def _begins_heading(source: Source, lines: Sequence[SetLine], line: SetLine) -> bool:
    if isinstance(line.piece, str) or source.pieces[line.piece].kind != "heading":
        return False
    return next(other for other in lines if other.piece == line.piece) is line


def _draw(canvas: Canvas, layout: Layout, line: SetLine) -> None:
    """Draws a line: word by word if justified, else with its spaces, as an office program writes it."""
    if line.bullet:
        font, size, character = BULLETS[line.bullet]
        canvas.setFont(font, size)
        canvas.drawString(line.left - 12, line.baseline, character)
    space = line.style.width(" ")
    used = sum(line.style.width(f.text, bold=f.bold) for f in line.fragments)
    gaps = len(line.fragments) - 1
    justified = layout.justified and not line.last and line.style.size == layout.size
    if justified and gaps:
        space = (line.right - line.left - used) / gaps
    x = line.left
    for i, fragment in enumerate(line.fragments):
        width = line.style.width(fragment.text, bold=fragment.bold)
        text = fragment.text if layout.justified or i == gaps else fragment.text + " "
        _draw_text(canvas, line, fragment, text, x)
        _link(canvas, line, fragment, x)
        x += width + space


def _draw_text(canvas: Canvas, line: SetLine, fragment: Fragment, text: str, x: float) -> None:
    for glyphs, font, size, rise in line.style.glyphs(text, bold=fragment.bold):
        canvas.setFont(font, size)
        canvas.drawString(x, line.baseline + rise, glyphs)
        x += canvas.stringWidth(glyphs, font, size)


def _link(canvas: Canvas, line: SetLine, fragment: Fragment, x: float) -> None:
    if fragment.link and fragment.linked:
        width = line.style.width(fragment.text[: fragment.linked], bold=fragment.bold)
        rectangle = (x, line.baseline - 2, x + width, line.baseline + line.style.size * 0.8)
        canvas.linkURL(fragment.link, rectangle, relative=0)


def _draw_rules(canvas: Canvas, layout: Layout, lines: Sequence[SetLine]) -> None:
    """Draws the short line above the footnotes of a column."""
    for column, (left, _) in enumerate(layout.columns):
        notes = [line.baseline for line in lines if isinstance(line.piece, str) and line.column == column]
        if notes:
            canvas.line(left, max(notes) + 12, left + 60, max(notes) + 12)
