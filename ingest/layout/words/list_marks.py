"""What the words before the items of a list look like, and figures."""

import re

from ingest.layout.words.words import Word

# Also as a symbol font's signs look; dashes are bullets that are also ordinary text. Word's long dash for
# lists is a stroke that combines with a space.
BULLETS = "•◦▪■◼●○‣∙·➢➤✓✔✗✘☐☑☒□◻❑❒◆❖\ue000-\uf8ff"
DASHES = "o–—−\u0336-"
LIST_MARK = re.compile(
    rf"[{BULLETS}*!{DASHES}]|\(?(\d{{1,3}}(\.\d{{1,3}})*|[a-zA-Z]|[ivx]{{1,4}})[.)]|\d{{1,2}}(\.\d{{1,2}})*"
)
FIGURE = re.compile(r"[£$€(]?\d[\d,.]*[%)]?|[ivxlc]{1,6}|-")


def is_mark(word: Word) -> bool:
    """Returns whether a word can be a list's bullet or number."""
    return (word.style.symbol and len(word.text) == 1) or bool(LIST_MARK.fullmatch(word.text))


def is_figure(word: Word) -> bool:
    """Returns whether a word is an amount, a number or a Roman one."""
    return bool(FIGURE.fullmatch(word.text))
