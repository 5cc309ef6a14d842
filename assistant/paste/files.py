"""A Word, PDF, HTML or text file of a draft -> its Document, read in a process of its own that cannot outgrow its limits."""

from pathlib import Path

from assistant.errors import UnusableInput
from assistant.intake import decode
from assistant.paste.document import Document, document_of
from corpus.errors import FileRefused
from corpus.official import reader
from corpus.official.formats import Format, format_of

# far above the longest draft or the longest conversation that is read
MOST_BYTES = 1_000_000
KINDS_READ = "Give a Word document (.docx), a PDF with words in it, or a text file in UTF-8; or paste the words."


def _kind(name: str, data: bytes) -> Format:
    try:
        return format_of(data)
    except ValueError as error:
        raise UnusableInput(f"{name}: {error}. {KINDS_READ}") from error


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


def words_of(name: str, data: bytes) -> str:
    """The words of an uploaded file; plain text keeps its lines, which a conversation needs. Raises UnusableInput."""
    kind = _kind(name, data)
    if kind is not Format.TEXT and not (kind is Format.HTML and not name.lower().endswith((".html", ".htm"))):
        return document_from(name, data).text
    if len(data) > MOST_BYTES:
        raise UnusableInput(f"{name} is larger than {MOST_BYTES:,} bytes. Give a shorter stretch of it.")
    return decode(data, name).strip()
