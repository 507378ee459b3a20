"""Carries a strike that a page leaves open from one paragraph into the next, as browsers do.

The parser ends it with its paragraph. So do browsers with `del`, which is not meant for looks.
"""

import re

STRIKES = {"s", "strike"}
TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<code>script|style|template|textarea|title)\b.*?(?:</(?P=code)\s*>|\Z)|"
    r"""<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)\b(?:"[^"]*"|'[^']*'|[^'"<>])*>""",
    re.IGNORECASE | re.DOTALL,
)
OPENED = re.compile(r"<(s|strike)\b", re.IGNORECASE)
BLOCKS = {
    "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "ul",
}  # fmt: skip
# No strike reaches from one into the next.
TABLES = {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
MOST_OPEN = 3  # as in browsers; more would not be seen


def strikes_reopened(text: str) -> str:
    """Returns a page in which every strike ends before the tag of a block, and begins again after it.

    In a cell of a table, it ends with the cell.
    """
    if not OPENED.search(text):
        return text
    parts: list[str] = []
    opened: list[tuple[str, str]] = []  # names and tags
    start = 0
    for tag in TAG.finditer(text):
        name = (tag["name"] or "").lower()
        if name in STRIKES and tag["end"]:
            opened = opened[:-1]
        elif name in STRIKES:
            opened = [*opened, (name, tag[0])][-MOST_OPEN:]
        elif name == "table" and not tag["end"]:
            # It is struck as a whole.
            opened = []
        elif opened and name in BLOCKS | TABLES:
            ends = [f"</{struck}>" for struck, _ in reversed(opened)]
            opened = opened if name in BLOCKS else []
            parts += [text[start : tag.start()], *ends, tag[0], *(again for _, again in opened)]
            start = tag.end()
    return "".join([*parts, text[start:]])
