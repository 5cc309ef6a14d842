"""What is asked, what came back, and how the two compare: Case, Prediction, Score, Report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assistant.conversation.models import FactName
from assistant.models import Context, Grade, Issue, Kind, Light, Verdict, Whose

NOTHING_ASKED = "nothing"
"""What `asks` holds where a turn should be answered without a question back."""


class CaseRecord(BaseModel):
    """A part of a case as it stands in a file: null is not given, and keys of other tools are let be."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _null_is_not_given(cls, data: Any) -> Any:
        return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


class CaseContext(CaseRecord, Context):
    """A Context in which keys of other tools are let be."""

    # said again, for the last base would decide
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldSpan(CaseRecord):
    """Words of the input that an expert marked."""

    text: str = Field(min_length=1)
    issue: Issue | None = None


def _phrases(point: Any) -> Any:
    return (point,) if isinstance(point, str) else point


Phrase = Annotated[str, Field(min_length=1)]
Point = Annotated[tuple[Phrase, ...], BeforeValidator(_phrases), Field(min_length=1)]
"""A point that an answer must make, in one wording or in several any of which will do."""


class Expect(CaseRecord):
    """What an expert expects of one answer."""

    verdict: Verdict | None = Field(None, description="None: nobody judged it, only the paragraphs")
    also_acceptable: tuple[Verdict, ...] = Field((), description="other verdicts a careful expert could give")
    issues: tuple[Issue, ...] = ()
    cite: tuple[str, ...] = Field((), description="ids of paragraphs any of which is right")
    key: tuple[str, ...] = Field((), description="those of `cite` that a best answer has")
    spans: tuple[GoldSpan, ...] | None = Field(None, description="None: nobody marked; (): nothing to mark")
    vital: tuple[Point, ...] = Field((), description="points that an answer must make, each a sentence or a list of wordings")
    grade: Grade | None = Field(None, description="who could recognise the person told of; None: nobody graded it")
    whose: Whose | None = Field(None, description="whose story it is")
    gone: tuple[Phrase, ...] = Field((), description="words that a rewrite may not keep")
    kept: tuple[Phrase, ...] = Field((), description="words that a rewrite must keep")
    why: str = Field("", validation_alias=AliasChoices("why", "note"), description="the expert's reason, in a sentence")
    changed: FactName | None = Field(None, description="the fact that a turn of a conversation changes; None: not scored")
    asks: str | None = Field(None, description=f"the fact that should be asked back; '{NOTHING_ASKED}' (null in a file): none; None: not scored")

    @model_validator(mode="before")
    @classmethod
    def _null_is_not_given(cls, data: Any) -> Any:
        """As everywhere, but for `asks`, where null says that nothing should be asked."""
        if not isinstance(data, dict):
            return data
        given = {key: value for key, value in data.items() if value is not None}
        return given | {"asks": NOTHING_ASKED} if data.get("asks", "") is None else given

    @property
    def light(self) -> Light | None:
        """The light of the verdict; None where nobody gave one."""
        return self.verdict.light if self.verdict else None

    @property
    def acceptable(self) -> frozenset[Light]:
        """The lights that are right; none where nobody judged."""
        return frozenset(verdict.light for verdict in (self.verdict, *self.also_acceptable) if verdict)


class Turn(CaseRecord):
    """One message of a conversation, and the answer expected to it."""

    user: str
    expect: Expect = Expect()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request of a Case as it is put to the assistant, and what is expected of the answer."""

    kind: Kind
    text: str
    earlier: tuple[str, ...]
    """The user's messages before it, oldest first."""
    expect: Expect


