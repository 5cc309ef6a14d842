"""The values that travel along the flow, from a Question or Draft to Advice.

Field names of Advice and below are the JSON keys that outside tools read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.models import Confidence, Context, Issue, Light, Paragraph, Strength, Verdict

__all__ = [
    "Advice", "Assessment", "Citation", "Confidence", "Context", "Decision", "Draft", "Fact", "Finding",
    "Floor", "Instead", "Issue", "Kind", "Light", "Paragraph", "Passage", "Question", "Ranking", "Reason",
    "Request", "Similar", "Strength", "Verdict",
]  # fmt: skip


class Kind(StrEnum):
    """What was handed in."""

    QUESTION = "question"
    DRAFT = "draft"


class Ranking(StrEnum):
    """The three rankings that retrieval fuses."""

    WORDS = "words"
    VECTORS = "vectors"
    ISSUES = "issues"


NOWHERE = Context()
"""Nothing was said about platform, audience or role."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with what was asked before it (oldest first)."""

    text: str
    context: Context = NOWHERE
    turns: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """Always a question."""
        return Kind.QUESTION


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be checked before it is sent."""

    text: str
    context: Context = NOWHERE

    @property
    def kind(self) -> Kind:
        """Always a draft."""
        return Kind.DRAFT


Request = Question | Draft


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check saw in the text."""

    check: str
    issue: Issue
    start: int
    """Offset of the first character, in the text as handed in."""
    end: int
    """Offset after the last character."""
    text: str
    reason: str
    """A sentence for the doctor."""
    score: float = 1.0
    """How sure the check is, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A verdict that no score may undo, and what demands it."""

    verdict: Verdict
    why: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What all the checks made of a text."""

    findings: tuple[Finding, ...]
    """In order of the text."""
    issues: Mapping[Issue, float]
    """Calibrated probability of each issue."""
    verdicts: Mapping[Verdict, float]
    """Calibrated probability of each verdict; sums to 1."""
    floors: tuple[Floor, ...] = ()
    rule_bending: bool = False
    """The text tries to change how it is judged."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict, how sure, about what, and how it came about."""

    verdict: Verdict
    confidence: float
    """Calibrated probability that an expert would give this light."""
    issues: tuple[Issue, ...]
    """Heaviest first."""
    findings: tuple[Finding, ...]
    """Those that bear on the verdict, in order of the text."""
    steps: tuple[str, ...]
    """What decided, in order, for --explain."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A Paragraph as retrieved for one request."""

    paragraph: Paragraph
    rank: int
    """From 1, best first."""
    score: float
    """Fused score: comparable within one request only."""
    rankings: tuple[Ranking, ...]
    """Which rankings brought it."""
    used: bool = False
    """A reason of the Advice cites it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A Paragraph and the words of it that a reason relies on."""

    paragraph: str
    """Paragraph.id."""
    quote: str
    """A true substring of Paragraph.text."""
    reference: str
    """As shown: the number only where we are sure of it."""
    strength: Strength
    url: str | None
    official: bool
    """The quote is the publisher's wording, not our digest."""
    edition: str = ""
    """Date from which the edition quoted is in force, or 'undated'."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of the answer, with the paragraphs behind it."""

    issue: Issue | None
    """None for a reason that belongs to no issue."""
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Instead:
    """What to do or write instead; `wording` is ready to copy."""

    text: str
    wording: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact not given that would change the answer."""

    id: str
    ask: str
    if_yes: str
    if_no: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A published judgement on a like case."""

    precedent: str
    expert: str
    verdict: Verdict
    summary: str
    url: str
    similarity: float
    """Cosine, in [-1, 1]."""


@dataclass(frozen=True, slots=True)
class Advice:
    """The reply to one request."""

    verdict: Verdict
    confidence: float
    confidence_words: str
    headline: str
    issues: tuple[Issue, ...]
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]
    conditions: tuple[str, ...]
    instead: tuple[Instead, ...]
    would_change: tuple[Fact, ...]
    next_steps: tuple[str, ...]
    reader_test: Mapping[str, str]
    """Reader -> why that reader would be unhappy; empty when nobody would."""
    similar: tuple[Similar, ...]
    passages: tuple[Passage, ...]
    """Used and passed over, best first."""
    corpus_edition: str
    mode: str = "embedded"
    notices: tuple[str, ...] = ()
    steps: tuple[str, ...] = field(default=())

    @property
    def light(self) -> Light:
        """The traffic light of the verdict."""
        return self.verdict.light
