"""Escapes text for Markdown, so that every character shows as it is."""

import re

# Characters with a meaning in Markdown, anywhere in a line and at its start.
INLINE = re.compile(r"([\\`*_\[\]<>&|~$])")
LEADING = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([-+#=>.)])", re.MULTILINE)


def escaped(text: str) -> str:
    """Returns text with a backslash before every character that Markdown would interpret."""
    return LEADING.sub(r"\1\\\2", INLINE.sub(r"\\\1", text))


def quoted(text: str) -> str:
    """Returns text as a block quote."""
    return "\n".join(f"> {line}" if line else ">" for line in escaped(text).split("\n"))
