"""Which case an annotator sees next."""

from collections.abc import Iterable, Sequence
from random import Random

from evals.desk.items import Item, all_items
from evals.desk.models import Label
from evals.models import Case

ORDER_SEED = 20261121


def order_of(cases: Iterable[Case], annotator: str) -> list[Case]:
    """The cases in an order of the annotator's own, the same at every visit, so that nobody tires on the same ones."""
    mixed = sorted(cases, key=lambda case: case.id)
    Random(f"{ORDER_SEED} {annotator}").shuffle(mixed)  # noqa: S311
    return mixed


def waiting(cases: Iterable[Case], labels: Sequence[Label], annotator: str) -> list[Item]:
    """What the annotator has not judged, in that order; the messages of a conversation one after another."""
    done = {label.case for label in labels if label.annotator == annotator and not label.adjudicates}
    return [item for item in all_items(order_of(cases, annotator)) if item.id not in done]
