"""Finds where sentences begin and end."""

import re
import warnings

from index.documents import Span

with warnings.catch_warnings():
    # pysbd's last release lacks the r on some patterns; newer Pythons warn about it at import.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    import pysbd

# Abbreviations in references: a figure after one continues the sentence.
REFERENCE = re.compile(r"\b(paras?|pp?|secs?|ss?|nos?|regs?|arts?|chs?|figs?|vols?)\.$", re.IGNORECASE)

_SEGMENTER = pysbd.Segmenter(language="en", clean=False)


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Returns the spans of the sentences of one block; together they cover all but white space.

    Where the splitter changes a character, the rest of the text counts as one sentence: a boundary may be
    missing, a word never is.
    """
    spans: list[Span] = []
    cursor = 0
    for sentence in _SEGMENTER.segment(text):
        words = sentence.strip()
        if not words:
            continue
        start = text.find(words, cursor)
        if start < 0 or text[cursor:start].strip():
            break
        if spans and words[0].isdecimal() and REFERENCE.search(text[slice(*spans[-1])]):
            start, _ = spans.pop()
        spans.append((start, text.index(words, cursor) + len(words)))
        cursor = spans[-1][1]
    rest = text[cursor:]
    if rest.strip():
        spans.append((cursor + len(rest) - len(rest.lstrip()), len(text.rstrip())))
    return tuple(spans)
