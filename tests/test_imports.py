"""Imports follow the arrows: corpus <- assistant <- ui, evals; ui and evals never meet."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {"corpus", "assistant", "ui", "evals"}
MAY_IMPORT = {
    "corpus": {"corpus"},
    "assistant": {"assistant", "corpus"},
    "ui": {"ui", "assistant", "corpus"},
    "evals": {"evals", "assistant", "corpus"},
}
# a library for models, vectors or language stays behind assistant/backends; training is a program of its own
BACKEND_LIBRARIES = {"chromadb", "sentence_transformers", "transformers", "torch", "onnxruntime", "onnx", "tokenizers", "presidio_analyzer", "spacy", "bm25s", "langchain", "langsmith", "openai", "ollama", "anthropic"}
# inside assistant, a step imports only the steps before it
STEPS = ["models", "intake", "encoder_text", "heads", "judge", "assess", "decide", "row_cache", "index", "retrieve", "similar", "advise", "pipeline", "cli"]


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


FILES = sorted(p for package in PACKAGES for p in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_direction(path):
    package = path.relative_to(ROOT).parts[0]
    met = {name.partition(".")[0] for name in imports(path)} & PACKAGES
    assert met <= MAY_IMPORT[package]


@pytest.mark.parametrize("path", [p for p in FILES if "backends" not in p.parts and "training" not in p.parts], ids=lambda p: str(p.relative_to(ROOT)))
def test_model_libraries_stay_in_backends(path):
    assert not {name.partition(".")[0] for name in imports(path)} & BACKEND_LIBRARIES


@pytest.mark.parametrize("step", STEPS[:-1])
def test_a_step_imports_only_earlier_steps(step):
    path = ROOT / "assistant" / f"{step}.py"
    met = {parts[1] for name in imports(path) if (parts := name.split("."))[0] == "assistant" and len(parts) > 1}
    later = set(STEPS[STEPS.index(step) + 1 :])
    assert not met & later
