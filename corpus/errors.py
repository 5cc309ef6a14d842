"""What can be wrong with the corpus.

CorpusError
├── BadRecord          a line of a file does not hold what it must
├── UnknownParagraph   a citation names a paragraph that is not held
├── FileRefused        a file cannot be read as a document
├── ImportRefused      a document read is not the one it should be; nothing was stored
└── NotFetched         a publisher's page could not be fetched
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


class FileRefused(CorpusError):
    """A file that was handed in to be imported cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: {reason}. Give the publisher's page saved as HTML, its PDF with text in it, or its text as UTF-8. Nothing was changed."
        )
        self.reason = reason


class ImportRefused(CorpusError):
    """A document was read, and does not fit the digests held of it."""

    def __init__(self, source_id: str, reasons: Sequence[str]) -> None:
        listed = "".join(f"\n  - {reason}" for reason in reasons)
        super().__init__(f"{source_id}: not imported, nothing was changed.{listed}")
        self.reasons = tuple(reasons)


class NotFetched(CorpusError):
    """A page could not be fetched from its publisher."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}{'' if reason.endswith('?') else '.'} Nothing was changed.")
        self.reason = reason
