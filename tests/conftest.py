"""A corpus of six paragraphs and models of a few lines, so that the suite runs in seconds."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import yaml

from assistant import Assistant, Settings, open_assistant
from assistant.index import Models
from assistant.judge import Calibration
from corpus.load import HERE, load
from corpus.models import Corpus, Issue

SOURCE = "gmc-social-media-2024"
SIX = ("4", "8", "9", "14", "18", "19")
# one line of precedents a verdict, enough for the heads to have something to tell apart
PRECEDENTS = [
    ("draft", "Lovely walk with the dog after clinic", "ok", []),
    ("draft", "Flu jabs on Saturday, book online or ring the desk", "ok", ["public-health-education"]),
    ("draft", "My patient Mrs Kendal was in again with her rash, silly woman", "do_not_post", ["patient-confidentiality"]),
    ("draft", "Mrs Kendal the patient has a rash, photo attached", "do_not_post", ["patient-confidentiality"]),
    ("draft", "You absolute clown, delete your account", "change_first", ["profanity-or-unprofessional-tone"]),
    ("draft", "What a clown that minister is", "change_first", ["profanity-or-unprofessional-tone"]),
    ("question", "What dose of amoxicillin for a chest infection?", "not_covered", []),
    ("question", "What is the capital of France?", "not_covered", []),
    ("question", "A patient has complained about my post, what now?", "get_advice_first", ["responding-to-criticism-or-review"]),
    ("question", "Can I share a march for the climate?", "ok_with_care", ["politics-or-personal-beliefs"]),
]  # fmt: skip


class BagOfWords:
    """An encoder of a few lines: each word falls into one of 64 places."""

    id = "bag-of-words"

    def encode(self, texts):
        rows = np.zeros((len(texts), 64), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % 64] += 1.0
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The corpus that ships."""
    return load()


@pytest.fixture
def six(tmp_path: Path) -> Path:
    """A corpus folder with six paragraphs of one document and ten precedents."""
    return write_six(tmp_path / "six")


def write_six(folder: Path) -> Path:
    (folder / "guidance").mkdir(parents=True)
    (folder / "precedents").mkdir()
    document = yaml.safe_load((HERE / "guidance" / f"{SOURCE}.yaml").read_text(encoding="utf-8"))
    document["paragraphs"] = [p for p in document["paragraphs"] if p["number"] in SIX]
    (folder / "guidance" / f"{SOURCE}.yaml").write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    issues = {i.value: [{"id": f"{SOURCE}#18", "why": "test"}, {"id": f"{SOURCE}#9", "why": "test"}] for i in Issue}
    (folder / "issues-to-paragraphs.yaml").write_text(yaml.safe_dump({"kind": "issue-map", "issues": issues}), encoding="utf-8")
    rows = [
        {"id": f"p-{n}-{again}", "kind": kind, "input": text, "verdict": verdict, "issues": list_, "why": "test"}
        for n, (kind, text, verdict, list_) in enumerate(PRECEDENTS)
        # several times each, or so few rows would leave the heads sure of nothing
        for again in range(20)
    ]
    rows[60] |= {"source_url": "https://example.org/ruling", "expert": "A regulator"}
    (folder / "precedents" / "few.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return folder


def write_small(folder: Path) -> Path:
    """A corpus folder with the whole guidance and ten precedents."""
    write_six(folder)
    for path in (HERE / "guidance").glob("*.yaml"):
        (folder / "guidance" / path.name).write_bytes(path.read_bytes())
    (folder / "issues-to-paragraphs.yaml").write_bytes((HERE / "issues-to-paragraphs.yaml").read_bytes())
    return folder


@pytest.fixture
def models() -> Models:
    """Stand-ins for both encoders."""
    return Models(BagOfWords(), BagOfWords(), Calibration())


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the whole guidance, ten precedents and the stand-in models; opened once."""
    folder = tmp_path_factory.mktemp("small")
    settings = Settings(home=folder / "home", corpus=write_small(folder / "corpus"))
    return open_assistant(settings, models=Models(BagOfWords(), BagOfWords(), Calibration()))


@pytest.fixture(scope="session")
def shipped() -> Assistant:
    """The assistant that ships, its index in the user's own cache: built once, opened by every run."""
    return open_assistant()
