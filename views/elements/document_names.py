"""Names of documents in a list to choose from."""

from collections import Counter
from collections.abc import Iterable

from index.documents import Source


def names_of(sources: Iterable[Source]) -> dict[str, str]:
    """Returns the title of each source by id, followed by the id if several share the title."""
    found = list(sources)
    titles = Counter(source.title for source in found)
    return {s.id: f"{s.title} ({s.id})" if titles[s.title] > 1 else s.title for s in found}
