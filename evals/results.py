"""What a run found: rates with their intervals, what failed, what moved, and the Report of it all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.models import Issue, Verdict
from evals.models import Scored, Tally


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
