"""Colours as office formats write them, and when the eye takes two for one."""

Colour = tuple[int, int, int]
# Colours of which no channel differs by more are one colour to the eye, of 255.
NEAR = 24
# Letters of less than two points, in half-points, are dust.
SMALLEST = 4
WHITE = (255, 255, 255)
BLACK = (0, 0, 0)


def are_one(one: Colour, other: Colour) -> bool:
    """Returns whether the eye does not tell two colours apart."""
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def hexadecimal(written: str | None) -> Colour | None:
    """The colour written as six hexadecimal digits, a # before them or not; None for anything else."""
    digits = (written or "").removeprefix("#")
    try:
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)) if len(digits) == 6 else None
    except ValueError:
        return None
