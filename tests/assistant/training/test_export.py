"""A small random model, exported as the trained one is."""

import json
import shutil

import numpy as np
import onnx
import pytest
import torch
from onnx import helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import MPNetConfig, MPNetModel

from assistant.backends.onnx import OnnxEncoder
from assistant.errors import WeightsUnusable
from assistant.judge import MODEL_FOLDER
from assistant.training.export import export, name_tokens, token_output
from assistant.training.finetune import Recipe, Tuned

TEXTS = ["the ward was full today", "the patient left", "today"]
WORDS = ["<s>", "<pad>", "</s>", "<unk>", *sorted({word for text in TEXTS for word in text.split()})]


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A folder as the base model's, two layers deep."""
    folder = tmp_path_factory.mktemp("base")
    torch.manual_seed(3)
    config = MPNetConfig(vocab_size=len(WORDS), hidden_size=64, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64)
    MPNetModel(config).save_pretrained(folder)
    tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.add_special_tokens(WORDS[:4])
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(scope="module")
def exported(base, tmp_path_factory):
    folder = tmp_path_factory.mktemp("weights")
    export(Tuned(base, Recipe(frozen_layers=1)), base, folder, "small", {"base": "random"})
    return folder


def test_the_encoder_reads_what_was_exported(exported):
    encoder = OnnxEncoder(exported)
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (3, 64)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert encoder.manifest["base"] == "random"


def test_the_token_vectors_are_those_whose_mean_is_the_texts_vector(exported):
    (vector, *_), tokens = OnnxEncoder(exported).read(TEXTS)
    assert [TEXTS[0][start:end] for start, end in tokens.offsets] == TEXTS[0].split()
    mean = tokens.vectors.mean(axis=0)
    np.testing.assert_allclose(mean / np.linalg.norm(mean), vector, atol=1e-5)


def test_weights_whose_manifest_does_not_name_the_tokens_are_named(exported, tmp_path):
    shutil.copytree(exported, tmp_path, dirs_exist_ok=True)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    named = manifest.pop("token_output")
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    name_tokens(tmp_path)
    assert json.loads((tmp_path / "manifest.json").read_text()) == {**manifest, "token_output": named}


def test_the_shipped_manifest_names_what_the_exporter_finds():
    graph = onnx.load(str(MODEL_FOLDER / "model.onnx")).graph
    assert json.loads((MODEL_FOLDER / "manifest.json").read_text())["token_output"] == token_output(graph)


def test_a_graph_without_a_mean_over_tokens_is_refused():
    graph = helper.make_graph([helper.make_node("ReduceSum", ["tokens"], ["vector"])], "sum", [], [])
    with pytest.raises(WeightsUnusable, match=r"0 values look like its token vectors.*weighted mean"):
        token_output(graph)
