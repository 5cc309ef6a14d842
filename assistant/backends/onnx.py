"""The judging encoder: our fine-tuned weights, run by onnxruntime."""

import hashlib
import json
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.backends import quiet
from assistant.backends.protocols import TokenVectors, Vectors
from assistant.backends.sentence_transformers import sha256
from assistant.errors import WeightsUnusable

# a follow-up is read for the facts it states, for its verdict and for who needs care: the same words three times
REMEMBERED = 32
# all texts of a batch are padded to its longest: a follow-up with all that was said before is no company for the follow-up alone
MOST_PADDED = 1.4
MEND = "Install the package again, or build it with 'python -m assistant.training'"


class OnnxEncoder:
    """Encodes with a model folder holding model.onnx, tokenizer.json and manifest.json.

    The manifest gives the sha256 of the weights, so altered ones are refused.
    """

    def __init__(self, folder: Path, batch_size: int = 16) -> None:
        """Check the weights in `folder`; they are loaded when first used. Raises WeightsUnusable."""
        self._folder = folder
        self._batch_size = batch_size
        try:
            self.manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise WeightsUnusable(folder.name, f"no readable manifest.json ({error})", MEND) from error
        found = sha256(folder / "model.onnx")
        if found != self.manifest["sha256"]:
            raise WeightsUnusable(folder.name, f"model.onnx has sha256 {found[:12]}..., not the manifest's", MEND)
        self.id = f"{self.manifest['name']}@{found[:12]}"
        # by the digest of a text, so that no word of a draft stays
        self._recent: dict[bytes, Vectors] = {}
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(n_texts, dim) float32 unit vectors; texts of like length share a batch. The last few are remembered, not read again."""
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        if len(texts) > REMEMBERED:
            return self._encode(texts)
        keys = [hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in texts]
        with self._lock:
            known = {key: self._recent[key] for key in keys if key in self._recent}
        if fresh := {key: text for key, text in zip(keys, texts, strict=True) if key not in known}:
            known |= dict(zip(fresh, self._encode(list(fresh.values())), strict=True))
        with self._lock:
            self._recent |= known
            for oldest in list(self._recent)[:-REMEMBERED]:
                del self._recent[oldest]
        return np.stack([known[key] for key in keys])

    def forget(self) -> None:
        """Read every text anew from here on, as a bench wants it."""
        with self._lock:
            self._recent.clear()

    def _encode(self, texts: Sequence[str]) -> Vectors:
        """(n_texts, dim) of one text or more, each read."""
        vectors: list[Vectors | None] = [None] * len(texts)
        for batch in batches([len(text) for text in texts], self._batch_size):
            for position, vector in zip(batch, self._run([texts[i] for i in batch]), strict=True):
                vectors[position] = vector
        return np.stack([v for v in vectors if v is not None])

    def read(self, texts: Sequence[str]) -> tuple[Vectors, TokenVectors]:
        """The vectors of `texts` as `encode` gives them, and the tokens of the first, in one pass."""
        if "token_output" not in self.manifest:
            return self.encode(texts), TokenVectors(np.zeros((0, self.dim), np.float32), ())
        encoding = self._tokenizer.encode(texts[0])
        fed = {"input_ids": np.array([encoding.ids], np.int64), "attention_mask": np.array([encoding.attention_mask], np.int64)}
        vector, tokens = self._session.run(["vector", self.manifest["token_output"]], fed)
        held = [n for n, (start, end) in enumerate(encoding.offsets) if end > start]
        rows = np.concatenate([np.asarray(vector, np.float32), self.encode(texts[1:])])
        return rows, TokenVectors(np.asarray(tokens[0][held], np.float32), tuple(encoding.offsets[n] for n in held))

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self.manifest["dim"])

    def knows(self, word: str) -> bool:
        """Whether a word in small letters is read whole, and not in pieces."""
        return word in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._tokenizer.get_vocab())

    def _run(self, texts: list[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(texts)
        ids = np.array([e.ids for e in encodings], dtype=np.int64)
        mask = np.array([e.attention_mask for e in encodings], dtype=np.int64)
        (vectors,) = self._session.run(["vector"], {"input_ids": ids, "attention_mask": mask})
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def _session(self):  # type: ignore[no-untyped-def]  # the library's types stay in this file
        quiet.hush()
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # idle threads that spin would hold the cores that the searching encoder needs next: 0.22 s an answer with, 0.13 s without
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        model = (self._folder / "model.onnx").read_bytes() + _further_output(self.manifest.get("token_output", ""))
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self):  # type: ignore[no-untyped-def]  # the library's types stay in this file
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(int(self.manifest["max_tokens"]))
        tokenizer.enable_padding(pad_id=int(self.manifest["pad_id"]), pad_token=self.manifest["pad_token"])
        return tokenizer


def batches(lengths: Sequence[int], size: int) -> list[list[int]]:
    """Places in `lengths`, shortest first, in batches of at most `size` with nothing much longer than the shortest in each."""
    made: list[list[int]] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if made and len(made[-1]) < size and lengths[place] <= MOST_PADDED * lengths[made[-1][0]]:
            made[-1].append(place)
        else:
            made.append([place])
    return made


def _further_output(name: str) -> bytes:
    """Bytes that, set after a model's own, make the value `name` inside it an output too; none for ''.

    A model file is a protocol buffer, and those are merged where one follows another: this is a ModelProto
    whose graph (field 7) holds nothing but an output (field 12) of that name (field 1). So the token vectors are
    had from the weights that ship, in the pass that is made anyway.
    """
    if not name:
        return b""
    message = name.encode()
    for field in (1, 12, 7):
        message = bytes((field << 3 | 2, len(message))) + message
    return message
