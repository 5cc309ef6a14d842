"""What can be wrong with the corpus.

CorpusError
├── BadRecord          a line of a file does not hold what it must
└── UnknownParagraph   a citation names a paragraph that is not held
"""

from collections.abc import Sequence
from pathlib import Path


class CorpusError(Exception):
    """Something in the corpus is wrong; the message says what to do."""


class BadRecord(CorpusError):
    """A record of a data file cannot be used."""

    def __init__(self, path: Path, line: int, problem: str, mend: str) -> None:
        super().__init__(f"{path}:{line}: {problem}. {mend}")
        self.path = path
        self.line = line


class UnknownParagraph(CorpusError):
    """A citation names a paragraph the corpus does not hold."""

    def __init__(self, paragraph_id: str, nearest: Sequence[str]) -> None:
        hint = f"nearest: {', '.join(nearest)}. Cite one of these, or" if nearest else "nothing is near it;"
        super().__init__(
            f"No paragraph {paragraph_id!r} in the corpus; {hint} "
            "add the paragraph under corpus/guidance/ ('canipost corpus list' shows what is held)."
        )
