"""Thresholds held against a Report: what must not get worse."""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import Field, ValidationError, model_validator

from assistant.yaml_file import Part
from evals.errors import BadThresholds
from evals.results import Bound, GateResult, GateState, Robustness, SetReport
from evals.robustness.perturb import PERTURBATIONS, SWAPS
from evals.score import MEASURES

THRESHOLDS = Path(__file__).parent / "thresholds.yaml"
ANY = "any"
# a section of its own: the share of lights that flip under each change
ROBUSTNESS = "robustness"
HELD = (*MEASURES, "calibration_error", "latency_p50_ms", "latency_p95_ms")


class Threshold(Part):
    """A bound on one measure, and why it stands where it does."""

    at_least: float | None = None
    at_most: float | None = None
    because: str = Field(min_length=1)

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("give either 'at_least' or 'at_most'")
        return self

    @property
    def bound(self) -> Bound:
        """Which side is good."""
        return Bound.AT_LEAST if self.at_least is not None else Bound.AT_MOST

    @property
    def limit(self) -> float:
        """The value held to: the one of the two that is given."""
        return next(value for value in (self.at_least, self.at_most) if value is not None)

    def result(self, report: SetReport, measure: str) -> GateResult:
        """How this bound comes out for one measure of one set."""
        return self.held(report.name, measure, report.value(measure))

    def held(self, of_set: str, measure: str, value: float | None) -> GateResult:
        """How this bound comes out for a value, or for none."""
        if value is None:
            state = GateState.DOES_NOT_APPLY
        else:
            state = GateState.MET if self.bound.holds(value, self.limit) else GateState.FAILED
        return GateResult(of_set, measure, self.bound, self.limit, value, state, self.because)


Thresholds = Mapping[str, Mapping[str, Threshold]]
"""Name of a set, or 'any' -> measure -> Threshold."""


def load_thresholds(path: Path = THRESHOLDS) -> Thresholds:
    """The thresholds of a file. Raises BadThresholds with what is wrong and the mend."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadThresholds(path, f"not readable as YAML ({error})", "Mend the indentation or quotes there") from error
    if not isinstance(data, dict) or not all(isinstance(held, dict) for held in data.values()):
        raise BadThresholds(path, "not a mapping of sets to measures", "Write 'any:' and, below it, 'measure:' lines")
    return {
        str(name): {measure: _threshold(path, str(name), measure, held) for measure, held in of_set.items()}
        for name, of_set in data.items()
    }


def judge(thresholds: Thresholds, sets: Iterable[SetReport]) -> tuple[GateResult, ...]:
    """Every threshold held against every set it is for.

    A bound named for a set stands in place of the one for 'any' on the same measure. A measure without a
    value (no case is about it) does not apply; a run in which nothing could be scored fails on 'scored'.
    """
    return tuple(
        threshold.result(report, measure)
        for report in sets
        for measure, threshold in (dict(thresholds.get(ANY, {})) | dict(thresholds.get(report.name, {}))).items()
    )


def judge_robustness(thresholds: Thresholds, held: Iterable[Robustness]) -> tuple[GateResult, ...]:
    """Every change that should not matter, held against its own bound, or that of 'any' in the same section."""
    bounds = thresholds.get(ROBUSTNESS, {})
    return tuple(
        bound.held(ROBUSTNESS, of.name, of.flips.value)
        for of in held
        if (bound := bounds.get(of.name) or (None if of.is_fairness else bounds.get(ANY)))
    )


def failures(results: Iterable[GateResult]) -> tuple[GateResult, ...]:
    """Those below (or above) their threshold."""
    return tuple(result for result in results if result.state is GateState.FAILED)


def _threshold(path: Path, of_set: str, measure: str, data: Any) -> Threshold:
    where, known = f"{of_set}.{measure}", (ANY, *PERTURBATIONS, *SWAPS) if of_set == ROBUSTNESS else HELD
    if measure not in known:
        near = difflib.get_close_matches(measure, known, n=3) or known
        raise BadThresholds(path, f"{where}: there is no measure {measure!r}", f"Use one of: {', '.join(near)}")
    try:
        return Threshold.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join([where, *(str(part) for part in first["loc"])])
        raise BadThresholds(
            path, f"{field}: {first['msg']}", "Give a bound (at_least or at_most) and because"
        ) from error
