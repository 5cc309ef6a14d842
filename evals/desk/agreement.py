"""How far annotators agree, for the verdict, its light and each issue."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

from assistant.models import Issue, Light, Verdict
from evals.desk.models import Label

Reading = Callable[[Label], str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one label. A coefficient is None where there is too little to say, or nothing to tell apart."""

    label: str
    cases: int
    """Judged by two annotators or more."""
    raw: float | None
    """Share of pairs of annotators that say the same of a case."""
    cohen: Mapping[tuple[str, str], float | None]
    """Each pair of annotators -> Cohen's kappa over the cases that both judged."""
    fleiss: float | None
    """Over the cases that every annotator judged."""
    alpha: float | None
    """Krippendorff's, nominal, over all: it alone takes gaps as they are."""


def agreements(labels: Sequence[Label]) -> list[Agreement]:
    """The verdict, its light, then each issue that anybody gave. `labels`: one for each annotator and case."""
    given = {issue for label in labels for issue in label.issues}
    readings: dict[str, tuple[Reading, Sequence[str]]] = {
        "verdict": (lambda label: label.verdict.value, [verdict.value for verdict in Verdict]),
        "light": (lambda label: label.verdict.light.value, [light.value for light in Light]),
    }
    for issue in Issue:
        if issue in given:
            readings[issue.value] = (_has(issue), ["no", "yes"])
    return [agreement(name, labels, reading, values) for name, (reading, values) in readings.items()]


def agreement(name: str, labels: Iterable[Label], reading: Reading, values: Sequence[str]) -> Agreement:
    """Agreement on what `reading` makes of a label, one of `values`.

    Sources: Cohen, Educational and Psychological Measurement 1960; Fleiss, Psychological Bulletin 1971;
    Krippendorff, Content Analysis, 2004. Computed by scikit-learn, statsmodels and krippendorff.
    """
    table: dict[str, dict[str, int]] = {}
    for label in labels:
        table.setdefault(label.case, {})[label.annotator] = values.index(reading(label))
    shared = [row for row in table.values() if len(row) > 1]
    people = sorted({person for row in table.values() for person in row})
    pairs = [a == b for row in shared for a, b in combinations(row.values(), 2)]
    return Agreement(
        label=name,
        cases=len(shared),
        raw=float(np.mean(pairs)) if pairs else None,
        cohen={(a, b): _cohen([(row[a], row[b]) for row in shared if a in row and b in row]) for a, b in combinations(people, 2)},
        fleiss=_fleiss([row for row in shared if len(row) == len(people)], len(values)),
        alpha=_alpha(shared, people, len(values)),
    )


def disagreements(labels: Sequence[Label], settled: Iterable[str]) -> list[str]:
    """Cases whose annotators give different verdicts or issues and that nobody has settled, in order of id."""
    told: dict[str, set[tuple[Verdict, frozenset[Issue]]]] = {}
    for label in labels:
        told.setdefault(label.case, set()).add((label.verdict, frozenset(label.issues)))
    return sorted(case for case, given in told.items() if len(given) > 1 and case not in set(settled))


def _has(issue: Issue) -> Reading:
    return lambda label: "yes" if issue in label.issues else "no"


def _cohen(pairs: Sequence[tuple[int, int]]) -> float | None:
    # all in one class: chance agreement is complete, and kappa is 0/0
    if len({value for pair in pairs for value in pair}) < 2:
        return None
    return float(cohen_kappa_score(*zip(*pairs, strict=True)))


def _fleiss(rows: Sequence[Mapping[str, int]], classes: int) -> float | None:
    if not rows or len({value for row in rows for value in row.values()}) < 2:
        return None
    counts = np.array([[list(row.values()).count(value) for value in range(classes)] for row in rows])
    return float(fleiss_kappa(counts))


def _alpha(rows: Sequence[Mapping[str, int]], people: Sequence[str], classes: int) -> float | None:
    if len({value for row in rows for value in row.values()}) < 2:
        return None
    data = np.array([[row.get(person, np.nan) for row in rows] for person in people], float)
    return float(krippendorff.alpha(data, level_of_measurement="nominal", value_domain=list(range(classes))))
