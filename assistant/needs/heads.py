"""Heads over what the judge makes of a question: whether it leaves anything open, and which fact."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVR

from assistant.backends.protocols import Vectors
from assistant.heads import ISSUES, VERDICTS, Heads, Matrix
from assistant.needs.lessons import Lesson
from assistant.needs.vocabulary import facts

# inverse strengths of regularisation, chosen on held-out folds (`python -m evals.asking`): of the fact, and of anything at all
C, C_ANYTHING = 3.0, 0.5
# readers are no surer than this
TUBE = 0.05
# support vectors are kept as single floats: they are most of what is stored
KEPT_AS = np.float32
NEVER = -30.0
# what the length of a question tells: a short one leaves more unsaid. Scaled to count about as much as one of the vector's numbers
SHORT = 12
SIGN_SCALE = 0.5
SIGNS = 3
QUOTED = re.compile(r"[“\"][^”\"]{3,}[”\"]")


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What a question leaves open."""

    anything: float
    """How likely an adviser would name a missing fact about a first message: about [0, 1], a little over at either end. It says
    nothing of a later turn."""
    first: Mapping[str, float]
    """Of a first message that leaves something open: how likely it is each of `facts()`, in [0, 1]."""
    later: Mapping[str, float]
    """Of a later turn: how likely an adviser would ask for each of `facts()`, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Kernel:
    """Support vector regression with a Gaussian kernel (Drucker and others 1996): how likely anything is needed.

    That is no sum of the facts: where each is a little likely, together they may leave no doubt that something is missing.
    """

    support: NDArray[np.float32]
    """(n_support, dim)"""
    dual: Matrix
    """(n_support,)"""
    offset: float
    gamma: float

    def of(self, row: Matrix) -> float:
        """The likelihood for one row."""
        distances = np.square(self.support).sum(axis=1) - 2.0 * (self.support @ row.astype(KEPT_AS)) + np.square(row).sum()
        return float(self.dual @ np.exp(-self.gamma * distances) + self.offset)

    @classmethod
    def never(cls, width: int) -> "Kernel":
        """Never that anything is needed: there was nothing to learn it from."""
        return cls(np.zeros((0, width), KEPT_AS), np.zeros(0), NEVER, 1.0)


@dataclass(frozen=True, slots=True)
class Linear:
    """Logistic heads, one for each of `facts()`."""

    weights: Matrix
    """(dim, n_facts)"""
    bias: Matrix
    """(n_facts,)"""

    def of(self, row: Matrix) -> dict[str, float]:
        """The likelihood of each fact for one row."""
        logits = np.clip(row @ self.weights + self.bias, NEVER, -NEVER)
        return dict(zip(facts(), (1.0 / (1.0 + np.exp(-logits))).tolist(), strict=True))

    @classmethod
    def never(cls, width: int) -> "Linear":
        """Heads that see no fact."""
        return cls(np.zeros((width, len(facts()))), np.full(len(facts()), NEVER))


@dataclass(frozen=True, slots=True)
class Needs:
    """The fitted heads."""

    anything: Kernel
    first: Linear
    later: Linear

    def of(self, row: Matrix) -> Unsaid:
        """What one row of `seen` leaves open."""
        return Unsaid(self.anything.of(row), self.first.of(row), self.later.of(row))

    @classmethod
    def silent(cls, dim: int) -> "Needs":
        """Heads that see nothing open, for rows of `dim` numbers."""
        width = dim + len(VERDICTS) + len(ISSUES) + SIGNS
        return cls(Kernel.never(width), Linear.never(width), Linear.never(width))

    def save(self, path: Path) -> None:
        """Write the weights as an .npz of plain arrays (no pickle)."""
        kernel = self.anything
        np.savez(
            path, support=kernel.support, dual=kernel.dual, kernel=np.array([kernel.offset, kernel.gamma]),
            first=self.first.weights, first_bias=self.first.bias, later=self.later.weights, later_bias=self.later.bias,
        )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> "Needs":
        """Read what `save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
        with np.load(path, allow_pickle=False) as held:
            offset, gamma = held["kernel"].tolist()
            return cls(
                Kernel(held["support"], held["dual"], offset, gamma), Linear(held["first"], held["first_bias"]), Linear(held["later"], held["later_bias"])
            )


def seen(rows: Vectors, heads: Heads, texts: Sequence[str]) -> Matrix:
    """(n, dim + 6 + 33 + 3): the judging encoder's rows, what the heads read in them, and how the texts are written."""
    return np.hstack([rows, heads.verdicts(rows), heads.issues(rows), np.array([signs(text) for text in texts])])


def signs(text: str) -> tuple[float, ...]:
    """How long a text is, whether it is short, whether it quotes words."""
    words = len(text.split())
    return SIGN_SCALE * (float(np.log1p(words)) - 3.0), SIGN_SCALE * (words < SHORT), SIGN_SCALE * (QUOTED.search(text) is not None)


def fit(rows: Matrix, lessons: Sequence[Lesson]) -> Needs:
    """Heads fitted to `rows` as `seen` makes them, one for each lesson; no randomness.

    First messages and later turns teach apart: few later turns need anything, and those for reasons of their own.
    """
    open_ = np.array([lesson.open for lesson in lessons])
    truth = np.array([[fact in lesson.facts for fact in facts()] for lesson in lessons])
    is_first = np.array([not lesson.question.turns for lesson in lessons])
    named = is_first & truth.any(axis=1)
    return Needs(_kernel(rows[is_first], open_[is_first]), _linear(rows[named], truth[named]), _linear(rows[~is_first], truth[~is_first]))


def _kernel(rows: Matrix, open_: Matrix) -> Kernel:
    if not len(rows):
        return Kernel.never(rows.shape[1])
    gamma = 1.0 / (rows.shape[1] * float(rows.var()))
    machine = SVR(C=C_ANYTHING, epsilon=TUBE, gamma=gamma).fit(rows, open_)
    return Kernel(machine.support_vectors_.astype(KEPT_AS), machine.dual_coef_[0], float(machine.intercept_[0]), gamma)


def _linear(rows: Matrix, truth: NDArray[np.bool_]) -> Linear:
    heads = Linear.never(rows.shape[1])
    for column in range(truth.shape[1]):
        if 0 < truth[:, column].sum() < len(truth):
            head = LogisticRegression(C=C, max_iter=500).fit(rows, truth[:, column])
            heads.weights[:, column], heads.bias[column] = head.coef_[0], head.intercept_[0]
    return heads
