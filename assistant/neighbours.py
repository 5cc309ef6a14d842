"""The precedents most like a text, and how they were judged: a second opinion beside the heads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from assistant.backends.protocols import Vectors
from assistant.heads import ISSUES, VERDICTS, Matrix, shares
from corpus.models import Precedent

# how many precedents are heard, and how much louder the likest speak: a cosine counts by this power.
# chosen on cases that are neither precedents nor published judgements (docs/judging.md)
HEARD = 50
SHARPNESS = 24


@dataclass(frozen=True, slots=True)
class Votes:
    """What the nearest precedents say."""

    verdicts: Matrix
    """(6,) shares in the order of VERDICTS, summing to 1."""
    issues: Matrix
    """(33,) the share that has each issue, in the order of ISSUES."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Every precedent by its judging row, with its labels."""

    rows: Vectors
    """(n, dim), each of length 1."""
    verdicts: Matrix
    """(n, 6)"""
    issues: Matrix
    """(n, 33)"""

    @classmethod
    def of(cls, precedents: Sequence[Precedent], rows: Vectors) -> Self:
        """From `precedents` and their rows (n, dim). Other acceptable verdicts share a part of the vote, as in the heads."""
        verdicts = np.zeros((len(precedents), len(VERDICTS)))
        issues = np.zeros((len(precedents), len(ISSUES)))
        for place, precedent in enumerate(precedents):
            for verdict, share in shares(precedent).items():
                verdicts[place, VERDICTS.index(verdict)] = share
            issues[place] = [issue in precedent.issues for issue in ISSUES]
        return cls(unit(rows), verdicts, issues)

    def vote(self, row: Vectors) -> Votes:
        """What the HEARD precedents nearest to `row` (dim,) say; of equals the earlier one is heard."""
        cosines = self.rows @ unit(row)
        nearest = np.argsort(-cosines, kind="stable")[:HEARD]
        weights = np.maximum(cosines[nearest], 1e-3).astype(np.float64) ** SHARPNESS
        weights /= weights.sum()
        return Votes(weights @ self.verdicts[nearest], weights @ self.issues[nearest])


def unit(rows: Vectors) -> Vectors:
    """Rows (..., dim) scaled to length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)
