"""Blocks -> numbered paragraphs, as the regulator prints them.

The traps, each met on a real page: a number on a line of its own; page numbers, years and footnote numbers that look
like one; sub-points lettered under a paragraph and cited as 75c; numbering that runs on over several pages; endnotes
that begin at 1 again; annexes that reprint paragraphs of another document under that document's numbers.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.official.blocks import Block, Content, Kind, without_glued_markers
from corpus.official.lines import ALONE, LETTERED, NUMBERED

ENDNOTES = re.compile(r"^(?:end ?notes?|foot ?notes?|references|notes|bibliography)$", re.IGNORECASE)
ANNEX = re.compile(r"^(?:annex|appendix|extracts? from|relevant paragraphs|related (?:guidance|standards))\b", re.IGNORECASE)
_MONTH = re.compile(r"^\d{1,2}[.)]?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
_BARE_LETTER = re.compile(r"^([a-z])\s+(?=\S)")
# how far the chain of numbers may jump over paragraphs that are not in the file, and what a jump costs
WIDEST_GAP = 6
GAP_COST = 0.6
# letters by which a paragraph is known again
SAME = 40
ALONE_WORTH, INLINE_WORTH = 1.0, 0.9


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph or lettered sub-point as printed."""

    number: str
    """'75', or '75c' for a sub-point."""
    text: str
    """The whole paragraph, each sub-point on a line of its own; a sub-point's own words alone."""
    section: str
    document: str | None = None
    """Source.id of the document it is reprinted from; None for the file's own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The numbered paragraphs of some files, in order, and what looked wrong."""

    paragraphs: tuple[Numbered, ...]
    reprinted: tuple[Numbered, ...] = ()
    missing: tuple[int, ...] = ()
    """Numbers that the run jumps over."""
    doubled: tuple[int, ...] = ()
    """Numbers that stand more than once in the run."""
    unattributed: tuple[int, ...] = ()
    """Numbers of an annex that names no document we know."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that may begin a paragraph."""

    block: int
    value: int
    rest: str
    is_alone: bool
    is_item: bool = False
    """The page drew the number itself, as a list's; such lists stand inside paragraphs too."""


@dataclass(slots=True)
class _Open:
    """A paragraph being put together."""

    number: str
    section: str
    document: str | None
    parts: list[str] = field(default_factory=list)
    points: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, text: str) -> None:
        if text:
            (self.points[-1][1] if self.points else self.parts).append(text)

    def made(self) -> list[Numbered]:
        whole = [*self.parts, *(f"{letter} {' '.join(words)}" for letter, words in self.points)]
        text = "\n".join(part for part in whole if part)
        points = [Numbered(self.number + letter, "\n".join(words), self.section, self.document) for letter, words in self.points]
        return [Numbered(self.number, text, self.section, self.document), *points] if text else []


def numbered(contents: Sequence[Content], titles: Mapping[str, str]) -> Reading:
    """The numbered paragraphs of the files, taken as one document in the order given.

    `titles` are those of the other documents we hold (Source.id -> title): an annex belongs to the one it names.
    """
    blocks = [block for content in contents for block in content.blocks]
    texts = without_glued_markers([block.text for block in blocks])
    blocks = [replace(block, text=text) for block, text in zip(blocks, texts, strict=True)]
    own, annexes = _regions(blocks)
    marks = [mark for at in own if (mark := _mark(blocks[at], at))]
    # a list inside a paragraph counts from 1 too, so numbers in the text and numbers of lists make no run together
    run = max((_longest_run([m for m in marks if m.is_item is is_item]) for is_item in (False, True)), key=len)
    if not run:
        return Reading(())
    marks = [mark for mark in marks if mark.is_item is run[0].is_item]
    cut = _restart(marks, run)
    tail = _named_tail(blocks, own, run[-1].block, titles)
    own = [at for at in own if at < min(cut, tail)]
    starts = {mark.block: mark for mark in run}
    paragraphs = _assemble(blocks, own, starts, {m.block for m in marks if m.is_alone})
    doubled = _doubled(marks, run, cut) or _said_again(blocks, [m for m in marks if m.block >= cut], paragraphs)
    annexes += [at for at in range(tail, min(cut, len(blocks))) if tail < cut and at not in annexes]
    reprinted, unattributed = _reprinted(blocks, sorted(annexes), titles)
    values = [mark.value for mark in run]
    missing = tuple(n for n in range(values[0], values[-1]) if n not in set(values))
    return Reading(tuple(paragraphs), tuple(reprinted), missing, doubled, unattributed)


