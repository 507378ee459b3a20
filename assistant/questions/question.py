"""The question: its text as asked and as searched, and its content words."""

import re
import unicodedata
from dataclasses import dataclass, field

from assistant.questions.requested_fact import Fact, facts_asked
from index.embedding.embedder import Embedded
from index.errors import InvalidQuestion

LONGEST_QUESTION = 2000
# A question whose words the corpus does not know is `unclear` with fewer content words than this, and
# `no_passage` with more.
FEW_TERMS = 3
TERM = re.compile(r"[^\W_]+")
# Words that name no subject, including question words, and contractions, with and without apostrophe.
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
    aint aren arent cant couldn couldnt didn didnt doesn doesnt dont hadn hadnt hasn hasnt havent
    hes hows im isnt ive mustn mustnt neednt shes shouldn shouldnt thats theres theyd theyre theyve
    wasn wasnt weren werent weve whats whens wheres whos whys wont wouldn wouldnt youd youre youve
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Expansion:
    """A term added to the search, and the words of the question that led to it.

    term: as the person wrote it. expansion: an official term from the glossary, or the corpus's word for a
    misspelt one. ambiguous: the glossary lists other meanings. related: close to the term but not the same,
    so passages found for it may not be about the term. meant: recognised by meaning, so `term` is the whole
    question. full: the term is an abbreviation or another name, and this is its full name.
    """

    term: str
    expansion: str
    ambiguous: bool = False
    related: bool = False
    meant: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked, as searched, and its content words: folded, each once, in order.

    also_searched: terms added to the search; no word of the question is replaced. continues: whether the
    previous question is searched with it. corrected: the question as asked with misspellings corrected, used
    to recognise the facts that it asks for. respelt: the same of what is searched, for the reader. Both are
    empty until misspellings were looked for. embedded: the vectors of `searched`, if they are known already.
    """

    asked: str
    searched: str
    terms: tuple[str, ...]
    also_searched: tuple[Expansion, ...] = ()
    continues: bool = False
    corrected: str = ""
    respelt: str = ""
    embedded: Embedded | None = field(default=None, compare=False, repr=False)

    @property
    def read(self) -> str:
        """The question as the reader reads it: with misspellings corrected, without added terms.

        The reader learnt from questions alone. With added terms it takes more passages on the same subject
        for answers (docs/evaluation.md). Only if the question's content words are all abbreviations, their
        full names follow them in brackets: otherwise it would have nothing to go by.
        """
        text = self.respelt or self.searched
        full: dict[str, list[str]] = {}
        for added in self.also_searched:
            if added.full:
                full.setdefault(added.term, []).append(added.expansion)
        if not full or not set(content_words(text)) <= set(content_words(" ".join(full))):
            return text
        for term, names in full.items():
            text = text.replace(term, f"{term} ({'; '.join(names)})", 1)
        return text

    @property
    def all_terms(self) -> tuple[str, ...]:
        """The content words of the question and of all added terms."""
        return content_words("\n".join([self.searched, *(added.expansion for added in self.also_searched)]))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that the question asks for: a number of days, a phone number."""
        return facts_asked(self.spelt)

    @property
    def spelt(self) -> str:
        """The question as asked, with misspellings corrected; the places in `facts` refer to this text."""
        return (self.corrected or self.asked)[:LONGEST_QUESTION]

    @classmethod
    def of(cls, text: str) -> "Question":
        """Takes a question in plain language.

        Raises InvalidQuestion if it is empty or too long.
        """
        visible = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
        searched = " ".join(visible.split())
        if not searched:
            raise InvalidQuestion(
                "the question is empty: ask in plain language, as in 'who can I ask for advice?'"
            )
        if len(searched) > LONGEST_QUESTION:
            raise InvalidQuestion(
                f"the question has {len(searched)} characters: shorten it to {LONGEST_QUESTION} or fewer"
            )
        return cls(text, searched, content_words(searched))


def content_words(text: str) -> tuple[str, ...]:
    """Returns the words that are not stop words, folded, each once, in order."""
    words = (word.lower() for word in TERM.findall(unicodedata.normalize("NFC", text)))
    return tuple(dict.fromkeys(w for w in words if w not in STOP_WORDS and (len(w) > 1 or w.isdecimal())))
