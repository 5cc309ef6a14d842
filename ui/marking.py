"""A draft and its Findings -> the pieces it is drawn in, and what changed between two checks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant import Advice, Finding, Verdict


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
    left_old, left_new = Counter(map(_same, old)), Counter(map(_same, new))
    return Changes(
        before.verdict,
        after.verdict,
        resolved=tuple(_beyond(old, left_new)),
        new=tuple(_beyond(new, left_old)),
        still=tuple(f for f in new if left_old[_same(f)]),
    )


def _same(finding: Finding) -> tuple[str, str]:
    return finding.issue.value, " ".join(finding.text.casefold().split())


def _beyond(found: Sequence[Finding], other: Counter[tuple[str, str]]) -> list[Finding]:
    """Those of `found` whose words the other check does not flag for the same issue."""
    return [f for f in found if not other[_same(f)]]
