"""A Word document (.docx) -> Content: the text of its body, headings told by their styles, list items with the numbers drawn before them."""

import io
import re
import zipfile
from xml.etree import ElementTree

from corpus.official import word_numbers
from corpus.official.blocks import Block, Content, Kind, tidy
from corpus.official.word_numbers import Numbers, W

# of word/document.xml, unpacked; lists and styles are never so long
MOST_BYTES = 20_000_000
MOST_BESIDE = 4_000_000


class Unusable(ValueError):
    """The document cannot be read; the message says why and what to do."""


def read(data: bytes) -> Content:
    """The blocks of a Word document. Raises Unusable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            root = _part(packed, "word/document.xml", MOST_BYTES)
            beside = [_part(packed, f"word/{name}.xml", MOST_BESIDE) if f"word/{name}.xml" in packed.namelist() else None for name in ("numbering", "styles")]
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unusable("it is no Word document that can be opened; save it again as .docx, without a password") from error
    numbers = word_numbers.read(*beside)
    blocks = [block for paragraph in root.iter(f"{W}p") if (block := _block(paragraph, numbers))]
    title = next((b.text for b in blocks if b.kind is Kind.HEADING), "")
    return Content(tuple(blocks), "\n".join(block.text for block in blocks), title)


def _part(packed: zipfile.ZipFile, name: str, most: int) -> ElementTree.Element:
    """One part of the packed file as a tree. Raises Unusable, or what zipfile raises."""
    entry = packed.getinfo(name)
    if entry.file_size > most:
        raise Unusable(f"its {name} unpacks to {entry.file_size:,} bytes, more than {most:,}")
    with packed.open(entry) as stream:
        # the size that a packed file claims may be a lie
        body = stream.read(most + 1)
    if len(body) > most:
        raise Unusable(f"its {name} unpacks to more than {most:,} bytes")
    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body:
        raise Unusable("it declares entities, which no word processor writes")
    try:
        return ElementTree.fromstring(body)  # noqa: S314 - no document type gets this far
    except ElementTree.ParseError as error:
        raise Unusable(f"its {name} is broken ({error})") from error


def _block(paragraph: ElementTree.Element, numbers: Numbers) -> Block | None:
    text = tidy("".join(" " if piece.tag != f"{W}t" else piece.text or "" for piece in paragraph.iter() if piece.tag in {f"{W}t", f"{W}tab", f"{W}br"}))
    properties = paragraph.find(f"{W}pPr")
    place = numbers.place(properties)
    # an empty item counts too: its number is drawn
    marker = numbers.next(place) if place else ""
    if not text:
        return None
    style = properties.find(f"{W}pStyle") if properties is not None else None
    heading = re.fullmatch(r"(?:Heading|heading\s?)(\d)|Title", (style.get(f"{W}val") or "") if style is not None else "")
    if heading:
        return Block(Kind.HEADING, text, int(heading.group(1) or 1), marker)
    return Block(Kind.ITEM, text, place[1], marker) if place else Block(Kind.PARAGRAPH, text)
