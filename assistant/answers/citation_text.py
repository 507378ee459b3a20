"""A quote with its citation, to copy into a record: as plain text and as Markdown."""

from collections.abc import Iterator
from datetime import date

from assistant.answers.as_markdown import escaped, quoted
from assistant.answers.citation import deep_link, place_name, remark_line
from assistant.answers.quote import Place
from assistant.library.descriptions import dates, day


def plain_citation(place: Place, on: date) -> str:
    """Returns the citation, then the words. on: the day on which they were read."""
    parts = [*_facts(place), *filter(None, [deep_link(place)]), _version(place, on)]
    return f"{' '.join(parts)}\n“{place.text}”"


def markdown_citation(place: Place, on: date) -> str:
    """Returns Markdown: the words as a block quote, then the citation."""
    name, *others = _facts(place)
    link = deep_link(place)
    # Angle brackets allow parentheses in the address.
    named = f"[{escaped(name)}](<{link}>)" if link else escaped(name)
    cited = " ".join([named, *map(escaped, others), escaped(_version(place, on))])
    return f"{quoted(place.text)}\n\n{cited}"


def _facts(place: Place) -> Iterator[str]:
    yield f"{place_name(place)} ({dates(place.source, place.standing)})."
    if remark := remark_line(place):
        yield remark


def _version(place: Place, on: date) -> str:
    return f"Read {day(on)}; file SHA-256 {place.document.sha256}."
