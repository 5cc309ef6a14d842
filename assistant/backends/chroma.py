"""Vectors kept in Chroma: embedded in a folder, or on a server."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from assistant.backends import quiet
from assistant.backends.protocols import Vectors
from assistant.errors import IndexUnusable

# Chroma takes this many rows at a time without complaint
BATCH = 1_000


class ChromaStore:
    """One collection of unit vectors under ids, cosine distance.

    A folder is written once and never changed: another process rebuilding makes a folder of its own,
    since a client does not notice when the files under it change.
    """

    def __init__(self, name: str, folder: Path, url: str | None = None) -> None:
        """Open the collection `name` of `folder`, or of the server at `url`, making it where there is none."""
        quiet.hush()
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        settings = ChromaSettings(anonymized_telemetry=False)
        self._folder = folder
        try:
            if url:
                parts = urlsplit(url)
                client = chromadb.HttpClient(
                    host=parts.hostname or "127.0.0.1", port=parts.port or 8000, ssl=parts.scheme == "https", settings=settings
                )
            else:
                client = chromadb.PersistentClient(path=str(folder), settings=settings)
            self._collection = client.get_or_create_collection(
                name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        except Exception as error:  # Chroma raises its Rust side's kinds unwrapped
            raise IndexUnusable(folder, f"Chroma cannot open the collection {name!r} ({error})") from error

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store `vectors` (n, dim) under `ids`, which must be new: Chroma passes over known ones in silence."""
        for start in range(0, len(ids), BATCH):
            self._collection.add(ids=list(ids[start : start + BATCH]), embeddings=vectors[start : start + BATCH])

    def count(self) -> int:
        """How many vectors are held."""
        return int(self._collection.count())

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Up to `k` (id, cosine), nearest first, ties by id."""
        found = self._collection.query(query_embeddings=np.asarray(vector)[None, :], n_results=k, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        pairs = [(id_, 1.0 - float(distance)) for id_, distance in zip(found["ids"][0], distances, strict=True)]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
