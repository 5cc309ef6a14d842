"""A run beside an earlier one, case by case: what moved, by more than chance, and every answer that flipped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from evals.models import Answer, Scored, State, Tally
from evals.paired import LEVEL, Pair, difference, mcnemar, smallest_visible
from evals.results import Change, Comparison, Flip
from evals.score import MEASURES
from evals.stored import Kept, StoredRun


def compare(before: StoredRun, items: Iterable[Scored], is_baseline: bool = False) -> Comparison:
    """Every measure of every set that both runs hold, over the exchanges that both hold."""
    held: dict[str, list[Scored]] = {}
    for item in items:
        held.setdefault(item.set, []).append(item)
    both = [name for name in held if name in before.sets]
    return Comparison(
        before=before.name,
        changes=tuple(change for name in both for change in _changes(name, before.sets[name], held[name])),
        flips=tuple(sorted(_flips(before, both, held), key=lambda flip: (flip.now_right or flip.expected is None, flip.set, flip.id))),
        not_compared=tuple(sorted(held.keys() ^ before.sets.keys())),
        added=sum(item.id not in before.sets[name] for name in both for item in held[name]),
        gone=sum(len(before.sets[name].keys() - {item.id for item in held[name]}) for name in both),
        is_baseline=is_baseline,
    )


def change(of_set: str, measure: str, pairs: Sequence[Pair]) -> Change:
    """One measure over exchanges of both runs, and whether it moved by more than chance.

    Exact McNemar where every exchange is one trial in both runs; else (counts of issues, marks, citations, or
    a measure that is of the answers given) the 95% cluster-bootstrap interval of the difference leaves out 0.
    """
    gained = sum(pair.after.hits > pair.before.hits for pair in pairs)
    lost = sum(pair.after.hits < pair.before.hits for pair in pairs)
    p = mcnemar(gained, lost) if all(pair.is_yes_or_no for pair in pairs) else None
    interval = difference(pairs)
    moved = p < LEVEL if p is not None else interval is not None and (interval.low > 0 or interval.high < 0)
    return Change(
        set=of_set,
        measure=measure,
        before=sum((pair.before for pair in pairs), Tally()),
        after=sum((pair.after for pair in pairs), Tally()),
        gained=gained,
        lost=lost,
        p=p,
        interval=interval,
        smallest=smallest_visible(len(pairs), min(gained, lost)),
        moved=moved,
    )


def _changes(name: str, before: Mapping[str, Kept], items: Sequence[Scored]) -> Iterator[Change]:
    for measure in MEASURES:
        pairs = [
            Pair(item.case.cluster, before[item.id].tallies.get(measure, Tally()), item.scores[measure].tally)
            for item in items
            if item.id in before and item.scores[measure].state is not State.COULD_NOT_BE_SCORED
        ]
        pairs = [pair for pair in pairs if pair.before.of or pair.after.of]
        if pairs:
            yield change(name, measure, pairs)


def _flips(before: StoredRun, sets: Iterable[str], held: Mapping[str, Sequence[Scored]]) -> Iterator[Flip]:
    """Exchanges whose verdict differs, those that are now wrong first."""
    for name in sets:
        for item in held[name]:
            kept = before.sets[name].get(item.id)
            given = item.answer.verdict if isinstance(item.answer, Answer) else None
            if kept is None or kept.given is given:
                continue
            expect = item.exchange.expect
            yield Flip(
                item.id, name, expect.verdict, kept.given, given,
                kept.given is not None and kept.given.light in expect.acceptable,
                given is not None and given.light in expect.acceptable,
            )  # fmt: skip
