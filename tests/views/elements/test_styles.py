"""The colours of the page: contrast by the numbers, in light and dark."""

import re

import pytest

from views.elements.styles import STYLES

COLOURS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)", STYLES)
}
# WCAG 2.2, 1.4.6: what is read of the guidance, its introductions, links and highlights.
GUIDANCE = [("ink", "paper"), ("ink", "mark"), ("link", "paper"), ("link", "mark"), ("quiet", "paper")]
# WCAG 2.2, 1.4.3: everything else.
OTHERS = [("danger", "danger-soft"), ("ink", "danger-soft"), ("unsure", "unsure-soft"), ("quiet", "soft")]


def luminance(colour: str) -> float:
    """Returns the relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"), [(*p, 7.0) for p in GUIDANCE] + [(*p, 4.5) for p in OTHERS]
)
def test_words_stand_out_from_what_is_behind_them(front: str, back: str, least: float, scheme: int) -> None:
    """This test ensures that guidance has the contrast of level AAA, and all other words that of AA."""
    darker, lighter = sorted(luminance(COLOURS[name][scheme]) for name in (front, back))
    assert (lighter + 0.05) / (darker + 0.05) >= least