class Case(CaseRecord):
    """What an expert expects of one request, or of each turn of a conversation."""

    id: str = Field(min_length=1)
    kind: Kind = Kind.QUESTION
    input: str | None = None
    context: CaseContext = CaseContext()
    expect: Expect | None = None
    turns: tuple[Turn, ...] = ()
    set: str | None = Field(None, description="the near-miss set it belongs to")
    source_url: str | None = Field(None, description="the publication that holds the judgement")
    expert: str | None = Field(None, description="the body whose judgement it is")
    status: Literal["candidate"] | None = Field(None, description="'candidate': no verdict yet; for the labelling desk, never scored")
    label_tier: str | None = Field(None, description="A: UK body, stated; B; C: foreign and inferred, or opinion")

    @model_validator(mode="before")
    @classmethod
    def _expectation_from_flat_keys(cls, data: Any) -> Any:
        """In a file the keys of `expect` stand beside `input`."""
        if isinstance(data, dict) and data.get("status") == "candidate" and data.get("verdict") is None:
            return data
        if isinstance(data, dict) and not data.get("turns") and data.get("expect") is None:
            return data | {"expect": data}
        return data

    @model_validator(mode="after")
    def _one_request_or_turns(self) -> Self:
        if bool(self.turns) == (self.input is not None):
            raise ValueError("a case has either 'input' or a non-empty list 'turns'")
        return self

    @property
    def is_candidate(self) -> bool:
        """Whether nobody has said yet what is expected."""
        return self.status == "candidate" and self.expect is None and not self.turns

    @property
    def is_conversation(self) -> bool:
        """Whether it has turns."""
        return bool(self.turns)

    @property
    def cluster(self) -> str:
        """What it shares with cases that are not independent of it: a publication, or a near-miss set."""
        return self.source_url or self.set or self.id

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Every request of the case, in order; one, unless it is a conversation."""
        if self.input is not None:
            return (Exchange(self.kind, self.input, (), self.expect or Expect()),)
        said = tuple(turn.user for turn in self.turns)
        return tuple(
            Exchange(Kind.QUESTION, turn.user, said[:place], turn.expect) for place, turn in enumerate(self.turns)
        )


@dataclass(frozen=True, slots=True)
class CaseSet:
    """The cases of one file."""

    name: str
    path: Path
    sha256: str
    cases: tuple[Case, ...]
    partial: bool = False
    """Only some cases of the file were taken."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text that the assistant marked; offsets in characters."""

    start: int
    end: int
    text: str
    issue: Issue


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that an answer says stand in a paragraph."""

    paragraph: str
    words: str


@dataclass(frozen=True, slots=True)
class Force:
    """How strongly one reason speaks, and how strongly the paragraphs it cites do."""

    says_must: bool
    cites_must: bool


@dataclass(frozen=True, slots=True)
class Reworded:
    """What became of a draft that was rewritten."""

    offered: bool
    """Any of it was edited."""
    is_green: bool = False
    """The rewrite, reviewed anew."""
    gone: tuple[bool, ...] = ()
    """For each of the words that must go, whether it went."""
    kept: tuple[bool, ...] = ()
    """For each of the words that should stay, whether it stayed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One Advice, reduced to what is measured."""

    verdict: Verdict
    issues: tuple[Issue, ...]
    citations: tuple[str, ...]
    """Paragraph ids, best first, each once."""
    findings: tuple[Mark, ...]
    retrieved: tuple[str, ...]
    """Paragraph ids, best first."""
    confidence: float
    latency_ms: float
    quotes: tuple[Quote, ...] = ()
    steps: tuple[str, ...] = ()
    """What decided, in order."""
    grade: Grade = Grade.GENERIC
    """Who could recognise the person told of."""
    is_of_a_patient: bool = False
    """Whether it was read as a patient's story."""
    textbook: tuple[str, ...] | None = None
    """Paragraph ids that the textbook pipeline retrieved; None where it was not asked."""
    forces: tuple[Force, ...] = ()
    """One for each reason that cites anything."""
    said: str = ""
    """All the sentences of the answer, one a line."""
    vital: tuple[float, ...] = ()
    """For each vital point, how near the nearest sentence of the answer comes to it: cosine, in [-1, 1]."""
    live: tuple[str, ...] = ()
    """What of it would come alive as markup where it is shown: nothing, always."""
    reworded: Reworded | None = None
    """None where no rewrite was asked for."""
    changed: tuple[str, ...] | None = None
    """The facts that a turn changed; None where there was no conversation."""
    asked: str | None = None
    """The fact that was asked back."""
    same: tuple[bool, ...] = ()
    """For each time it was asked again in another process: whether the answer was the same."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """An exchange that could not be scored, and why."""

    error: str
    """The kind of error, fit for a log."""
    detail: str
    """Its message, which may hold words of the input: for the report files only."""
    latency_ms: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """What came back for one Case: one Answer or NoAnswer for each of its exchanges."""

    set: str
    case: Case
    answers: tuple[Answer | NoAnswer, ...]


class State(StrEnum):
    """Whether a measure could be taken of an exchange."""

    SCORED = "scored"
    DOES_NOT_APPLY = "does not apply"
    COULD_NOT_BE_SCORED = "could not be scored"


@dataclass(frozen=True, slots=True)
class Tally:
    """A fraction whose parts can be added: `hits` of `of`. Zero of zero is no value, never 0."""

    hits: int = 0
    of: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both parts added."""
        return Tally(self.hits + other.hits, self.of + other.of)

    @property
    def value(self) -> float | None:
        """hits / of, or None where there is nothing to divide by."""
        return self.hits / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Score:
    """One measure's value for one exchange, or the state that says why it has none."""

    measure: str
    tally: Tally = Tally()
    state: State = State.SCORED


