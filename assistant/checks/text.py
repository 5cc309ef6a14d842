"""What the checks are handed: one text, read once."""

from dataclasses import dataclass

from assistant.backends.presidio import Reading
from assistant.models import Finding, Identifier, Issue, Request


@dataclass(frozen=True, slots=True)
class ReadText:
    """A request and what the language model libraries read in it."""

    request: Request
    reading: Reading

    @property
    def text(self) -> str:
        """The words as handed in."""
        return self.request.text

    def sentence_at(self, offset: int) -> str:
        """The sentence that holds the character at `offset`, or the whole text."""
        for start, end in self.reading.sentences:
            if start <= offset < end:
                return self.text[start:end]
        return self.text


def finding(
    check: str, issue: Issue, read: ReadText, start: int, end: int, reason: str, score: float = 1.0, identifier: Identifier | None = None
) -> Finding:
    """A Finding over text[start:end], white space at its ends left out."""
    words = read.text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Finding(check, issue, start, start + len(words), words, reason, score, identifier)
