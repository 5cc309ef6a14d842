"""Blocks -> units of a document without numbers, and which of our derived ids each is.

Our ids are a section's slug with N for a bullet, pN for a paragraph and a letter for a sub-bullet. The slugs are
ours, so a page cannot hold them: what it shares with our digests is the order, the kinds and the sense.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.models import Paragraph
from corpus.official.blocks import Block, Content, Kind, without_glued_markers
from corpus.official.similar import Similarity, Table

_KINDS = (("p", re.compile(r"(?:^|-)p\d+$")), ("sub", re.compile(r"\d+[a-z]$")), ("item", re.compile(r"\d+$")))
# what a pair must be worth to be worth making: a cosine about which unlike sentences of one document lie
WORTH = 0.30
_LAST = re.compile(r"(.*?)(\d+)$")
# how much less alike the unit that order asks for may be
ORDER = 0.20
SAME_KIND, OTHER_KIND, SAME_SECTION = 0.15, -0.40, 0.20


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, bullet or sub-bullet with the heading above it."""

    kind: str
    """'p', 'item' or 'sub'."""
    text: str
    section: str
    printed: str = ""
    """The number or letter that the file draws before it, e.g. '3.2'."""


def kind_of(number: str) -> str:
    """What our derived number says of a paragraph: 'p', 'item', 'sub', or '' where it says nothing.

    >>> kind_of("content-9a")
    'sub'
    """
    return next((kind for kind, pattern in _KINDS if pattern.search(number)), "")


def units_of(contents: Sequence[Content]) -> list[Unit]:
    """Every paragraph, bullet and sub-bullet of the files, in order."""
    blocks = [block for content in contents for block in content.blocks]
    texts = without_glued_markers([block.text for block in blocks])
    units: list[Unit] = []
    section = ""
    for block, text in zip(blocks, texts, strict=True):
        if block.kind is Kind.HEADING:
            section = text
        else:
            units.append(Unit(_kind(block), text, section, block.marker))
    return units


def align(units: Sequence[Unit], digests: Sequence[Paragraph], similarity: Similarity) -> dict[str, Unit]:
    """Paragraph.id -> its unit, in order, the best sum of sense, kind and section; either side may have extras.

    Needleman and Wunsch's alignment (1970), a gap costing nothing and a pair earning what it is above WORTH.
    """
    if not units or not digests:
        return {}
    worth = _worth(units, digests, similarity)
    placed = _by_order(_best(worth), worth, units, digests)
    return {digest.id: units[placed[at]] for at, digest in enumerate(digests) if at in placed}


def _best(worth: Table) -> dict[int, int]:
    """Column -> row of the pairs, both rising, whose sum is the greatest."""
    rows, columns = worth.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            paired = best[row - 1, column - 1] + worth[row - 1, column - 1]
            best[row, column] = max(paired, best[row - 1, column], best[row, column - 1])
    pairs: dict[int, int] = {}
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs[column] = row
    return pairs


def _by_order(pairs: dict[int, int], worth: Table, units: Sequence[Unit], digests: Sequence[Paragraph]) -> dict[int, int]:
    """The pairs, but where 'p8' is a unit and the next of its kind is free, that one is 'p9' unless it is much less alike."""
    placed = dict(pairs)
    for column in range(1, len(digests)):
        before = placed.get(column - 1)
        if before is None or not _follows(digests[column - 1].number, digests[column].number):
            continue
        due = next((row for row in range(before + 1, len(units)) if units[row].kind == units[before].kind), None)
        end = min((row for other, row in placed.items() if other > column), default=len(units))
        if due is None or due >= end:
            continue
        held = placed.get(column)
        if held is None or worth[due, column] >= worth[held, column] - ORDER:
            placed[column] = due
    return placed


def _follows(before: str, after: str) -> bool:
    """'p9' follows 'p8', and 'tips-2' follows 'tips-1'."""
    first, second = _LAST.match(before), _LAST.match(after)
    return bool(first and second and first.group(1) == second.group(1) and int(second.group(2)) == int(first.group(2)) + 1)


def _worth(units: Sequence[Unit], digests: Sequence[Paragraph], similarity: Similarity) -> Table:
    """(n_units, n_digests): what each pair would earn."""
    worth = similarity([unit.text for unit in units], [digest.digest for digest in digests]) - WORTH
    kinds = [kind_of(digest.number) for digest in digests]
    # a file that tells no paragraphs from bullets says nothing of kinds
    tells = "p" in kinds
    for column, (digest, kind) in enumerate(zip(digests, kinds, strict=True)):
        for row, unit in enumerate(units):
            if tells and kind:
                worth[row, column] += SAME_KIND if kind == unit.kind else OTHER_KIND
            if unit.section and unit.section.casefold() == digest.section.casefold():
                worth[row, column] += SAME_SECTION
    return worth


def _kind(block: Block) -> str:
    if block.kind is Kind.PARAGRAPH:
        return "p"
    return "sub" if block.depth else "item"
