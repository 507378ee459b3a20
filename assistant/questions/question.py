"""What is searched for a question."""

import re
import unicodedata
from dataclasses import dataclass

from assistant.questions.requested_fact import Fact, facts_asked
from index.errors import InvalidQuestion

LONGEST_QUESTION = 2000
# A question whose content words the corpus does not know is `unclear` below this many of them, and
# searched in vain from there on.
FEW_TERMS = 3
TERM = re.compile(r"[^\W_]+")
# Words that say nothing about a subject, the question words among them.
STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any anyone anything are as ask at be
    because been before being below between both but by can cannot could did do does doing don down
    during each either else ever every few for from further get gets getting give given go goes
    going got had has have having he her here hers herself him himself his how however i if in into
    is isn it its itself just know let like ll m make makes many may maybe me might mine more most
    much must my myself need needs no nor not now of off ok on once one only or other our ours
    ourselves out over own please re s same say says shall she should so some someone something
    still such t tell than thank thanks that the their theirs them themselves then there these they
    thing things this those through to too under until up us use used ve very want wants was we were
    what whatever when where whether which while who whom whose why will with within without would
    yes yet you your yours yourself yourselves
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words that are searched as well, and the words of the question that called for them.

    term: as the person wrote it. expansion: an official term as the glossary writes it, or the word of
    the corpus that a misspelt one was meant to be. ambiguous: the glossary knows that there are further
    readings. related: the expansion is near the term, not the same: what is found for it does not speak
    of the term.
    """

    term: str
    expansion: str
    ambiguous: bool = False
    related: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked, as searched, and its content words: folded, each once, in order.

    also_searched: what is searched besides; no word of the question is replaced. continues: the question
    before it is searched with it. corrected: the question as asked with its misspelt words put right, by
    which the facts that it asks for are recognised; empty: as asked.
    """

    asked: str
    searched: str
    terms: tuple[str, ...]
    also_searched: tuple[Expansion, ...] = ()
    continues: bool = False
    corrected: str = ""

    @property
    def phrased(self) -> str:
        """The question with all that is searched besides, as one text."""
        besides = "; ".join(expansion.expansion for expansion in self.also_searched)
        return f"{self.searched} ({besides})" if besides else self.searched

    @property
    def all_terms(self) -> tuple[str, ...]:
        """The content words of the question and of all that is searched besides."""
        return content_words(self.phrased)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What facts the question itself asks for: a number of days, a phone number."""
        return facts_asked(self.spelt)

    @property
    def spelt(self) -> str:
        """The question as asked, its misspelt words put right: what `facts` gives places in."""
        return (self.corrected or self.asked)[:LONGEST_QUESTION]

    @classmethod
    def of(cls, text: str) -> "Question":
        """Take a question in plain language.

        InvalidQuestion: it is empty, or too long to be one.
        """
        visible = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
        searched = " ".join(visible.split())
        if not searched:
            raise InvalidQuestion(
                "the question is empty: ask in plain language, as in 'who can I ask for advice?'"
            )
        if len(searched) > LONGEST_QUESTION:
            raise InvalidQuestion(
                f"the question has {len(searched)} characters: ask in at most {LONGEST_QUESTION}"
            )
        return cls(text, searched, content_words(searched))


def content_words(text: str) -> tuple[str, ...]:
    """The words that are no stop words, folded, each once, in order."""
    words = (word.lower() for word in TERM.findall(unicodedata.normalize("NFC", text)))
    return tuple(dict.fromkeys(w for w in words if w not in STOP_WORDS and (len(w) > 1 or w.isdecimal())))
