"""What the steps ask of a backend."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

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


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a chat model."""

    role: str
    """'system', 'user' or 'assistant'."""
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a chat model replied."""

    text: str
    tokens: int
    """Of prompt and reply, as the server counted, or estimated where it did not."""
    structured: bool
    """The server was asked to keep to the schema, and took that."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much one reply may be."""

    seconds: float
    """Until it must be whole, waiting and retries included."""
    reply_tokens: int


def never() -> bool:
    """False: nobody wants to stop."""
    return False


class ChatModel(Protocol):
    """Replies to messages."""

    @property
    def name(self) -> str:
        """As configured: provider:model."""
        ...

    @property
    def is_local(self) -> bool:
        """Whether every word sent to it stays on this machine."""
        ...

    def tell(
        self, messages: Sequence[Message], schema: Mapping[str, Any], limits: Limits, is_cancelled: Callable[[], bool] = never
    ) -> Told:
        """The reply, which should be JSON of `schema`. Raises WriterFailed within the limits."""
        ...
