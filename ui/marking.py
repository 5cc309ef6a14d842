"""A draft and its Findings -> the pieces it is drawn in, and what changed between two checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from assistant import Advice, Finding, Verdict

# least share of their letters that two versions of a sentence have in common, in [0, 1]
MOSTLY = 0.7


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a draft that the same flags cover from end to end."""

    text: str
    flags: tuple[int, ...]
    """Numbers, from 1, of the flags that cover it; none for plain text."""
    ends: tuple[int, ...] = ()
    """Those of them whose words end with it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a check found, beside the check before it."""

    before: Verdict
    after: Verdict
    resolved: tuple[Finding, ...]
    new: tuple[Finding, ...]
    still: tuple[Finding, ...]


def flags(findings: Sequence[Finding]) -> list[Finding]:
    """Each finding once, in order of the text, the longer first; its place, from 1, is its number."""
    once = {(f.start, f.end, f.issue, f.reason): f for f in findings}
    return sorted(once.values(), key=lambda f: (f.start, -f.end))


def pieces(text: str, flagged: Sequence[Finding]) -> list[Piece]:
    """The text cut wherever a flag begins or ends; joined, the pieces are the text again.

    Flags may overlap or stand inside each other. One that covers nothing of the text marks nothing.
    """
    spans = [(max(0, f.start), min(len(text), f.end)) for f in flagged]
    cuts = sorted({0, len(text), *(at for start, end in spans if start < end for at in (start, end))})
    drawn = []
    for start, end in pairwise(cuts):
        over = tuple(n for n, (s, e) in enumerate(spans, start=1) if s <= start and end <= e)
        drawn.append(Piece(text[start:end], over, tuple(n for n in over if spans[n - 1][1] == end)))
    return drawn


def runs(drawn: Sequence[Piece]) -> list[list[Piece]]:
    """Neighbouring pieces gathered: a plain piece alone, and all that are flagged without a gap together."""
    gathered: list[list[Piece]] = []
    for piece in drawn:
        goes_on = gathered and piece.flags and set(piece.flags) & set(gathered[-1][-1].flags)
        if goes_on:
            gathered[-1].append(piece)
        else:
            gathered.append([piece])
    return gathered


def changes(before: Advice, after: Advice) -> Changes:
    """What was resolved, what is new and what stays, told by issue and words, not by place."""
    old, new = flags(before.findings), flags(after.findings)
    left = list(old)
    still = []
    for finding in new:
        same = next((f for f in left if is_same(f, finding)), None)
        if same:
            left.remove(same)
            still.append(finding)
    return Changes(before.verdict, after.verdict, tuple(left), tuple(f for f in new if f not in still), tuple(still))


def is_same(one: Finding, other: Finding) -> bool:
    """Both flag the same trouble: one issue, and words that are equal, or that were edited and are still mostly there."""
    if one.issue is not other.issue:
        return False
    first, second = (" ".join(f.text.casefold().split()) for f in (one, other))
    return first == second or SequenceMatcher(None, first, second, autojunk=False).ratio() >= MOSTLY
