"""spaCy's reading of a sentence: each word, its lemma, and the word it hangs on."""

from dataclasses import dataclass

from assistant.backends.presidio import language


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign of a sentence."""

    text: str
    """In small letters."""
    lemma: str
    kind: str
    """Universal part of speech, e.g. 'VERB'."""
    form: str
    """Penn Treebank tag, e.g. 'VB'."""
    relation: str
    """To its head: 'nsubj', 'dobj', ..."""
    head: int
    """Place of the word it hangs on; its own place for the root."""


def parse(text: str) -> tuple[Word, ...]:
    """The words of a text, in order."""
    return tuple(Word(w.text.lower(), w.lemma_.lower(), w.pos_, w.tag_, w.dep_, w.head.i) for w in language()(text))  # type: ignore[no-untyped-call]
