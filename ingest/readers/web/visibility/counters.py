"""Writes the numbers of lists and counters as the styles of a web page name their kinds."""

from ingest.readers.list_numbers import TYPED

# The styles of lists, each as the attribute `type` would say it; empty for those without numbers.
KINDS = {
    "none": "", "disc": "", "circle": "", "square": "", "decimal": "1", "decimal-leading-zero": "1",
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I",
}  # fmt: skip
# No list in letters or Roman figures is longer.
LARGEST = 3000


def counted(number: int, kind: str) -> str:
    """Returns a number in letters or Roman figures, if its `type` says so; else in figures."""
    return TYPED.get(kind, str)(number) if 0 < number <= LARGEST else str(number)
