"""Glossary expansion with a made-up glossary and with the corpus's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parts import ROOT

from assistant.questions.glossary import Glossary, expansions, folded
from assistant.questions.question import Expansion
from index.documents import Term
from ingest.corpus.glossary_file import GLOSSARY, read_glossary

# Made up: none of this is guidance.
LOANS = Term(("ILL",), ("inter-library loan", "loan from elsewhere"), capitals=True)
LIBRARIAN = Term(("HL",), ("head librarian",))
DEPUTY = Term(("DHL",), ("deputy head librarian",))
DESK = Term(("RD",), ("returns desk", "reading day"), ambiguous=True)
LOST = Term(("can't find it", "he lost his book"), ("lost item", "replacement fee"), everyday=True)
LOST_OFFICE = Term(("and found",), ("lost and found office",), everyday=True)
FINE = Term(("owes money", "can't find it anywhere"), ("overdue charge",), everyday=True)
TEARING = Term(("torn page",), ("damage",), everyday=True, related=True)
LIBRARY = (LOANS, LIBRARIAN, DEPUTY, DESK, LOST, LOST_OFFICE, FINE, TEARING)

REAL = read_glossary(ROOT / "corpus" / GLOSSARY)
ACRONYMS = """
ABE ACEs AP CAMHS CCE CDOP CE CIC CIN CLA CME CP CPC CPP CSC CSE CSPR DA DASH DBS DDSCP DfE DSL DDSL DT EBSA
EDT EHA EHCP EHE EPO EWO EYFS FGM FII GCP2 GCP HBA HV ICPC IRO KCSIE LAC LADO LD LSCB MARAC MASH MAT NAI NEET
NRM OOST PEP PLO S17 S47 SCA SEMH SENCo SGO SMHL TAF VAWG WT WTSC YJS YOT
"""


def added(question: str, terms: tuple[Term, ...] = LIBRARY) -> list[tuple[str, str]]:
    return [(found.term, found.expansion) for found in expansions(question, terms)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who is the HL?", [("HL", "head librarian")]),
        ("who is the hl", [("hl", "head librarian")]),
        ("two HLs", [("HLs", "head librarian")]),
        ("the HL’s desk", [("HL", "head librarian")]),
        # Both ways, and from one name to all the others.
        ("ask the Head  Librarian", [("Head  Librarian", "HL")]),
        (
            "is it a loan from elsewhere",
            [("loan from elsewhere", "inter-library loan"), ("loan from elsewhere", "ILL")],
        ),
        # White space, hyphens and plurals.
        ("loans  from-elsewhere", [("loans  from-elsewhere", to) for to in ("inter-library loan", "ILL")]),
        # Whole words, within one sentence.
        ("the HLX", []),
        ("a head. Librarian", []),
        ("overhead librarian", []),
        # The longest first: no "head librarian" within the deputy.
        ("deputy head librarian", [("deputy head librarian", "DHL")]),
        ("I can't find it anywhere", [("can't find it anywhere", "overdue charge")]),
        # Terms in the question are not added, and nothing is added twice.
        ("HL (head librarian)", []),
        # Everyday phrases do not match within an official term.
        ("lost and found office", []),
        ("HL or hl", [("HL", "head librarian")]),
        # In lower case it is another word.
        ("the ILL form", [("ILL", "inter-library loan"), ("ILL", "loan from elsewhere")]),
        ("she is ill", []),
        # Everyday phrases: apostrophes and pronouns, one way only.
        ("we can’t find it", [("can’t find it", "lost item"), ("can’t find it", "replacement fee")]),
        ("cant find it", [("cant find it", "lost item"), ("cant find it", "replacement fee")]),
        ("they lost their books", [("they lost their books", to) for to in LOST.official]),
        ("what is a lost item", []),
        ("can't find it: a lost item?", [("can't find it", "replacement fee")]),
        # In the question's order.
        ("owes money, says the HL", [("owes money", "overdue charge"), ("HL", "head librarian")]),
        ("", []),
        ("?!", []),
    ],
)
def test_a_question_is_widened(question: str, expected: list[tuple[str, str]]) -> None:
    """This test ensures that exactly these terms are found, and exactly these official terms added."""
    assert added(question) == expected


def test_an_ambiguous_term_adds_every_reading() -> None:
    """This test ensures that all readings are added, and that each expansion is marked as ambiguous."""
    assert expansions("where is the RD?", LIBRARY) == (
        Expansion("RD", "returns desk", ambiguous=True, full=True),
        Expansion("RD", "reading day", ambiguous=True, full=True),
    )
    assert not Glossary(LIBRARY).expansions("the HL")[0].ambiguous


def test_a_reading_that_is_written_out_is_the_one() -> None:
    """This test ensures that a reading spelled out in the question excludes the others."""
    assert added("the RD (reading day)") == []
    assert added("when is reading day") == [("reading day", "RD")]


def test_a_related_term_says_so() -> None:
    """This test ensures that expansions are marked as related if they do not mean the same."""
    assert expansions("a torn page", LIBRARY) == (Expansion("torn page", "damage", related=True),)


def test_of_overlapping_terms_the_longest_is_taken() -> None:
    """This test ensures that a longer term beats an earlier one, and that of equal ones the first wins."""
    terms = (Term(("one two",), ("A",)), Term(("two three four",), ("B",)))
    assert added("one two three four", terms) == [("two three four", "B")]
    equal = (Term(("ten six",), ("D",)), Term(("six ten",), ("C",)))
    assert added("six ten six", equal) == [("six ten", "C")]


def test_equal_terms_of_two_entries_both_add() -> None:
    """This test ensures that an official term shared by two acronyms leads to both."""
    terms = (Term(("AA",), ("same thing",)), Term(("BB",), ("same thing", "other thing")))
    assert [to for _, to in added("the same thing", terms)] == ["AA", "other thing", "BB"]


ALPHABET = st.sampled_from(
    [
        *"aSs4 ’'.-,&_\n\u0130\ud800",
        "HL",
        "ILL",
        "head",
        "librarian",
        "cut",
        "herself",
        " s.47 ",
        "DSLs",
        "MAT",
    ]
)
TEXTS = st.text() | st.lists(ALPHABET).map("".join)
BOTH = Glossary((*LIBRARY, *REAL))


@given(TEXTS)
def test_any_text_can_be_widened(text: str) -> None:
    """This test ensures that nothing raises, terms are the person's own words, and nothing is added twice."""
    found = BOTH.expansions(text)
    assert all(e.term in text for e in found)
    assert len({folded(e.expansion) for e in found}) == len(found)
    assert BOTH.expansions(text) == found


