"""Cases x assistant -> predictions: what is asked, what is kept, what a crash costs."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.errors import UnusableInput
from assistant.models import Context, Draft, Question, Verdict
from evals.models import Answer, Case, CaseSet, Force, NoAnswer, Reworded
from evals.predictions import line
from evals.run import run

KEYS = ["id", "verdict", "issues", "citations", "findings", "retrieved", "confidence", "latency_ms"]
DRAFT = {"id": "d", "kind": "draft", "input": "Silly man", "context": {"platform": "blog"}, "verdict": "change_first", "cite": ["gmc#2"]}
TALK = {"id": "t", "turns": [{"user": said, "expect": {"verdict": "ok"}} for said in ("first", "second", "third")]}


def ran(assistant, *records):
    cases = tuple(Case.model_validate(record) for record in records)
    return list(run(assistant, [CaseSet("mine", Path("mine.jsonl"), "", cases)]))


def test_a_draft_is_reviewed_and_a_question_asked(fake):
    ran(fake, DRAFT, {"id": "q", "kind": "question", "input": "May I?", "verdict": "ok"})
    assert fake.asked == [Draft("Silly man", Context(platform="blog")), Question("May I?", Context())]


def test_each_turn_is_asked_with_the_messages_before_it(fake):
    ran(fake, TALK)
    assert [(question.text, question.turns) for question in fake.asked] == [
        ("first", ()), ("second", ("first",)), ("third", ("first", "second")),
    ]  # fmt: skip


def test_an_advice_is_reduced_to_what_is_measured(fake, advice):
    fake.replies["Silly man"] = advice(
        "change_first", ["defamation"], cited=("gmc#2", "gmc#1", "gmc#2"), marks=[(0, 5, "Silly")], retrieved=("gmc#1",), confidence=0.7
    )
    ((given,),) = (prediction.answers for prediction in ran(fake, DRAFT))
    assert isinstance(given, Answer)
    assert given.citations == ("gmc#1", "gmc#2"), "best first: the order of retrieval, not of the reasons"
    assert len(given.quotes) == 3
    assert given.textbook == ("gmc#3",)
    assert given.latency_ms >= 0


def test_predictions_hold_exactly_the_promised_keys(fake, advice):
    fake.replies["Silly man"] = advice("change_first", ["defamation"], marks=[(0, 5, "Silly")])
    written = json.loads(line(ran(fake, DRAFT)[0]))
    assert list(written) == KEYS
    assert written["findings"] == [{"start": 0, "end": 5, "text": "Silly", "issue": "defamation"}]
    assert written | {"latency_ms": 0} == {
        "id": "d", "verdict": "change_first", "issues": ["defamation"], "citations": ["gmc#1"], "findings": written["findings"],
        "retrieved": ["gmc#1", "gmc#2"], "confidence": 0.8, "latency_ms": 0,
    }  # fmt: skip


def test_a_conversation_carries_every_turn_and_the_last_on_top(fake, advice):
    fake.replies["third"] = advice("do_not_post")
    written = json.loads(line(ran(fake, TALK)[0]))
    assert list(written) == [*KEYS, "turns"]
    assert [turn["verdict"] for turn in written["turns"]] == ["ok", "ok", "do_not_post"]
    assert written["verdict"] == "do_not_post"
    assert list(written["turns"][0]) == [*KEYS[1:], "changed", "asks"]


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(UnusableInput("too long"), id="refused"),
        pytest.param(ZeroDivisionError("boom"), id="crashed"),
        pytest.param(RecursionError("deep"), id="ran-out-of-stack"),
    ],
)
def test_a_case_that_fails_has_no_answer_and_the_run_goes_on(fake, error):
    fake.replies["Silly man"] = error
    failed, after = ran(fake, DRAFT, DRAFT | {"id": "e", "input": "Kind man"})
    assert isinstance(failed.answers[0], NoAnswer)
    assert failed.answers[0].error == type(error).__name__
    assert isinstance(after.answers[0], Answer)
    written = json.loads(line(failed))
    assert list(written) == KEYS
    assert (written["verdict"], written["confidence"], written["citations"]) == (None, None, [])


def test_one_failed_turn_leaves_the_others(fake):
    fake.replies["second"] = ValueError("boom")
    (prediction,) = ran(fake, TALK)
    assert [isinstance(given, Answer) for given in prediction.answers] == [True, False, True]


def test_an_interrupt_stops_the_run(fake, monkeypatch):
    monkeypatch.setattr("evals.run.review", lambda held, draft: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        ran(fake, DRAFT)


def test_a_failing_baseline_costs_the_assistant_nothing(fake):
    fake.baseline = ValueError("boom")
    ((given,),) = (prediction.answers for prediction in ran(fake, DRAFT))
    assert given.verdict is Verdict.OK
    assert given.textbook is None


def test_a_line_is_ascii_whatever_the_draft_holds(fake, advice):
    odd = "a\u2028b \ud800 é"
    fake.replies[odd] = advice("ok", marks=[(0, 3, odd)])
    text = line(ran(fake, DRAFT | {"input": odd})[0])
    assert text.isascii()
    assert text.count("\n") == 1
    assert json.loads(text)["findings"][0]["text"] == odd


def test_an_answer_keeps_what_it_says_and_how_strongly(fake, advice):
    fake.replies["Silly man"] = advice("ok", cited=("gmc#1",))
    ((given,),) = (prediction.answers for prediction in ran(fake, DRAFT))
    assert given.said == "\nbecause"
    assert given.forces == (Force(says_must=False, cites_must=True),)


def test_a_draft_whose_words_must_go_is_rewritten_and_the_rewrite_reviewed_anew(fake, advice, monkeypatch):
    case = Case.model_validate({"id": "a", "kind": "draft", "input": "Saw the roofer. Proud of us", "verdict": "change_first", "gone": ["Roofer", "proud"], "kept": ["saw"]})
    fake.replies = {"Saw the roofer. Proud of us": advice("change_first"), "Saw someone. Proud of us": advice("ok")}
    made = SimpleNamespace(text="Saw someone. Proud of us", edits=(SimpleNamespace(kind="mask"),))
    monkeypatch.setattr("evals.rewording.rewrite", lambda assistant, draft, given: made)
    (given,) = next(run(fake, [CaseSet("mine", Path("x"), "0", (case,))])).answers
    assert given.reworded == Reworded(True, True, (True, False), (True,))
    made.text = None
    (given,) = next(run(fake, [CaseSet("mine", Path("x"), "0", (case,))])).answers
    assert given.reworded == Reworded(False)
