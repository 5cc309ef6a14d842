"""Scored exchanges -> SetReport: rates with their intervals, calibration, latency, confusion."""

from collections.abc import Iterable, Mapping, Sequence

from assistant.models import Light
from evals import measures
from evals.breakdown import breakdowns
from evals.intervals import clustered, wilson
from evals.models import Answer, NoAnswer, Scored, Tally
from evals.results import Rate, SetReport, Unscored
from evals.score import MEASURES
from evals.worst import worst


def summarise(name: str, items: Sequence[Scored]) -> SetReport:
    """Every measure over `items`; those that could not be scored are counted, and kept out of every mean."""
    answered = [(item, item.answer) for item in items if isinstance(item.answer, Answer)]
    judged = [(item, answer) for item, answer in answered if item.exchange.expect.verdict]
    confidences = [answer.confidence for _, answer in judged]
    right = [bool(item.scores["light_agreement"].tally.hits) for item, _ in judged]
    return SetReport(
        name=name,
        cases=len({item.case.id for item in items}),
        exchanges=len(items),
        rates={measure: rate(measure, items) for measure in MEASURES},
        calibration_error=measures.calibration_error(confidences, right),
        reliability=measures.reliability(confidences, right),
        coverage=measures.coverage(confidences, right),
        latency=measures.latency([answer.latency_ms for _, answer in answered]),
        confusion=confusion(items),
        breakdowns=breakdowns(items),
        worst=worst(items),
        unscored=tuple(
            Unscored(item.id, item.set, item.answer.error, item.answer.detail)
            for item in items
            if isinstance(item.answer, NoAnswer)
        ),
    )


def rate(measure: str, items: Iterable[Scored]) -> Rate:
    """One measure over `items`, with its interval for independent trials and the one for clustered cases."""
    tallies = [(item.case.cluster, item.scores[measure].tally) for item in items]
    total = sum((tally for _, tally in tallies), Tally())
    interval = wilson(total) if MEASURES[measure].binomial else None
    return Rate(total.hits, total.of, total.value, interval, clustered(tallies))


def confusion(items: Iterable[Scored]) -> Mapping[str, Mapping[str, int]]:
    """Expected light -> given light -> how many exchanges that somebody judged; every pair is there."""
    counts = {expected.value: {given.value: 0 for given in Light} for expected in Light}
    for item in items:
        expected = item.exchange.expect.light
        if isinstance(item.answer, Answer) and expected is not None:
            counts[expected.value][item.answer.verdict.light.value] += 1
    return counts
