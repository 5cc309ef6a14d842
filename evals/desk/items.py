"""What is judged at the desk: a case, or one message of a conversation."""

from collections.abc import Iterable
from dataclasses import dataclass

from evals.models import Case, Exchange


@dataclass(frozen=True, slots=True)
class Item:
    """One request to judge."""

    id: str
    """The case's, with the turn (from 1) in a conversation."""
    case: Case
    exchange: Exchange
    is_last: bool
    """Nothing follows it in its case."""


def items_of(case: Case) -> tuple[Item, ...]:
    """The requests of a case, in order."""
    last = len(case.exchanges)
    return tuple(
        Item(f"{case.id}, turn {turn}" if case.is_conversation else case.id, case, exchange, turn == last)
        for turn, exchange in enumerate(case.exchanges, start=1)
    )


def all_items(cases: Iterable[Case]) -> list[Item]:
    """The requests of all the cases, in order."""
    return [item for case in cases for item in items_of(case)]
