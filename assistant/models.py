"""The values that travel along the flow, from a Question or Draft to Advice.

Field names of Advice and below are the JSON keys that outside tools read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from corpus.models import Confidence, Context, Issue, Light, Paragraph, Strength, Verdict

__all__ = [
    "NO_STORY", "Advice", "Assessment", "Care", "Citation", "Confidence", "Context", "Decision", "Detail", "DetailKind", "Door", "Draft",
    "Fact", "Finding", "Floor", "Grade", "Identifier", "Instead", "Issue", "Jigsaw", "Kind", "Light", "Matter", "Outside", "Paragraph", "Passage",
    "Posted", "Question", "Ranking",
    "Reason", "Request", "Similar", "Strength", "Verdict", "Whose", "Written",
]  # fmt: skip


class Kind(StrEnum):
    """What was handed in."""

    QUESTION = "question"
    DRAFT = "draft"


class Ranking(StrEnum):
    """The three rankings that retrieval fuses."""

    WORDS = "words"
    VECTORS = "vectors"
    RELEVANCE = "relevance"


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


class Identifier(StrEnum):
    """What points straight at a person."""

    NAME = "name"
    LIKELY_NAME = "likely-name"
    DATE_OF_BIRTH = "date-of-birth"
    NHS_NUMBER = "nhs-number"
    INSURANCE_NUMBER = "national-insurance-number"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PICTURE = "picture"

    @property
    def is_name(self) -> bool:
        """A name, or what looks like one."""
        return self in (Identifier.NAME, Identifier.LIKELY_NAME)


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
    identifier: Identifier | None = None
    """What points to the person, where a name, a number or a picture does."""


class DetailKind(StrEnum):
    """What a detail tells of a person."""

    AGE = "age"
    ETHNICITY = "ethnicity"
    OCCUPATION = "occupation"
    FAMILY = "family"
    PLACE = "place"
    TIME = "time"
    CONDITION = "condition"
    RARE = "rare condition"
    PROCEDURE = "procedure"
    EVENT = "event"
    OUTCOME = "outcome"
    PICTURE = "picture"
    QUOTATION = "quotation"
    UNIQUE = "only one"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Detail:
    """One detail of a person, where it stands, and its weight: 0.5 hardly narrows, 2 leaves one or two people."""

    kind: DetailKind
    start: int
    end: int
    text: str
    weight: float


class Whose(StrEnum):
    """Whom the details of a text are about."""

    PATIENT = "patient"
    SELF = "self"
    FICTION = "fiction"
    PUBLIC_FIGURE = "public figure"
    MANY = "many"
    NOBODY = "nobody"


class Grade(StrEnum):
    """Who could recognise the person a text is about."""

    GENERIC = "generic"
    INSIDERS = "insiders"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Jigsaw:
    """How the details of one text add up."""

    grade: Grade
    whose: Whose
    details: tuple[Detail, ...]
    """In order of the text; empty where no patient's story is told."""
    who: tuple[str, ...]
    """Who would know, each in a sentence, nearest first."""
    remove: tuple[str, ...]
    """Words to leave out to bring it down to generic, heaviest first."""


NO_STORY = Jigsaw(Grade.GENERIC, Whose.NOBODY, (), (), ())
"""Nothing in the text is about a person who could be recognised."""


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
    jigsaw: Jigsaw = NO_STORY
    row: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32), compare=False)
    """(dim,) of the whole text, by the judging encoder."""


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
    jigsaw: Jigsaw = NO_STORY
    lights: Mapping[Light, float] = field(default_factory=dict)
    """What the judge made of each light, before any floor."""
    is_floored: bool = False
    """A floor made it stricter than the judge would have been."""
    bends_rules: bool = False
    """It was not passed because the text tries to change how it is judged."""


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
    relevance: float = 0.0
    """How squarely it bears on the request, in [0, 1], by its issues and by what like cases rest on."""
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
class Door:
    """Somewhere to turn."""

    name: str
    what: str
    url: str


@dataclass(frozen=True, slots=True)
class Care:
    """A first line to somebody who may be in trouble, and where to turn. It judges nothing."""

    kind: str
    """What the words tell of, e.g. 'complaint'."""
    line: str
    doors: tuple[Door, ...]
    is_guess: bool = False
    """The sense of the words told of it, and no sign that they hold."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What to do now that it has been posted, seen or complained about."""

    kind: str
    headline: str
    steps: tuple[Reason, ...]
    """In order, each with its paragraphs, where any stand behind it."""
    wordings: tuple[Instead, ...]
    whom: tuple[str, ...]
    """Whom to tell, and about what."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Something asked that is not answered here."""

    subject: str
    """As it is named in a sentence, e.g. 'the tax or money question'."""
    who: str
    """Who would know."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a language model's try at wording an answer."""

    model: str
    tries: int
    """Calls that brought a reply: 0, 1, or 2 with the repair."""
    kept: int
    """Points, headline, suggestion and question that passed every check."""
    dropped: Mapping[str, int]
    """Rule broken -> how many parts fell by it, over all tries."""
    seconds: float
    tokens: int
    """Of prompts and replies, as counted by the server or estimated."""
    fell_back: str = ""
    """Why the embedded answer stands, in words; empty where the written one does."""
    question: str = ""
    """A question back to the doctor, checked like the rest."""


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
    jigsaw: Jigsaw = NO_STORY
    exposure: tuple[Reason, ...] = ()
    """Ways in which a private message could come out."""
    intent: str = "can-i"
    """What the message asked for: a member of assistant.lookup.Intent."""
    care: Care | None = None
    """For the person, before any rule."""
    posted: Posted | None = None
    parts: "tuple[Matter, ...]" = ()
    """Where a message asks about several matters, each with its own answer; the rest of this is the strictest one's."""
    outside: tuple[Outside, ...] = ()
    lights: Mapping[Light, float] = field(default_factory=dict)
    """What the judge made of each light, for the turn that comes after."""
    is_floored: bool = False
    """A floor made the verdict stricter than the judge would have been."""
    row: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
    """(dim,) of a single question, by the judging encoder, for the question back; None where it was not read as one."""
    written: Written | None = None
    """None where no writer was asked."""

    @property
    def light(self) -> Light:
        """The traffic light of the verdict."""
        return self.verdict.light


@dataclass(frozen=True, slots=True)
class Matter:
    """One of several matters in a message, and the answer to it alone."""

    question: str
    advice: Advice
