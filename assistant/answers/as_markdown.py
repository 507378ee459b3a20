"""Text as Markdown that shows each of its characters as it is."""

import re

# What means something in Markdown within a line, and at the beginning of one.
INLINE = re.compile(r"([\\`*_\[\]<>&|~$])")
LEADING = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([-+#=>.)])", re.MULTILINE)


def escaped(text: str) -> str:
    """Text with a backslash before whatever Markdown would take for a mark."""
    return LEADING.sub(r"\1\\\2", INLINE.sub(r"\\\1", text))


def quoted(text: str) -> str:
    """Text as a block quote."""
    return "\n".join(f"> {line}" if line else ">" for line in escaped(text).split("\n"))
