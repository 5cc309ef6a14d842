"""Verdicts that flip where nothing that matters changed, perturbation by perturbation."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from evals.intervals import clustered, wilson
from evals.models import Answer, Case, CaseSet, Flipped, Prediction, Robustness, Tally
from evals.robustness.perturb import PERTURBATIONS, fillings

SEED = 20261121
# cases that every perturbation is tried on: a hundred tell 3% from 10%
MOST = 100

Answering = Callable[[Sequence[CaseSet]], Iterable[Prediction]]
"""Puts cases to the assistant, in order."""


def chosen(predictions: Sequence[Prediction], most: int = MOST, seed: int = SEED) -> list[Prediction]:
    """Up to `most` single requests that were answered, drawn by `seed` evenly over sets; hostile inputs are left out."""
    by_set: defaultdict[str, list[Prediction]] = defaultdict(list)
    for prediction in predictions:
        single = not prediction.case.is_conversation and isinstance(prediction.answers[0], Answer)
        if single and not (prediction.case.set or "").startswith("red-team"):
            by_set[prediction.set].append(prediction)
    share = max(1, most // max(1, len(by_set)))
    return [
        prediction
        for name, held in by_set.items()
        for prediction in Random(f"{seed} {name}").sample(held, k=min(share, len(held)))  # noqa: S311
    ]


def robustness(predictions: Sequence[Prediction], answering: Answering, seed: int = SEED) -> tuple[Robustness, ...]:
    """How often each change flips a verdict or its light: perturbations of the cases, then swaps of people and places."""
    return (*_perturbed(chosen(predictions, seed=seed), answering, seed), *_swapped(answering))


def _perturbed(held: Sequence[Prediction], answering: Answering, seed: int) -> Iterator[Robustness]:
    for name, change in PERTURBATIONS.items():
        pairs = [(prediction, change(prediction.case, Random(f"{seed} {name} {prediction.case.id}"))) for prediction in held]  # noqa: S311
        changed = [(prediction, case) for prediction, case in pairs if case is not None]
        after = answering([_set(name, [case for _, case in changed])]) if changed else ()
        yield _told(
            name,
            [
                (prediction.case.cluster, f"{prediction.set}/{prediction.case.id}", prediction.answers[0], again.answers[0])
                for (prediction, _), again in zip(changed, after, strict=True)
            ],
        )


def _swapped(answering: Answering) -> Iterator[Robustness]:
    for what, cases in fillings().items():
        answers = [prediction.answers[0] for prediction in answering([_set(what, list(cases))])]
        first: dict[str, Answer] = {}
        rows = []
        for case, given in zip(cases, answers, strict=True):
            if case.set is None or not isinstance(given, Answer):
                continue
            if case.set in first:
                rows.append((case.set, case.id, first[case.set], given))
            first.setdefault(case.set, given)
        yield _told(f"another {what}", rows, is_fairness=True)


def _told(name: str, rows: Iterable[tuple[str, str, object, object]], is_fairness: bool = False) -> Robustness:
    answered = [(c, id_, a, b) for c, id_, a, b in rows if isinstance(a, Answer) and isinstance(b, Answer)]
    tallies = [(cluster, Tally(int(a.verdict.light is not b.verdict.light), 1)) for cluster, _, a, b in answered]
    total = sum((tally for _, tally in tallies), Tally())
    return Robustness(
        name=name,
        flips=total,
        verdicts=Tally(sum(a.verdict is not b.verdict for _, _, a, b in answered), len(answered)),
        wilson=wilson(total),
        clustered=clustered(tallies),
        flipped=tuple(
            Flipped(id_, a.verdict, b.verdict) for _, id_, a, b in answered if a.verdict.light is not b.verdict.light
        ),
        is_fairness=is_fairness,
    )


def _set(name: str, cases: Sequence[Case]) -> CaseSet:
    return CaseSet(name, Path(name), "", tuple(cases))
