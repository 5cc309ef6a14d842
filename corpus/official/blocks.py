"""What every reader makes of a file: a run of blocks, and the file's words for checking against."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a list item, white space made single."""

    kind: Kind
    text: str
    depth: int = 0
    """Heading level from 1; for an item, how many lists it stands inside, from 0."""
    marker: str = ""
    """What the page draws before an item: '12', 'c', or '' for a bullet."""
    notes: tuple[int, ...] = ()
    """Numbers of the footnotes that the page raises in it; the text is without them."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader found in one file."""

    blocks: tuple[Block, ...]
    words: str
    """All text of the file in its order, by a simpler road than the blocks: what is stored must stand in it."""
    title: str = ""


BULLETS = "•●▪■◦○‣·–*-"
# some printers draw each twice
_BULLET = re.compile(rf"^(\s*)[{re.escape(BULLETS)}]{{1,2}}\s+(?=\S)")
# a footnote's number stuck to the word or stop before it
_GLUED = re.compile(r"(?<=[a-z]{3}|[a-z]{2}[.,;:)”’])(\d{1,2})(?=[\s.,;:)”’]|$)")


def tidy(text: str) -> str:
    """The text on one line: white space single, soft hyphens and zero-width characters gone."""
    return " ".join(re.sub("[\u00ad\u200b\u2060\ufeff]", "", text).split())


def bullet(line: str) -> tuple[int, str] | None:
    """(indent in characters, words) of a line that begins with a bullet, or None."""
    found = _BULLET.match(line)
    return (len(found.group(1).expandtabs(4)), line[found.end() :]) if found else None


def raised(block: Block) -> frozenset[int]:
    """Numbers of the footnotes that the block may call: those the page raised, and those glued to its words."""
    return frozenset((*block.notes, *map(int, _GLUED.findall(block.text))))


def without_glued_markers(texts: list[str]) -> list[str]:
    """The texts without the footnote numbers stuck to their words.

    Only numbers that count up from 1 through the whole document are taken: '5G' or 'B12' stay.
    """
    due = 1

    def drop(found: re.Match[str]) -> str:
        nonlocal due
        value = int(found.group(1))
        if value == due:
            due += 1
            return ""
        return "" if 0 < value < due else found.group()

    return [_GLUED.sub(drop, text) for text in texts]
