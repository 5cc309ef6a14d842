"""Which case an annotator sees next."""

from collections.abc import Iterable, Sequence
from random import Random

from evals.desk.models import Label
from evals.models import Case

ORDER_SEED = 20261121


def order_of(cases: Iterable[Case], annotator: str) -> list[Case]:
    """The cases in an order of the annotator's own, the same at every visit, so that nobody tires on the same ones."""
    mixed = sorted(cases, key=lambda case: case.id)
    Random(f"{ORDER_SEED} {annotator}").shuffle(mixed)  # noqa: S311
    return mixed


def waiting(cases: Iterable[Case], labels: Sequence[Label], annotator: str) -> list[Case]:
    """The cases that the annotator has not judged, in that order."""
    done = {label.case for label in labels if label.annotator == annotator and not label.adjudicates}
    return [case for case in order_of(cases, annotator) if case.id not in done]