@given(TEXTS)
def test_only_official_terms_are_added(text: str) -> None:
    """This test ensures that everyday phrases are never added or shown."""
    allowed = {o for t in (*LIBRARY, *REAL) for o in (*t.official, *(() if t.everyday else t.words))}
    assert {e.expansion for e in BOTH.expansions(text)} <= allowed


@pytest.mark.parametrize("acronym", ACRONYMS.split())
def test_every_acronym_of_the_corpus_is_there(acronym: str) -> None:
    """This test ensures that each acronym leads to its official term, and the term to the acronym."""
    (entry,) = (term for term in REAL if acronym in term.words)
    assert not entry.everyday
    assert added(f"about {acronym}", REAL)[0] == (acronym, entry.official[0])
    assert acronym in [to for _, to in added(f"about {entry.official[0]}", REAL)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who is the DSL", ["designated safeguarding lead"]),
        ("new designated safeguarding leads", ["DSL"]),
        (
            "ask the SENCO",
            ["special educational needs co-ordinator", "special educational needs coordinator"],
        ),
        ("two HVs", ["health visitor"]),
        ("cp plan", ["child protection"]),
        ("our MAT policy", ["multi-agency team", "multi-academy trust"]),
        ("he sits on the mat", []),
        ("a dash of aces", []),
        ("one ACE or more", ["adverse childhood experiences"]),
        ("an s.47 enquiry", ["section 47", "child protection enquiry", "S47"]),
        ("what is a Section 47 enquiry", ["child protection enquiry", "S47", "s.47"]),
        ("it's 47 children", []),
        ("an EHCP", ["education, health and care plan"]),
        ("education health and care plans", ["EHCP"]),
        ("children in care", ["looked after child", "CIC"]),
        ("domestic violence", ["domestic abuse", "DA"]),
        ("what the CPS says", []),
        ("disguised compliance", ["feigned compliance"]),
        ("she's been bunking off", ["absence", "unauthorised absence", "attendance"]),
        ("she cuts herself", ["self-harm"]),
        ("they were cutting their arms", ["self-harm"]),
        ("budget cuts and cutting costs", []),
        ("they’re always hungry", ["neglect"]),
        ("he wont go to school", ["school refusal", "emotionally based school avoidance"]),
        ("mums nerves", ["parental mental ill health"]),
        ("she looks after her mum", ["young carer"]),
        ("watching 18s with dad", ["age-inappropriate content", "online safety"]),
        ("who can we ask", ["consultation and advice service", "early help advisor"]),
        ("they say yes and do nothing", ["feigned compliance", "disguised compliance"]),
        ("they NFA'd it", ["threshold not met", "unresolved difference of opinion"]),
        ("GDPR", ["sharing information", "consent"]),
        ("how can I tell whether it is abuse", []),
        (
            "the big meeting with police and social care",
            ["strategy meeting", "strategy discussion"],
        ),
        ("how low is too low, and using the slow lift", []),
        ("how do I book annual leave", []),
    ],
)
def test_the_corpus_glossary_widens_as_practitioners_speak(question: str, expected: list[str]) -> None:
    """This test ensures that these words lead to these official terms, and ordinary speech to none."""
    assert [to for _, to in added(question, REAL)] == expected


def test_what_has_several_readings_is_marked() -> None:
    """This test ensures that these acronyms are marked as ambiguous."""
    ambiguous = {word for term in REAL if term.ambiguous for word in term.words}
    assert ambiguous >= {"MAT", "CP", "DT", "LD", "SCA"}


def test_county_lines_are_related_and_not_the_same() -> None:
    """This test ensures that an answer can say that the briefing does not cover county lines."""
    (found,) = expansions("county lines what are the signs", REAL)
    assert found == Expansion("county lines", "gang and criminal activity", related=True)
    assert added("gang and criminal activity", REAL) == []


def test_forty_ways_of_saying_it_lead_somewhere() -> None:
    """This test ensures that every everyday phrase is found as written and leads to its official terms."""
    glossary = Glossary(REAL)
    everyday = [term for term in REAL if term.everyday]
    assert len(everyday) > 40
    for term in everyday:
        for phrase in term.words:
            assert {e.expansion for e in glossary.expansions(phrase)} == set(term.official), phrase


def test_nothing_is_listed_twice() -> None:
    """This test ensures that no two phrases of the corpus differ only in a plural or a pronoun."""
    words = [folded(word) for term in REAL for word in term.words]
    assert len(words) == len(set(words))
    official = {folded(o) for t in REAL for o in (*t.official, *(() if t.everyday else t.words))}
    assert not official & {folded(word) for term in REAL if term.everyday for word in term.words}
