"""What is asked, what came back, and how the two compare: Case, Prediction, Score."""

from collections.abc import Mapping
from dataclasses import dataclass
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
