"""Works out the colours of a slide: its own, and those that its theme names."""

import colorsys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.office.colours import NEAR, Colour, named
from ingest.readers.office.drawings import A
from ingest.readers.slides.shapes import FILLS, P

PLAIN = "1"  # the first fill of a theme, which is one colour
WHOLE = 100_000  # what the format writes for 100 %
# What a slide's names mean if its master does not say.
USUAL = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}

Element = Any


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme by its names for them, and which of these a slide's own names mean."""

    theme: dict[str, Colour | None] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=lambda: USUAL)

    @classmethod
    def of(cls, parts: Sequence[Element], theme: Element | None = None) -> "Palette":
        """Reads the colours of a slide. parts: the slide, its layout, its master."""
        entries = () if theme is None else next(theme.iter(A + "clrScheme"), ())
        colours = {e.tag.removeprefix(A): _stated(e[0]) for e in entries if len(e)}
        maps = [m for part in reversed(parts) for m in part.iter(P + "clrMap")]
        maps += [m for part in reversed(parts) for m in part.iter(A + "overrideClrMapping")]
        return cls(colours, USUAL | {name: meant for m in maps for name, meant in m.attrib.items()})

    def named(self, name: str) -> Colour | None:
        """Returns a colour by its name on the slide; None if it is unknown."""
        meant = self.meant.get(name, name)
        return self.theme[meant] if meant in self.theme else named(meant)

    def colour(self, fill: Element) -> Colour | None:
        """Returns the one plain colour of a fill; None if it has several, is transparent or is unknown."""
        stated = next(iter(fill), None)
        return None if stated is None else self.of_colour(stated)

    def of_colour(self, stated: Element) -> Colour | None:
        """Returns a plain colour; None if it is transparent or unknown."""
        named_here = stated.tag == A + "schemeClr"
        colour = self.named(stated.get("val") or "") if named_here else _stated(stated)
        return None if colour is None else _changed(colour, stated)

    def ground(self, shape: Element) -> Colour | None:
        """Returns the one plain colour inside a shape; None if it has no inside, or another one."""
        fill = fill_of(shape)
        return None if fill is None else self.colour(fill)

    def letters(self, shape: Element) -> Colour | None:
        """Returns the colour of letters for which nothing but the look of their shape states one."""
        usual = shape.find(f"{P}style/{A}fontRef")
        return self.named("tx1") if usual is None or not len(usual) else self.colour(usual)


def fill_of(shape: Element) -> Element | None:
    """Returns what states the one colour inside a shape: its own fill, its group's, or its look's."""
    look = shape.find(P + "spPr")
    fill = None if look is None else next(look.iterchildren(*FILLS), None)
    groups = shape.iterancestors(P + "grpSp")
    while fill is not None and fill.tag == A + "grpFill":
        around = next(groups, None)
        look = None if around is None else around.find(P + "grpSpPr")
        fill = None if look is None else next(look.iterchildren(*FILLS), None)
    if fill is not None:
        return fill if fill.tag == A + "solidFill" else None
    usual = shape.find(f"{P}style/{A}fillRef")
    return usual if usual is not None and usual.get("idx") == PLAIN else None


def is_faint(fill: Element) -> bool:
    """Returns whether a fill lets so much through that it cannot be seen."""
    return any(int(alpha.get("val") or WHOLE) * 255 <= NEAR * WHOLE for alpha in fill.iter(A + "alpha"))


def are_same(one: Element, other: Element) -> bool:
    """Returns whether two fills are stated in the same words, whatever colour these mean."""
    return [(e.tag, e.get("val")) for e in one.iter()] == [(e.tag, e.get("val")) for e in other.iter()]


def _stated(colour: Element) -> Colour | None:
    return named(colour.get("lastClr") or colour.get("val"))


def _changed(colour: Colour, stated: Element) -> Colour | None:
    """Returns a colour lighter or darker as stated; None if it is changed in another way."""
    if any(change.tag not in {A + "lumMod", A + "lumOff"} for change in stated):
        return None
    if not len(stated):
        return colour
    hue, light, full = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    for change in stated:
        share = int(change.get("val") or 0) / WHOLE
        light = light * share if change.tag == A + "lumMod" else light + share
    red, green, blue = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), full)
    return round(red * 255), round(green * 255), round(blue * 255)
