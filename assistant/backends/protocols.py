"""What the steps ask of a backend."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Span = tuple[int, int]
"""(start, end): offsets of the first character and after the last."""


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The tokens of one text as the judging encoder reads them."""

    vectors: Vectors
    """(n_tokens, dim)."""
    offsets: tuple[Span, ...]
    """(start, end) of each in the text; the text may go on after the last."""


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def id(self) -> str:
        """Names the model and its weights; part of the index's fingerprint."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(n_texts, dim) float32, each row of length 1, in the order of `texts`."""
        ...


@runtime_checkable
class TokenEncoder(Protocol):
    """An Encoder that also tells what it makes of each token."""

    def read(self, texts: Sequence[str]) -> tuple[Vectors, TokenVectors]:
        """The rows of `encode`, and the tokens of the first text, in one pass."""
        ...


class VectorStore(Protocol):
    """Finds the nearest of the vectors it holds."""

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Up to `k` (id, cosine in [-1, 1]), nearest first; `vector` is (dim,)."""
        ...
