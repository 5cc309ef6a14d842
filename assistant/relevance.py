"""How squarely each paragraph bears on a text: by the issues seen in it, and by what cases like it rest on."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Self

import numpy as np

from assistant.backends.protocols import Vectors
from assistant.neighbours import unit
from corpus.models import Corpus, Issue, Precedent

# an issue less likely than this brings no paragraphs
LEAST_ISSUE = 0.05
# how many cases the order of an issue's list is worth beside those that name their paragraphs
LIST_IS_WORTH = 8.0
# the chance that a paragraph outside an issue's list bears on a text with that issue, before any case says so
UNLISTED = 0.04
# the cases most like a text speak for it, the likest loudest: a cosine counts by this power
NEIGHBOURS = 25
SHARPNESS = 8
# what like cases rest on tells more than the issues do; chosen on the published precedents, each left out with its source
CASES_WEIGHT = 2 / 3


@dataclass(frozen=True, slots=True)
class Relevance:
    """Learned from the precedents whose paragraphs somebody named, smoothed by the order of each issue's list."""

    chances: Mapping[Issue, Mapping[str, float]]
    """For each issue: how often a paragraph bears on a text that has it."""
    rows: Vectors
    """(n_cases, dim) of the cases, each of length 1."""
    cited: tuple[tuple[str, ...], ...]
    """Ids of the paragraphs of each case."""

    @classmethod
    def fit(cls, corpus: Corpus, cases: Sequence[Precedent], rows: Vectors) -> Self:
        """From `cases`, precedents with `cite`, and their judging rows (n_cases, dim). The same input gives the same numbers."""
        cited = tuple(tuple(id_ for id_ in case.cite if id_ in corpus.paragraphs) for case in cases)
        return cls(_chances(corpus, cases), unit(rows), cited)

    def score(self, issues: Mapping[Issue, float], row: Vectors) -> dict[str, float]:
        """Relevance in [0, 1] of each paragraph that anything speaks for, best first, ties by id.

        `issues` are probabilities, `row` (dim,) the judging encoder's for the text. The issues are a noisy or: a
        paragraph bears on the text unless each likely issue fails to bring it. The cases vote.
        """
        by_issue = self._by_issue(issues)
        if not self.cited:
            return _ordered(by_issue)
        by_case = self._by_case(row)
        mixed = {
            id_: (1 - CASES_WEIGHT) * by_issue.get(id_, 0.0) + CASES_WEIGHT * by_case.get(id_, 0.0) for id_ in by_issue.keys() | by_case.keys()
        }
        return _ordered(mixed)

    def _by_issue(self, issues: Mapping[Issue, float]) -> dict[str, float]:
        missed: defaultdict[str, list[float]] = defaultdict(list)
        for issue, probability in issues.items():
            if probability >= LEAST_ISSUE:
                for id_, chance in self.chances.get(issue, {}).items():
                    missed[id_].append(1 - probability * chance)
        return {id_: 1 - prod(misses) for id_, misses in missed.items()}

    def _by_case(self, row: Vectors) -> dict[str, float]:
        cosines = self.rows @ unit(row)
        nearest = np.argsort(-cosines, kind="stable")[:NEIGHBOURS]
        votes = np.maximum(cosines[nearest], 0.0).astype(np.float64) ** SHARPNESS
        share: defaultdict[str, float] = defaultdict(float)
        for case, vote in zip(nearest, votes / max(float(votes.sum()), 1e-9), strict=True):
            for id_ in self.cited[case]:
                share[id_] += float(vote)
        return share


def cases_with_paragraphs(corpus: Corpus) -> list[int]:
    """Places in `corpus.precedents` of those whose paragraphs somebody named."""
    return [place for place, precedent in enumerate(corpus.precedents) if precedent.cite]


def _chances(corpus: Corpus, cases: Sequence[Precedent]) -> dict[Issue, dict[str, float]]:
    """A count, smoothed towards what the place in the issue's list suggests (a Beta prior of LIST_IS_WORTH cases)."""
    having: Counter[Issue] = Counter()
    citing: defaultdict[Issue, Counter[str]] = defaultdict(Counter)
    for case in cases:
        for issue in case.issues:
            having[issue] += 1
            citing[issue].update(id_ for id_ in case.cite if id_ in corpus.paragraphs)
    chances: dict[Issue, dict[str, float]] = {}
    for issue in Issue:
        listed = {id_: _listed(place) for place, id_ in enumerate(corpus.issue_map.get(issue, ()), start=1)}
        chances[issue] = {
            id_: (citing[issue][id_] + LIST_IS_WORTH * listed.get(id_, UNLISTED)) / (having[issue] + LIST_IS_WORTH)
            for id_ in listed.keys() | citing[issue].keys()
        }
    return chances


def _listed(place: int) -> float:
    """What a place in an issue's list, from 1, is worth before any case is counted: 0.64, 0.46, 0.36 ..."""
    return 1.6 / (place + 1.5)


def _ordered(scores: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
