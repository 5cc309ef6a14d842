"""What the import tests share: the guild's corpus, and the encoder that the bounds were set with."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.backends.sentence_transformers import SentenceTransformersEncoder
from assistant.official import Importer
from corpus.load import load
from corpus.models import Corpus
from corpus.official.importing import Import
from corpus.official.store import Store
from tests.corpus.official import guild

DAY = date(2026, 1, 2)


class Remembering:
    """An encoder that reads each text once in a whole run of tests."""

    def __init__(self) -> None:
        self._encoder = SentenceTransformersEncoder()
        self._held: dict[str, np.ndarray] = {}
        self.id = self._encoder.id

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in self._held]
        if new:
            self._held.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._held[text] for text in texts])


@pytest.fixture(scope="session")
def encoder() -> Remembering:
    """The packaged encoder, loaded once."""
    return Remembering()


@pytest.fixture(scope="session")
def guild_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guild's corpus folder; not to be changed."""
    return guild.write_corpus(tmp_path_factory.mktemp("guild") / "corpus")


@pytest.fixture(scope="session")
def guild_corpus(guild_folder: Path) -> Corpus:
    """The guild's corpus."""
    return load(guild_folder)


@pytest.fixture
def importer(guild_corpus: Corpus, encoder: Remembering, tmp_path: Path) -> Importer:
    """An importer of the guild's documents into an empty folder."""
    return Importer(guild_corpus, Store(tmp_path / "official"), encoder)


@pytest.fixture
def prepare(importer: Importer, tmp_path: Path) -> Callable[..., Import]:
    """Reads file contents, given as text or bytes, as a document of the guild."""

    def prepared(source: str, *contents: str | bytes, **options: object) -> Import:
        paths = []
        for n, content in enumerate(contents):
            paths.append(tmp_path / f"file-{n}")
            paths[-1].write_bytes(content.encode() if isinstance(content, str) else content)
        return importer.prepare(source, paths, DAY, **options)

    return prepared
