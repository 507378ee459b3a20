"""Fills in the custom properties of a style, as in `color: var(--paper)`."""

import re
from collections.abc import Mapping

from ingest.readers.web.visibility.style_sheets import Styles, is_custom

# What `var()` stands for, by its name, on one element.
Values = Mapping[str, str]
VAR = re.compile(r"var\(\s*(--[^\s,()]+)\s*(?:,((?:[^()]|\((?:[^()]|\([^()]*\))*\))*))?\)")
# Values may refer to each other, even in a circle, and grow with every step.
MOST_STEPS = 8
LONGEST_VALUE = 200


def values_within(styles: Styles, around: Values, *, guess: bool) -> Values:
    """Returns the custom properties on an element, by what its styles state and those around it.

    guess: as in `filled_in`.
    """
    own = {name: value for name, value in styles.items() if is_custom(name) and len(value) <= LONGEST_VALUE}
    if own.items() <= around.items():
        return around
    stated = {**around, **own}
    return {**around, **{name: filled_in(value, stated, guess=guess) for name, value in own.items()}}


def filled_in(value: str, values: Values, *, guess: bool) -> str:
    """Returns a value in which each `var()` is replaced by what it stands for; what is unknown remains.

    guess: what the page does not state is stated nowhere else either, so its fallback counts.
    """
    for _ in range(MOST_STEPS):
        if "var(" not in value or len(value) > LONGEST_VALUE:
            break
        value = VAR.sub(lambda found: values.get(found[1], (guess and found[2]) or found[0]).strip(), value)
    return value