@dataclass(frozen=True, slots=True)
class Scored:
    """One exchange with its answer and the Scores of the two."""

    set: str
    case: Case
    place: int
    """Which exchange of the case, from 0."""
    exchange: Exchange
    answer: Answer | NoAnswer
    scores: Mapping[str, Score]

    @property
    def id(self) -> str:
        """The case's id, with the turn (from 1) in a conversation."""
        return f"{self.case.id}, turn {self.place + 1}" if self.case.is_conversation else self.case.id


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a 95% interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rate:
    """A measure over many exchanges."""

    hits: int
    of: int
    value: float | None
    wilson: Interval | None
    """None where the measure is no proportion of independent trials."""
    clustered: Interval | None
    """Bootstrap over publications and near-miss sets; None with fewer than two."""


@dataclass(frozen=True, slots=True)
class Latency:
    """How long answers took, in milliseconds."""

    n: int
    p50: float
    p95: float
    slowest: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: how sure they were, and how often they were right."""

    low: float
    high: float
    n: int
    said: float
    """Mean confidence."""
    right: float
    """Share whose light is right."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The surest answers alone."""

    coverage: float
    """Share of the answers that are kept."""
    right: float
    """Share of those whose light is right."""


@dataclass(frozen=True, slots=True)
class Group:
    """One line of a breakdown."""

    name: str
    n: int
    rates: Mapping[str, Rate]


@dataclass(frozen=True, slots=True)
class Worst:
    """An error, told so that a person can judge it."""

    id: str
    set: str
    fault: str
    input: str
    expected: Verdict | None
    """None where nobody judged, only the paragraphs."""
    also_acceptable: tuple[Verdict, ...]
    given: Verdict
    confidence: float
    expected_issues: tuple[Issue, ...]
    given_issues: tuple[Issue, ...]
    why: str
    """The expert's sentence."""
    steps: tuple[str, ...]
    """What decided, in order."""
    said: str
    """The answer, a sentence a line."""
    expected_paragraphs: tuple[str, ...]
    given_paragraphs: tuple[str, ...]
    """Ids, best first."""


@dataclass(frozen=True, slots=True)
class Unscored:
    """An exchange that could not be scored."""

    id: str
    set: str
    error: str
    detail: str


@dataclass(frozen=True, slots=True)
class SetReport:
    """Every measure over one set of cases, or over all of them."""

    name: str
    cases: int
    exchanges: int
    rates: Mapping[str, Rate]
    calibration_error: float | None
    reliability: tuple[Bin, ...]
    """The bins behind the calibration error, empty ones left out."""
    coverage: tuple[Covered, ...]
    """How right it would be, did it answer only where it is surest."""
    latency: Latency | None
    confusion: Mapping[str, Mapping[str, int]]
    """Expected light -> given light -> exchanges."""
    breakdowns: Mapping[str, tuple[Group, ...]]
    """kind, light, issue, platform, tier, source -> its groups."""
    worst: tuple[Worst, ...]
    unscored: tuple[Unscored, ...]

    def value(self, measure: str) -> float | None:
        """A measure by name: a rate, calibration_error, latency_p50_ms or latency_p95_ms."""
        match measure:
            case "calibration_error":
                return self.calibration_error
            case "latency_p50_ms":
                return self.latency.p50 if self.latency else None
            case "latency_p95_ms":
                return self.latency.p95 if self.latency else None
            case _:
                return self.rates[measure].value


