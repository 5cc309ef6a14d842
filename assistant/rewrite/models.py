"""Edit, Rewrite, and what the rewriting asks of a judge."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.models import Decision, Instead, Issue, Light, Verdict


class EditKind(StrEnum):
    """What an edit does."""

    MASK = "mask"
    """A name or number goes."""
    GENERALISE = "generalise"
    """A detail becomes general, or goes."""
    SOFTEN = "soften"
    """A harsh word becomes a plain one, or goes."""
    TONE_DOWN = "tone-down"
    """A claim no evidence bears becomes one that it may, or goes."""
    ADD = "add"
    """A disclosure or a source it lacks."""
    SIGNPOST = "signpost"
    """Advice to one person becomes where to get it."""
    LEAVE_OUT = "leave-out"
    """A sentence or clause goes."""
    STAND_IN = "stand-in"
    """Other words altogether, for the same occasion."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a draft; any subset of a Rewrite's edits may be applied."""

    start: int
    """Offset of the first character it replaces, in the draft as handed in."""
    end: int
    before: str
    after: str
    """Empty where the words go."""
    kind: EditKind
    issue: Issue
    why: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What could be posted: the draft with edits, or, where none rescues it, something else."""

    text: str | None
    """The draft with every edit made; None where no edit rescues it."""
    edits: tuple[Edit, ...]
    """In order of the draft, none overlapping another."""
    verdict: Verdict | None
    """Of `text`, checked again; None with it."""
    note: str
    """What happened, in a sentence."""
    instead: tuple[Instead, ...] = ()
    """What could be posted instead, where no edit rescues the draft."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A version of the draft as the checks see it."""

    decision: Decision
    harm: float
    """Probability of amber or red, in [0, 1]."""

    @property
    def is_green(self) -> bool:
        """It may be posted."""
        return self.decision.verdict.light is Light.GREEN


Judging = Callable[[str], Judged]
"""Checks a version of the draft, in the context of the first."""
