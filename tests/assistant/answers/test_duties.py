import pytest

from assistant.answers.duties import duties, duty_line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The desk must tell the reader, who may come back.", ["must", "may"]),
        ("Books should not be bent, and mustn't be cut.", ["should not", "must not"]),
        ("It MUST NOT; it\nshould\nnot.", ["must not", "should not"]),
        ("In May the mustard shoulders nothing; mayors dismay.", []),
        ("Must the book come back?", ["must"]),
    ],
)
def test_words_of_duty_are_found_as_they_stand(text: str, words: list[str]) -> None:
    """This test ensures that each is found with its "not", and that months and longer words are not."""
    found = duties(text)
    assert [duty.word for duty in found] == words
    for duty in found:
        assert text[duty.start : duty.end].lower().startswith(duty.word.split()[0])


def test_words_of_duty_are_counted_in_a_line() -> None:
    """This test ensures that a line counts them, and that there is no line without any."""
    line = duty_line("It must. It must. It may not.")
    assert line == "Words of duty in this passage: must (2), may not (1)"
    assert duty_line("It is so.") is None
