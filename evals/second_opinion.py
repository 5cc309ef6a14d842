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
from assistant.decide import COST, decide
from assistant.errors import AssistantError
from assistant.models import Assessment, Context, Light, Verdict
from assistant.pipeline import Assistant, open_assistant, passages_for
from assistant.prompts import load_prompt
from assistant.settings import Settings
from assistant.writing.opinion import Opinion, Weights, combined, hider, light_odds, opinion_of, weights_path
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


@dataclass(frozen=True, slots=True)
class Judged:
    """One expert case: what the checks make of it, and what the model does."""

    cluster: str
    truth: Verdict
    acceptable: frozenset[Light]
    assessment: Assessment
    opinion: Opinion | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """How the embedded assessment does alone, and with the model's opinion out of fold."""

    weights: Weights
    low: float
    high: float
    """95% interval of the change in expected cost, clusters drawn with replacement."""
    answered: int
    """Cases on which the model had a usable opinion."""

    @property
    def helps(self) -> bool:
        """The cost falls by more than chance, and no more unsafe texts are missed."""
        return self.high < 0 and self.weights.missed_after <= self.weights.missed_before


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
        f"unsafe texts missed {w.missed_before} -> {w.missed_after}.", markup=False, soft_wrap=True,
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
            yield Judged(case.cluster, exchange.expect.verdict, frozenset(exchange.expect.acceptable), assessment, opinion)


def weigh(judged: Sequence[Judged], model: str) -> Weighed:
    """Weights fitted on all, and figures of weights fitted without the fold they are measured on. Raises NoCases for too few."""
    clusters = sorted({j.cluster for j in judged})
    if len(clusters) < 2 * FOLDS:
        raise NoCases(f"these files from enough sources: {len(clusters)}, and {2 * FOLDS} are the least that can be weighed")
    fold = {cluster: n % FOLDS for n, cluster in enumerate(clusters)}
    after: list[Light] = [Light.GREEN] * len(judged)
    for number in range(FOLDS):
        own, vote = fitted([j for j in judged if fold[j.cluster] != number])
        for place, j in enumerate(judged):
            if fold[j.cluster] == number:
                after[place] = given(j, own, vote)
    before = [decide(j.assessment).verdict.light for j in judged]
    change = np.array([cost(j, b) - cost(j, a) for j, b, a in zip(judged, after, before, strict=True)])
    low, high = _interval(change, [j.cluster for j in judged])
    own, vote = fitted(judged)
    n = len(judged)
    weights = Weights(
        model=model, prompt=load_prompt("judge").version, own=own, vote=vote, cases=n,
        cost_before=round(sum(map(cost, judged, before)) / n, 4), cost_after=round(sum(map(cost, judged, after)) / n, 4),
        light_before=round(sum(light in j.acceptable for j, light in zip(judged, before, strict=True)) / n, 4),
        light_after=round(sum(light in j.acceptable for j, light in zip(judged, after, strict=True)) / n, 4),
        missed_before=sum(map(is_missed, judged, before)), missed_after=sum(map(is_missed, judged, after)),
    )  # fmt: skip
    return Weighed(weights, low, high, sum(j.opinion is not None for j in judged))


def fitted(judged: Sequence[Judged]) -> tuple[float, float]:
    """(own, vote) under which the experts' lights are likeliest; of equals the one that trusts the model least."""
    return min(product(OWN, VOTE), key=lambda pair: (round(loss(judged, *pair), 9), pair[1], abs(pair[0] - 1)))


def loss(judged: Sequence[Judged], own: float, vote: float) -> float:
    """Mean negative log likelihood of the experts' lights."""
    return -sum(log(max(_odds(j, own, vote)[j.truth.light], 1e-9)) for j in judged) / len(judged)


def given(j: Judged, own: float, vote: float) -> Light:
    """The light decided with the opinion counted in; every floor holds."""
    return decide(replace(j.assessment, verdicts=combined(j.assessment.verdicts, j.opinion, own, vote))).verdict.light


def cost(j: Judged, light: Light) -> float:
    """What a light costs; nothing where the expert would take it too."""
    return 0.0 if light in j.acceptable else COST[j.truth.light][light]


def is_missed(j: Judged, light: Light) -> bool:
    """An expert's amber or red that was let through."""
    return j.truth.light in (Light.AMBER, Light.RED) and light in (Light.GREEN, Light.NOT_COVERED) and light not in j.acceptable


def _odds(j: Judged, own: float, vote: float) -> Mapping[Light, float]:
    return light_odds(combined(j.assessment.verdicts, j.opinion, own, vote))


def _interval(change: NDArray[np.float64], clusters: Sequence[str]) -> tuple[float, float]:
    names = sorted(set(clusters))
    at = np.array([names.index(c) for c in clusters])
    sums, counts = np.bincount(at, change), np.bincount(at)
    draws = np.random.default_rng(SEED).integers(len(names), size=(RESAMPLES, len(names)))
    low, high = np.quantile(sums[draws].sum(axis=1) / counts[draws].sum(axis=1), [0.025, 0.975])
    return float(low), float(high)
