"""A Word, PDF, HTML or text file of a draft -> its Document, read in a process of its own that cannot outgrow its limits."""

from pathlib import Path

from assistant.errors import UnusableInput
from assistant.paste.document import Document, document_of
from corpus.errors import FileRefused
from corpus.official import reader

KINDS_READ = "Give a Word document (.docx), a PDF with words in it, or a text file in UTF-8; or paste the words."


def document_in(path: Path) -> Document:
    """The words of a file. Macros, comments and pictures in it are never looked at. Raises UnusableInput with the reason."""
    try:
        return document_of(reader.read(path).content)
    except FileRefused as error:
        raise UnusableInput(f"{path.name}: {error.reason}. {KINDS_READ}") from error


def document_from(name: str, data: bytes) -> Document:
    """The words of an uploaded file, which is never written to disk. Raises UnusableInput with the reason."""
    try:
        return document_of(reader.read_bytes(name, data).content)
    except FileRefused as error:
        raise UnusableInput(f"{name}: {error.reason}. {KINDS_READ}") from error
