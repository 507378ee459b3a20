"""Markdown (CommonMark with tables and footnotes) into canonical text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import lxml.html
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ingest.canonical import CELL_GAP, LINE_BREAK, BlockKind, CanonicalText, Reading, Run, superscript
from ingest.readers.chrome import drop

# How deep lists and quotations may stand in each other; each list takes two levels.
DEEPEST = 100


def read_markdown(text: str) -> Reading:
    """What a browser would show of the text; comments and front matter are no part of it.

    A footnote keeps its mark, as superscript figures, and moves to the end of the section that
    refers to it first.
    """
    parser = (
        MarkdownIt("commonmark", {"maxNesting": DEEPEST})
        .enable("table")
        .use(footnote_plugin, inline=False)
        .use(front_matter_plugin)
    )
    walk = _Walk()
    environment: dict[str, Any] = {}
    tokens = parser.parse(text, environment)
    # The parser leaves out, in silence, what stands deeper than it follows.
    if any(token.level >= DEEPEST - 1 for token in tokens):
        raise RecursionError("lists or quotations in each other")
    body, walk.footnotes = _without_footnotes(tokens)
    walk.blocks(body)
    walk.flush_footnotes()
    referred = environment.get("footnotes", {}).get("refs", {})
    return walk.canonical.reading(
        title=walk.title(),
        oddities=[
            f"footnote {label.removeprefix(':')} is referred to nowhere and is left out"
            for label, number in referred.items()
            if number < 0
        ],
    )


def _without_footnotes(tokens: Sequence[Token]) -> tuple[list[Token], dict[str, list[Run]]]:
    """The document's tokens, and the words of each footnote by its label."""
    start = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
    notes: dict[str, list[Run]] = {}
    label = ""
    for token in tokens[start:]:
        if token.type == "footnote_open":
            label = str(token.meta["label"])
            notes[label] = []
        elif token.type == "inline":
            notes[label] += [*([Run(" ")] if notes[label] else []), *_runs(token.children or [])]
    return list(tokens[:start]), notes


@dataclass
class _Walk:
    """One pass over the block tokens, writing as it goes."""

    canonical: CanonicalText = field(default_factory=CanonicalText)
    footnotes: dict[str, list[Run]] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    first_headings: list[str] = field(default_factory=list)
    lists: int = 0

    def blocks(self, tokens: Sequence[Token]) -> None:
        """Write each block; a paragraph inside a list item is an item of the list's depth."""
        kind: BlockKind = "paragraph"
        cells: list[Run] = []
        in_header = False
        for i, token in enumerate(tokens):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self.lists += 1
                case "bullet_list_close" | "ordered_list_close":
                    self.lists -= 1
                case "thead_open" | "thead_close":
                    in_header = token.type == "thead_open"
                case "tr_close":
                    self.add("columns" if in_header else "row", cells)
                    cells = []
                case "fence" | "code_block":
                    self.add("paragraph", [Run(token.content.strip("\n").replace("\n", LINE_BREAK))])
                case "html_block":
                    self.add("paragraph", [Run(_visible(token.content))])
                case "inline":
                    opener = tokens[i - 1]
                    runs = list(_runs(token.children or []))
                    if opener.type in {"th_open", "td_open"}:
                        cells += [*([Run(CELL_GAP)] if cells else []), *runs]
                    elif opener.type == "heading_open":
                        self.flush_footnotes()
                        level = int(opener.tag[1])
                        if level == 1:
                            self.first_headings.append("".join(run.text for run in runs))
                        self.add("heading", runs, depth=level)
                    else:
                        kind = "item" if self.lists else "paragraph"
                        self.add(kind, runs, depth=self.lists)
                    self.refer(token.children or [])

    def add(self, kind: BlockKind, runs: Iterable[Run], depth: int = 0) -> None:
        self.canonical.add(kind, runs, depth=depth)

    def refer(self, children: Sequence[Token]) -> None:
        """Note the footnotes that these words refer to, for the end of the section."""
        for token in children:
            if token.type == "footnote_ref" and token.meta["label"] in self.footnotes:
                self.waiting.append(str(token.meta["label"]))

    def flush_footnotes(self) -> None:
        """Write the footnotes that the section referred to; each is written once."""
        for label in self.waiting:
            words = self.footnotes.pop(label, None)
            if words:
                self.canonical.add("footnote", [Run(superscript(label) + " "), *words], moved=True)
        self.waiting = []

    def title(self) -> str | None:
        """The one heading of the first level, where there is just one."""
        return self.first_headings[0].replace(LINE_BREAK, " ") if len(self.first_headings) == 1 else None


def _runs(children: Sequence[Token]) -> Iterable[Run]:
    """The words of an inline token; a link is one run."""
    link: str | None = None
    words = ""
    for token in children:
        match token.type:
            case "link_open":
                yield Run(words)
                words, link = "", str(token.attrs.get("href", ""))
            case "link_close":
                yield Run(words, link if link != "#" else "")
                words, link = "", None
            case "text" | "code_inline":
                words += token.content
            case "image":
                words += token.content
            case "softbreak":
                words += " "
            case "hardbreak":
                words += LINE_BREAK
            case "footnote_ref":
                words += superscript(str(token.meta["label"]))
    yield Run(words)


def _visible(markup: str) -> str:
    """The words of raw HTML; none for a comment or a script."""
    parser = lxml.html.HTMLParser()
    element = lxml.html.fromstring(f"<div>{markup}</div>", parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise RecursionError("elements in each other")
    hidden = element.xpath("//script | //style | //comment()")
    for node in hidden:
        drop(node)
    return str(element.text_content())
