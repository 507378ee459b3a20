"""Long quotes: the part that answers is in view, and nothing that limits it is hidden."""

import re

import pytest

from views.asking.folding import SHORT, Block, folded

FILLER = "words " * (SHORT // 2)
PARTS = ("Dogs may swim on Mondays.", FILLER, "This holds only if the lifeguard agrees.", FILLER)


def blocks_of(parts: tuple[str, ...]) -> tuple[str, list[Block]]:
    text, blocks = "", []
    for part in parts:
        blocks.append(Block(len(text), len(text) + len(part), f"<p>{part}</p>"))
        text += part + "\n"
    return text, blocks


def hidden(html: str) -> str:
    return " ".join(re.findall(r"<details.*?</details>", html))


def test_a_long_quote_shows_what_answers_and_folds_the_rest() -> None:
    """This test ensures that the marked part is in view and each folded part tells how long it is."""
    text, blocks = blocks_of(PARTS)
    html = folded(text, blocks, [(0, 10)], None)
    assert "Dogs may swim" not in hidden(html)
    assert html.count("<details") == 2
    assert f"Show {SHORT // 2} more words" in html
    shown = re.sub(r"<summary>.*?</summary>|<[^>]+>", " ", html)
    assert shown.split() == text.split()


@pytest.mark.parametrize("limit", ["This holds only if the lifeguard agrees.", "Unless it rains."])
def test_a_condition_is_never_hidden(limit: str) -> None:
    """This test ensures that "only if" and "unless" stay in view, wherever they stand."""
    text, blocks = blocks_of((PARTS[0], FILLER, limit, FILLER))
    assert limit not in hidden(folded(text, blocks, [(0, 10)], None))


@pytest.mark.parametrize("limit", ["Cats mustn’t.", "It is not so.", "But cats may not."])
def test_a_limit_beside_what_answers_is_never_hidden(limit: str) -> None:
    """This test ensures that "not" and "but" stay in view next to what they may limit."""
    for parts, answer in (((PARTS[0], limit, FILLER, FILLER), 0), ((FILLER, FILLER, limit, PARTS[0]), 3)):
        text, blocks = blocks_of(parts)
        marks = [(blocks[answer].start, blocks[answer].end)]
        html = folded(text, blocks, marks, None)
        assert limit not in hidden(html)
        assert hidden(html).count("<details") == 1


def test_a_list_keeps_its_stem() -> None:
    """This test ensures that the words that introduce a list stay in view with the item that answers."""
    stem = "Dogs may swim where these hold:"
    text, blocks = blocks_of((stem, FILLER, FILLER, "the pool is empty."))
    html = folded(text, blocks, [(blocks[3].start, blocks[3].end)], None)
    assert stem not in hidden(html)
    assert hidden(html)


def test_marks_out_of_view_are_counted_in() -> None:
    """This test ensures that folded words with a highlight say so."""
    text, blocks = blocks_of((PARTS[0], FILLER, 2 * FILLER))
    html = folded(text, blocks, [(0, 10), (blocks[2].start, blocks[2].end)], None)
    assert f"Show {SHORT + SHORT // 2} more words, some highlighted" in html


def test_a_short_quote_is_whole() -> None:
    """This test ensures that nothing is folded where all of it can be taken in at a look."""
    text, blocks = blocks_of(("Dogs may swim on Mondays.", "Cats may watch."))
    assert folded(text, blocks, [], None).count("<blockquote>") == 1


def test_without_a_mark_the_beginning_is_in_view() -> None:
    """This test ensures that a passage that is no answer begins where it begins."""
    text, blocks = blocks_of((FILLER, "Dogs may swim.", FILLER))
    assert "Dogs may swim." in hidden(folded(text, blocks, [], None))
    assert folded(text, blocks, [], None).startswith(f"<blockquote><p>{FILLER}")


def test_a_block_quote_holds_the_guidances_words_alone() -> None:
    """This test ensures that no word of ours stands in a block quote."""
    text, blocks = blocks_of(PARTS)
    html = folded(text, blocks, [(0, 10)], "https://pool.example/?a=1&b=2")
    for quote in re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", html):
        assert "summary" not in quote
    assert 'cite="https://pool.example/?a=1&amp;b=2"' in html
