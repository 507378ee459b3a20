"""Tests what is reported of the pictures, frames and other parts of a web page without words of their own."""

import pytest
from web_pages import styled


def test_words_in_pictures_are_told() -> None:
    """This test ensures that descriptions and drawn words, which are not quoted, are not lost in silence."""
    reading = styled(
        "<p>Dogs wait.</p><img alt='A dog in the sun'><img alt='Pool logo'><svg><text>Gate</text></svg>"
        "<table><tr><td><img alt=Yes></table>"
    )
    assert (reading.text, reading.oddities) == (
        "Dogs wait.",
        ("7 words are in pictures and are not quoted, beginning with “Gate A dog in the sun Yes”",),
    )


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        ("<img src=a.png>", True),
        ("<figure><img src=a.png><figcaption>Gate</figcaption></figure>", True),
        ("<img src=a.png alt=plan-3.PNG>", True),
        ("<img src=a.png alt='image 2' width=400>", True),
        ("<img src=a.png alt=''>", False),
        ("<img src=a.png alt='The pool at night'>", False),
        ("<img src=a.gif width=1 height=1>", False),
        ("<img src=a.gif width=' 3px' height=90>", False),
        ("<img src=a.gif width='2%' height=90>", True),
        ("<img src=a.gif style='height: 2px; width: 100%'>", False),
        ("<img src=a.png role=presentation>", False),
        ("<nav><img src=a.png></nav><p hidden><img src=b.png></p>", False),
    ],
)
def test_pictures_without_a_description_are_told(picture: str, told: bool) -> None:
    """This test ensures that a picture that may say something is reported, and decoration is not."""
    told_of = [said for said in styled(f"<p>Dogs wait.</p>{picture}").oddities if "description" in said]
    assert told_of == (["1 picture without a description is not read"] if told else [])


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<iframe src=https://a.example/map></iframe>", ("1 frame with another page or file is left out",)),
        ("<object data=a.pdf><embed src=a.pdf><p>Ring.</object><embed src=b.pdf>",
         ("2 frames with another page or file are left out",)),
        ("<video src=a.mp4></video><audio src=a.mp3></audio>", ("2 films or recording are left out",)),
        ("<iframe src=about:blank></iframe><iframe></iframe>", ()),
        ("<iframe src=x height=0 width=0></iframe><div hidden><iframe src=x></iframe></div>", ()),
        ("<noscript><iframe src=x></iframe></noscript>", ()),
        ("<dialog open>Ring twice.</dialog><dialog>Never.</dialog>",
         ("2 words are beside the text and are not quoted, beginning with “Ring twice.”",)),
    ],
)  # fmt: skip
def test_what_a_page_shows_without_words_of_its_own_is_told(markup: str, told: tuple[str, ...]) -> None:
    """This test ensures that the maintainer knows of frames, films and open windows that are left out."""
    reading = styled(f"<h1>Shed</h1><p>Wait.</p>{markup}")
    assert (reading.text, reading.oddities) == ("Shed\n\nWait.", told)