@dataclass(frozen=True, slots=True)
class Provenance:
    """What was run, on what, so that two reports can be compared."""

    when: str
    """ISO time, UTC."""
    corpus_edition: str
    index: str
    """Fingerprint of the index."""
    commit: str | None
    """Of the working copy, '-changed' where files differ from it."""
    versions: Mapping[str, str]
    settings: Mapping[str, Any]
    case_files: Mapping[str, str]
    """Name of a set -> sha256 of its file."""
    partial: bool
    """Only some of the cases were run (--limit, --filter)."""


class Bound(StrEnum):
    """Which side of a threshold is good."""

    AT_LEAST = "at least"
    AT_MOST = "at most"

    def holds(self, value: float, limit: float) -> bool:
        """Whether `value` is on the good side of `limit`, or on it."""
        return value >= limit if self is Bound.AT_LEAST else value <= limit


class GateState(StrEnum):
    """How one threshold came out."""

    MET = "met"
    FAILED = "failed"
    DOES_NOT_APPLY = "does not apply"


@dataclass(frozen=True, slots=True)
class GateResult:
    """One threshold held against one set."""

    set: str
    measure: str
    bound: Bound
    threshold: float
    value: float | None
    state: GateState
    because: str


@dataclass(frozen=True, slots=True)
class Change:
    """One measure of one set in two runs, over the exchanges that both hold."""

    set: str
    measure: str
    before: Tally
    after: Tally
    gained: int
    """Exchanges with more hits than before. Hits of 'unsafe miss' are misses: see Measure.better."""
    lost: int
    p: float | None
    """Exact McNemar; None where an exchange can hold more than one trial."""
    interval: Interval | None
    """Of rate after - rate before, clusters drawn together."""
    smallest: float | None
    """The smallest difference these cases could show, with as many flips back as there were."""
    moved: bool
    """By more than chance."""


@dataclass(frozen=True, slots=True)
class Flip:
    """An exchange whose verdict is another than before."""

    id: str
    set: str
    expected: Verdict | None
    before: Verdict | None
    """None: could not be scored."""
    after: Verdict | None
    was_right: bool
    """Its light was."""
    now_right: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run beside an earlier one."""

    before: str
    """The earlier run, as a reader meets it."""
    changes: tuple[Change, ...]
    flips: tuple[Flip, ...]
    """Those that are now wrong first."""
    not_compared: tuple[str, ...]
    """Sets that only one of the two holds."""
    added: int
    """Exchanges of the compared sets that only this run holds."""
    gone: int
    """Exchanges of the compared sets that only the earlier run holds."""
    is_baseline: bool = False
    """The earlier run is the accepted one, which `--gate` holds to."""

    @property
    def moved(self) -> tuple[Change, ...]:
        """What moved by more than chance."""
        return tuple(change for change in self.changes if change.moved)


@dataclass(frozen=True, slots=True)
class PastRun:
    """The headline of a whole run that was kept, for the trend."""

    when: str
    commit: str | None
    rates: Mapping[str, Mapping[str, float | None]]
    """Name of a set -> measure -> rate."""


@dataclass(frozen=True, slots=True)
class Flipped:
    """A request whose light changed though nothing that matters did."""

    id: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Robustness:
    """One change that should not matter, and how often it did."""

    name: str
    flips: Tally
    """Lights that changed, of the requests it could be tried on."""
    verdicts: Tally
    """Verdicts that changed, within a light or not."""
    wilson: Interval | None
    clustered: Interval | None
    flipped: tuple[Flipped, ...]
    is_fairness: bool
    """A swap of who or where somebody is."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a run found."""

    provenance: Provenance
    all: SetReport
    sets: tuple[SetReport, ...]
    gate: tuple[GateResult, ...]
    items: tuple[Scored, ...] = field(repr=False)
    """Every exchange, in order of the cases."""
    notes: tuple[str, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    """With the baseline, and with a run that was named."""
    robustness: tuple[Robustness, ...] = ()
    """Empty where it was not asked for."""
    past: tuple[PastRun, ...] = ()
    """Whole runs written into the same folder, oldest first, this one last."""
    paragraphs: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Paragraph id -> its text, for those that the worst errors name."""

    @property
    def moved(self) -> tuple[Change, ...]:
        """What moved away from the accepted numbers by more than chance."""
        return tuple(change for comparison in self.comparisons if comparison.is_baseline for change in comparison.moved)
