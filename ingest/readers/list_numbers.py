"""Writes list numbers as letters, Roman figures and in other forms."""

from collections.abc import Callable

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# A counter that a damaged file sets higher would give endless letters and Roman figures.
LARGEST = 5000


def letters(number: int) -> str:
    """Returns a for 1, z for 26, aa for 27, bb for 28: the letter is repeated (17.18.59)."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def roman(number: int) -> str:
    """Returns small Roman figures; nothing below 1."""
    written = ""
    for value, figures in ROMAN:
        while number >= value:
            written, number = written + figures, number - value
    return written


def ordinal(number: int) -> str:
    """Returns 1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


# By their first number, as OpenDocument and HTML name them.
TYPED: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
# As Word names them (17.18.59).
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": TYPED["1"],
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": TYPED["a"],
    "upperLetter": TYPED["A"],
    "lowerRoman": TYPED["i"],
    "upperRoman": TYPED["I"],
    "ordinal": ordinal,
    "bullet": lambda _number: "",
    "none": lambda _number: "",
}
