"""A Word document (.docx) -> Content: the text of its body, headings and list items told by their styles."""

import io
import re
import zipfile
from xml.etree import ElementTree

from corpus.official.blocks import Block, Content, Kind, tidy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# of word/document.xml, unpacked
MOST_BYTES = 20_000_000


class Unusable(ValueError):
    """The document cannot be read; the message says why and what to do."""


def read(data: bytes) -> Content:
    """The blocks of a Word document. Raises Unusable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entry = packed.getinfo("word/document.xml")
            if entry.file_size > MOST_BYTES:
                raise Unusable(f"its text unpacks to {entry.file_size:,} bytes, more than {MOST_BYTES:,}")
            with packed.open(entry) as stream:
                # the size that a packed file claims may be a lie
                body = stream.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unusable("it is no Word document that can be opened; save it again as .docx, without a password") from error
    if len(body) > MOST_BYTES:
        raise Unusable(f"its text unpacks to more than {MOST_BYTES:,} bytes")
    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body:
        raise Unusable("it declares entities, which no word processor writes")
    try:
        root = ElementTree.fromstring(body)  # noqa: S314 - no document type gets this far
    except ElementTree.ParseError as error:
        raise Unusable(f"its text is broken ({error})") from error
    blocks = [block for paragraph in root.iter(f"{W}p") if (block := _block(paragraph))]
    title = next((b.text for b in blocks if b.kind is Kind.HEADING), "")
    return Content(tuple(blocks), "\n".join(block.text for block in blocks), title)


def _block(paragraph: ElementTree.Element) -> Block | None:
    text = tidy("".join(" " if piece.tag != f"{W}t" else piece.text or "" for piece in paragraph.iter() if piece.tag in {f"{W}t", f"{W}tab", f"{W}br"}))
    if not text:
        return None
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = style.get(f"{W}val", "") if style is not None else ""
    heading = re.fullmatch(r"(?:Heading|heading\s?)(\d)|Title", name)
    if heading:
        return Block(Kind.HEADING, text, int(heading.group(1) or 1))
    listed = paragraph.find(f"{W}pPr/{W}numPr")
    if listed is None:
        return Block(Kind.PARAGRAPH, text)
    level = listed.find(f"{W}ilvl")
    depth = (level.get(f"{W}val") or "0") if level is not None else "0"
    return Block(Kind.ITEM, text, int(depth) if depth.isdigit() and len(depth) < 3 else 0)
