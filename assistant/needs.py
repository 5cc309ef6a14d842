"""What a question leaves open: linear heads over what the judge makes of it, fitted on precedents that name the facts they need."""

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

from assistant.backends.protocols import Vectors
from assistant.heads import ISSUES, VERDICTS, Heads, Matrix
from corpus.models import Precedent

# inverse strengths of regularisation, chosen on held-out folds (`python -m evals.asking`): of the fact, and of anything at all
C, C_ANYTHING = 3.0, 1.0
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
    """How likely an adviser would ask for anything at all, in [0, 1]; of a first message, not of a later turn."""
    facts: Mapping[str, float]
    """How likely an adviser would ask for each of `facts()`, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Weights of the fitted heads: one for each of `facts()`, and a last one for whether anything is needed.

    The last is no sum of the others: facts that are each a little likely may together leave little doubt that something is missing.
    """

    weights: Matrix
    """(dim, n_facts + 1)"""
    bias: Matrix
    """(n_facts + 1,)"""

    def of(self, row: Matrix) -> Unsaid:
        """What one row of `seen` leaves open."""
        logits = np.clip(row @ self.weights + self.bias, NEVER, -NEVER)
        *each, anything = (1.0 / (1.0 + np.exp(-logits))).tolist()
        return Unsaid(anything, dict(zip(facts(), each, strict=True)))

    @classmethod
    def silent(cls, dim: int) -> "Needs":
        """Heads that see nothing open, for rows of `dim` numbers."""
        columns = len(facts()) + 1
        return cls(np.zeros((dim + len(VERDICTS) + len(ISSUES) + SIGNS, columns)), np.full(columns, NEVER))

    def save(self, path: Path) -> None:
        """Write the weights as an .npz of plain arrays (no pickle)."""
        np.savez(path, weights=self.weights, bias=self.bias)

    @classmethod
    def load(cls, path: Path) -> "Needs":
        """Read what `save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
        with np.load(path, allow_pickle=False) as held:
            return cls(held["weights"], held["bias"])


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
    heads = [_head(rows, each, C) for each in truth.T] + [_head(rows[is_single], truth[is_single].any(axis=1), C_ANYTHING)]
    weights, bias = zip(*heads, strict=True)
    return Needs(np.column_stack(weights), np.array(bias))


def _head(rows: Matrix, truth: NDArray[np.bool_], strength: float) -> tuple[Matrix, float]:
    """Weights (dim,) and bias; such as never say yes where there is nothing to learn from."""
    if truth.all() or not truth.any():
        return np.zeros(rows.shape[1]), NEVER
    head = LogisticRegression(C=strength, max_iter=1000).fit(rows, truth)
    return head.coef_[0], float(head.intercept_[0])


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
