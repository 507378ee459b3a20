"""Turns what dialects of Markdown add into plain Markdown: attributes, boxes, callouts, tasks.

These are the dialects of GitHub, pandoc, Obsidian and VuePress; Govspeak has a module of its own.
"""

import re

from ingest.readers.office.fields import box_shown

ATTRIBUTES = r"\{\s*[.#][^{}\n]*\}"
AT_HEADING = re.compile(rf"(\s{{0,3}}#{{1,6}}\s.*?)[ \t]*{ATTRIBUTES}[ \t]*$")
SPAN = re.compile(rf"\[([^\[\]\n]*)\]{ATTRIBUTES}")
# The kinds of boxes; other words after the marks are words of the text, but for a class alone.
KINDS = (
    r"(?:note|tip|info|warning|danger|caution|important|details|example|quote|hint|error|success|question|"
    r"abstract|summary|attention|seealso|admonition|callout|alert|box|aside)"
)
FENCE = re.compile(
    rf"\s{{0,3}}:{{3,}}[ \t]*(?:{ATTRIBUTES}|{KINDS}(?![\w-])|[a-z][\w-]*(?=[ \t]*:*$))?[ \t]*"
    r"(?P<title>[^{}\n]*?)[ \t]*:*$"
)
# What opens a box in MkDocs, and what only looks like it: "!!! Do not enter".
BOX = re.compile(rf"\s{{0,3}}(?:!!!|\?\?\?\+?)[ \t]*(?:{KINDS}(?![\w-])|[a-z][\w -]*(?:\"[^\"]*\"[ \t]*)?$)")
NO_BOX = re.compile(r"^(\s{0,3})(?=!!!|\?\?\?)")
CALLOUT = re.compile(r"(?P<quote>\s{0,3}(?:>[ \t]?)+)\[!(?P<kind>\w+)\][+-]?[ \t]*(?P<title>.*)$")
TASK = re.compile(r"(\s*(?:[-*+]|\d{1,9}[.)])\s+)\[([ xX])\]\s+(?=\S)")
# Within a word, as in "H~2~O" and "10~20 to 30~40", a single wave strikes nothing out.
LOWERED = re.compile(r"(?<=[A-Za-z)])(?<!~)~(\d{1,3})~(?!~)")
WAVE = re.compile(r"(?<=\w)~(?=[\w£$€])")


def plain_line(line: str) -> str:
    """Returns a line, with its end, as plain Markdown says it: a box's title as a paragraph of its own."""
    words = line.rstrip("\n")
    if found := FENCE.match(words):
        return f"\n{found['title']}\n\n" if found["title"] else "\n"
    if found := CALLOUT.match(words):
        title = found["title"] or found["kind"].capitalize()
        return f"{found['quote']}{title}\n{found['quote'].rstrip()}\n"
    if not BOX.match(words):
        words = NO_BOX.sub(r"\1\\", words)
    words = SPAN.sub(r"\1", AT_HEADING.sub(r"\1", words))
    words = TASK.sub(lambda task: f"{task[1]}{box_shown(ticked=task[2] != ' ')} ", words)
    if words.count("~") > 1 and "`" not in words:
        words = WAVE.sub(r"\~", LOWERED.sub(r"\1", words))
    return words + line[len(line.rstrip("\n")) :]
