"""How alike two texts are: the measure is handed in, so that this package needs no model."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
Similarity = Callable[[Sequence[str], Sequence[str]], Table]
"""(n, m) cosines in [-1, 1] of n texts with m texts."""
Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""(n, dim) unit vectors of n texts."""


def by(encode: Encode) -> Similarity:
    """The Similarity of an encoder; a text is encoded once however often it is asked for."""
    held: dict[str, NDArray[np.float32]] = {}

    def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in held]
        if new:
            held.update(zip(new, encode(new), strict=True))
        return np.stack([held[text] for text in texts])

    def similarity(left: Sequence[str], right: Sequence[str]) -> Table:
        if not left or not right:
            return np.zeros((len(left), len(right)))
        return (vectors(left) @ vectors(right).T).astype(np.float64)

    return similarity
