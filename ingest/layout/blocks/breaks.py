"""Decides where one block ends and the next begins, by white space, indents, bullets and type."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.blocks.headings import Headings
from ingest.layout.words.lines import Line
from ingest.layout.words.list_marks import BULLETS, DASHES, is_figure

BULLET = re.compile(f"[{BULLETS}{DASHES}]")
# Signs and letters of the symbol font that belong to what follows.
MEANT = re.compile("[≤≥<>≠≈±×°€£%\u0370-\u03ff]")
NUMBERED = re.compile(r"(\d{1,3}(\.\d{1,3})*[.)]?|\(?([a-z]|[ivx]{1,4})[.)])\s+\S")
TYPED_DASHES = set("–—−-")
LEADERS = re.compile(r"[.…·_]{4,}\s*\w{1,5}$|(\s[.…·_]){4,}\s*\w{1,5}$")
SENTENCE_END = re.compile(r"[.!?:;][)\]”’\"']?[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
# All widths are multiples of the type size.
INDENT = 0.7
# Space above a line that starts a paragraph, as a multiple of the usual line step.
APART = 1.25
SPACE = 0.3
# White space large enough to contain a table or a picture. A line with fewer words goes on behind none.
CUT = 4
FEW = 4
# In points: bullets of the same depth differ by no more.
MARK_SLACK = 2
# White space between two cells of a row.
ROW_GAP = 2.5
# White space before the page number of a contents entry.
PAGE_GAP = 2
# The largest step between two lines of one heading.
HEADING_STEP = 1.7


@dataclass(frozen=True, slots=True)
class Place:
    """A line in its column. margin, right: the column's sides. step: the usual line step."""

    line: Line
    column: int
    margin: float
    right: float
    step: float

    @property
    def indent(self) -> float:
        """Returns how far from the margin it begins."""
        return self.line.left - self.margin


def begins_block(group: Sequence[Place], place: Place, headings: Headings) -> bool:
    """Returns whether a line begins a new block after the lines of a group."""
    last, line = group[-1].line, place.line
    step = line.baseline - last.baseline
    below = last.page == line.page and last.left < line.right and line.left < last.right
    together = group[-1].column == place.column or (below and step > 0)
    apart = not together or step > APART * max(place.step, group[-1].step) or step < 0
    ended = bool(SENTENCE_END.search(last.text))
    # If the sentence continued, the line's first word would have been set on the line above, given room.
    first = line.words[0]
    short = had_room(last, line, group[-1].right)
    if marker_of(line) or (_is_row(last) and _is_row(line)) or _are_dashed(group[0], place):
        return True
    if is_heading(group, headings):
        return not (together and step < HEADING_STEP * line.size and _goes_on(last, line, headings))
    if headings.may_be(line) and (headings.stands_out(line, last) or apart or ended or short):
        return True
    if abs(last.size - line.size) > 1 or (together and not ended and _ends_with_page(last)):
        return True
    if len(group) == 1 and len(last.words) == 1 and marker_of(last):
        return False
    if line.right <= last.left and last.page == line.page:
        # A heading in the margin, or a line below one that stands on the right.
        return True
    if NUMBERED.match(line.text) and (apart or ended or short or _is_sibling(group[0], place)):
        return True
    indented = line.left > (last.left if together else place.margin) + INDENT * line.size
    if not together:
        if _is_beside(group, line):
            return True
        anew = (short and not line.text[0].islower()) or (indented and not _hangs(group[0].line))
        return first.box is None or ended or anew or _leaves_item(group, place)
    if apart:
        # A table or picture in between may interrupt a sentence.
        few = len(last.words) < FEW
        return ended or few or step < CUT * line.size or not line.text[0].islower()
    if _outdented(group, place):
        return True
    if ended and indented and not (len(group) == 1 and _hangs(last)):
        return True
    return ended and (short or (first.style.bold and not last.words[-1].style.bold))


def had_room(above: Line, line: Line, right: float) -> bool:
    """Returns whether a line's first word had room at the end of the line above. right: where lines end."""
    first = line.words[0]
    return above.right + SPACE * line.size + first.right - first.left < right - SPACE * line.size


