"""What the steps ask of a backend."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def id(self) -> str:
        """Names the model and its weights; part of the index's fingerprint."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(n_texts, dim) float32, each row of length 1, in the order of `texts`."""
        ...


class VectorStore(Protocol):
    """Finds the nearest of the vectors it holds."""

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Up to `k` (id, cosine in [-1, 1]), nearest first; `vector` is (dim,)."""
        ...
