"""What is kept of an import: which file, which edition, and each paragraph with the evidence for it."""

import hashlib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import Field

from corpus.models import Record


class Outcome(StrEnum):
    """How an imported paragraph stands to our digest of it."""

    MATCHES = "matches"
    WEAK = "weak"
    """Less alike than most, but no neighbour fits better."""
    ELSEWHERE = "elsewhere"
    """A neighbour fits the digest better: not stored under this number."""
    NEW = "new"
    """We hold no digest of it."""
    MISSING = "missing"
    """We hold a digest, and the file has no such paragraph."""


class Wording(Record):
    """One paragraph in the publisher's words."""

    id: str = Field(description="'<source id>#<number>'")
    number: str
    section: str
    text: str
    sha256: str = Field(description="of the text, so that a change is seen")
    outcome: Outcome
    similarity: float | None = Field(None, description="cosine with our digest; None where there is none")
    page: str | None = Field(None, description="the publisher's page it stands on, where it was fetched from one of several")


class FileSeen(Record):
    """A file that an import was made from."""

    name: str
    sha256: str
    format: str
    url: str | None = Field(None, description="where it was fetched; None for a file that somebody saved")


class Imported(Record):
    """The publisher's wording of one edition of a document, as read on one day."""

    source: str
    edition: str = Field(description="ISO date from which it is in force; 'undated' where none is known")
    read: date
    files: tuple[FileSeen, ...]
    paragraphs: tuple[Wording, ...]
    reprinted: tuple[Wording, ...] = Field((), description="paragraphs of other documents, reprinted in an annex")
    placed: Mapping[str, str] = Field(default_factory=dict, description="id of an unplaced point -> the number it stands at")

    @property
    def by_number(self) -> dict[str, Wording]:
        """The document's own paragraphs under their numbers."""
        return {wording.number: wording for wording in self.paragraphs}


def sha256(text: str) -> str:
    """Hex digest of a paragraph's words."""
    return hashlib.sha256(text.encode()).hexdigest()
