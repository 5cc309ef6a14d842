"""What kind of file it is, by its first bytes, and how large it may be."""

from enum import StrEnum


class Format(StrEnum):
    """The files that can be read."""

    HTML = "html"
    PDF = "pdf"
    WORD = "word"
    TEXT = "text"


MOST_BYTES = {Format.HTML: 8_000_000, Format.PDF: 40_000_000, Format.WORD: 20_000_000, Format.TEXT: 4_000_000}
_OTHERS = {
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"Rar!": "an archive", b"\x1f\x8b": "an archive",
    b"7z\xbc\xaf": "an archive", b"\x7fELF": "a program", b"MZ": "a program", b"\xd0\xcf\x11\xe0": "an old Word file (.doc), or one with a password; save it as .docx, without one",
    b"{\\rtf": "a rich text file; save it as .docx or text", b"SQLite": "a database",
}  # fmt: skip


def format_of(data: bytes) -> Format:
    """The format of a file that begins with `data`, whatever it is called. Raises ValueError with what it is instead."""
    head = data[:4096]
    if not head.strip():
        raise ValueError("it is empty")
    # a PDF may have a little before its mark, and readers take it
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return Format.WORD
    for mark, what in _OTHERS.items():
        if head.startswith(mark):
            raise ValueError(f"it is {what}")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="ignore").encode()
    elif b"\x00" in head:
        raise ValueError("it holds bytes that no text has")
    low = head.lower()
    return Format.HTML if any(mark in low for mark in (b"<html", b"<!doctype html", b"<body", b"<head", b"<p>", b"<div", b"<p ")) else Format.TEXT
