"""Expert cases x a model's opinions -> how far it may count, or why not: `canipost calibrate --writer`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from assistant.assess import assess
from assistant.backends.presidio import read as read_language
from assistant.backends.protocols import ChatModel
from assistant.decide import COST, decide, light_probabilities
from assistant.errors import AssistantError
from assistant.models import Assessment, Context, Decision, Issue, Light, Verdict
from assistant.pipeline import Assistant, open_assistant, passages_for
from assistant.prompts import load_prompt
from assistant.settings import Settings
from assistant.writing.opinion import (
    Opinion,
    Weights,
    combined,
    combined_issues,
    hider,
    opinion_of,
    weights_path,
)
from assistant.writing.redact import plain_words
from corpus.errors import CorpusError
from evals.errors import EvalError, NoCases
from evals.intervals import RESAMPLES, SEED
from evals.load import CASES, load_sets
from evals.models import Case
from evals.writer import PASSED, WRONG_USE, opened, request_of

EXPERT = CASES / "expert.jsonl"
REFUSED = 1
FOLDS = 5
OWN = (0.6, 0.8, 1.0, 1.25)
VOTE = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
NAMED = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
UNNAMED = (0.0, 0.25, 0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """One expert case: what the checks make of it, and what the model does."""

    cluster: str
    truth: Verdict
    acceptable: frozenset[Light]
    assessment: Assessment
    opinion: Opinion | None
    issues: frozenset[Issue] = frozenset()
    """As the expert names them."""


@dataclass(frozen=True, slots=True)
class Power:
    """How far an opinion counts: see Weights."""

    own: float
    vote: float
    named: float = 0.0
    unnamed: float = 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """How the embedded assessment does alone, and with the model's opinion out of fold."""

    weights: Weights
    low: float
    high: float
    """95% interval of the change in expected cost, clusters drawn with replacement."""
    answered: int
    """Cases on which the model had a usable opinion."""
    issues_low: float = 0.0
    issues_high: float = 0.0
    """95% interval of the change in F1 of the issues, clusters drawn with replacement."""

    @property
    def lights_help(self) -> bool:
        """The cost falls by more than chance, and no more unsafe texts are missed."""
        return self.high < 0 and self.weights.missed_after <= self.weights.missed_before

    @property
    def issues_help(self) -> bool:
        """The issues given are the expert's oftener, by more than chance: they decide which reasons a doctor reads first."""
        return self.issues_low > 0

    @property
    def helps(self) -> bool:
        """One of the two."""
        return self.lights_help or self.issues_help


def calibrate(settings: Settings, writer: str, cases: Path | None, record: Path | None) -> int:
    """Weigh and print; keep the weights where the model helps. 0 kept, 1 refused, 2 what cannot be used."""
    console, errors = Console(highlight=False), Console(stderr=True, highlight=False)
    try:
        model = opened(writer, settings, record)
        assistant = open_assistant(settings)
        held = [case for case_set in load_sets([cases or EXPERT]) for case in case_set.cases]
        judged = list(judgements(assistant, held, model))
        made = weigh(judged, model.name)
    except (EvalError, CorpusError, AssistantError) as error:
        errors.print(f"canipost: {error}", markup=False, soft_wrap=True)
        return WRONG_USE
    w = made.weights
    console.print(
        f"{w.model}: {made.answered} of {w.cases} opinions usable. Cost of a wrong light {w.cost_before:.3f} -> {w.cost_after:.3f} "
        f"(95% of the change {made.low:+.3f} to {made.high:+.3f}), same light as the expert {w.light_before:.3f} -> {w.light_after:.3f}, "
        f"unsafe texts missed {w.missed_before} -> {w.missed_after}. Issues, F1 {w.issues_before:.3f} -> {w.issues_after:.3f} "
        f"(95% of the change {made.issues_low:+.3f} to {made.issues_high:+.3f}). Counted: {counted(made)}.",
        markup=False, soft_wrap=True,
    )  # fmt: skip
    path = weights_path(settings.writers_home, w.model)
    if not made.helps:
        path.unlink(missing_ok=True)
        console.print("Refused: it does not measurably help, so its opinion stays off.", markup=False)
        return REFUSED
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(w.model_dump_json(indent=1) + "\n", encoding="utf-8")
    console.print(f"Kept in {path}. It counts where CANIPOST_SECOND_OPINION=1 and CANIPOST_WRITER={w.model}.", markup=False, soft_wrap=True)
    return PASSED


