"""Written answers beside embedded ones, from recorded replies: replayed, the same figures without the model."""

import json
from dataclasses import replace

import pytest

from assistant.backends.protocols import Told
from assistant.backends.recorded import Recorded, Recording
from assistant.errors import WriterFailed
from assistant.pipeline import Assistant
from evals import writer
from evals.load import load_sets
from evals.plan import Plan
from evals.results import Interval
from evals.writer import compared, numbers

CASES = [
    {"id": "a", "kind": "draft", "input": "Mrs Kendal the patient has a rash, photo attached", "verdict": "do_not_post", "issues": ["patient-confidentiality"], "vital": [["Leave the patient's name out of it."]]},
    {"id": "b", "kind": "draft", "input": "You absolute clown, delete your account", "verdict": "change_first", "issues": ["profanity-or-unprofessional-tone"]},
    {"id": "c", "kind": "question", "input": "What is the capital of France?", "verdict": "not_covered", "issues": []},
]  # fmt: skip


class Model:
    """Words every answer with the first passage it was handed, or badly where told to."""

    name, is_local = "test:writer", True

    def __init__(self, bad=False):
        self.bad, self.asked = bad, 0

    def tell(self, messages, schema, limits, is_cancelled=None):
        self.asked += 1
        user = next(m.text for m in messages if m.role == "user")
        passage = next(line for line in user.splitlines() if line.startswith("[g1]"))
        sentence = passage.partition(") ")[2].split(". ")[0].rstrip(".") + "."
        told = {"headline": "Not as it stands: change it first.", "points": [{"sentence": sentence, "ids": ["g9" if self.bad else "g1"], "quote": ""}], "instead": "", "question": ""}
        return Told(json.dumps(told), 100, True)


@pytest.fixture
def held(tmp_path):
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in CASES))
    return path, [case for case_set in load_sets([path]) for case in case_set.cases]


def test_the_verdict_is_the_same_and_every_citation_true(small, held):
    made = compared(small, held[1], Model())
    told = numbers(made)
    assert told["answers"] == 2, "what is not covered has nothing to word"
    assert told["same_verdict"] == 2
    assert told["citations_valid"] == told["citations"] > 0
    assert told["worded"] == 2
    assert told["vital_written"]["of"] == 1
    assert made.failures == []


def test_forged_ids_fall_back_and_are_counted(small, held):
    told = numbers(compared(small, held[1], Model(bad=True)))
    assert told["fell_back"] == 2
    assert told["dropped"]["unknown-id"] == 4, "two answers, two tries each"
    assert told["words_written"] == told["words_embedded"]


def test_replayed_it_is_the_same_without_the_model(small, held, tmp_path):
    kept = tmp_path / "replies.jsonl"
    first = numbers(compared(small, held[1], Recording(Model(), kept)))
    again = numbers(compared(small, held[1], Recorded(kept)))
    for name in ("worded", "dropped", "citations", "vital_written", "words_written", "fell_back_because"):
        assert first[name] == again[name]


def test_a_reply_that_was_never_recorded_falls_back(small, held, tmp_path):
    kept = tmp_path / "replies.jsonl"
    compared(small, held[1][:1], Recording(Model(), kept))
    told = numbers(compared(small, held[1], Recorded(kept)))
    assert told["fell_back_because"] == {"no reply to these messages was recorded": 1}


def test_a_failure_is_recorded_as_one(small, held, tmp_path):
    class Down(Model):
        def tell(self, *_):
            raise WriterFailed(self.name, "nothing answers", "Start it")

    kept = tmp_path / "replies.jsonl"
    compared(small, held[1][:1], Recording(Down(), kept))
    assert numbers(compared(small, held[1][:1], Recorded(kept)))["fell_back_because"] == {"nothing answers": 1}


@pytest.mark.parametrize("text", ["", "not json\n", '{"model": "x"}\n'], ids=["empty", "no json", "no record"])
def test_a_file_that_is_no_recording(text, tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text(text)
    with pytest.raises(WriterFailed, match="Give a file that --record wrote"):
        Recorded(path)


def test_the_command_writes_both_files_and_fails_on_a_broken_promise(small: Assistant, held, tmp_path, monkeypatch):
    kept = tmp_path / "replies.jsonl"
    compared(small, held[1], Recording(Model(), kept))
    monkeypatch.setattr(writer, "open_assistant", lambda _: small)
    plan = Plan(out=tmp_path / "out", cases=(held[0],))
    assert writer.main(plan, small.settings, f"recorded:{kept}", None) == 0
    assert json.loads((tmp_path / "out" / "writer.json").read_text())["worded"] == 2
    assert "same verdict" in (tmp_path / "out" / "writer.md").read_text()
    assert writer.main(plan, small.settings, f"recorded:{tmp_path}/none.jsonl", None) == 2
    monkeypatch.setattr(writer, "write", lambda a, request, advice, *_, **__: replace(advice, verdict=next(v for v in type(advice.verdict) if v is not advice.verdict)))
    assert writer.main(plan, small.settings, f"recorded:{kept}", None) == 1


def test_fewer_vital_points_than_chance_explains_is_a_broken_promise(small, held):
    made = compared(small, held[1], Model())
    assert replace(made, vital=Interval(-0.3, -0.1)).failures
    assert not replace(made, vital=Interval(-0.3, 0.1)).failures
