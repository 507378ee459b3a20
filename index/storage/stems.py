"""Words as the lexical index folds them: without inflection, accents and case."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager

# The tokenizer of the lexical index.
TOKENIZER = "porter unicode61 remove_diacritics 2"


def stems_of(words: Collection[str]) -> dict[str, str]:
    """Returns each word's stem as in the lexical index: "refer" for "referred" and "referring"."""
    return {word: stems[-1] if stems else word for word, stems in all_stems_of(words).items()}


def all_stems_of(words: Collection[str]) -> dict[str, list[str]]:
    """Returns the stems of each text in order: one for a plain word, none if it has only signs."""
    stems: dict[str, list[str]] = {word: [] for word in words}
    if not stems:
        return stems
    listed = list(stems)
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE VIRTUAL TABLE words USING fts5(word, content='', tokenize='{TOKENIZER}')")
        database.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, instance)")
        database.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(listed))
        for stem, row in database.execute("SELECT term, doc FROM stems ORDER BY doc, offset"):
            stems[listed[row]].append(stem)
    return stems


@contextmanager
def every_word(database: sqlite3.Connection) -> Iterator[None]:
    """Gives a build's database the table temp.every_word until the end of the block.

    It has one row for each place of a stem in the lexical index (term, doc, col, offset), in the order of the
    stems, and for each in that of the rows.
    """
    database.execute("CREATE VIRTUAL TABLE temp.every_word USING fts5vocab(main, lexicon, instance)")
    yield
    database.execute("DROP TABLE temp.every_word")
