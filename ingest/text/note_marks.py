"""Writes the marks of footnotes as characters that no reader takes for a part of the word before them."""


def raised(words: str) -> str:
    """Turns a raised number into a footnote mark, so that it joins no word; leaves other words alone."""
    return superscript(words) if words.isdecimal() and words.isascii() else words


def superscript(number: str) -> str:
    """Returns a footnote mark as printed: 12 becomes ¹², and a mark that is not a number gets brackets."""
    if number.isdecimal() and number.isascii():
        return number.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"[{number}]"
