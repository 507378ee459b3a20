"""Expands a question: corrects misspellings, then adds glossary terms."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.questions.glossary import Glossary
from assistant.questions.question import TERM, Question
from assistant.questions.spelling import Vocabulary, corrected
from index.documents import Term


class Wording:
    """The glossary and the words of one corpus, prepared for many questions. Read-only, safe to share."""

    def __init__(self, terms: Sequence[Term], words: Collection[str], known: Collection[str]) -> None:
        """Takes the glossary's terms, the corpus's words, and the words in the embedder's vocabulary.

        Without the vocabulary nothing is corrected, because rare words would look like misspellings.
        """
        self._glossary = Glossary(terms)
        self._vocabulary = Vocabulary.of(words, {*self._glossary.words, *known}) if known else None

    def widened(self, question: Question) -> Question:
        """Returns the question with its corrections and glossary terms, each once."""
        typed = TERM.findall(question.searched)
        corrections = corrected(typed, self._vocabulary) if self._vocabulary else ()
        meant = {correction.term: correction.expansion for correction in corrections}

        def spelt(text: str) -> str:
            return TERM.sub(lambda word: meant.get(word.group(), word.group()), text)

        return replace(
            question,
            also_searched=(*corrections, *self._glossary.expansions(spelt(question.searched))),
            corrected=spelt(question.asked),
        )
