"""Expands a question: corrects misspellings, then adds glossary terms, by form and by meaning."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.questions.glossary import Glossary, folded
from assistant.questions.meaning import Meanings
from assistant.questions.question import TERM, Question
from assistant.questions.spelling import Vocabulary, corrected
from index.documents import Term


class Wording:
    """The glossary and the words of one corpus, prepared for many questions. Read-only, safe to share."""

    def __init__(
        self,
        terms: Sequence[Term],
        words: Collection[str],
        known: Collection[str],
        meanings: Meanings | None = None,
    ) -> None:
        """Takes the glossary's terms, the corpus's words, and the words in the embedder's vocabulary.

        Without the vocabulary nothing is corrected, because rare words would look like misspellings.
        meanings: recognises everyday terms by meaning; None: they are matched by form only.
        """
        self._glossary = Glossary(terms)
        self._meanings = meanings
        self._vocabulary = Vocabulary.of(words, {*self._glossary.words, *known}) if known else None

    def widened(self, question: Question) -> Question:
        """Returns the question with its corrections and glossary terms, each once."""
        typed = TERM.findall(question.searched)
        corrections = corrected(typed, self._vocabulary) if self._vocabulary else ()
        meant = {correction.term: correction.expansion for correction in corrections}

        def spelt(text: str) -> str:
            return TERM.sub(lambda word: meant.get(word.group(), word.group()), text)

        searched = spelt(question.searched)
        terms = self._glossary.expansions(searched)
        given = {folded(term.expansion) for term in terms}
        by_meaning, embedded = self._meanings.expansions(searched) if self._meanings else ((), None)
        added = (
            *corrections,
            *terms,
            *(term for term in by_meaning if folded(term.expansion) not in given),
        )
        return replace(
            question,
            also_searched=added,
            corrected=spelt(question.asked),
            respelt=searched,
            embedded=embedded if searched == question.searched else None,
        )
