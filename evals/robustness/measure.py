"""Verdicts that flip where nothing that matters changed, perturbation by perturbation."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from evals.intervals import clustered, wilson
from evals.models import Answer, Case, CaseSet, Prediction, Tally
from evals.results import Flipped, Robustness
from evals.robustness.make import Changes
from evals.robustness.perturb import PERTURBATIONS, SEED, fillings

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


def robustness(
    predictions: Sequence[Prediction], answering: Answering, changes: Changes | None = None, seed: int = SEED
) -> tuple[Robustness, ...]:
    """How often each change flips a verdict or its light: `changes` of the cases, then swaps of people and places.

    Without `changes`, up to MOST of the cases are changed here, as `seed` has it.
    """
    by_name = _changed_here(chosen(predictions, seed=seed), seed) if changes is None else _as_shipped(predictions, changes)
    return (*_perturbed(by_name, answering), *_swapped(answering))


Pairs = Mapping[str, Sequence[tuple[Prediction, Case]]]
"""Name of a change -> what came back for a case as it was, and the case as it is now."""


def _as_shipped(predictions: Sequence[Prediction], changes: Changes) -> Pairs:
    """The shipped changes of the cases that this run holds."""
    ran = {f"{p.set}/{p.case.id}": p for p in predictions if isinstance(p.answers[0], Answer)}
    return {name: [(ran[of], case) for of, case in cases if of in ran] for name, cases in changes.items()}


def _changed_here(held: Sequence[Prediction], seed: int) -> Pairs:
    return {
        name: [
            (prediction, case)
            for prediction in held
            if (case := change(prediction.case, Random(f"{seed} {name} {prediction.case.id}"))) is not None  # noqa: S311
        ]
        for name, change in PERTURBATIONS.items()
    }


def _perturbed(by_name: Pairs, answering: Answering) -> Iterator[Robustness]:
    for name, changed in by_name.items():
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
