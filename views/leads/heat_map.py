"""The matrix as a picture: a numbered square per topic and document, darker for higher numbers."""

import base64
import textwrap
from collections.abc import Sequence
from html import escape

from assistant.library.coverage import Line

# In pixels of the picture, which is shown at full size. LETTERS fit on a line, LINES in a row.
NAME, SQUARE, HEIGHT, HEAD = 200, 44, 42, 30
LETTERS, LINES = 26, 2
# From the fewest sections to the most: the colours of the square and of its number.
SHADES = (("#eaf2f9", "#0b0c0c"), ("#c3dcf0", "#0b0c0c"), ("#8fbde2", "#0b0c0c"), ("#1d70b8", "#ffffff"))
NONE = ("#ffffff", "#505a5f")


def heat_map(lines: Sequence[Line], documents: int, name: str) -> str:
    """Returns an image of these topics and documents, both numbered from 1. name: its alternative text.

    The SVG is a data URL, since `st.html` removes inline SVG.
    """
    drawn = base64.b64encode(svg(lines, documents).encode()).decode()
    return f'<img role="img" alt="{escape(name)}" src="data:image/svg+xml;base64,{drawn}">'


def svg(lines: Sequence[Line], documents: int) -> str:
    """Returns the picture as SVG."""
    most = max((count.sections for line in lines for count in line.counts), default=0)
    width, height = NAME + SQUARE * documents + 1, HEAD + HEIGHT * len(lines) + 1
    heads = "".join(
        _text(NAME + SQUARE * column + SQUARE // 2, HEAD - 9, str(column + 1), "#0b0c0c", "middle")
        for column in range(documents)
    )
    body = "".join(_line(row + 1, line, HEAD + HEIGHT * row, most) for row, line in enumerate(lines))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" font-size="15" font-family="sans-serif">'
        f"{heads}{body}</svg>"
    )


def shade(sections: int, most: int) -> tuple[str, str]:
    """Returns the colours of a square and of its number."""
    return SHADES[min(len(SHADES) * sections // (most + 1), len(SHADES) - 1)] if sections else NONE


def _line(number: int, line: Line, top: int, most: int) -> str:
    name = textwrap.wrap(f"{number}. {line.topic}", LETTERS, max_lines=LINES, placeholder=" …")
    first = top + HEIGHT // 2 + 5 - 9 * (len(name) - 1)
    parts = [_text(0, first + 18 * i, part, "#0b0c0c", "start") for i, part in enumerate(name)]
    for column, count in enumerate(line.counts):
        left = NAME + SQUARE * column
        back, front = shade(count.sections, most)
        parts.append(
            f'<rect x="{left}" y="{top}" width="{SQUARE}" height="{HEIGHT}" fill="{back}" stroke="#505a5f"/>'
        )
        number_shown = str(count.sections) if count.sections else "–"
        parts.append(_text(left + SQUARE // 2, top + HEIGHT // 2 + 5, number_shown, front, "middle"))
    return "".join(parts)


def _text(x: int, y: int, words: str, colour: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" fill="{colour}" text-anchor="{anchor}">{escape(words)}</text>'
