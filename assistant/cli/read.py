"""A file or standard input -> the draft or picture in it; and the one thing that is written on request, a record."""

import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.images import MOST_BYTES as MOST_IMAGE_BYTES
from assistant.intake import decode
from assistant.paste import Document, Thread, in_parts, is_long, read_thread
from assistant.paste.files import KINDS_READ, MOST_BYTES, document_in
from assistant.record import AnyRecord, as_markdown, as_pdf
from corpus.models import Corpus
from corpus.official.formats import Format, format_of


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A draft as it was handed in."""

    text: str
    thread: Thread | None = None
    """Where it is a conversation."""
    document: Document | None = None
    """Where it is a Word, PDF or HTML file, or too long to be read closely as one."""


def handed_in(text: str) -> HandedIn:
    """The text, and what it is. Raises UnusableInput where it has too many paragraphs."""
    if thread := read_thread(text):
        return HandedIn(text, thread)
    return HandedIn(text, document=in_parts(text) if is_long(text) else None)


def read_draft(file: str) -> HandedIn:
    """What `file` holds, or standard input for '-'. Raises UnusableInput with the mend."""
    if file == "-":
        return handed_in(read_text(file))
    try:
        with Path(file).open("rb") as stream:
            head = stream.read(4096)
        kind = format_of(head) if head.strip() else Format.TEXT
    except OSError as error:
        raise UnusableInput(f"{file} cannot be read ({error.strerror}). Give the path of a text, Word or PDF file, or - for standard input.") from error
    except ValueError as error:
        raise UnusableInput(f"{file}: {error}. {KINDS_READ}") from error
    if kind is Format.TEXT or (kind is Format.HTML and Path(file).suffix.lower() not in (".html", ".htm")):
        return handed_in(read_text(file))
    document = document_in(Path(file))
    return HandedIn(document.text, document=document)


def read_text(file: str) -> str:
    """The text of `file`, or of standard input for '-'. Raises UnusableInput with the mend."""
    name = "standard input" if file == "-" else file
    try:
        if file == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnusableInput(f"{name} cannot be read ({error.strerror}). Give the path of a text file, or - for standard input.") from error
    if len(data) > MOST_BYTES:
        raise UnusableInput(f"{name} is larger than {MOST_BYTES:,} bytes, so it is no single draft. Check it in parts.")
    return decode(data, name).rstrip("\n")


def read_image(file: Path) -> bytes:
    """The bytes of a picture file, one more than may be opened at most. Raises UnusableInput with the mend."""
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_IMAGE_BYTES + 1)
    except OSError as error:
        raise UnusableInput(f"{file} cannot be read ({error.strerror}). Give the path of a PNG or JPEG file.") from error


def write_record(file: Path, record: AnyRecord, corpus: Corpus) -> None:
    """Write the record as its ending says, for the user alone to read. Raises UnusableInput with the mend."""
    makers = {".md": lambda: as_markdown(record, corpus).encode("utf-8"), ".pdf": lambda: as_pdf(record, corpus)}
    make = makers.get(file.suffix.lower())
    if make is None:
        raise UnusableInput(f"A record is written as .md or .pdf, not as {file.suffix or 'a file without an ending'!r}. Name the file so.")
    try:
        file.touch(mode=0o600)
        file.write_bytes(make())
    except OSError as error:
        raise UnusableInput(f"The record cannot be written to {file} ({error.strerror}). Choose another place.") from error
