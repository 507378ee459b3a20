"""Reads Markdown (CommonMark, tables, footnotes, struck words, Govspeak) into canonical text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ingest.readers.left_out import UNDESCRIBED, left_out
from ingest.readers.markdown.front_matter import title_in, without_toml
from ingest.readers.markdown.govspeak import plain_markdown
from ingest.readers.markdown.inline import described_in, is_picture, runs_of, undescribed_in
from ingest.readers.markdown.inline_html import RawBlocks, style_sheets_in
from ingest.readers.markdown.open_strikes import strikes_carried
from ingest.text.canonical import CELL_GAP, CanonicalText
from ingest.text.note_marks import superscript
from ingest.text.reading import LINE_BREAK, BlockKind, Reading, Run

# How deeply lists and quotations may be nested; each list takes two levels.
DEEPEST = 100
HEADING_TAG = re.compile(r"<(h[1-6]|summary)\b", re.IGNORECASE)


def read_markdown(text: str) -> Reading:
    """Reads what a browser would show of the text, without comments and front matter.

    A footnote keeps its mark, as superscript figures, and moves to the end of the section that refers to it
    first.
    """
    text, name = without_toml(text)
    parser = (
        MarkdownIt("commonmark", {"maxNesting": DEEPEST, "strikethrough_single_tilde": True})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin, inline=False)
        .use(front_matter_plugin)
        .use(admon_plugin)
        .use(deflist_plugin)
    )
    canonical = CanonicalText()
    walk = _Walk(canonical, RawBlocks(canonical), name=name)
    environment: dict[str, Any] = {}
    tokens = parser.parse(plain_markdown(text), environment)
    # The parser silently drops anything nested deeper.
    if any(token.level >= DEEPEST - 1 for token in tokens):
        raise RecursionError("lists or quotations in each other")
    walk.raw.opened.sheets = style_sheets_in(
        "\n".join(token.content for token in tokens if token.type == "html_block")
    )
    body, walk.footnotes = _without_footnotes(tokens, walk.raw)
    walk.blocks(_joined(list(strikes_carried(body))))
    walk.flush_footnotes()
    referred = environment.get("footnotes", {}).get("refs", {})
    pictured = [words for token in tokens for words in described_in(token.children or [])]
    told = walk.raw.told
    told.oddities += left_out(pictured, "in pictures")
    told.count(*UNDESCRIBED, sum(undescribed_in(token.children or []) for token in tokens))
    return walk.canonical.reading(
        title=walk.title(),
        oddities=[
            f"footnote {label.removeprefix(':')} is left out because no text refers to it"
            for label, number in referred.items()
            if number < 0
        ]
        + told.sentences(),
        covered=told.words_covered(),
    )


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Merges adjoining blocks of raw HTML."""
    joined: list[Token] = []
    for token in tokens:
        if token.type == "html_block" and joined and joined[-1].type == "html_block":
            joined[-1] = joined[-1].copy(content=f"{joined[-1].content}\n{token.content}")
        else:
            joined.append(token)
    return joined


def _without_footnotes(tokens: Sequence[Token], raw: RawBlocks) -> tuple[list[Token], dict[str, list[Run]]]:
    """Returns the document's tokens, and the words of each footnote by its label.

    raw: collects the words that nobody sees.
    """
    start = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
    notes: dict[str, list[Run]] = {}
    label = ""
    for token in tokens[start:]:
        if token.type == "footnote_open":
            label = str(token.meta["label"])
            notes[label] = []
        elif token.type == "inline":
            notes[label] += [
                *([Run(" ")] if notes[label] else []),
                *runs_of(token.children or [], raw.told, sheets=raw.opened.sheets),
            ]
    return list(tokens[:start]), notes


