"""Front matter: what stands above a Markdown text about it, of which the title is read."""

import re
import tomllib

TITLE_LINE = re.compile(
    r"""^title[ \t]*[:=][ \t]*(?:(?P<mark>["'])(?P<quoted>.+)(?P=mark)|(?P<plain>[^\s"'|>\[{].*?))[ \t]*$""",
    re.IGNORECASE | re.MULTILINE,
)
# The parser of Markdown knows front matter in YAML, but not that in TOML.
TOML = re.compile(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE)


def without_toml(text: str) -> tuple[str, str | None]:
    """Returns a text without front matter in TOML, and the title that this gives.

    A line of +++ may also part sections, between which stands text.
    """
    found = TOML.match(text)
    if found is None:
        return text, None
    try:
        stated = tomllib.loads(found[1])
    except ValueError:
        return text, None
    return (text[found.end() :], title_in(found[1])) if stated else (text, None)


def title_in(front_matter: str) -> str | None:
    """Returns the title that front matter gives on one line."""
    found = TITLE_LINE.search(front_matter)
    return found["quoted"] or found["plain"] if found else None