def _regions(blocks: Sequence[Block]) -> tuple[list[int], list[int]]:
    """Places of the blocks of the document's own text, and of its annexes; endnotes are in neither."""
    own: list[int] = []
    annexes: list[int] = []
    here: list[int] | None = own
    level = 0
    for at, block in enumerate(blocks):
        if block.kind is Kind.HEADING:
            if ENDNOTES.match(block.text):
                here, level = None, block.depth
            elif ANNEX.match(block.text):
                here, level = annexes, block.depth
            elif here is None and block.depth and block.depth <= level and block.depth == 1:
                here = own  # the next page begins
        if here is not None:
            here.append(at)
    return own, annexes


def _mark(block: Block, at: int) -> _Mark | None:
    if block.kind is Kind.HEADING:
        return None
    if block.kind is Kind.ITEM:
        return _Mark(at, int(block.marker), block.text, True, True) if block.marker.isdigit() and not block.depth else None
    alone = ALONE.match(block.text)
    if alone and alone.group(1).isdigit():
        return _Mark(at, int(alone.group(1)), "", True)
    inline = NUMBERED.match(block.text)
    if inline and not _MONTH.match(block.text):
        return _Mark(at, int(inline.group(1)), block.text[inline.end() :], False)
    return None


def _longest_run(marks: Sequence[_Mark]) -> list[_Mark]:
    """The marks that count up best, each one more than the last; a jump over a few numbers costs."""
    best: dict[int, tuple[float, int]] = {}
    before: list[int | None] = []
    top: tuple[float, int] | None = None
    for at, mark in enumerate(marks):
        score, previous = 0.0, None
        for gap in range(1, WIDEST_GAP + 1):
            held = best.get(mark.value - gap)
            if held and held[0] - GAP_COST * (gap - 1) > score:
                score, previous = held[0] - GAP_COST * (gap - 1), held[1]
        score += ALONE_WORTH if mark.is_alone else INLINE_WORTH
        before.append(previous)
        if mark.value not in best or score > best[mark.value][0]:
            best[mark.value] = (score, at)
        if top is None or score > top[0]:
            top = (score, at)
    run: list[_Mark] = []
    place = top[1] if top else None
    while place is not None:
        run.append(marks[place])
        place = before[place]
    return run[::-1]


def _restart(marks: Sequence[_Mark], run: Sequence[_Mark]) -> int:
    """Place of the block where counting begins at 1 again after the run, as endnotes without a heading do."""
    after = [mark for mark in marks if mark.block > run[-1].block]
    for mark, following in pairwise(after):
        if mark.value == 1 and following.value == 2:
            return mark.block
    return 1 << 60


def _named_tail(blocks: Sequence[Block], own: Sequence[int], last: int, titles: Mapping[str, str]) -> int:
    """Place of a heading after the last number that names another document, or beyond the end."""
    for at in own:
        if at > last and blocks[at].kind is Kind.HEADING and _named(blocks[at].text, titles):
            return at
    return len(blocks) + 1


def _doubled(marks: Sequence[_Mark], run: Sequence[_Mark], cut: int) -> tuple[int, ...]:
    """Numbers that stand again right after they stood in the run, alone on their line both times."""
    doubled = []
    for mark, following in zip(run, [*run[1:], None], strict=True):
        end = following.block if following else cut
        if mark.is_alone and any(m.is_alone and m.value == mark.value and mark.block < m.block < end for m in marks):
            doubled.append(mark.value)
    return tuple(doubled)


def _said_again(blocks: Sequence[Block], after: Sequence[_Mark], paragraphs: Sequence[Numbered]) -> tuple[int, ...]:
    """Numbers after the run that say what they said in it: not endnotes, but the text a second time."""
    said = {n.number: n.text.replace("\n", " ")[:SAME] for n in paragraphs}
    again = []
    for mark in after:
        words = mark.rest or (blocks[mark.block + 1].text if mark.block + 1 < len(blocks) else "")
        if words and said.get(str(mark.value), "").startswith(words[:SAME]):
            again.append(mark.value)
    return tuple(again)


