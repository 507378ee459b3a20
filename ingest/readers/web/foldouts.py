"""Finds fold-outs of a web page: the words one clicks are the heading of what opens beneath."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import takewhile

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import HEADINGS, LETTER, is_worded, words_of
from ingest.readers.web.foldout_lines import (
    LONGEST_HEADING,
    are_alike,
    block_after,
    block_behind,
    can_be_clicked,
    is_panel,
    names_of,
    opened_by,
    works_something_else,
)
from ingest.readers.web.headings import level_of
from ingest.readers.web.visibility.hidden_elements import is_hidden

CONTROLS = (
    ".//button | .//*[@role='button'] | .//*[@role='tab'] | .//*[@aria-expanded and @aria-controls] | "
    ".//a[@data-toggle or @data-bs-toggle]"
)
# Lines that a script turns into fold-outs.
CLICKED = ".//*[self::div or self::p or self::dt or self::a or self::span][@onclick or @tabindex]"
# A link to nowhere is there for a script.
CLICKABLE = (
    "descendant-or-self::*[@onclick or @tabindex or @aria-expanded or self::button or @href='#' or "
    "starts-with(@href, 'javascript:')]"
)
# Says only that there is more, or works many at once: its content is read, but it is not a heading.
MORE = re.compile(
    r"^\W*((read|show|view|see|learn) (more|less)|more|less|expand|collapse|open|close|toggle)\W*$",
    re.IGNORECASE,
)
ALL = re.compile(r"^\W*(show|hide|open|close|expand|collapse)\b.*\b(all|sections)\b", re.IGNORECASE)
HIDDEN_BLOCKS = ("dd", "div", "section", "article", "p", "ul", "ol")
FOLDED = re.compile(
    r"accordion|\bfaq|toggle|collaps|expand|fold|\btab|panel|answer|spoiler|trigger|show-?hide|reveal|"
    r"drop-?down",
    re.IGNORECASE,
)
# A question that a page names as such, for search engines or for its looks, and the box of its answer.
QUESTION_BOXES = (
    ".//*[contains(@itemtype, 'schema.org/Question') or "
    "contains(concat(' ', @class, ' '), ' schema-faq-section ')]"
)
QUESTIONS = (
    "descendant::*[@itemprop='name' or contains(concat(' ', @class, ' '), ' schema-faq-question ')][1]"
)
TABS = re.compile(r"(?<![a-z])tabs?(?![a-z])|tab-?list|tab-?nav", re.IGNORECASE)


@dataclass
class Foldouts:
    """The fold-outs of a part of a page.

    heads: each heading that is not tagged as one, with the element it opens (None if that follows it
    anyway). panels: everything that is read although it may be hidden until opened. silent: controls that
    open a panel but are not its heading. gathering: elements that contain several fold-outs side by side.
    questions: the box of each heading that asks what the rest of its box answers.
    """

    heads: dict[HtmlElement, HtmlElement | None] = field(default_factory=dict)
    panels: set[HtmlElement] = field(default_factory=set)
    silent: set[HtmlElement] = field(default_factory=set)
    gathering: set[HtmlElement] = field(default_factory=set)
    questions: dict[HtmlElement, HtmlElement] = field(default_factory=dict)

    @classmethod
    def of(cls, part: HtmlElement) -> "Foldouts":
        """Finds them by structure: a control must open exactly one element, which has words of its own."""
        found = cls()
        order = {element: i for i, element in enumerate(part.iter())}
        by_id = {element.get("id"): element for element in order if element.get("id")}
        labelled = {
            element.get("aria-labelledby"): element for element in part.xpath(".//*[@aria-labelledby]")
        }
        bare = []
        for control in part.xpath(CONTROLS):
            if works_something_else(control):
                continue
            opened = [by_id[name] for name in opened_by(control) if name in by_id]
            if not opened and control.get("id") in labelled:
                opened = [labelled[control.get("id")]]
            if len(opened) == 1 and is_panel(opened[0], control):
                if is_worded(control):
                    found.open_from_sentence(control, opened[0])
                elif order[opened[0]] < order[control]:
                    found.panels.add(opened[0])
                    found.silent.add(control)
                else:
                    found.add(control, opened[0])
            elif not opened and control.tag == "button":
                bare.append(control)
        found.add_bare(bare)
        for summary in part.iter("summary"):
            found.add(summary, None)
        for line in part.xpath(CLICKED):
            following = block_behind(line)
            if (
                line not in found.heads
                and following is not None
                and is_hidden(following)
                and not is_worded(line)
            ):
                found.add(line, following)
        found.add_tabs(part, by_id)
        found.add_pairs(part)
        found.add_headed(part)
        found.add_questions(part)
        found.gather()
        return found

    def add(self, control: HtmlElement, panel: HtmlElement | None) -> None:
        """Makes a control the heading of what it opens, if its words can be one and it has none yet."""
        words = words_of(control)
        headed = panel is not None and panel in self.heads.values()
        several = panel is not None and len(panel.xpath(".//*[@aria-expanded]")) > 1
        if panel is not None:
            self.panels.add(panel)
        if headed or MORE.match(words) or (several and ALL.match(words)) or not LETTER.search(words):
            self.silent.add(control)
        elif len(words.split()) <= LONGEST_HEADING:
            self.heads[control] = panel

    def open_from_sentence(self, control: HtmlElement, panel: HtmlElement) -> None:
        """Reads what a word in a sentence opens in its own place, unless that would cut the sentence."""
        if control.getparent() not in panel.iterancestors():
            self.panels.add(panel)

    def add_bare(self, buttons: list[HtmlElement]) -> None:
        """Makes a button that names no panel the heading of the block after it.

        Only if that block is hidden, or if several such buttons with different words each have one.
        """
        pairs = [(button, panel) for button in buttons if (panel := block_after(button)) is not None]
        likes: dict[tuple[str, str, str], list[HtmlElement]] = {}
        for button, panel in pairs:
            likes.setdefault((button.get("class") or "", panel.tag, panel.get("class") or ""), []).append(
                button
            )
        for button, panel in pairs:
            like = likes[button.get("class") or "", panel.tag, panel.get("class") or ""]
            different = len({words_of(other) for other in like}) == len(like) > 1
            if is_hidden(panel) or different:
                self.add(button, panel)

    def add_tabs(self, part: HtmlElement, by_id: dict[str | None, HtmlElement]) -> None:
        """Adds links side by side in an element named as tabs, each to its own panel in the page."""
        for tabs in part.iter("ul", "ol", "div"):
            if not TABS.search(names_of(tabs)):
                continue
            links = list(tabs.iter("a"))
            opened = [by_id.get((link.get("href") or "#")[1:]) for link in links]
            outside = all(panel is not None and tabs not in panel.iterancestors() for panel in opened)
            said = "".join("".join(words_of(link).split()) for link in links)
            if len(links) > 1 and outside and "".join(words_of(tabs).split()) == said:
                for link, panel in zip(links, opened, strict=True):
                    if link not in self.heads and panel is not None and is_panel(panel, link):
                        self.add(link, panel)

    def add_pairs(self, part: HtmlElement) -> None:
        """Adds lines that each have hidden text after them, which a script opens.

        Only in a list of terms, or if they are named as fold-outs, or if several such pairs are alike with
        different words to click, none of them a sentence.
        """
        likes: dict[tuple[str, ...], list[tuple[HtmlElement, HtmlElement]]] = {}
        for panel in part.iter(*HIDDEN_BLOCKS):
            line = panel.getprevious()
            if panel in self.panels or not is_hidden(panel) or not words_of(panel):
                continue
            if line is not None and line.tag == "dd" == panel.tag and line in self.panels:
                self.panels.add(panel)
            elif line is not None and can_be_clicked(line) and not are_alike(line, panel):
                names = (line.tag, names_of(line), panel.tag, names_of(panel))
                likes.setdefault(names, []).append((line, panel))
        for (tag, *_), pairs in likes.items():
            clicked = {words_of(line) for line, _ in pairs}
            several = len(clicked) == len(pairs) > 1 and not any(words.endswith(".") for words in clicked)
            for line, panel in pairs:
                named = any(FOLDED.search(names_of(e)) for e in (line, panel, panel.getparent()))
                if tag in {"dt", "label"} or named or several:
                    self.add(line, panel)

    def add_headed(self, part: HtmlElement) -> None:
        """Adds hidden blocks after a heading that a script opens.

        Only if the heading can be clicked or they are named as fold-outs, or if they are all that most
        headings of that level have below them.
        """
        levels: dict[int | None, list[tuple[HtmlElement, list[HtmlElement]]]] = {}
        for heading in part.xpath(HEADINGS):
            first = block_behind(heading)
            following = [] if first is None else [first, *first.itersiblings()]
            hidden = list(takewhile(is_hidden, following))
            named = any(FOLDED.search(names_of(e)) for e in (heading, *hidden[:1], heading.getparent()))
            if named or heading.xpath(CLICKABLE):
                self.panels.update(panel for panel in hidden if is_panel(panel, heading))
            after = following[len(hidden)] if len(hidden) < len(following) else None
            ends = after is None or any(level_of(e) is not None or e in self.heads for e in after.iter())
            levels.setdefault(level_of(heading), []).append((heading, hidden if ends else []))
        for headed in levels.values():
            if 2 * sum(bool(hidden) for _, hidden in headed) > len(headed):
                self.panels.update(p for heading, hidden in headed for p in hidden if is_panel(p, heading))

    def add_questions(self, part: HtmlElement) -> None:
        """Adds questions that have no heading tag, and are neither the heading of a fold-out nor in one."""
        for box in part.xpath(QUESTION_BOXES):
            for line in box.xpath(QUESTIONS):
                around = {line, *line.iter(), *line.iterancestors()}
                headed = any(isinstance(e.tag, str) and level_of(e) is not None for e in around)
                if words_of(line) != words_of(box) and not headed and around.isdisjoint(self.heads):
                    self.heads[line] = None
                    self.questions[line] = box

    def gather(self) -> None:
        """Records elements with several fold-outs side by side: their id is not the address of the first."""
        counts: Counter[HtmlElement] = Counter()
        for head in self.heads:
            for around in head.iterancestors():
                if around in self.panels or (around.tag == "details" and head.getparent() is not around):
                    break
                counts[around] += 1
        self.gathering = {around for around, count in counts.items() if count > 1}

    def heading_words(self, heading: HtmlElement) -> list[HtmlElement]:
        """Returns the parts of a heading that are not its words.

        These are its buttons, if it has words of its own, and what a script added to say that it opens.
        """
        added = heading.xpath(".//*[@data-nosnippet]")
        unseen = heading.xpath(".//*[contains(@class, 'visually-hidden')]")
        added += [e for e in unseen if not re.search(r"\w", words_of(e))]
        buttons = [b for b in heading.xpath(".//button | .//*[@role='button']") if not is_worded(b)]
        own = words_of(heading)
        for button in buttons:
            own = own.replace(words_of(button), "", 1)
        return [*added, *buttons] if re.search(r"\w", own) else added
