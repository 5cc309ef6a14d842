"""Blocks -> numbered paragraphs, as the regulator prints them.

The traps, each met on a real page: a number on a line of its own; page numbers, years and footnote numbers that look
like one; sub-points lettered under a paragraph and cited as 75c; numbering that runs on over several pages; endnotes
that begin at 1 again; annexes that reprint paragraphs of another document under that document's numbers.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.official.blocks import Block, Content, Kind, without_glued_markers
from corpus.official.lines import ALONE, LETTERED, NUMBERED
from corpus.official.notes import is_called, maybe_notes, notes_in_flow

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
# of a number that a footnote called shortly before: a chain of notes may be longer than that of the paragraphs
CALLED_WORTH = 0.4


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
    depth: int = 0
    """How deep the list stands whose items are the points; lists inside an item are more of what it says."""
    counted: int = 0
    """Points before its count began anew, as it may after a list inside an item."""
    is_inside: bool = False
    """The block before was an item of a list inside an item."""

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
    raising = [block for content in contents for block in content.blocks]
    texts = without_glued_markers([block.text for block in raising])
    blocks = [replace(block, text=text) for block, text in zip(raising, texts, strict=True)]
    own, annexes = _regions(blocks)
    marks = [mark for at in own if (mark := _mark(blocks[at], at))]
    # a list inside a paragraph counts from 1 too, so numbers in the text and numbers of lists make no run together
    doubtful = maybe_notes(raising, own)
    runs = [_longest_run([m for m in marks if m.is_item is is_item], doubtful) for is_item in (False, True)]
    run = max(runs, key=lambda run: _letters(blocks, run))
    if not run:
        return Reading(())
    marks = [mark for mark in marks if mark.is_item is run[0].is_item]
    run = _past_notes(raising, own, marks, run)
    starts = {mark.block: mark for mark in run}
    notes = notes_in_flow(raising, own, starts) | notes_in_flow(raising, annexes, ())
    own, annexes = [at for at in own if at not in notes], [at for at in annexes if at not in notes]
    marks = [mark for mark in marks if mark.block not in notes]
    cut = _restart(marks, run)
    tail = _named_tail(blocks, own, run[-1].block, titles)
    own = [at for at in own if at < min(cut, tail)]
    begins = {sum(len(content.blocks) for content in contents[:n]) for n in range(len(contents))}
    paragraphs, quoted = _assemble(blocks, own, starts, {m.block for m in marks if m.is_alone}, begins, titles)
    doubled = _doubled(marks, run, cut) or _said_again(blocks, [m for m in marks if m.block >= cut], paragraphs)
    annexes += [at for at in range(tail, min(cut, len(blocks))) if tail < cut and at not in annexes]
    reprinted, unattributed = _reprinted(blocks, sorted(annexes), titles)
    for places in quoted:
        reprinted = [*reprinted, *_reprinted(blocks, places, titles)[0]]
    values = [mark.value for mark in run]
    missing = tuple(n for n in range(values[0], values[-1]) if n not in set(values))
    return Reading(tuple(paragraphs), _fullest(reprinted), missing, doubled, unattributed)


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
    inline = NUMBERED.match(block.text)
    if inline and not _MONTH.match(block.text):
        # an item that begins with a number of its own was numbered by hand, and what its list counts means nothing
        return _Mark(at, int(inline.group(1)), block.text[inline.end() :], False)
    if block.kind is Kind.ITEM:
        return _Mark(at, int(block.marker), block.text, True, True) if block.marker.isdigit() and not block.depth else None
    alone = ALONE.match(block.text)
    return _Mark(at, int(alone.group(1)), "", True) if alone and alone.group(1).isdigit() else None


def _longest_run(marks: Sequence[_Mark], doubtful: Collection[int]) -> list[_Mark]:
    """The marks that count up best, each one more than the last; a jump over a few numbers costs, a mark at a `doubtful` place is worth less."""
    best: dict[int, tuple[float, int]] = {}
    before: list[int | None] = []
    top: tuple[float, int] | None = None
    for at, mark in enumerate(marks):
        score, previous = 0.0, None
        for gap in range(1, WIDEST_GAP + 1):
            held = best.get(mark.value - gap)
            if held and held[0] - GAP_COST * (gap - 1) > score:
                score, previous = held[0] - GAP_COST * (gap - 1), held[1]
        score += CALLED_WORTH if mark.block in doubtful else ALONE_WORTH if mark.is_alone else INLINE_WORTH
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


def _letters(blocks: Sequence[Block], run: Sequence[_Mark]) -> int:
    """How much of the file a run spans, so that the way to the page or a list inside a paragraph is no rival however many its items."""
    return sum(len(block.text) for block in blocks[run[0].block : run[-1].block + 2]) if run else 0


def _past_notes(blocks: Sequence[Block], own: Sequence[int], marks: Sequence[_Mark], run: Sequence[_Mark]) -> list[_Mark]:
    """The run, but where a footnote that stands under its paragraph has the number of the next, that next one."""
    told = list(run)
    for at in range(1, len(run)):
        before, mark = told[at - 1], run[at]
        end = run[at + 1].block if at + 1 < len(run) else len(blocks)
        again = next((m for m in marks if m.is_alone and m.value == mark.value and mark.block < m.block < end), None)
        if again and mark.is_alone and is_called(mark.value, blocks, [p for p in own if before.block < p < mark.block]):
            told[at] = again
    return told


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


def _assemble(
    blocks: Sequence[Block], places: Sequence[int], starts: Mapping[int, _Mark], alone: set[int], begins: set[int], titles: Mapping[str, str]
) -> tuple[list[Numbered], list[list[int]]]:
    """The paragraphs, and places of what each quotes of another document under its numbers, the naming block first."""
    made: list[Numbered] = []
    quoted: list[list[int]] = []
    open_: _Open | None = None
    naming: int | None = None
    is_quoting = False
    section = ""
    title = next((blocks[at].text for at in places if blocks[at].kind is Kind.HEADING), "")
    for order, at in enumerate(places):
        block = blocks[at]
        if at in begins:
            # no paragraph runs over from one file to the next, and a page begins with the way to it
            made += open_.made() if open_ else []
            open_ = None
        if block.kind is Kind.HEADING:
            # each page of a document begins with its title, and goes on under the heading before
            section = section if made and block.text == title else block.text
            made += open_.made() if open_ else []
            open_, is_quoting = None, False
            continue
        if at in starts:
            made += open_.made() if open_ else []
            open_, is_quoting, naming = _Open(str(starts[at].value), section, None), False, None
            open_.add(starts[at].rest)
        elif open_ and naming is not None and (is_quoting or _is_foreign(block, at, open_)):
            # what is quoted keeps its numbers and letters as words: they are those of the other document
            quoted += [] if is_quoting else [[naming]]
            quoted[-1].append(at)
            is_quoting = True
            open_.add(f"• {block.text}" if block.kind is Kind.ITEM else block.text)
        elif open_ and not (at in alone and block.kind is Kind.PARAGRAPH):
            # a number alone that the run passed over is a page's or a footnote's
            _continue(open_, block, [blocks[p] for p in places[order + 1 : order + 40]])
        if not is_quoting and _named(block.text, titles):
            naming = at
    return made + (open_.made() if open_ else []), quoted


def _is_foreign(block: Block, at: int, open_: _Open) -> bool:
    """The block begins with the number of a paragraph that is not this one nor the next."""
    mark = _mark(block, at)
    return bool(mark and not mark.is_alone and mark.value not in {int(open_.number), int(open_.number) + 1})


def _continue(open_: _Open, block: Block, following: Sequence[Block]) -> None:
    """Add a block to the paragraph: as its next sub-point, or as more of what it says."""
    was_inside, open_.is_inside = open_.is_inside, block.kind is Kind.ITEM and bool(open_.points) and block.depth > open_.depth
    if open_.is_inside:
        open_.add(block.text)
        return
    if block.kind is Kind.ITEM:
        open_.depth = open_.depth if open_.points else block.depth
        open_.counted = len(open_.points) if was_inside and block.marker == "1" else open_.counted
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
    lettered = LETTERED.match(block.text)
    if lettered and block.kind is Kind.ITEM:
        return lettered.group(1), block.text[lettered.end() :]
    if block.kind is Kind.ITEM:
        # a page may letter its list by a style sheet, which is not read: its third point is c
        count = int(block.marker) + open_.counted if block.marker.isdigit() else 0
        counted = chr(ord("a") + count - 1) if 1 <= count <= 26 else ""
        return (block.marker if block.marker.isalpha() else counted, block.text)
    alone = ALONE.match(block.text)
    if alone and alone.group(1).isalpha():
        return alone.group(1), ""
    if lettered:
        return lettered.group(1), block.text[lettered.end() :]
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
            # under another heading another part of that document may be quoted, an earlier one too
            open_, section, last = None, block.text, 0
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


def _fullest(reprinted: Sequence[Numbered]) -> tuple[Numbered, ...]:
    """One of each paragraph: a document may quote it in its text and again in its annex, in part or whole."""
    best: dict[tuple[str | None, str], Numbered] = {}
    for n in reprinted:
        held = best.get((n.document, n.number))
        if held is None or len(n.text) > len(held.text):
            best[n.document, n.number] = n
    return tuple(best.values())


def _named(text: str, titles: Mapping[str, str]) -> str | None:
    """Source.id of the document whose title stands in the text; the longest title wins."""
    low = text.casefold()
    found = [(len(title), id_) for id_, title in titles.items() if title.casefold() in low]
    return max(found)[1] if found else None
