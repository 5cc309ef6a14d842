"""Footnotes that a page sets under the paragraph that calls them: a number alone on its line, then the note."""

from collections.abc import Collection, Sequence

from corpus.official.blocks import Block, Kind, raised
from corpus.official.lines import ALONE

# so many blocks before a number alone, the footnote that it may be was called
NEAR = 12


def maybe_notes(blocks: Sequence[Block], places: Sequence[int]) -> frozenset[int]:
    """Places of numbers alone that a footnote called shortly before: notes, or paragraphs that happen to have their number."""
    return frozenset(
        at for order, at in enumerate(places)
        if (value := number_alone(blocks[at])) is not None and is_called(value, blocks, places[max(0, order - NEAR) : order])
    )  # fmt: skip


def notes_in_flow(blocks: Sequence[Block], places: Sequence[int], starts: Collection[int]) -> frozenset[int]:
    """Places of the notes and of their numbers; `starts` are those where a paragraph begins, which none of them does.

    `blocks` still have the footnotes' numbers glued to their words. A note is one block: what follows it belongs to the paragraph.
    """
    notes: set[int] = set()
    called: set[int] = set()
    for order, at in enumerate(places):
        called |= raised(blocks[at])
        after = places[order + 1] if order + 1 < len(places) else None
        if at in starts or after is None or after in starts:
            continue
        if number_alone(blocks[at]) in called and is_words(blocks[after]):
            notes |= {at, after}
    return frozenset(notes)


def is_called(value: int, blocks: Sequence[Block], places: Sequence[int]) -> bool:
    """A block at one of the places calls the footnote of that number."""
    return any(value in raised(blocks[at]) for at in places)


def number_alone(block: Block) -> int | None:
    """The number that is all of the block, or None."""
    alone = ALONE.match(block.text) if block.kind is Kind.PARAGRAPH else None
    return int(alone.group(1)) if alone and alone.group(1).isdigit() else None


def is_words(block: Block) -> bool:
    """The block is a paragraph of words."""
    return block.kind is Kind.PARAGRAPH and not ALONE.match(block.text)
