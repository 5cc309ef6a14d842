"""The linear heads over the judging encoder: how likely is each verdict, and each issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.backends.protocols import Vectors
from corpus.models import Issue, Precedent, Verdict

Matrix = NDArray[np.float64]

VERDICTS = tuple(Verdict)
ISSUES = tuple(Issue)

# inverse strength of regularisation, chosen on held-out folds (docs/judging.md)
C_VERDICT = 3.0
C_ISSUE = 3.0
# how much a published judgement counts beside an example written for this project
PUBLISHED_WEIGHT = 3.0
# the share of its weight that a row gives to the other verdicts a careful expert could give
ALSO_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Heads:
    """Weights of the fitted heads; columns in the order of VERDICTS and ISSUES."""

    verdict_weights: Matrix
    """(dim, 6)"""
    verdict_bias: Matrix
    """(6,)"""
    issue_weights: Matrix
    """(dim, 33)"""
    issue_bias: Matrix
    """(33,)"""

    def verdicts(self, rows: Vectors, temperature: float = 1.0) -> Matrix:
        """(n_rows, 6) probabilities, each row summing to 1."""
        logits = (rows @ self.verdict_weights + self.verdict_bias) / temperature
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    def issues(self, rows: Vectors, temperature: float = 1.0) -> Matrix:
        """(n_rows, 33) probabilities, each issue on its own."""
        logits = (rows @ self.issue_weights + self.issue_bias) / temperature
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0))))

    def save(self, path: Path) -> None:
        """Write the weights as an .npz of plain arrays (no pickle)."""
        np.savez(
            path, verdict_weights=self.verdict_weights, verdict_bias=self.verdict_bias,
            issue_weights=self.issue_weights, issue_bias=self.issue_bias,
        )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> "Heads":
        """Read what `save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
        with np.load(path, allow_pickle=False) as held:
            return cls(held["verdict_weights"], held["verdict_bias"], held["issue_weights"], held["issue_bias"])


def fit(rows: Vectors, precedents: Sequence[Precedent]) -> Heads:
    """Heads fitted to `rows` (n, dim), one for each of `precedents`, by logistic regression.

    A row with other acceptable verdicts stands once for each, sharing its weight, so that the head
    learns where experts differ. No randomness: the same rows give the same bytes.
    """
    weights = np.array([PUBLISHED_WEIGHT if p.source_url else 1.0 for p in precedents])
    at, labels, parts = _soft_labels(precedents)
    verdict = LogisticRegression(C=C_VERDICT, max_iter=400).fit(rows[at], labels, sample_weight=weights[at] * parts)
    verdict_weights = np.zeros((rows.shape[1], len(VERDICTS)))
    verdict_bias = np.full(len(VERDICTS), -30.0)  # a verdict that no precedent has is never given
    verdict_weights[:, verdict.classes_] = verdict.coef_.T
    verdict_bias[verdict.classes_] = verdict.intercept_
    issue_weights = np.zeros((rows.shape[1], len(ISSUES)))
    issue_bias = np.full(len(ISSUES), -30.0)
    for column, issue in enumerate(ISSUES):
        truth = np.array([issue in p.issues for p in precedents])
        if 0 < truth.sum() < len(truth):
            head = LogisticRegression(C=C_ISSUE, max_iter=400).fit(rows, truth, sample_weight=weights)
            issue_weights[:, column] = head.coef_[0]
            issue_bias[column] = head.intercept_[0]
    return Heads(verdict_weights, verdict_bias, issue_weights, issue_bias)


def shares(precedent: Precedent) -> dict[Verdict, float]:
    """The verdicts that a careful expert could give it, its own first, with a share for each; they sum to 1."""
    others = dict.fromkeys(v for v in precedent.also_acceptable if v is not precedent.verdict)
    return {precedent.verdict: 1.0 - ALSO_SHARE * bool(others)} | {other: ALSO_SHARE / len(others) for other in others}


def _soft_labels(precedents: Sequence[Precedent]) -> tuple[NDArray[np.int64], NDArray[np.int64], Matrix]:
    """(row, label, share) for each verdict that each precedent allows; shares of a row sum to 1."""
    triples = [
        (row, VERDICTS.index(verdict), share) for row, precedent in enumerate(precedents) for verdict, share in shares(precedent).items()
    ]
    at, labels, parts = zip(*triples, strict=True)
    return np.array(at, np.int64), np.array(labels, np.int64), np.array(parts)
