"""Normalizes the characters of a text: composed, without invisible ones, white space folded."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from ingest.text.reading import LINE_BREAK, Run

# Marks that steer layout and are never read aloud: soft hyphen, zero-width spaces and joiners, BOM.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
SPACES = re.compile(r"\s+")
HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Composes characters, folds white space, and drops invisible and control characters.

    LINE_BREAK becomes a new line. Half a surrogate pair, as damaged files have it, becomes U+FFFD.
    """
    # Nearly all words are clean already: no printable character is invisible or a space other than " ".
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text
    text = INVISIBLE.sub("", text)
    text = "\n".join(SPACES.sub(" ", line) for line in text.split(LINE_BREAK))
    text = "".join(c for c in text if c in "\n " or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", HALF_CHARACTER.sub("\ufffd", text))


def normalized(runs: Iterable[Run]) -> list[Run]:
    """Returns the runs of a block, each clean, and no letter parted from its marks by the end of a run."""
    return _composed([_cleaned(run) for run in runs])


def _cleaned(run: Run) -> Run:
    text = clean(run.text)
    return run if text == run.text else replace(run, text=text)


def _composed(runs: list[Run]) -> list[Run]:
    """Moves combining marks at the start of a run to the run whose last letter they belong to."""
    if unicodedata.is_normalized("NFC", "".join(run.text for run in runs)):
        return runs
    last = 0
    for i in range(1, len(runs)):
        before, text = runs[last].text, runs[i].text
        while before and text and _composes(before[-1], text[0]):
            before, text = unicodedata.normalize("NFC", before + text[0]), text[1:]
        runs[last], runs[i] = replace(runs[last], text=before), replace(runs[i], text=text)
        last = i if text else last
    return runs


def _composes(letter: str, mark: str) -> bool:
    return unicodedata.combining(mark) > 0 or not unicodedata.is_normalized("NFC", letter + mark)