def _assemble(blocks: Sequence[Block], places: Sequence[int], starts: Mapping[int, _Mark], alone: set[int]) -> list[Numbered]:
    made: list[Numbered] = []
    open_: _Open | None = None
    section = ""
    title = next((blocks[at].text for at in places if blocks[at].kind is Kind.HEADING), "")
    for order, at in enumerate(places):
        block = blocks[at]
        if block.kind is Kind.HEADING:
            # each page of a document begins with its title, and goes on under the heading before
            section = section if made and block.text == title else block.text
            made += open_.made() if open_ else []
            open_ = None
        elif at in starts:
            made += open_.made() if open_ else []
            open_ = _Open(str(starts[at].value), section, None)
            open_.add(starts[at].rest)
        elif open_ and not (at in alone and block.kind is Kind.PARAGRAPH):
            # a number alone that the run passed over is a page's or a footnote's
            _continue(open_, block, [blocks[p] for p in places[order + 1 : order + 40]])
    return made + (open_.made() if open_ else [])


def _continue(open_: _Open, block: Block, following: Sequence[Block]) -> None:
    """Add a block to the paragraph: as its next sub-point, or as more of what it says."""
    due = chr(ord("a") + len(open_.points)) if len(open_.points) < 26 else ""
    letter, rest = _letter(block, open_, following)
    if letter and (letter == due or (open_.document and letter > _last(open_))):
        open_.points.append((letter, [rest] if rest else []))
    elif block.kind is Kind.ITEM and not open_.points:
        open_.add(f"• {block.text}")
    else:
        open_.add(block.text)


def _last(open_: _Open) -> str:
    return open_.points[-1][0] if open_.points else ""


def _letter(block: Block, open_: _Open, following: Sequence[Block]) -> tuple[str, str]:
    """(letter, words) where the block begins with a sub-point's letter, else two empty strings."""
    if block.kind is Kind.ITEM:
        # a page may letter its list by a style sheet, which is not read: its third point is c
        counted = chr(ord("a") + int(block.marker) - 1) if block.marker.isdigit() and 1 <= int(block.marker) <= 26 else ""
        return (block.marker if block.marker.isalpha() else counted, block.text)
    alone = ALONE.match(block.text)
    if alone and alone.group(1).isalpha():
        return alone.group(1), ""
    marked = LETTERED.match(block.text)
    if marked:
        return marked.group(1), block.text[marked.end() :]
    bare = _BARE_LETTER.match(block.text)
    # 'a patient may' is a sentence unless a list is due here and goes on with b
    if bare and (open_.points or _goes_on(following, chr(ord(bare.group(1)) + 1))):
        return bare.group(1), block.text[bare.end() :]
    return "", ""


def _goes_on(following: Sequence[Block], letter: str) -> bool:
    return any(block.text.startswith(f"{letter} ") for block in following)


def _reprinted(
    blocks: Sequence[Block], places: Sequence[int], titles: Mapping[str, str]
) -> tuple[list[Numbered], tuple[int, ...]]:
    """The paragraphs of annexes, each under the document that the text above it names last."""
    made: list[Numbered] = []
    strays: list[int] = []
    open_: _Open | None = None
    document: str | None = None
    section, last = "", 0
    for order, at in enumerate(places):
        block = blocks[at]
        mark = _mark(block, at)
        if block.kind is Kind.HEADING:
            made += open_.made() if open_ else []
            open_, section = None, block.text
        if (block.kind is Kind.HEADING or (open_ is None and not mark)) and (named := _named(block.text, titles)):
            document, last = named, 0
        elif mark and mark.value > last and (mark.is_alone or open_ is None or mark.value <= last + 40):
            made += open_.made() if open_ else []
            open_, last = None, mark.value
            if document is None:
                strays.append(mark.value)
            else:
                open_ = _Open(str(mark.value), section, document)
                open_.add(mark.rest)
        elif open_ and block.kind is not Kind.HEADING:
            _continue(open_, block, [blocks[p] for p in places[order + 1 : order + 40]])
    return made + (open_.made() if open_ else []), tuple(strays)


def _named(text: str, titles: Mapping[str, str]) -> str | None:
    """Source.id of the document whose title stands in the text; the longest title wins."""
    low = text.casefold()
    found = [(len(title), id_) for id_, title in titles.items() if title.casefold() in low]
    return max(found)[1] if found else None
