"""A file or standard input -> the draft or picture in it; and the one thing that is written on request, a record."""

import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.images import MOST_BYTES as MOST_IMAGE_BYTES
from assistant.paste import Document, Thread, in_parts, is_long, read_thread
from assistant.paste.files import KINDS_READ, document_in
from assistant.record import Record, as_markdown, as_pdf
from corpus.models import Corpus
from corpus.official.formats import Format, format_of

# far above the longest draft, so that a huge file is refused before it fills the memory
MOST_BYTES = 1_000_000
# of a plain text that is cut into paragraphs
MOST_IN_PARTS = 100_000
BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


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
    return HandedIn(text, document=in_parts(text) if is_long(text) and len(text) <= MOST_IN_PARTS else None)


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


def decode(data: bytes, name: str) -> str:
    """The text in `data`, UTF-8 or marked UTF-16. Raises UnusableInput for anything else."""
    encoding = next((e for mark, e in BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnusableInput(
            f"{name} is not UTF-8 text (byte {data[error.start] :#04x} at {error.start}). "
            "If it is a document or a picture, paste its words; else save it as UTF-8."
        ) from error


def read_image(file: Path) -> bytes:
    """The bytes of a picture file, one more than may be opened at most. Raises UnusableInput with the mend."""
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_IMAGE_BYTES + 1)
    except OSError as error:
        raise UnusableInput(f"{file} cannot be read ({error.strerror}). Give the path of a PNG or JPEG file.") from error


def write_record(file: Path, record: Record, corpus: Corpus) -> None:
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
