"""The bar that stands in a text for words that something dark hides, so that a reader knows of the gap."""

BAR = "█"
# The lightest channel of a dark colour, of 255.
DARK = 96


def barred(words: str) -> str:
    """Returns the bar for words, with the space around them."""
    before, after = len(words) - len(words.lstrip()), len(words.rstrip())
    return words[:before] + BAR + words[after:]


def is_dark(colour: tuple[int, int, int] | None) -> bool:
    """Returns whether a colour, if there is one, is as dark as the bars of redactions are."""
    return colour is not None and max(colour) <= DARK
