"""The real steps, over models of a few lines: what evals read of an Advice is what the assistant writes."""

import json

import pytest

from assistant.models import Verdict
from evals.load import load_sets, shipped
from evals.main import main
from evals.plan import Plan


@pytest.fixture
def out(tmp_path, small, monkeypatch):
    monkeypatch.setattr("evals.main.open_assistant", lambda settings, progress: small)
    return tmp_path / "out"


def test_shipped_cases_run_through_the_real_steps(out, small):
    assert main(Plan(out=out, limit=3), small.settings) == 0
    lines = [json.loads(line) for line in (out / "predictions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [case.id for s in load_sets(shipped(), 3) for case in s.cases]
    assert all(Verdict(line["verdict"]) and line["retrieved"] and 0 <= line["confidence"] <= 1 for line in lines)
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["all"]["rates"]["quote_validity"]["value"] == 1.0
    assert report["all"]["rates"]["textbook_hit_at_5"]["of"] > 0
    assert report["provenance"]["index"] == small.index.fingerprint
