"""A tuned model -> the weights folder that ships: ONNX, eight bits a weight, with a manifest."""

import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import nn

from assistant.backends.protocols import Vectors
from assistant.backends.sentence_transformers import sha256
from assistant.errors import WeightsUnusable
from assistant.training.finetune import Tuned

# weights share a scale in blocks: eight bits for the whole tensor cost a fifth of the verdicts
BLOCK = 64


class ByteEmbedding(nn.Module):
    """A word embedding of eight bits a weight and one scale a row, a quarter of the size."""

    def __init__(self, table: torch.Tensor) -> None:
        """Round `table` (n_words, width) to bytes."""
        super().__init__()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127.0
        self.register_buffer("bytes", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale.to(torch.float32))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """(n, tokens, width)."""
        return self.bytes[ids].float() * self.scale[ids]  # type: ignore[index]


def export(model: Tuned, base: Path, folder: Path, name: str, about: dict[str, object]) -> None:
    """Write model.onnx, tokenizer.json and manifest.json (with `about`) to `folder`."""
    model.body.embeddings.word_embeddings = ByteEmbedding(model.body.embeddings.word_embeddings.weight.detach())
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.ones(2, 9, dtype=torch.long)
    axes = {0: "texts", 1: "tokens"}
    with tempfile.TemporaryDirectory() as temporary:
        full = Path(temporary) / "full.onnx"
        torch.onnx.export(
            model, (ids, torch.ones_like(ids)), str(full), input_names=["input_ids", "attention_mask"], output_names=["vector"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vector": {0: "texts"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantiser = MatMulNBitsQuantizer(onnx.load(str(full)), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4)
        quantiser.process()
        onnx.save(quantiser.model.model, str(folder / "model.onnx"))
    shutil.copy(base / "tokenizer.json", folder / "tokenizer.json")
    tokenizer = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    special = {token["content"]: token["id"] for token in tokenizer["added_tokens"]}
    manifest = {
        "name": name, "sha256": sha256.__wrapped__(folder / "model.onnx"), "dim": model.width,
        "max_tokens": model.recipe.max_tokens, "pad_token": "<pad>", "pad_id": special["<pad>"], **about,
    }  # fmt: skip
    _write_manifest(folder, manifest)
    name_tokens(folder)


def name_tokens(folder: Path) -> None:
    """Write to the manifest of the weights in `folder` which value of model.onnx is the token vectors.

    Raises WeightsUnusable where the graph has none.
    """
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    graph = onnx.load(str(folder / "model.onnx"), load_external_data=False).graph
    _write_manifest(folder, {**manifest, "token_output": token_output(graph)})


def token_output(graph: onnx.GraphProto) -> str:
    """Name of the value that holds the token vectors: what is weighted, summed, and divided by the summed weights.

    Raises WeightsUnusable where the graph does not end in such a mean.
    """
    summed = {node.input[0] for node in graph.node if node.op_type == "ReduceSum"}
    weighted = [tuple(node.input) for node in graph.node if node.op_type == "Mul" and node.output[0] in summed]
    # the weights are the factor that is summed by itself as well
    found = {one for a, b in weighted for one, other in ((a, b), (b, a)) if other in summed}
    if len(found) != 1:
        raise WeightsUnusable(
            "model.onnx", f"{len(found)} values look like its token vectors, not one",
            "Mend token_output in assistant/training/export.py, which expects a model that takes a weighted mean of its tokens",
        )  # fmt: skip
    return str(found.pop())


def _write_manifest(folder: Path, manifest: dict[str, object]) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def worst_difference(ours: Vectors, theirs: Vectors) -> float:
    """Largest 1 - cosine between two (n, dim) arrays of unit vectors, row by row."""
    return float((1.0 - (ours * theirs).sum(axis=1)).max())
