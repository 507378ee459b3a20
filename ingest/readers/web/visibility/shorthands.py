"""Writes out properties of style sheets that state something about all four sides of a box at once."""

from collections.abc import Mapping

SIDES = ("top", "right", "bottom", "left")
SHORT = {"margin": "margin-{}", "padding": "padding-{}", "inset": "{}"}


def by_sides(name: str, value: str) -> Mapping[str, str]:
    """Returns a property as those of the single sides; any other property as it is.

    Two values are of top and bottom, then of the sides; a third is of the bottom, a fourth of the left side.
    """
    values = value.split()
    if name not in SHORT or not 1 <= len(values) <= len(SIDES) or "(" in value:
        return {name: value}
    top, right = values[0], values[1] if len(values) > 1 else values[0]
    bottom = values[2] if len(values) > 2 else top
    left = values[3] if len(values) > 3 else right
    return {SHORT[name].format(s): v for s, v in zip(SIDES, (top, right, bottom, left), strict=True)}
