"""Govspeak, in which GOV.UK writes: its own marks taken out of a Markdown text, so that their words are left.

See the list of its extensions at https://github.com/alphagov/govspeak. A mark counts only where Govspeak
would take it for one; what stands between the fences of code is left alone.
"""

import re
from collections.abc import Iterator

FENCE = re.compile(r"\s{0,3}(```|~~~)")
# A line that opens or closes a box: a call to action, a contact, an address, an example, and so on.
BOX = re.compile(r"\s{0,3}\$(?:CTA|C|A|D|E|P|I|AI|EndLegislativeList|LegislativeList|!)\s*$")
TAG = re.compile(
    r"\{:\s*[.#][^{}\n]*\}|\{::[\w-]+\s*/?\}|\{:/[\w-]*\}|\{/?(?:button|stat-headline|barchart)[^{}\n]*\}"
)
# What names a class or an id of the line before it.
ATTRIBUTES = re.compile(r"\s{0,3}\{:[^{}\n]*\}\s*$")
ABBREVIATION = re.compile(r"\s{0,3}\*\[[^\]\n]+\]:.*$")
STEP = re.compile(r"s(\d{1,4}\.\s+\S)")
CALLOUT = re.compile(r"(?ms)^([%^@])[ \t]?(\S(?:(?!\n\s*\n).)*?)[ \t]?\1[ \t]*$")
OUTSIDE = re.compile(r"\bx(\[[^\]\n]*\]\([^)\n]*\))x\b")


def plain_markdown(text: str) -> str:
    """The same text in Markdown alone. A box, a callout or a step is a block of its own, as it is shown."""
    return "".join(part if code else _unmarked(part) for code, part in _parts(text.replace("\r\n", "\n")))


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """The text in parts, and whether each is code between fences."""
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
    for line in text.splitlines(keepends=True):
        end = "\n" if line.endswith("\n") else ""
        bare = TAG.sub("", line)
        if (
            BOX.match(line)
            or ATTRIBUTES.match(line)
            or ABBREVIATION.match(line)
            or (line.strip() and not bare.strip())
        ):
            lines.append(end)
        else:
            lines.append(STEP.sub(r"\1", bare, count=1) if STEP.match(bare) else bare)
    text = CALLOUT.sub(r"\n\2\n", "".join(lines))
    return OUTSIDE.sub(r"\1", text)
