"""Whether a passage gives a fact about the question's own subject: each table row is a promise."""

import pytest

from assistant.facts.subjects import Speaking, held
from assistant.questions.requested_fact import facts_asked

HALL = (
    "The main hall costs £14 an hour. The small room is let by the half day. A booking lapses unless the "
    "deposit has come in. The hall was opened in 1926 and given a new roof later. The hall seats 120 people. "
    "Music must stop at 11 pm on Fridays."
)
FIELD = (
    "A night costs £9 for adults, and pensioners pay less. Children camp at a lower rate. In an emergency "
    "ring the warden on 01632 960518. The doctor is in the next village. The showers are cleaned twice a "
    "day. The gate is closed overnight. Tents may be six metres long. Caravans are welcome on the terrace."
)


def told(text: str, context: str = "", headings: str = "") -> Speaking:
    """Returns a passage whose sentences are equally similar to the question."""
    return Speaking(
        tuple((f"{sentence.rstrip('.')}.", 0.5) for sentence in text.split(". ")), context, headings
    )


def answers(question: str, *passages: Speaking) -> list[bool]:
    """Returns for each passage whether it gives all the facts that the question asks for."""
    facts = facts_asked(question)
    assert facts
    return [found.keys() == set(facts) for found in held(question, facts, passages)]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how much is the main hall an hour", HALL),
        ("when was the hall opened", HALL),
        ("what time must the music stop on a friday", HALL),
        ("how many people does the hall seat", HALL),
        ("how much is a night for adults", FIELD),
        ("phone number for the warden", FIELD),
        ("I'd be grateful to know how often the showers get cleaned", FIELD),
        ("max length of tents", FIELD),
        ("how much does a stay in the big room cost", "The main hall costs £14 an hour."),
        ("how long is the key kept", "The key is lent to hirers. It is kept for two days."),
    ],
)
def test_a_fact_of_what_was_asked_is_held(question: str, text: str) -> None:
    """This test ensures that an answer in other words, or with a pronoun, is recognised."""
    assert answers(question, told(text)) == [True]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how much is the deposit for the hall", HALL),
        ("price of the small room", HALL),
        ("when was the roof replaced", HALL),
        ("how many people can the small room take", HALL),
        ("what time must the music stop on sundays", HALL),
        ("how much do pensioners pay for a night", FIELD),
        ("price for kids to camp", FIELD),
        ("phone number for the doctor", FIELD),
        ("what time does the gate close", FIELD),
        ("max length of caravans", FIELD),
    ],
)
def test_a_fact_of_something_else_is_not_held(question: str, text: str) -> None:
    """This test ensures that a fact of the same kind about something else does not count."""
    assert answers(question, told(text)) == [False]


def test_what_a_fact_is_of_may_stand_above_it() -> None:
    """This test ensures that a table row is understood with its column headings and section headings."""
    adults = told("£9", "Adults; a night", "What camping costs")
    dogs = told("They are kept on a lead", "", "Dogs")
    assert answers("how much do adults pay a night", adults, dogs) == [True, False]


def test_a_passage_nearby_tells_what_another_lacks() -> None:
    """This test ensures that a clause in another passage can be a rival, if it is about as similar."""
    price = told("The main hall costs £14 an hour.")
    near, far = (Speaking((("The marquee is hired out in summer.", score),)) for score in (0.45, 0.1))
    assert answers("what does the marquee cost", price, near) == [False, False]
    assert answers("what does the marquee cost", price, far) == [True, False]


def test_each_fact_is_judged_alone() -> None:
    """This test ensures that a passage with one of two facts is credited with that one."""
    question = "phone number and email address for the warden"
    phone, mail = facts_asked(question)
    assert held(question, (phone, mail), [told("Ring the warden on 01632 960518.")]) == [{phone: {0}}]
    assert held(question, (phone, mail), []) == []
