"""Recognises parts of procedure manuals: boxes before the sections, amendments, dates, references.

An amendment describes the text ("In July 2017, Section 8 was updated …"); it is not the text. A line that
only leads elsewhere is a reference. Both stay in the canonical text but are not quoted as guidance.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from lxml.html import HtmlElement

from index.documents import Link
from ingest.readers.web.boilerplate import HEADINGS, words_of
from ingest.text.reading import Block, Reading
from ingest.text.sections import title_block
from ingest.text.sentences import sentence_spans

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
OF_MONTH = r"\d{1,2}(?:st|nd|rd|th)?"
DAY = rf"(?:(?:{OF_MONTH} )?{MONTH}(?: {OF_MONTH},?)? \d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
DATE_LABEL = (
    r"(?:(?:first |last |date |date of |page |chapter )*"
    r"(?:published|updated|reviewed|amended|issued|(?:last |next )?(?:review|update)(?: date)?)"
    r"(?: on| in| by)?)"
)
DATE_LINE = re.compile(rf"^(?:{DATE_LABEL})?\s*[:–-]?\s*{DAY}\W*$", re.IGNORECASE)
ONLY_LABEL = re.compile(rf"^{DATE_LABEL}\s*:?$", re.IGNORECASE)
AMENDMENT_LABEL = re.compile(
    r"^(?:(?:show|view|see|hide) )?(?:the )?amendments?(?: history| log| to this chapter)?\s*:?$",
    re.IGNORECASE,
)
BOX_LABEL = re.compile(
    r"^(?:(?:purpose and )?scope of (?:this|the) (?:chapter|procedure|policy|guidance)|"
    r"(?:related|relevant)(?: (?:local|national|chapters?|guidance|policies|procedures|documents?|"
    r"legislation|information|links|and|other),?)+|"
    r"local guidance|regulations and standards|in this box)\s*:?$",
    re.IGNORECASE,
)
REFERENCE_LABEL = re.compile(
    r"^(?:related|relevant|local guidance|regulations and standards|see also|"
    r"further (?:information|reading))",
    re.IGNORECASE,
)
WAS = r"\b(?:was|were|has been|have been|been)\b"
CHANGED = (
    rf"{WAS}.*\b(?:updated|amended|added|revised|reviewed|replaced|rewritten|re-written|removed|included|"
    r"changed|refreshed|introduced|extended|expanded|deleted|moved)\b"
)
PART = (
    r"\b(?:sections?|chapters?|appendix|appendices|paragraphs?|throughout|"
    r"this (?:guidance|procedure|policy|document|page))\b"
)
# "Information" and "links" may also be the subject of the guidance.
TEXT_CHANGED = rf"(?:{PART}.*?{CHANGED}|\b(?:information|links?)\b.*?{WAS}.*\b(?:added|included|updated)\b)"
AMENDED = (
    re.compile(rf"^(?:in|on|during)\b {DAY},? .*?{TEXT_CHANGED}", re.IGNORECASE | re.DOTALL),
    re.compile(rf"^(?:this |the |a )?(?:new )?{TEXT_CHANGED}.*\b(?:in|on) {DAY}", re.IGNORECASE | re.DOTALL),
)
AN_ACT = re.compile(r"\b(?:Act|Regulations|Order)\b[^.]*\b(?:was|were|has been|have been)\b")
ASKS = re.compile(r"\b(?:must|should|shall|may|need to|can|will)\b", re.IGNORECASE)
# Words beside a link that say where it leads or the state of its target, but nothing on the subject.
STATE = re.compile(r"\b(?:updated|new|under review|jump to)\b", re.IGNORECASE)
# A list that continues a sentence with this many words ("You can ask for advice from:") belongs to it.
SHORTEST_STEM = 6
# The box with the history of a page on GOV.UK.
HISTORY = (
    ".//*[@id='full-publication-update-history' or contains(concat(' ', @class, ' '), 'c-published-dates ')]"
)
# A longer box under the label may contain more than the amendment.
LONGEST_BOX = 250


def is_label(words: str) -> bool:
    """Returns whether the words of a line are the label of a box in a manual's chapter."""
    return bool(BOX_LABEL.match(words) or AMENDMENT_LABEL.match(words))


def amendment_boxes(part: HtmlElement, opened: dict[HtmlElement, HtmlElement | None]) -> set[HtmlElement]:
    """Returns the elements with a chapter's amendments, or a page's dates, which are not guidance.

    In a short box with nothing else, that is everything after the label; otherwise only what comes right
    after it. opened: what each fold-out's heading opens.
    """
    boxes: set[HtmlElement] = set()
    for label in part.iterdescendants():
        if not isinstance(label.tag, str) or not AMENDMENT_LABEL.match(words_of(label)):
            continue
        boxes |= {panel for head, panel in opened.items() if panel is not None and head in label.iter()}
        while label.getparent() is not part and words_of(label.getparent()) == words_of(label):
            label = label.getparent()
        parent, following = label.getparent(), list(label.itersiblings())
        if any(panel in boxes for panel in following):
            continue
        closed = parent is not part and not any(_begins_anew(element) for element in following)
        before = words_of(parent).casefold().startswith(words_of(label).casefold())
        short = len(words_of(parent).split()) <= LONGEST_BOX
        if closed and before and short and parent.tag != "tr":
            boxes |= {parent} if (label.tail or "").strip() else set(following)
        elif following and not _begins_anew(following[0]) and not _holds_lines(label):
            boxes.add(following[0])
    dated = {box for box in part.xpath(HISTORY) if re.search(DAY, words_of(box), re.IGNORECASE)}
    return boxes | dated | {facts for facts in part.iter("dl") if _are_dates(facts)}


