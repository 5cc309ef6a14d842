"""A long text or a document read from a file -> its paragraphs, each short enough to be judged closely."""

import re
from dataclasses import dataclass

from assistant.errors import UnusableInput
from corpus.official.blocks import Content, Kind

# the judging encoder reads some 190 tokens of a text at once; what stands after that is judged as a part or not at all
CLOSELY = 600
# parts judged at most, each in about a tenth of a second
MOST_PARTS = 200
# a text of more characters is refused as one draft, with how to go on
LONGEST = 60_000
BREAK = re.compile(r"\n[ \t]*\n+")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"”’')])\s+|\n")
# a heading or a bare link says nothing by itself, so it goes with what follows
FEWEST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Document:
    """A text, and where its parts stand in it."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """(start, end) of each part, in order, white space trimmed."""


def document_of(content: Content) -> Document:
    """The words of a file as one text, its paragraphs parted by an empty line. Raises UnusableInput for too many."""
    blocks = [f"- {block.text}" if block.kind is Kind.ITEM else block.text for block in content.blocks if block.text]
    return in_parts("\n\n".join(blocks))


def is_long(text: str) -> bool:
    """So long that what stands at its end would not be read closely, and short enough to be read in parts."""
    return CLOSELY < len(text) <= LONGEST


def in_parts(text: str) -> Document:
    """The text by its paragraphs: a short one joined to the next, a long one cut between sentences.

    Raises UnusableInput where there are more than MOST_PARTS.
    """
    spans: list[tuple[int, int]] = []
    pending: int | None = None
    for start, end in _pieces(text, BREAK, 0, len(text)):
        begin = start if pending is None else pending
        if len(text[begin:end].split()) < FEWEST_WORDS and end - begin < CLOSELY // 4:
            pending = begin
            continue
        spans += _cut(text, begin, end)
        pending = None
    if pending is not None:
        spans = [*spans[:-1], (spans[-1][0], len(text.rstrip()))] if spans else [(pending, len(text.rstrip()))]
    if len(spans) > MOST_PARTS:
        raise UnusableInput(f"This has {len(spans):,} paragraphs; the most that are checked at once is {MOST_PARTS}. Check it in parts.")
    return Document(text, tuple(spans))


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The paragraph whole, or in runs of sentences of about CLOSELY characters; a sentence longer than that by words."""
    if end - start <= CLOSELY:
        return [(start, end)]
    made: list[tuple[int, int]] = []
    for first, last in _pieces(text, SENTENCE_END, start, end):
        at = first
        while last - at > CLOSELY:
            gap = text.rfind(" ", at + 1, at + CLOSELY)
            stop = gap if gap > at else at + CLOSELY
            made.append((at, stop))
            at = stop + (gap > at)
        if made and last - made[-1][0] <= CLOSELY:
            made[-1] = (made[-1][0], last)
        else:
            made.append((at, last))
    return made


def _pieces(text: str, between: re.Pattern[str], start: int, end: int) -> list[tuple[int, int]]:
    """(start, end) of what stands between matches in text[start:end], trimmed; empty ones left out."""
    edges = [start, *(at for match in between.finditer(text, start, end) for at in match.span()), end]
    found = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        words = text[first:last]
        if words.strip():
            found.append((first + len(words) - len(words.lstrip()), first + len(words.rstrip())))
    return found
