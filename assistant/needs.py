"""What a question leaves open: heads over what the judge makes of it, fitted on precedents that name the facts they need."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from assistant.backends.protocols import Vectors
from assistant.heads import ISSUES, VERDICTS, Heads, Matrix
from corpus.models import Precedent

# inverse strengths of regularisation, chosen on held-out folds (`python -m evals.asking`): of the fact, and of anything at all
C, C_ANYTHING = 3.0, 1.0
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
    """How far a first message is on the side of those about which an adviser would ask anything at all: the margin of a
    support vector machine, 0 at the border, mostly in [-2, 2]. It says nothing of a later turn."""
    facts: Mapping[str, float]
    """How likely an adviser would ask for each of `facts()`, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A support vector machine with a Gaussian kernel (Cortes and Vapnik 1995): whether anything is needed.

    That is no sum of the facts: where each is a little likely, together they may leave no doubt that something is missing.
    """

    support: Matrix
    """(n_support, dim)"""
    dual: Matrix
    """(n_support,)"""
    offset: float
    gamma: float

    def of(self, row: Matrix) -> float:
        """The margin of one row."""
        return float(self.dual @ np.exp(-self.gamma * np.square(self.support - row).sum(axis=1)) + self.offset)


@dataclass(frozen=True, slots=True)
class Needs:
    """The fitted heads: one for each of `facts()`, and one for whether anything is needed."""

    weights: Matrix
    """(dim, n_facts)"""
    bias: Matrix
    """(n_facts,)"""
    anything: Margin

    def of(self, row: Matrix) -> Unsaid:
        """What one row of `seen` leaves open."""
        logits = np.clip(row @ self.weights + self.bias, NEVER, -NEVER)
        return Unsaid(self.anything.of(row), dict(zip(facts(), (1.0 / (1.0 + np.exp(-logits))).tolist(), strict=True)))

    @classmethod
    def silent(cls, dim: int) -> "Needs":
        """Heads that see nothing open, for rows of `dim` numbers."""
        columns, width = len(facts()), dim + len(VERDICTS) + len(ISSUES) + SIGNS
        return cls(np.zeros((width, columns)), np.full(columns, NEVER), _never(width))

    def save(self, path: Path) -> None:
        """Write the weights as an .npz of plain arrays (no pickle)."""
        kernel = self.anything
        np.savez(
            path, weights=self.weights, bias=self.bias, support=kernel.support.astype(KEPT_AS), dual=kernel.dual,
            kernel=np.array([kernel.offset, kernel.gamma]),
        )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> "Needs":
        """Read what `save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
        with np.load(path, allow_pickle=False) as held:
            offset, gamma = held["kernel"].tolist()
            return cls(held["weights"], held["bias"], Margin(held["support"].astype(np.float64), held["dual"], offset, gamma))


def seen(rows: Vectors, heads: Heads, texts: Sequence[str]) -> Matrix:
    """(n, dim + 6 + 33 + 3): the judging encoder's rows, what the heads read in them, and how the texts are written."""
    return np.hstack([rows, heads.verdicts(rows), heads.issues(rows), np.array([signs(text) for text in texts])])


def signs(text: str) -> tuple[float, ...]:
    """How long a text is, whether it is short, whether it quotes words."""
    words = len(text.split())
    return SIGN_SCALE * (float(np.log1p(words)) - 3.0), SIGN_SCALE * (words < SHORT), SIGN_SCALE * (QUOTED.search(text) is not None)


def fit(rows: Matrix, precedents: Sequence[Precedent]) -> Needs:
    """Heads fitted to `rows` as `seen` makes them, one for each precedent; no randomness.

    Whether anything is needed is learned from single messages: few later turns need anything, and those for reasons of their own.
    """
    truth = np.array([[bool(set(p.needs) & names) for names in _stands_for().values()] for p in precedents])
    is_single = np.array([not p.turns for p in precedents])
    weights, bias = np.zeros((rows.shape[1], truth.shape[1])), np.full(truth.shape[1], NEVER)
    for column in range(truth.shape[1]):
        if 0 < truth[:, column].sum() < len(truth):
            head = LogisticRegression(C=C, max_iter=500).fit(rows, truth[:, column])
            weights[:, column], bias[column] = head.coef_[0], head.intercept_[0]
    return Needs(weights, bias, _margin(rows[is_single], truth[is_single].any(axis=1)))


def _margin(rows: Matrix, truth: NDArray[np.bool_]) -> Margin:
    if not truth.any() or truth.all():
        return _never(rows.shape[1])
    gamma = 1.0 / (rows.shape[1] * float(rows.var()))
    machine = SVC(C=C_ANYTHING, gamma=gamma).fit(rows, truth)
    return Margin(machine.support_vectors_, machine.dual_coef_[0], float(machine.intercept_[0]), gamma)


def _never(width: int) -> Margin:
    """Never that anything is needed: there was nothing to learn it from."""
    return Margin(np.zeros((0, width)), np.zeros(0), NEVER, 1.0)


def says_what_it_needs(precedent: Precedent) -> bool:
    """Whether somebody noted the facts that this precedent needs, none among them."""
    return "needs" in precedent.model_fields_set


def is_needed(fact: str, precedent: Precedent) -> bool:
    """Whether a fact is one that the precedent needs."""
    return bool(set(precedent.needs) & _stands_for()[fact])


def facts() -> tuple[str, ...]:
    """The facts that may be asked for."""
    return tuple(_stands_for())


def vocabulary() -> dict[str, list[str]]:
    """Which needs each fact stands for, in a stable order."""
    return {fact: sorted(names) for fact, names in _stands_for().items()}


@cache
def _stands_for() -> dict[str, frozenset[str]]:
    text = resources.files("assistant").joinpath("needs.yaml").read_text(encoding="utf-8")
    return {fact: frozenset((fact, *needs)) for fact, needs in yaml.safe_load(text).items()}
