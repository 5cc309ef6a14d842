"""PDF -> Content, by pypdf: page furniture and footnotes taken off, lines joined, raised footnote numbers dropped.

To be run in the child process of `reader.py` only: pypdf is handed files that are made to break it.
"""

import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from corpus.official import lines
from corpus.official.blocks import Block, Content, Kind, tidy

MOST_PAGES = 400
MOST_OBJECTS = 50_000
MOST_CHARACTERS = 2_000_000
# lines at the head and foot of a page among which furniture is looked for
EDGE = 3
# a raised figure is smaller than the words by at least this
RAISED = 0.8
LARGER = 1.12
# a footnote at the foot of its page is set smaller than the words
SMALLER = 0.95
_PICTURES = re.compile("dingbat|wingding|webding", re.IGNORECASE)
_NOTE = re.compile(r"\s*(\d{1,3}|[*†‡§]+)[.)]?\s*(?=[^\s\d])")


class Unusable(ValueError):
    """The PDF holds nothing that can be imported; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    """Height of its letters, in points."""
    calls: tuple[str, ...] = ()
    """Numbers of the footnotes raised in it; the text is without them."""


def read(data: bytes) -> Content:
    """The blocks of a PDF that holds text. Raises Unusable, or whatever pypdf raises on a broken file."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Unusable("it is encrypted; save a copy without a password and import that")
    if sum(map(len, reader.xref.values())) > MOST_OBJECTS:
        raise Unusable(f"it holds more than {MOST_OBJECTS:,} objects, so it is no text document")
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise Unusable(f"it has {count:,} pages, more than {MOST_PAGES}; import the part that holds the guidance")
    pages, total = [], 0
    for page in reader.pages:
        pages.append(_lines_of(page))
        total += sum(len(line.text) for line in pages[-1])
        if total > MOST_CHARACTERS:
            raise Unusable(f"it holds more than {MOST_CHARACTERS:,} characters of text")
    if total < 20 * max(count, 1) and total < 200:
        raise Unusable("its pages hold no text, so it is a scan; import the web page, or a PDF that is not a picture")
    raw = "\n".join(line.text for page in pages for line in page)
    title = tidy((reader.metadata.title if reader.metadata else None) or "")[:300]
    return Content(tuple(_blocks(_without_furniture(pages))), raw, title)


def _lines_of(page: Any) -> list[_Line]:
    """The lines of a page with the size of their letters; small figures set beside words are left out."""
    runs: list[tuple[str, float]] = []
    page.extract_text(visitor_text=_collector(runs))
    sizes = [size for text, size in runs for _ in text.strip()]
    body = median(sizes) if sizes else 0.0
    made: list[_Line] = []
    text, size = "", 0.0
    calls: tuple[str, ...] = ()
    for run, height in runs:
        raised = re.fullmatch(r"\s*\[?(\d{1,3})\]?\s*", run) if height < RAISED * body and text.strip() else None
        calls += (raised.group(1),) if raised else ()
        for piece in re.split(r"(\n)", "\n" * run.count("\n") if raised else run):
            if piece == "\n":
                if text.strip():
                    made.append(_Line(text, size, calls))
                text, size, calls = "", 0.0, ()
            else:
                text += piece
                size = max(size, height if piece.strip() else 0.0)
    if text.strip():
        made.append(_Line(text, size, calls))
    return made


def _collector(runs: list[tuple[str, float]]) -> Callable[[str, Any, Any, Any, Any], None]:
    def visit(text: str, matrix: Any, text_matrix: Any, font: Any, size: Any) -> None:
        name = str(font.get("/BaseFont", "")) if isinstance(font, dict) else ""
        if _PICTURES.search(name):
            # a font of pictures draws bullets with letters
            text = re.sub(r"\S", "•", text)
        scale = abs(float(text_matrix[3]) or float(text_matrix[0]) or 1.0) * abs(float(matrix[3]) or 1.0)
        if text:
            runs.append((text, round(float(size or 0) * scale, 1)))

    return visit


def _without_furniture(pages: list[list[_Line]]) -> list[_Line]:
    """The lines of all pages, less what stands at the edge of most of them, page numbers apart."""
    sizes = [line.size for page in pages for line in page for _ in line.text.strip()]
    body = median(sizes) if sizes else 0.0
    seen = Counter(key for page in pages for key in {_shape(line) for line in _edges(page)})
    needed = max(2, len(pages) // 3)
    kept: list[_Line] = []
    for page in pages:
        edge = {id(line) for line in _edges(page)}
        rest = [line for line in page if id(line) not in edge or (seen[_shape(line)] < needed and not _is_page_number(line, page))]
        kept += _without_notes(rest, body)
    return kept


def _without_notes(page: list[_Line], body: float) -> list[_Line]:
    """The lines of a page less the footnotes at its foot: small lines to the end, the first beginning with what the words above call."""
    small = len(page)
    while small and page[small - 1].size < SMALLER * body:
        small -= 1
    above = page[:small]
    for at in range(small, len(page)):
        mark = _NOTE.match(page[at].text)
        if mark and any(mark.group(1) in line.calls or (not mark.group(1).isdigit() and mark.group(1) in line.text) for line in above):
            return page[:at]
    return page


def _edges(page: list[_Line]) -> list[_Line]:
    return page if len(page) <= 2 * EDGE else page[:EDGE] + page[-EDGE:]


def _shape(line: _Line) -> str:
    """The line with its figures made one, so that 'page 3 of 9' is like 'page 4 of 9'; a figure alone has none."""
    shape = re.sub(r"\d+", "#", tidy(line.text))
    # paragraph numbers stand alone too: those are left to the run of numbers
    return shape if shape != "#" else f"#{line.text}#"


def _is_page_number(line: _Line, page: list[_Line]) -> bool:
    """A figure alone on the page's very last line: a paragraph's number has its paragraph after it."""
    return line is page[-1] and bool(re.fullmatch(r"\s*\d{1,3}\s*", line.text))


def _blocks(rows: list[_Line]) -> list[Block]:
    """Paragraphs joined from lines; larger letters are headings, and those over two lines are one."""
    sizes = [row.size for row in rows for _ in row.text.strip()]
    body = median(sizes) if sizes else 0.0
    levels = sorted({row.size for row in rows if row.size > LARGER * body}, reverse=True)
    blocks: list[Block] = []
    run: list[str] = []
    before: float | None = None
    for row in rows:
        if row.size > LARGER * body and not lines.ALONE.match(row.text.strip()):
            blocks += lines.blocks_of(lines.unwrapped(run))
            run = []
            if before == row.size:
                blocks[-1] = Block(Kind.HEADING, f"{blocks[-1].text} {tidy(row.text)}", blocks[-1].depth)
            else:
                blocks.append(Block(Kind.HEADING, tidy(row.text), 1 + levels.index(row.size)))
            before = row.size
        else:
            run.append(row.text)
            before = None
    return blocks + lines.blocks_of(lines.unwrapped(run))
