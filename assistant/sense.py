"""What a line says by its sense, where no pattern has its words: linear heads over the judging encoder and over letters.

The heads are fitted on labelled lines by `python -m evals.phrasings --write` and stand as JSON beside what they serve. They speak
only over the encoder they were fitted with: after another tuning they are silent until they are fitted again.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer

from assistant.backends.protocols import Encoder, Vectors
from assistant.encoder_text import encoder_text
from assistant.heads import Matrix
from assistant.models import Question

SEPARATOR = ": "
NONE = "none"
"""The label of a line that says nothing of the kind."""
# runs of letters, hashed into so many places: what the encoder blurs ("not", "un-", spellings) they keep apart
LETTERS = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 4), n_features=1024)


@dataclass(frozen=True, slots=True)
class Said:
    """What a line is taken to say."""

    label: str
    """'consent: agreed', or a label without a value."""
    surely: float
    """How likely it is that the line says anything of the kind, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class LineHeads:
    """Linear heads over `features`."""

    encoder: str
    """Encoder.id that they were fitted with."""
    labels: tuple[str, ...]
    weights: Matrix
    """(dim + letters, n_labels)"""
    bias: Matrix
    """(n_labels,)"""
    threshold: float
    """From this `Said.surely` on it counts as said; chosen out of fold."""

    def said(self, seen: Matrix) -> list[Said]:
        """What each row of `seen` says if it says anything: the likeliest kind, and of that the likeliest label."""
        logits = seen @ self.weights + self.bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return [_likeliest(self.labels, row) for row in (odds / odds.sum(axis=1, keepdims=True)).tolist()]

    def save(self, path: Path) -> None:
        """Write them as JSON, rounded, a label a line."""
        held = {
            "encoder": self.encoder, "labels": self.labels, "threshold": self.threshold, "bias": self.bias.round(3).tolist(),
            "weights": [" ".join(f"{value:.2f}" for value in column) for column in self.weights.T],
        }  # fmt: skip
        path.write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "LineHeads":
        """Read what `save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
        held = json.loads(path.read_text(encoding="utf-8"))
        weights = np.array([[float(value) for value in column.split()] for column in held["weights"]]).T
        return cls(held["encoder"], tuple(held["labels"]), weights, np.array(held["bias"], float), float(held["threshold"]))


@dataclass(frozen=True, slots=True)
class Sense:
    """Reads lines; without heads it reads nothing, and the patterns are alone."""

    heads: LineHeads | None = None

    def of(self, text: str, row: Vectors) -> Said | None:
        """What `text`, whose judging row is `row`, says; None where it says nothing surely enough."""
        if self.heads is None:
            return None
        (said,) = self.heads.said(features([text], row[None]))
        return said if said.surely >= self.heads.threshold else None


SILENT = Sense()


def open_sense(path: Path, encoder: Encoder) -> Sense:
    """The Sense with the heads in `path`; a silent one where there are none, or they were fitted over another encoder."""
    heads = _loaded(path)
    return Sense(heads) if heads and heads.encoder == encoder.id else SILENT


def row_of(text: str, encoder: Encoder) -> Vectors:
    """(dim,) of one text."""
    return np.asarray(rows_of([text], encoder)[0])


def rows_of(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """(n_texts, dim) each text as the judge reads a question that nothing is known of."""
    return encoder.encode([encoder_text(Question(text)) for text in texts])


def features(texts: Sequence[str], rows: Vectors) -> Matrix:
    """(n_texts, dim + letters) what the heads see."""
    return np.hstack([rows.astype(np.float64), LETTERS.transform([plainly(text) for text in texts]).toarray()])


def plainly(text: str) -> str:
    """Small letters and straight apostrophes."""
    return text.lower().replace("’", "'").replace("‘", "'")


def kind_of(label: str) -> str:
    """What stands before the value in a label: 'consent' of 'consent: agreed'; a label without a value itself."""
    return label.partition(SEPARATOR)[0]


def _likeliest(labels: Sequence[str], row: Sequence[float]) -> Said:
    kinds: defaultdict[str, float] = defaultdict(float)
    for label, p in zip(labels, row, strict=True):
        kinds[kind_of(label)] += p
    nothing = kinds.pop(NONE, 0.0)
    best = max(kinds, key=kinds.__getitem__)
    _, label = max((p, label) for label, p in zip(labels, row, strict=True) if kind_of(label) == best)
    return Said(label, 1.0 - nothing)


@cache
def _loaded(path: Path) -> LineHeads | None:
    return LineHeads.load(path) if path.is_file() else None
