"""Rows of the shipped precedents, kept beside the weights so that the first index is ready in seconds."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from assistant.backends.protocols import Vectors

FILE = "rows.npz"
# rows made between two reports of progress
STEP = 64


class RowCache:
    """Half-precision rows by the text they were made from, for one maker (an encoder's id)."""

    def __init__(self, rows: Mapping[str, Vectors]) -> None:
        """Hold `rows`: key(text) -> (dim,)."""
        self._rows = dict(rows)

    @classmethod
    def beside(cls, folder: Path, maker: str) -> "RowCache":
        """What `write` left in `folder` for this very maker, or an empty cache."""
        path = folder / FILE
        if not path.is_file():
            return cls({})
        with np.load(path, allow_pickle=False) as held:
            if str(held["maker"]) != maker:
                return cls({})
            return cls(dict(zip(held["keys"].tolist(), held["rows"], strict=True)))

    @staticmethod
    def write(folder: Path, maker: str, texts: Sequence[str], rows: Vectors) -> None:
        """Store `rows` (n, dim) of `texts` in `folder`."""
        keys = np.array([key(text) for text in texts])
        np.savez_compressed(folder / FILE, maker=np.array(maker), keys=keys, rows=rows.astype(np.float16))

    def fill(
        self, texts: Sequence[str], make: Callable[[Sequence[str]], Vectors], report: Callable[[int, int], None]
    ) -> Vectors:
        """(n_texts, dim) float32; `make` is called with the texts that are not held, and what it made is held from then on.

        Half precision throughout, so that a row is the same whether held or made anew.
        """
        keys = [key(text) for text in texts]
        missing = [i for i, k in enumerate(keys) if k not in self._rows]
        for start in range(0, len(missing), STEP):
            batch = missing[start : start + STEP]
            for i, row in zip(batch, make([texts[i] for i in batch]), strict=True):
                self._rows[keys[i]] = row.astype(np.float16)
            report(min(start + STEP, len(missing)), len(missing))
        return np.stack([self._rows[k] for k in keys]).astype(np.float32)


def key(text: str) -> str:
    """First 24 hex digits of the sha256 of the text."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]