def _is_beside(group: Sequence[Place], line: Line) -> bool:
    """Returns whether a line begins about level with one or two lines left of it, as cards side by side do.

    Columns of a page are longer than that. A single word may be a number or a label, and a sentence on one
    line may have a gap.
    """
    first, last = group[0].line, group[-1].line
    level = -line.size / 2 < first.baseline - line.baseline < HEADING_STEP * line.size
    few = len(group) < 3 and sum(len(place.line.words) for place in group) > 1
    gap = abs(last.baseline - line.baseline) < 1 and len(group) == 1 and line.text[0].islower()
    wide = line.left - last.right > ROW_GAP * line.size
    return few and level and wide and not gap and first.page == line.page


def _is_row(line: Line) -> bool:
    """Returns whether a line has wide gaps like the row of a table without ruled lines."""
    return max(line.gaps, default=0.0) > ROW_GAP * line.size


def _ends_with_page(line: Line) -> bool:
    """Returns whether a line is a contents entry: its last word is a page number, far from the rest."""
    if LEADERS.search(line.text):
        return True
    return bool(line.gaps) and line.gaps[-1] > PAGE_GAP * line.size and is_figure(line.words[-1])


def _goes_on(last: Line, line: Line, headings: Headings) -> bool:
    """Returns whether a line continues a heading."""
    if last.bold != line.bold or abs(last.size - line.size) >= 1 or bool(last.level) != bool(line.level):
        return False
    if NUMBERED.match(line.text) and not line.level:
        return False
    return headings.may_be(line)


def is_heading(group: Sequence[Place], headings: Headings) -> bool:
    """Returns whether all lines of a group look like one heading."""
    return all(headings.may_be(place.line) for place in group) and not marker_of(group[0].line)


def marker_of(line: Line) -> int:
    """Returns how many words at the head of a line are its bullet: one or none."""
    first = line.words[0]
    dash = first.text in DASHES
    sign = len(first.text) == 1 and first.style.symbol and not MEANT.fullmatch(first.text)
    if sign and not all(word.style.symbol for word in line.words[1:]):
        return 1
    if not BULLET.fullmatch(first.text):
        return 0
    if len(line.words) == 1:
        return int(not dash)
    gap = line.words[1].left - first.right
    return int(gap > (0.4 if dash else 0.15) * first.style.size)


def is_dashed(line: Line) -> bool:
    """Returns whether a line begins with a dash that a person typed before an item, or that joins words."""
    return len(line.words) > 1 and line.words[0].text in TYPED_DASHES and line.words[1].text[0].isalpha()


def _are_dashed(first: Place, place: Place) -> bool:
    """Returns whether two lines begin with a dash at one place, as items do."""
    return is_dashed(first.line) and is_dashed(place.line) and abs(first.indent - place.indent) < MARK_SLACK


def _hangs(line: Line) -> bool:
    """Returns whether the lines below may be indented because this one begins with a bullet or a number."""
    return bool(marker_of(line) or NUMBERED.match(line.text))


def _is_sibling(first: Place, place: Place) -> bool:
    """Returns whether two lines, the second beginning with a number, are clauses of one list."""
    return bool(NUMBERED.match(first.line.text)) and abs(first.indent - place.indent) < MARK_SLACK


def _leaves_item(group: Sequence[Place], place: Place) -> bool:
    """Returns whether a line of another column or page stands left of an item's words, with a capital."""
    first = group[0]
    hanging = len(group) > 1 and group[-1].indent > first.indent + INDENT * first.line.size / 2
    if not (place.line.text[0].isupper() and (marker_of(first.line) or (hanging and _hangs(first.line)))):
        return False
    words = first.line.words
    text = words[1].left if len(words) > 1 else group[-1].line.left
    least = INDENT * first.line.size / 2
    # On a page with few lines, they may tell nothing of its margin.
    further_left = place.line.page == first.line.page or place.line.left < text - least
    return further_left and place.indent < text - first.margin - least


def _outdented(group: Sequence[Place], place: Place) -> bool:
    """Returns whether a line stands further left than the lines of a list item."""
    first, last = group[0].indent, group[-1].indent
    if not _hangs(group[0].line):
        return False
    hanging = len(group) > 1 and last > first + INDENT * place.line.size / 2
    return place.indent < (last if hanging else first) - INDENT * place.line.size
