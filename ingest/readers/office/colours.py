"""Parses the colours of office formats, and decides when two look the same."""

Colour = tuple[int, int, int]
# Two colours look the same if no channel differs by more, of 255.
NEAR = 24
# In half-points: letters below two points cannot be read.
SMALLEST = 4
WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
# The names of white and black, in DrawingML and in VML.
NAMES = {"bg1": WHITE, "lt1": WHITE, "white": WHITE, "window": WHITE, "tx1": BLACK, "dk1": BLACK,
         "black": BLACK, "windowText": BLACK}  # fmt: skip


def named(written: str | None) -> Colour | None:
    """Returns the colour of a name or of hexadecimal digits; None for anything else."""
    return NAMES.get(written or "") or hexadecimal(written)


def are_one(one: Colour, other: Colour) -> bool:
    """Returns whether the eye cannot tell two colours apart."""
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def hexadecimal(written: str | None) -> Colour | None:
    """Returns the colour of three or six hexadecimal digits, with or without a #; else None."""
    digits = (written or "").removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    try:
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)) if len(digits) == 6 else None
    except ValueError:
        return None
