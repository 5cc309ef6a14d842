"""Whether an answer makes the points that an expert finds vital: nearness of sentences, by the encoder that finds passages."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]


def nearest(vital: Sequence[Sequence[str]], said: str, encode: Encode) -> tuple[float, ...]:
    """For each point, the greatest cosine of any of its wordings with any line of `said`, in [-1, 1].

    `encode` gives unit vectors, (n_texts, dim). Nothing said is as far as can be.
    """
    lines = [line for line in said.splitlines() if line.strip()]
    if not lines:
        return (-1.0,) * len(vital)
    sentences = np.stack([_vector(encode, line) for line in lines])
    return tuple(round(float((sentences @ np.stack([_vector(encode, words) for words in point]).T).max()), 4) for point in vital)


@lru_cache(maxsize=4096)
def _vector(encode: Encode, words: str) -> Vectors:
    """(dim,); answers share most of their sentences, so each is encoded once."""
    (vector,) = encode([words])
    return np.asarray(vector, np.float32)
