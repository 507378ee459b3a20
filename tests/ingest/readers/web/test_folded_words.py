"""Tests that hidden words of a web page are read if a person can open them, under what opens them."""

import pytest
from web_pages import styled


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h2>Dogs</h2><p hidden>Cats sleep.</p><p>Dogs wait.</p>", "Dogs wait."),
        ("<h2>Dogs</h2><p>Dogs wait.</p><h2>Mice</h2><p hidden>Cats sleep.</p><h2>Owls</h2><p>Owls fly.</p>",
         "Dogs wait. Owls fly."),
        ("<h2>Dogs</h2><p hidden>Dogs wait.</p><p hidden>Dogs run.</p><h2>Owls</h2><p hidden>Owls fly.</p>",
         "Dogs wait. Dogs run. Owls fly."),
        ("<div class=accordion><h2>Dogs</h2><p hidden>Dogs wait.</p></div><h2>Mice</h2><p>Mice eat.</p>",
         "Dogs wait. Mice eat."),
        ("<h2 tabindex=0>Dogs</h2><p hidden>Dogs wait.</p><h2>Mice</h2><p>Mice eat.</p>",
         "Dogs wait. Mice eat."),
        ("<h2><a href='#'>Dogs</a></h2><p hidden>Dogs wait.</p><h2>Mice</h2><p>Mice eat.</p>",
         "Dogs wait. Mice eat."),
        ("<h2><a href='javascript:go()'>Dogs</a></h2><p hidden>Dogs wait.</p><h2>Mice</h2><p>Mice eat.</p>",
         "Dogs wait. Mice eat."),
        ("<h2 class=trigger>Dogs</h2><p hidden>Dogs wait.</p><h2>Mice</h2><p>Mice eat.</p>",
         "Dogs wait. Mice eat."),
        ("<p>Dogs wait.</p><p hidden>Cats sleep.</p><p>Mice eat.</p><p hidden>Owls fly.</p>",
         "Dogs wait. Mice eat."),
        ("<p>See <a href='#a'>b</a>.</p><div hidden>Cats <p id=a>sleep.</p></div><p hidden id=b>x", "See b."),
    ],
)  # fmt: skip
def test_hidden_words_below_a_line_are_read_only_if_it_opens_them(body: str, text: str) -> None:
    """This test ensures that a hidden draft is not taken for what a fold-out opens."""
    reading = styled(body)
    lines = [reading.text[b.start : b.end] for b in reading.blocks if b.kind != "heading"]
    assert " ".join(lines) == text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<dl><dt>Who?<dd style='display:none'>Members.<dt>When?<dd style='display:none'>Daily.</dl>",
         ["Who?", "Members.", "When?", "Daily."]),
        ("<p class=q>Who?</p><div class=a>Members.</div><p class=q>When?</p><div class=a>Daily.</div>",
         ["Who?", "Members.", "When?", "Daily."]),
        ("<input type=checkbox id=x><label for=x>Who?</label><div class=a>Members.</div>",
         ["Who?", "Members."]),
        ("<button>Who?</button><div style='max-height:0;overflow:hidden'>Members.</div>",
         ["Who?", "Members."]),
        ("<div class=accordion-item><div>Who?</div><div class=a><p>Members.</div></div>",
         ["Who?", "Members."]),
        ("<ul class=tabs><li><a href='#t'>Who?</a> <li><a href='#u'>When?</a></ul>"
         "<div id=t class='p'>Members.</div><div id=u class='p a'>Daily.</div>",
         ["Who?", "Members.", "When?", "Daily."]),
        ("<div class=panel>Members.</div><div class='panel a' id=p>Daily.</div><a href='#p'>More</a>",
         ["Members.", "Daily.", "More"]),
        ("<ul><li><a href='#t'>Who?</a></ul><div id=t class=a>Members.</div>", ["Who?", "Members."]),
    ],
)  # fmt: skip
def test_what_a_person_can_open_is_read_under_what_opens_it(body: str, expected: list[str]) -> None:
    """This test ensures that answers folded away by a style are read, each under its question."""
    reading = styled(f"<h1>Pool</h1>{body}", "<style>.a {display: none}</style>")
    assert [reading.text[block.start : block.end] for block in reading.blocks[1:]] == expected
    assert reading.oddities == ()