def _holds_lines(label: HtmlElement) -> bool:
    """Returns whether a label stands in a box of its own with nothing after it, so that the box is empty."""
    return (
        label.tag in {"div", "section", "article"}
        and len(label.xpath("./*[not(self::b or self::strong)]")) > 0
    )


def _begins_anew(element: HtmlElement) -> bool:
    """Returns whether an element is or contains a heading or another box's label."""
    if not isinstance(element.tag, str):
        return False
    lines = [element, *element.iter("p", "strong", "b", "td", "th", "summary", "button")]
    return bool(
        element.xpath(f"self::h1 | self::h2 | self::h3 | self::h4 | self::h5 | self::h6 | {HEADINGS}")
    ) or any(line.tag in {"summary", "button"} or is_label(words_of(line)) for line in lines)


def _are_dates(facts: HtmlElement) -> bool:
    """Returns whether a list of terms gives a page's publication facts: when and by whom."""
    terms = [words_of(term) for term in facts.iter("dt")]
    values = [words_of(value) for value in facts.iter("dd")]
    dated = any(ONLY_LABEL.match(term) for term in terms) and any(re.search(DAY, v, re.I) for v in values)
    return dated and all(len(words.split()) <= 12 for words in (*terms, *values))


def recognised(reading: Reading) -> Reading:
    """Marks the chapter's boxes, amendments and references as such."""
    blocks = list(reading.blocks)
    for i, block in enumerate(blocks):
        if block.kind in {"paragraph", "columns"} and is_label(_words(reading, block)):
            blocks[i] = replace(block, kind="heading", depth=2)
    blocks = _levelled(reading, blocks)
    blocks = _amended(reading, blocks)
    return replace(reading, blocks=tuple(_referring(reading, blocks)))


def _words(reading: Reading, block: Block) -> str:
    return " ".join(reading.text[block.start : block.end].split())


def _levelled(reading: Reading, blocks: Sequence[Block]) -> list[Block]:
    """Puts a box at the level of the sections that follow it, never above them."""
    levelled: list[Block] = []
    following = 0
    for block in reversed(blocks):
        if block.kind == "heading" and is_label(_words(reading, block)):
            block = replace(block, depth=max(block.depth, following))
        elif block.kind == "heading":
            following = block.depth
        levelled.append(block)
    return levelled[::-1]


def _amended(reading: Reading, blocks: Sequence[Block]) -> list[Block]:
    """Marks text on the chapter's changes, by its words, its place at the front, or its label."""
    title = title_block(blocks)
    front, behind = True, False
    dates = [bool(DATE_LINE.match(_words(reading, block))) for block in blocks]
    found: list[Block] = []
    for i, block in enumerate(blocks):
        words = _words(reading, block)
        if block.kind == "heading":
            front = front and (block is title or is_label(words))
            behind = bool(AMENDMENT_LABEL.match(words))
        elif block.kind == "amendment":
            behind = True
        elif block.kind in {"paragraph", "item", "row"}:
            dated = dates[i] and (front or behind or all(dates[i:]))
            labelled = AMENDMENT_LABEL.match(
                re.split(r" \| |\n|: ", reading.text[block.start : block.end])[0]
            )
            told = _tells_of_changes(words) if front or behind else False
            behind = dated or bool(labelled) or told or (behind and _goes_on_about_changes(words))
            block = replace(block, kind="amendment", depth=0) if behind else block
        found.append(block)
    return found


def _tells_of_changes(words: str) -> bool:
    """Returns whether a paragraph only says what was changed in the text and when."""
    if not any(pattern.match(words) for pattern in AMENDED):
        return False
    (start, end), *rest = sentence_spans(words)
    first = words[start:end]
    if not any(pattern.match(first) for pattern in AMENDED) or AN_ACT.search(first):
        return False
    return not any(ASKS.search(words[s:e]) for s, e in rest)


def _goes_on_about_changes(words: str) -> bool:
    """Returns whether a paragraph after an amendment describes a change to the text without a date."""
    changed = re.search(TEXT_CHANGED, words, re.IGNORECASE)
    return bool(changed) and not AN_ACT.search(words) and not ASKS.search(words)


def _referring(reading: Reading, blocks: Sequence[Block]) -> Iterator[Block]:
    """Marks lists made up only of links out of the page, and single links under a label of such lists."""
    label = ""
    i = 0
    while i < len(blocks):
        block = blocks[i]
        if block.kind == "heading":
            label = _words(reading, block)
        listed = bool(REFERENCE_LABEL.match(label))
        end = i + 1
        if block.kind == "item":
            end = next((k for k in range(i, len(blocks)) if blocks[k].kind != "item"), len(blocks))
        run = blocks[i:end]
        only = [_only_links(reading, one) for one in run]
        stem = _words(reading, blocks[i - 1]) if i and blocks[i - 1].kind == "paragraph" else ""
        completes = stem.endswith(":") and len(stem.split()) >= SHORTEST_STEM
        for one, links in zip(run, only, strict=True):
            alone = listed or (one.kind == "item" and all(only) and not completes)
            yield replace(one, kind="reference", depth=0) if links and alone else one
        i = end


def _only_links(reading: Reading, block: Block) -> bool:
    if block.kind not in {"item", "paragraph", "row"}:
        return False
    first = bisect_left(reading.links, block.start, key=lambda link: link.start)
    links = list(takewhile(lambda link: link.end <= block.end, islice(reading.links, first, None)))
    if not links or all((link.target or "").startswith("#") for link in links):
        return False
    return not re.search(r"\w", STATE.sub(" ", _without(reading.text, block, links)))


def _without(text: str, block: Block, links: Sequence[Link]) -> str:
    starts = [block.start, *(link.end for link in links)]
    ends = [*(link.start for link in links), block.end]
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))
