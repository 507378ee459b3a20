import re
from pathlib import Path

import pytest
from parts import ROOT

from assistant.library.notices import check_ready, read_notices
from index.errors import InvalidCorpus, NotReady
from views.elements.frame import danger
from views.elements.notices import ASK_LEAD, raised

GOOD = """
[about]
text = "What it is."
[emergency]
text = "If there is a fire, call 999."
phone = "999"
source = "Made up"
source_url = "https://example.org/fire"
[[local]]
name = "Porter"
source = "Made up"
source_url = "https://example.org/porter"
"""
SET = 'phone = "01234 567890"\nreviewed = 2026-01-31\n'


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "notices.toml").write_text(text)
    return tmp_path


def test_the_projects_notices_say_999_and_leave_the_areas_numbers_open() -> None:
    """This test ensures that the shipped notices say 999, name its source and invent no local number."""
    notices = read_notices(ROOT / "corpus")
    assert "999" in notices.emergency.text
    assert notices.emergency.source_url.startswith("https://")
    assert notices.local
    assert not any(number.is_set for number in notices.local)
    shown = re.sub(r"<[^>]+>", "", raised(notices))
    assert re.findall(r"\d[\d ]{2,}", shown) == ["999"]
    assert shown.endswith(ASK_LEAD)
    assert not any(number.name in shown for number in notices.local)


def test_only_this_machine_is_served_until_the_numbers_are_set(tmp_path: Path) -> None:
    """This test ensures that both the number and the day of its review are needed."""
    for text in (GOOD, GOOD + 'phone = "01234 567890"\n', GOOD + "reviewed = 2026-01-31\n"):
        with pytest.raises(NotReady, match="Porter"):
            check_ready(read_notices(written(tmp_path, text)), tmp_path)
    check_ready(read_notices(written(tmp_path, GOOD + SET)), tmp_path)
    with pytest.raises(NotReady, match="no \\[\\[local\\]\\] number"):
        check_ready(read_notices(written(tmp_path, GOOD.split("[[local]]")[0])), tmp_path)


def test_a_set_number_is_shown_with_its_day(tmp_path: Path) -> None:
    """This test ensures that a number can be dialled and shows when it was confirmed."""
    shown = raised(read_notices(written(tmp_path, GOOD + SET)))
    assert '<a href="tel:01234567890">01234 567890</a> (confirmed 31 January 2026)' in shown


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (GOOD.replace("[about]", "[other]"), "[about] is missing"),
        (GOOD.replace('phone = "999"', 'phone = "112"'), "write the phone number 112 into the text too"),
        (GOOD.replace('source = "Made up"', "", 1), "source is None"),
        (GOOD + 'reviewed = "soon"\n', "reviewed is 'soon'"),
        ("[", "cannot be read"),
        (GOOD + '[crisis]\nwords = ["on fire", "!"]\n', "words contains '!'"),
    ],
)
def test_a_mistake_in_the_notices_is_named(tmp_path: Path, text: str, named: str) -> None:
    """This test ensures that the page never appears with a broken notice."""
    with pytest.raises(InvalidCorpus) as caught:
        read_notices(written(tmp_path, text))
    assert named in str(caught.value)


def test_text_of_a_notice_cannot_become_markup(tmp_path: Path) -> None:
    """This test ensures that notices are escaped like everything else."""
    shown = danger(read_notices(written(tmp_path, GOOD.replace("What it is.", "<b>What</b> it is."))))
    assert "&lt;b&gt;What&lt;/b&gt; it is." in shown


@pytest.mark.parametrize(
    ("question", "raised"),
    [
        ("the shelf is on fire", True),
        ("The shelf is ON\n  fire!", True),
        ("what burns, and who puts it out?", False),
        ("the desk on firework night", False),
        ("", False),
    ],
)
def test_words_of_crisis_are_known_as_whole_words(tmp_path: Path, question: str, raised: bool) -> None:
    """This test ensures that case and white space do not matter, and parts of longer words do not match."""
    notices = read_notices(written(tmp_path, GOOD + '[crisis]\nwords = ["on fire"]\n'))
    assert notices.tell_of_crisis(question) is raised
    assert not read_notices(written(tmp_path, GOOD)).tell_of_crisis(question)


@pytest.mark.parametrize("question", ["she took an overdose", "He says he wants to die.", "there is a knife"])
def test_the_projects_own_words_of_crisis(question: str) -> None:
    """This test ensures that the shipped list raises the notice for plain words of danger."""
    assert read_notices(ROOT / "corpus").tell_of_crisis(question)