def counted(made: Weighed) -> str:
    """Which of the model's judgements count, in words."""
    return " and ".join(name for name, helps in (("its verdict", made.lights_help), ("its issues", made.issues_help)) if helps) or "nothing"


def judgements(assistant: Assistant, cases: Sequence[Case], model: ChatModel) -> Iterator[Judged]:
    """Each exchange as the checks and as the model judge it. Running it is the agreement to send the cases, redacted."""
    hide = hider(plain_words(assistant.corpus), read_language)
    for case in cases:
        for exchange in case.exchanges:
            request = request_of(exchange, Context(**case.context.model_dump()))
            if exchange.expect.verdict is None:
                continue  # nothing to weigh an opinion by
            assessment = assess(request, assistant.index.judge, assistant.flags)
            paragraphs = [p.paragraph for p in passages_for(assistant, request, assessment, assistant.index.vector(request.text))]
            opinion = opinion_of(request, paragraphs, model, assistant.settings.writer_timeout, hide)
            yield Judged(case.cluster, exchange.expect.verdict, frozenset(exchange.expect.acceptable), assessment, opinion, frozenset(exchange.expect.issues))


def weigh(judged: Sequence[Judged], model: str) -> Weighed:
    """Weights fitted on all, and figures of weights fitted without the fold they are measured on. Raises NoCases for too few."""
    clusters = sorted({j.cluster for j in judged})
    if len(clusters) < 2 * FOLDS:
        raise NoCases(f"these files from enough sources: {len(clusters)}, and {2 * FOLDS} are the least that can be weighed")
    fold = {cluster: n % FOLDS for n, cluster in enumerate(clusters)}
    after: list[Decision] = [decide(j.assessment) for j in judged]
    for number in range(FOLDS):
        power = fitted([j for j in judged if fold[j.cluster] != number])
        after = [given(j, power) if fold[j.cluster] == number else held for j, held in zip(judged, after, strict=True)]
    before = [decide(j.assessment) for j in judged]
    lights = [[decision.verdict.light for decision in each] for each in (before, after)]
    change = np.array([cost(j, a) - cost(j, b) for j, b, a in zip(judged, *lights, strict=True)])
    low, high = _interval(change, [j.cluster for j in judged])
    f1, (f1_low, f1_high) = _issues(judged, before, after)
    power = fitted(judged)
    n = len(judged)
    weights = Weights(
        model=model, prompt=load_prompt("judge").version, own=power.own, vote=power.vote, named=power.named, unnamed=power.unnamed, cases=n,
        cost_before=round(sum(map(cost, judged, lights[0])) / n, 4), cost_after=round(sum(map(cost, judged, lights[1])) / n, 4),
        light_before=round(sum(light in j.acceptable for j, light in zip(judged, lights[0], strict=True)) / n, 4),
        light_after=round(sum(light in j.acceptable for j, light in zip(judged, lights[1], strict=True)) / n, 4),
        missed_before=sum(map(is_missed, judged, lights[0])), missed_after=sum(map(is_missed, judged, lights[1])),
        issues_before=round(f1[0], 4), issues_after=round(f1[1], 4),
    )  # fmt: skip
    made = Weighed(weights, low, high, sum(j.opinion is not None for j in judged), f1_low, f1_high)
    return replace(made, weights=weights.model_copy(update=_off(made)))


def _off(made: Weighed) -> dict[str, float]:
    """What does not help counts nothing."""
    lights = {} if made.lights_help else {"own": 1.0, "vote": 0.0}
    return lights | ({} if made.issues_help else {"named": 0.0, "unnamed": 0.0})


