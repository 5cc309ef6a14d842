"""Several processes, and the same cases again: the answers of real workers, opened by a few lines of their own."""

import importlib
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from evals.models import Answer, Case, CaseSet, NoAnswer
from evals.workers import answered, repeated, threads_each

# a module that a spawned worker can import: an assistant whose answers may hang on the hash seed
OPENER = '''
"""Opens an assistant that answers without models."""
import os

from tests.evals import conftest


def steady(settings):
    return opened({"Silly 1": ValueError("boom")})


def shaky(settings):
    seed = os.environ.get("PYTHONHASHSEED", "0")
    return opened({"Silly 2": conftest.advice_of("do_not_post", confidence=0.1 * int(seed))})


def threads(settings):
    return opened({"Silly 2": conftest.advice_of("do_not_post", confidence=0.1 * int(os.environ["OMP_NUM_THREADS"]))})


def opened(replies):
    import evals.run

    assistant = conftest.FakeAssistant(replies)
    evals.run.review = lambda held, draft: held.reply(draft)
    evals.run.textbook = lambda held, text, k: []
    return assistant
'''


@pytest.fixture
def opener(tmp_path, monkeypatch):
    (tmp_path / "canipost_test_opener.py").write_text(OPENER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    # the worker finds tests.evals.conftest from the root of the repository
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    yield importlib.import_module("canipost_test_opener")
    sys.modules.pop("canipost_test_opener", None)


@pytest.fixture
def sets(tmp_path):
    cases = tuple(
        Case.model_validate({"id": f"c{n}", "kind": "draft", "input": f"Silly {n}", "verdict": "ok"}) for n in range(5)
    )
    return [CaseSet("mine", tmp_path / "mine.jsonl", "", cases)]


def test_two_processes_answer_in_order_and_a_failure_is_one_cases_own(fake, sets, opener):
    predictions = list(answered(fake, sets, jobs=2, opener=opener.steady))
    assert [prediction.case.id for prediction in predictions] == ["c0", "c1", "c2", "c3", "c4"]
    assert [type(prediction.answers[0]) for prediction in predictions] == [Answer, NoAnswer, Answer, Answer, Answer]
    assert fake.asked == [], "no case was answered here"


def test_an_answer_that_hangs_on_the_hash_seed_is_seen(fake, sets, opener, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    first = list(answered(opener.shaky(fake.settings), sets))
    again = list(repeated(first, fake.settings, 2, opener=opener.shaky))
    assert [prediction.answers[0].same for prediction in again] == [(True, True), (True, True), (False, False), (True, True), (True, True)]
    assert os.environ["PYTHONHASHSEED"] == "7"


@pytest.mark.parametrize(("said", "given"), [pytest.param(None, 3, id="cores-are-shared-out"), pytest.param("5", 5, id="what-the-user-set-stays")])
def test_a_worker_has_its_share_of_the_cores(fake, sets, opener, monkeypatch, said, given):
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    if said is None:
        monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    else:
        monkeypatch.setenv("OMP_NUM_THREADS", said)
    answers = [prediction.answers[0] for prediction in answered(fake, sets, jobs=2, opener=opener.threads)]
    assert answers[2].confidence == pytest.approx(0.1 * given)
    assert os.environ.get("OMP_NUM_THREADS") == said


@pytest.mark.parametrize(("cores", "jobs", "threads"), [(2, 2, 1), (8, 2, 4), (2, 3, 1), (None, 2, 1)])
def test_threads_each(monkeypatch, cores, jobs, threads):
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert threads_each(jobs) == threads


def test_the_time_an_answer_took_makes_it_no_other(fake, sets, opener):
    first = list(answered(opener.steady(fake.settings), sets))
    slow = [replace(p, answers=tuple(replace(given, latency_ms=9e9) for given in p.answers)) for p in first]
    again = repeated(slow, fake.settings, 1, opener=opener.steady)
    assert [given.same for p in again for given in p.answers if isinstance(given, Answer)] == [(True,)] * 4
