"""Removes from a Markdown text the marks of Govspeak, GOV.UK's dialect, and keeps their words.

See the list of its extensions at https://github.com/alphagov/govspeak. A mark counts only where Govspeak
would recognise it; fenced code is left alone.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.readers.markdown.dialects import plain_line

FENCE = re.compile(r"\s{0,3}(```|~~~)")
# A line that opens or closes a box: a call to action, a contact, an address, an example, and so on.
BOX = re.compile(r"\s{0,3}\$(?:CTA|C|A|D|E|P|I|AI|EndLegislativeList|LegislativeList|!)\s*$")
TAG = re.compile(
    r"\{:\s*[.#][^{}\n]*\}|\{::[\w-]+\s*/?\}|\{:/[\w-]*\}|\{/?(?:button|stat-headline|barchart)[^{}\n]*\}"
)
# What kramdown, on which Govspeak builds, leaves out.
COMMENT = re.compile(r"\{::comment\}.*?\{:/(comment)?\}", re.DOTALL)
# A class or an id for the line before it.
ATTRIBUTES = re.compile(r"\s{0,3}\{:[^{}\n]*\}\s*$")
# Where a program puts the list of contents.
CONTENTS = re.compile(
    r"\s{0,3}(?:\[\[?_?TOC_?\]?\]|@\[toc\]|\$\{toc\}|[*+-] TOC|\{:toc\})\s*$", re.IGNORECASE
)
ABBREVIATION = re.compile(r"\s{0,3}\*\[[^\]\n]+\]:.*$")
STEP = re.compile(r"s(\d{1,4}\.\s+\S)")
# The characters around the words of a callout: a warning, information, something important.
CALLOUTS = ("%", "^", "@")
# Placeholders that GOV.UK replaces by a picture, a file or a contact; no link begins like this.
PLACED = re.compile(
    r"\[(?:Image|InlineAttachment|AttachmentLink|Attachment|Contact|embed):[^\[\]\n]{0,300}\](?!\()|"
    r"(?m:^\s{0,3}!(?:!|@)\d+\s*$)"
)
OUTSIDE = re.compile(r"\bx(\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\))x\b")


def plain_markdown(text: str) -> str:
    """Returns the text in plain Markdown, also of other dialects.

    A box, a callout or a step becomes a block of its own, as shown.
    """
    return "".join(part if code else _unmarked(part) for code, part in _parts(text.replace("\r\n", "\n")))


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yields the text in parts, each with whether it is fenced code."""
    fence = ""
    part: list[str] = []
    for line in text.splitlines(keepends=True):
        found = FENCE.match(line)
        if found and fence in {"", found[1]}:
            if not fence:
                yield False, "".join(part)
                part = []
            part.append(line)
            if fence:
                yield True, "".join(part)
                part = []
            fence = "" if fence else found[1]
        else:
            part.append(line)
    yield bool(fence), "".join(part)


def _unmarked(text: str) -> str:
    lines = []
    for line in COMMENT.sub("", text).splitlines(keepends=True):
        end = "\n" if line.endswith("\n") else ""
        bare = TAG.sub("", line)
        if (
            BOX.match(line)
            or ATTRIBUTES.match(line)
            or ABBREVIATION.match(line)
            or CONTENTS.match(line)
            or (line.strip() and not bare.strip())
        ):
            lines.append(end)
        else:
            lines.append(STEP.sub(r"\1", bare, count=1) if STEP.match(bare) else plain_line(bare))
    text = "".join(_without_callouts(lines))
    return OUTSIDE.sub(r"\1", PLACED.sub("", text))


def _without_callouts(lines: Sequence[str]) -> Iterator[str]:
    """Yields the lines with the words of each callout as a block of its own."""
    i = 0
    closing = _closings(lines)
    while i < len(lines):
        end = closing[i]
        if end is None:
            yield lines[i]
            i += 1
            continue
        words = "".join(lines[i : end + 1]).strip()
        yield f"\n{words[1:-1].strip()}\n\n"
        i = end + 1


def _closings(lines: Sequence[str]) -> list[int | None]:
    """Returns, for each line, the last line of the callout that it begins in its paragraph, or None."""
    found: list[int | None] = []
    ends: dict[str, int] = {}
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i].strip()
        if not line:
            ends = {}
        mark = line[-1:]
        if mark in CALLOUTS and line != mark:
            ends[mark] = i
        own = ends.get(line[:1]) if lines[i][:1] in CALLOUTS and len(line) > 1 else None
        found.append(own)
    return found[::-1]
