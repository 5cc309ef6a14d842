"""The real steps, over models of a few lines: what evals read of an Advice is what the assistant writes."""

import json

import pytest

from assistant.models import Verdict
from evals.load import CASES, load_sets, shipped
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


def test_without_accepted_numbers_the_report_says_how_to_accept_some(out, small, monkeypatch, tmp_path):
    monkeypatch.setattr("evals.main.BASELINE", tmp_path / "none.json")
    main(Plan(out=out, limit=1), small.settings)
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert any("make baseline REASON" in note for note in report["notes"])


def test_the_shipped_cases_can_be_asked_in_other_words(out, small):
    # files that are named are changed here; the shipped changes belong to whole sets
    files = (CASES / "ordinary.jsonl", CASES / "expert.jsonl")
    assert main(Plan(cases=files, out=out, limit=2, robustness=True), small.settings) == 0
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    told = {part["name"]: part for part in report["robustness"]}
    assert told["capitals"]["flips"]["of"] == 4
    assert {part["name"] for part in report["robustness"] if part["is_fairness"]} == {"another name", "another gender", "another place"}
    assert told["another name"]["flips"]["of"] == 6 * 7
