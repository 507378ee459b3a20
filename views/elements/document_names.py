"""What documents are called where one is to be chosen."""

from collections import Counter
from collections.abc import Iterable

from index.documents import Source


def names_of(sources: Iterable[Source]) -> dict[str, str]:
    """The title of each source by its id; with the id behind it where several have the same title."""
    found = list(sources)
    titles = Counter(source.title for source in found)
    return {s.id: f"{s.title} ({s.id})" if titles[s.title] > 1 else s.title for s in found}
