"""Where sentences begin and end."""

import re
import warnings

from index.documents import Span

with warnings.catch_warnings():
    # pysbd's last release writes some patterns without the r; newer Pythons say so at import.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    import pysbd

# Abbreviations of references, behind which a figure goes on with the sentence.
REFERENCE = re.compile(r"\b(paras?|pp?|secs?|ss?|nos?|regs?|arts?|chs?|figs?|vols?)\.$", re.IGNORECASE)

_SEGMENTER = pysbd.Segmenter(language="en", clean=False)


def sentence_spans(text: str) -> tuple[Span, ...]:
    """The spans of the sentences of one block: together the whole text, but for white space.

    Where the splitter changes a character, the rest of the text counts as one sentence: a boundary
    may be missing, a word never is.
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
