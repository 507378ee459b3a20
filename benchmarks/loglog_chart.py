"""Draws lines on two logarithmic axes as an SVG picture."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 420, 70, 40, 210, 50
# Colours that differ in brightness too, and are dark enough on white.
COLOURS = ("#1d4e89", "#b3541e", "#3a7d44", "#7b2d8b", "#555555", "#a4133c", "#00798c", "#8d6a00")

Line = Sequence[tuple[float, float]]


def loglog(title: str, across: str, up: str, lines: Mapping[str, Line]) -> str:
    """Returns the picture. lines: by label, each a list of (across, up), all above 0."""
    points = [point for line in lines.values() for point in line]
    low_x, high_x = _decades([x for x, _ in points])
    low_y, high_y = _decades([y for _, y in points])

    def at(x: float, y: float) -> tuple[float, float]:
        right = (log10(x) - low_x) / (high_x - low_x) * (WIDTH - LEFT - RIGHT)
        rise = (log10(y) - low_y) / (high_y - low_y) * (HEIGHT - TOP - BOTTOM)
        return round(LEFT + right, 1), round(HEIGHT - BOTTOM - rise, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24" font-size="15" font-weight="bold">{escape(title)}</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 8}">{escape(across)}</text>',
        f'<text transform="rotate(-90)" x="{BOTTOM - HEIGHT}" y="16">{escape(up)}</text>',
    ]
    for decade in range(low_x, high_x + 1):
        x, bottom = at(10**decade, 10**low_y)
        parts.append(f'<path d="M{x} {TOP}V{bottom}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{10**decade:,}</text>')
    for decade in range(low_y, high_y + 1):
        left, y = at(10**low_x, 10**decade)
        parts.append(f'<path d="M{left} {y}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{10.0**decade:,g}</text>')
    lowest = TOP
    ends = sorted((at(*line[-1]), label, line, number) for number, (label, line) in enumerate(lines.items()))
    for (x, y), label, line, number in sorted(ends, key=lambda end: end[0][1]):
        colour = COLOURS[number % len(COLOURS)]
        places = [at(*point) for point in line]
        path = " ".join(f"{px},{py}" for px, py in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{px}" cy="{py}" r="3" fill="{colour}"/>'
            for px, py in (at(*point) for point in line)
        ]
        lowest = max(lowest + 14, round(y))
        parts.append(f'<text x="{x + 10}" y="{lowest + 4}" fill="{colour}">{escape(label)}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)
