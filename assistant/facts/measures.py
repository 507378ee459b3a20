"""Checks whether a text gives a measurement: a length, a weight, a temperature, a colour."""

import re

from assistant.facts.counts import LARGE, ONES

LONG = (
    "mm|millimet(?:re|er)s?|cm|centimet(?:re|er)s?|m|met(?:re|er)s?|km|kilomet(?:re|er)s?|inch(?:es)?|in|feet|"
    r"foot|ft|yards?|miles?|mi|pages?|words?|acres?|hectares?|ha|square \w+|sq|cubic \w+|by"
)
HEAVY = "g|grams?|kg|kgs|kilos?|kilograms?|kilogrammes?|tons?|tonnes?|stones?|lbs?|pounds?|oz|ounces?"
WARM = "° ?[cfk]?|degrees?|celsius|fahrenheit|c|f|k|kelvins?"
ROOMY = "lit(?:re|er)s?|l|gallons?|pints?|ml|people|persons?|seats?"
UNITS = {
    "weight": HEAVY,
    "heavy": HEAVY,
    "weigh": HEAVY,
    "temperature": WARM,
    "hot": WARM,
    "cold": WARM,
    "warm": WARM,
    "speed": r"mph|kph|km/h|knots?|m/s|mach|(?:miles|kilometres|met(?:re|er)s|feet|km) (?:an?|per) \w+",
    "pressure": r"bars?|psi|k?pa|h?pa|pascals?|millibars?|mbar|atm|atmospheres?",
    "size": rf"{LONG}|{ROOMY}|{HEAVY}",
    "big": rf"{LONG}|{ROOMY}|{HEAVY}",
    "large": rf"{LONG}|{ROOMY}|{HEAVY}",
}
COLOUR = re.compile(
    r"\b(?:red|orange|yellow|green|blue|indigo|violet|purple|pink|brown|black|white|gr[ae]y|cream|beige|gold|"
    r"silver|maroon|navy|turquoise|amber|crimson|scarlet|colou?rless)\b",
    re.IGNORECASE,
)
# Sizes without a unit of length: a price, a sum, a count of hundreds, "A4", "size 5".
SIZED = re.compile(rf"[£$€]\d|\bA\d\b|\bsizes? \d|\b(?:{LARGE})\b|\b(?:small|medium|large)\b", re.IGNORECASE)


def measures(dimension: str, text: str) -> bool:
    """Returns whether the text gives a measurement of this dimension, such as "weight" or "heavy"."""
    dimension = dimension.lower().removesuffix("s")
    if dimension in {"colour", "color"}:
        return bool(COLOUR.search(text))
    units = UNITS.get(dimension, LONG)
    number = rf"(?:\d|\b(?:{ONES}|{LARGE}|half|an?))[ -]?(?:{units})(?![\w])"
    sized = units == UNITS["size"] and SIZED.search(text)
    return bool(sized or re.search(number, text, re.IGNORECASE))
