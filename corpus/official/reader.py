"""A file on this machine -> what it says, read in a process of its own that cannot outgrow its limits."""

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import FileRefused
from corpus.official.blocks import Block, Content, Kind
from corpus.official.formats import MOST_BYTES, Format, format_of

# seconds of the wall clock, and of processor time
LONGEST = 60.0
PROCESSOR = 20
ROOT = Path(__file__).parents[2]
# the package may lie anywhere, and -I keeps the reader's own surroundings out
_CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from corpus.official.child import main; main(*sys.argv[2:])"


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file and what it says."""

    name: str
    sha256: str
    format: Format
    content: Content
    url: str | None = None
    """Where it was fetched, where a sync did."""


def read(path: Path, longest: float = LONGEST, processor: int = PROCESSOR) -> FileRead:
    """What the file says. Raises FileRefused with the reason and the mend, within `longest` seconds.

    `processor` is what the reading process may use, in seconds of processor time.
    """
    return read_bytes(path.name, _bytes(path), longest, processor)


def read_bytes(name: str, data: bytes, longest: float = LONGEST, processor: int = PROCESSOR) -> FileRead:
    """What a file of these bytes says, as `read`; nothing of it is written to disk."""
    try:
        format_ = format_of(data)
    except ValueError as error:
        raise FileRefused(name, str(error)) from error
    if len(data) > MOST_BYTES[format_]:
        raise FileRefused(name, f"{len(data):,} bytes are more than a {format_.value} document has ({MOST_BYTES[format_]:,})")
    return FileRead(name, hashlib.sha256(data).hexdigest(), format_, _in_child(name, data, format_, longest, processor))


def _bytes(path: Path) -> bytes:
    most = max(MOST_BYTES.values())
    try:
        if not path.is_file():
            raise FileRefused(path.name, "no such file")
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise FileRefused(path.name, f"it cannot be read ({error.strerror})") from error
    if len(data) > most:
        raise FileRefused(path.name, f"it is larger than {most:,} bytes")
    return data


def _in_child(name: str, data: bytes, format_: Format, longest: float, processor: int) -> Content:
    """The content as the child process printed it; it is handed the bytes alone."""
    command = [sys.executable, "-I", "-c", _CHILD, str(ROOT), format_.value, str(processor)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=longest, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise FileRefused(name, f"reading it takes longer than {longest:g} seconds") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        # killed by a limit, or by the file itself
        raise FileRefused(name, "reading it takes more time or memory than a document needs") from error
    if "refused" in answer:
        raise FileRefused(name, answer["refused"])
    blocks = tuple(Block(Kind(b["kind"]), _clean(b["text"]), b["depth"], b["marker"], tuple(b["notes"])) for b in answer["blocks"])
    return Content(blocks, _clean(answer["words"]), _clean(answer["title"]))


def _clean(text: str) -> str:
    """The text without lone surrogates, which no file can be written with."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