@dataclass
class _Walk:
    """One pass over the block tokens, writing as it goes.

    raw: the state of its raw HTML. numbers: for each open list, the number of its next item; None if it is
    not numbered or starts at 1. mark: the number of the current item. name: see `title`.
    """

    canonical: CanonicalText
    raw: RawBlocks
    footnotes: dict[str, list[Run]] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    first_headings: list[str] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    mark: str = ""
    name: str | None = None

    def blocks(self, tokens: Sequence[Token]) -> None:
        """Writes each block; a paragraph inside a list item becomes an item of the list's depth."""
        kind: BlockKind = "paragraph"
        cells: list[Run] = []
        in_header = False
        for i, token in enumerate(tokens):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self.numbers.append(int(token.attrs["start"]) if "start" in token.attrs else None)
                case "dd_open":
                    self.numbers.append(None)
                case "bullet_list_close" | "ordered_list_close" | "dd_close":
                    self.numbers.pop()
                case "dl_close":
                    self.canonical.end_introduction()
                case "list_item_open":
                    self.mark = self.number()
                case "thead_open" | "thead_close":
                    in_header = token.type == "thead_open"
                case "tr_close":
                    words = [run for run in cells if run.text.strip() and run.text != CELL_GAP]
                    if all(run.struck for run in words):
                        # If a whole row was withdrawn, the marks between its cells are struck too.
                        cells = [replace(run, struck=True) for run in cells if words]
                    self.add("columns" if in_header else "row", cells)
                    cells = []
                case "fence" | "code_block":
                    code = token.content.strip("\n").replace("\n", LINE_BREAK)
                    self.add("paragraph", [Run(code, struck=self.raw.opened.struck)])
                case "html_block":
                    self.html(token.content)
                case "front_matter":
                    self.name = title_in(token.content)
                case "inline":
                    opener = tokens[i - 1]
                    opened = self.raw.opened
                    runs = list(
                        runs_of(
                            token.children or [],
                            self.raw.told,
                            opened.look,
                            opened.sheets,
                            struck=opened.struck,
                        )
                    )
                    if opener.type in {"th_open", "td_open"}:
                        cells += [*([Run(CELL_GAP)] if cells else []), *runs]
                    elif opener.type == "heading_open":
                        self.flush_footnotes()
                        self.heading(int(opener.tag[1]), runs)
                    else:
                        kind = "item" if self.numbers else "paragraph"
                        if is_picture(token.children or []):
                            kind = "picture"
                        said = any(run.text.strip() and not run.struck for run in runs)
                        marks = [Run(self.mark, inserted=True)] if self.mark and said else []
                        self.add(kind, [*marks, *runs], depth=len(self.numbers))
                        self.mark = ""
                    self.refer(token.children or [])

    def add(self, kind: BlockKind, runs: Iterable[Run], depth: int = 0) -> None:
        if self.raw.opened.hidden:
            told = self.raw.told
            bar = self.raw.opened.look.leaves_bar
            (told.covered if bar else told.dropped).extend(run.text for run in runs)
        else:
            self.canonical.add(kind, runs, depth=depth)

    def number(self) -> str:
        """Returns the number of the next item of the innermost list, if the list does not start at 1."""
        number = self.numbers[-1]
        if number is None:
            return ""
        self.numbers[-1] = number + 1
        return f"{number}. "

    def heading(self, level: int, runs: Sequence[Run]) -> None:
        """Writes a heading."""
        if level == 1:
            self.first_headings.append("".join(run.text for run in runs if not run.struck))
        self.raw.level = level
        self.add("heading", runs, depth=level)

    def html(self, markup: str) -> None:
        """Writes raw HTML; a heading in it ends the section before it."""
        if HEADING_TAG.search(markup):
            self.flush_footnotes()
        self.raw.write(markup)
        self.first_headings += self.raw.titles
        self.raw.titles = []

    def refer(self, children: Sequence[Token]) -> None:
        """Notes the footnotes that these words refer to, for the end of the section."""
        for token in children:
            if token.type == "footnote_ref" and token.meta["label"] in self.footnotes:
                self.waiting.append(str(token.meta["label"]))

    def flush_footnotes(self) -> None:
        """Writes the footnotes that the section referred to, each only once."""
        for label in self.waiting:
            words = self.footnotes.pop(label, None)
            if words:
                self.canonical.add("footnote", [Run(superscript(label) + " "), *words], moved=True)
        self.waiting = []

    def title(self) -> str | None:
        """Returns the heading of the first level if there is exactly one, else the front matter's title."""
        return self.first_headings[0].replace(LINE_BREAK, " ") if len(self.first_headings) == 1 else self.name
