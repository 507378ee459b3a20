"""Finds the items of plain text: bullets, and clauses under the words that introduce them."""

import re
from dataclasses import dataclass, field

from ingest.text.symbol_fonts import SPEAKING

# A bullet, or nothing before one that says yes or no, and so is quoted.
ITEM = re.compile(rf"^(\s*)(?:[-*•◦▪–●○■□‣➢➤]\s+|(?=[{SPEAKING}☐]\s))(?=\S)")
# A reference that happens to begin a line is no mark: "under paragraph / (a) above".
NUMBERED = re.compile(
    r"^\s*(\d+[.)]|\d+(?:\.\d+)+[.)]?|[a-z]\.|\(?[A-Za-z]\)|\(?[ivx]{2,5}\)|\(\d{1,2}\))"
    r"\s+(?!(?:above|below|of|and|or|to)\b)\S"
)
ROMAN = re.compile(r"[ivx]+")
# How words end that introduce clauses.
LEADING_IN = re.compile(r"(:|:-|[—–]|\b(that|if|not|must|shall|should|may|unless|to|by|who|where|when))\s*$")
BULLET = "•"
FIRST = {"1", "a", "A", "i"}


@dataclass(frozen=True, slots=True)
class Open:
    """A marked paragraph that others may stand under, or beside.

    kind: its mark without what counts. name: what counts, as the "a" of "(a)". depth: of an item, else 0.
    """

    kind: str
    name: str
    indent: int
    depth: int


@dataclass
class PlainLists:
    """Follows the lists of a text, paragraph by paragraph. open: from the outermost to the innermost.

    introduced: the last paragraph ends like words that introduce a list.
    """

    open: list[Open] = field(default_factory=list)
    introduced: bool = False

    def depth(self, first: str, last: str) -> int:
        """Returns the depth of the next paragraph as an item, from 1; 0 for no item. first, last: its lines.

        A bullet is an item. So is a clause under words that introduce it ("The tenant must:"), beside an
        item, or set in under another clause; and a paragraph that is set in under an item.
        """
        indent = len(first.expandtabs()) - len(first.expandtabs().lstrip())
        if numbered := NUMBERED.match(first):
            depth = self._clause(numbered[1], indent)
        elif ITEM.match(first):
            while self.open and self.open[-1].indent >= indent + (self.open[-1].kind != BULLET):
                self.open.pop()
            depth = self._under(BULLET, "", indent)
        else:
            self.open = [one for one in self.open if one.indent < indent]
            depth = self.open[-1].depth if self.open else 0
        self.introduced = LEADING_IN.search(last) is not None
        return depth

    def end(self, last: str = "") -> None:
        """Ends all lists, as at a table or heading. last: its last line."""
        self.open, self.introduced = [], LEADING_IN.search(last) is not None

    def _under(self, kind: str, name: str, indent: int) -> int:
        depth = self.open[-1].depth + 1 if self.open else 1
        self.open.append(Open(kind, name, indent, depth))
        return depth

    def _clause(self, mark: str, indent: int) -> int:
        name = mark.strip("().")
        kinds = [re.sub(r"\w+", kind, mark) for kind in _kinds_of(name)]
        beside = None if self.introduced and name in FIRST else self._beside(kinds, name)
        if beside is not None:
            found = self.open[beside]
            self.open[beside:] = [Open(found.kind, name, indent, found.depth)]
            return found.depth
        if self.introduced or (self.open and indent > self.open[-1].indent):
            return self._under(kinds[0], name, indent)
        self.open = [Open(kinds[0], name, indent, 0)]
        return 0

    def _beside(self, kinds: list[str], name: str) -> int | None:
        """Returns the place of the open clause that a clause comes next to; None if there is none."""
        letters = [n for n, one in enumerate(self.open) if one.kind in kinds and _is_next(one.name, name)]
        return next(
            (n for n in (*letters, *reversed(range(len(self.open)))) if self.open[n].kind in kinds
             and (n in letters or name != "i" or self.open[n].kind == kinds[0])),
            None,
        )  # fmt: skip


def _kinds_of(name: str) -> list[str]:
    """Returns what a mark may count with: figures, Roman figures or letters, the likeliest first."""
    if name[0].isdigit():
        return ["#"]
    roman, letter = ["i"] if ROMAN.fullmatch(name) else [], "A" if name.isupper() else "a"
    return [*roman, letter] if len(name) == 1 else roman


def _is_next(before: str, name: str) -> bool:
    return len(before) == len(name) == 1 and ord(name) == ord(before) + 1
