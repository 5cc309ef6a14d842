"""A file or standard input -> the draft in it."""

import sys
from pathlib import Path

from assistant.errors import UnusableInput

# far above the longest draft, so that a huge file is refused before it fills the memory
MOST_BYTES = 1_000_000
BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


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
