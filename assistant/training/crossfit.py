"""Scores every precedent by an encoder and heads that never saw it, or its near-miss twins, or its source."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from assistant.encoder_text import encoder_text
from assistant.heads import ISSUES, VERDICTS, Heads, fit
from assistant.index import request_of
from assistant.judge import Calibration
from assistant.training.finetune import Recipe, Say, encode, finetune
from corpus.models import Precedent

# rows written one after the other may be near-miss twins without saying so
BLOCK = 10


@dataclass(frozen=True, slots=True)
class Held:
    """Logits of each precedent out of fold."""

    verdicts: NDArray[np.float64]
    """(n, 6)"""
    issues: NDArray[np.float64]
    """(n, 33)"""


def folds(precedents: Sequence[Precedent], n: int) -> NDArray[np.int64]:
    """Fold of each precedent, in 0 ... n - 1: a source, a near-miss set or a block of rows stays whole."""
    keys = [p.source_url or p.set or f"{p.id.partition('-')[0]}:{i // BLOCK}" for i, p in enumerate(precedents)]
    return np.array([int(hashlib.sha256(key.encode()).hexdigest(), 16) % n for key in keys])


def crossfit(precedents: Sequence[Precedent], base: Path, recipe: Recipe, n: int, most: int, say: Say) -> tuple[Held, list[int]]:
    """Out-of-fold logits from the first `most` of `n` folds, each with an encoder of its own, and whose they are."""
    fold = folds(precedents, n)
    held = Held(np.zeros((len(precedents), len(VERDICTS))), np.zeros((len(precedents), len(ISSUES))))
    texts = [encoder_text(request_of(p)) for p in precedents]
    for number in range(min(most, n)):
        inside = np.flatnonzero(fold != number).tolist()
        outside = np.flatnonzero(fold == number).tolist()
        say(f"fold {number + 1} of {n}: {len(inside)} in, {len(outside)} out")
        model = finetune([precedents[i] for i in inside], base, recipe, say)
        rows = encode(model, texts, base)
        heads = fit(rows[inside], [precedents[i] for i in inside])
        held.verdicts[outside], held.issues[outside] = logits(heads, rows[outside])
    scored = np.flatnonzero(fold < most).tolist()
    return Held(held.verdicts[scored], held.issues[scored]), scored


def logits(heads: Heads, rows: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(n, 6) and (n, 33) logits."""
    return rows @ heads.verdict_weights + heads.verdict_bias, rows @ heads.issue_weights + heads.issue_bias


def calibrate(held: Held, precedents: Sequence[Precedent]) -> Calibration:
    """The temperatures that make the out-of-fold probabilities likeliest (Guo et al., ICML 2017)."""
    truth = np.array([VERDICTS.index(p.verdict) for p in precedents])
    marks = np.array([[issue in p.issues for issue in ISSUES] for p in precedents])

    def verdict_loss(temperature: float) -> float:
        scaled = held.verdicts / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        return float((np.log(np.exp(scaled).sum(axis=1)) - scaled[np.arange(len(truth)), truth]).mean())

    def issue_loss(temperature: float) -> float:
        scaled = held.issues / temperature
        return float((np.logaddexp(0.0, scaled) - scaled * marks).mean())

    verdict = minimize_scalar(verdict_loss, bounds=(0.2, 8.0), method="bounded").x
    issue = minimize_scalar(issue_loss, bounds=(0.2, 8.0), method="bounded").x
    return Calibration(verdict_temperature=round(float(verdict), 3), issue_temperature=round(float(issue), 3))