def fitted(judged: Sequence[Judged]) -> Power:
    """The power under which the experts' lights and issues are likeliest; of equals the one that trusts the model least."""
    own, vote = min(product(OWN, VOTE), key=lambda pair: (round(loss(judged, *pair), 9), pair[1], abs(pair[0] - 1)))
    named, unnamed = min(product(NAMED, UNNAMED), key=lambda pair: (round(issue_loss(judged, *pair), 9), sum(pair)))
    return Power(own, vote, named, unnamed)


def loss(judged: Sequence[Judged], own: float, vote: float) -> float:
    """Mean negative log likelihood of the experts' lights."""
    return -sum(log(max(_odds(j, own, vote)[j.truth.light], 1e-9)) for j in judged) / len(judged)


def issue_loss(judged: Sequence[Judged], named: float, unnamed: float) -> float:
    """Mean negative log likelihood of the experts' issues, each for itself; cases without an opinion move nothing and are left out."""
    heard = [j for j in judged if j.opinion is not None]
    if not heard:
        return 0.0
    p = np.clip([[j.assessment.issues[issue] for issue in Issue] for j in heard], 1e-9, 1 - 1e-9)
    said = np.array([[issue in j.opinion.issues for issue in Issue] for j in heard if j.opinion is not None])
    truth = np.array([[issue in j.issues for issue in Issue] for j in heard])
    z = np.log(p / (1 - p)) + np.where(said, named, -unnamed)
    return float(np.logaddexp(0, np.where(truth, -z, z)).sum() / len(heard))


def given(j: Judged, power: Power) -> Decision:
    """What is decided with the opinion counted in; every floor holds."""
    issues = combined_issues(j.assessment.issues, j.opinion, power.named, power.unnamed)
    return decide(replace(j.assessment, verdicts=combined(j.assessment.verdicts, j.opinion, power.own, power.vote), issues=issues))


def cost(j: Judged, light: Light) -> float:
    """What a light costs; nothing where the expert would take it too."""
    return 0.0 if light in j.acceptable else COST[j.truth.light][light]


def is_missed(j: Judged, light: Light) -> bool:
    """An expert's amber or red that was let through."""
    return j.truth.light in (Light.AMBER, Light.RED) and light in (Light.GREEN, Light.NOT_COVERED) and light not in j.acceptable


def _odds(j: Judged, own: float, vote: float) -> Mapping[Light, float]:
    return light_probabilities(combined(j.assessment.verdicts, j.opinion, own, vote))


def _issues(judged: Sequence[Judged], before: Sequence[Decision], after: Sequence[Decision]) -> tuple[tuple[float, float], tuple[float, float]]:
    """F1 of the issues given, before and after, over all cases together, and the 95% interval of the change."""
    names = sorted({j.cluster for j in judged})
    counts = np.zeros((2, len(names), 3))
    for j, *decisions in zip(judged, before, after, strict=True):
        for place, decision in enumerate(decisions):
            counts[place, names.index(j.cluster)] += (len(j.issues & set(decision.issues)), len(decision.issues), len(j.issues))
    draws = np.random.default_rng(SEED).integers(len(names), size=(RESAMPLES, len(names)))
    drawn = _f1(counts[1][draws].sum(axis=1)) - _f1(counts[0][draws].sum(axis=1))
    low, high = np.quantile(drawn, [0.025, 0.975])
    was, now = (float(_f1(each.sum(axis=0))) for each in counts)
    return (was, now), (float(low), float(high))


def _f1(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """From (..., (right, given, expected)): 2 right / (given + expected); 0 where nothing is given or expected."""
    both: NDArray[np.float64] = counts[..., 1] + counts[..., 2]
    return np.asarray(2 * counts[..., 0] / np.maximum(both, 1e-9))


def _interval(change: NDArray[np.float64], clusters: Sequence[str]) -> tuple[float, float]:
    names = sorted(set(clusters))
    at = np.array([names.index(c) for c in clusters])
    sums, counts = np.bincount(at, change), np.bincount(at)
    draws = np.random.default_rng(SEED).integers(len(names), size=(RESAMPLES, len(names)))
    low, high = np.quantile(sums[draws].sum(axis=1) / counts[draws].sum(axis=1), [0.025, 0.975])
    return float(low), float(high)
