"""Tests the encoding of text files and web pages: declared, assumed and reported, or refused."""

import pytest

from index.errors import UnreadableDocument
from ingest.readers.formats import read

WORDS = "The charge is £2 – it is each driver’s duty to pay at the café."
TOLD = "it does not name its encoding, so it is read as "


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    ("encoding", "assumed"),
    [("windows-1252", "Windows-1252"), ("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE")],
)
def test_an_encoding_that_is_not_said_is_assumed_and_told(name: str, encoding: str, assumed: str) -> None:
    """This test ensures that files as people have them are read, and a maintainer learns what was assumed."""
    reading = read(WORDS.encode(encoding), name)
    assert reading.text == WORDS
    assert reading.oddities == (f"{TOLD}{assumed}: check £, –, ’ and letters with accents",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_that_is_said_is_believed(encoding: str) -> None:
    """This test ensures that UTF-8, and anything with a byte order mark, is read without a report."""
    reading = read(WORDS.encode(encoding), "a.txt")
    assert (reading.text, reading.oddities) == (WORDS, ())


def test_latin_1_is_read_as_windows_1252() -> None:
    """This test ensures that characters within Latin 1 come out the same."""
    assert read("caf\xe9, \xa32".encode("latin-1"), "a.txt").text == "café, £2"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (WORDS, "mac-roman"),
        ("The charge is £40 a day.", "cp437"),
        ("Ждите здесь, пока дорожка не освободится.", "koi8-r"),
        ("Zażółć gęślą jaźń", "cp1250"),
        ("プールでは静かに", "shift-jis"),
    ],
)
def test_another_encoding_is_not_taken_for_windows_1252(words: str, encoding: str) -> None:
    """This test ensures that no word is changed by a guess."""
    with pytest.raises(UnreadableDocument, match="save it as UTF-8"):
        read(words.encode(encoding), "a.txt")


def test_a_page_that_says_what_it_is_not_is_refused() -> None:
    """This test ensures that a page in Windows-1252 that calls itself UTF-8 is refused, not guessed."""
    with pytest.raises(UnreadableDocument, match="utf-8"):
        read(f"<meta charset=utf-8><p>{WORDS}".encode("windows-1252"), "a.html")


def test_a_page_that_can_be_read_so_far_is_not_in_utf_16() -> None:
    """This test ensures that a page that claims in single bytes to be UTF-16 is read as UTF-8."""
    assert read(f"<meta charset=utf-16><p>{WORDS}".encode(), "a.html").text == WORDS
