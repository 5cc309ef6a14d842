"""The Evals page: the newest report as the evals write it, and plain words where there is none."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Settings
from assistant.models import Verdict
from evals.formats.as_json import json_text
from evals.gate import Threshold
from evals.latest import point_to
from evals.models import Answer, Case, CaseSet, Prediction
from evals.report import report_on
from evals.results import PastRun, Provenance
from evals.score import score
from tests.ui import fake
from tests.ui.conftest import HOSTILE, html, read, tags
from ui.stored_report import newest

TEXTS = {"gmc#1": "Keep it confidential.", "gmc#2": "Be polite."}


def written(folder: Path, when="2026-11-21T08:00:00", text="Silly man", given="ok", name="expert"):
    """A folder with a report over two cases: one right, one given `given` where change_first was expected."""
    cases = tuple(
        Case.model_validate({"id": id_, "kind": "draft", "input": text, "verdict": verdict, "cite": ["gmc#1"], "why": "it names him"})
        for id_, verdict in (("a", "ok"), ("b", "change_first"))
    )
    answers = [Answer(Verdict(v), (), ("gmc#2",), (), (), 0.9, 10.0, said="Fine to post.") for v in ("ok", given)]
    items = score([Prediction(name, case, (answer,)) for case, answer in zip(cases, answers, strict=True)], TEXTS)
    made = Provenance(when, "2024-01-30+abc", "f00", "c0ffee", {}, {}, {name: "0"}, False)
    bounds = {"any": {"unsafe_miss": Threshold.model_validate({"at_most": 0.1, "because": "it matters"})}}
    report = report_on(items, [CaseSet(name, Path("x"), "0", cases)], TEXTS, bounds, made)
    past = tuple(PastRun(f"2026-11-2{n}T08:00:00", None, {name: {"light_agreement": 0.5, "unsafe_miss": n / 4, "over_block": None}}) for n in range(2))
    folder.mkdir(parents=True)
    (folder / "report.json").write_text(json_text(replace(report, past=past)), encoding="utf-8")
    (folder / "report.html").write_text("<p>whole</p>", encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Settings with a home of their own, and a current folder that holds nothing."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    settings = Settings(home=tmp_path / "home")
    monkeypatch.setattr(fake.ASSISTANT, "settings", settings)
    return settings


def test_none_is_said_plainly_with_how_to_make_one(draw, settings):
    at = draw("evals")
    assert "Nothing has been measured on this machine yet." in read(at)
    assert [code.value for code in at.code] == ["canipost eval"]
    assert not at.exception


def test_the_report_is_shown(draw, settings, tmp_path):
    point_to(written(tmp_path / "out"), settings)
    at = draw("evals")
    shown = read(at)
    for words in ("expert", "0.50", "One threshold is not met", "unsafe miss", "it names him", "Fine to post.", "Keep it confidential.", "Be polite.", "21 November 2026"):
        assert words in shown, words
    assert "unsafe miss: amber given green (expert/b)" in shown
    assert "medical board" in shown, "how far people agree stands beside it"
    assert "2 runs over expert" in shown
    assert not at.exception


def test_the_newest_of_the_usual_folders_is_taken(settings, tmp_path):
    written(tmp_path / "here" / "eval-out", when="2026-11-22T08:00:00")
    point_to(written(tmp_path / "elsewhere", when="2026-11-21T08:00:00"), settings)
    found = newest(settings, Path())
    assert found.folder == (tmp_path / "here" / "eval-out").resolve()
    os.remove(found.folder / "report.json")
    assert newest(settings, Path()).folder == (tmp_path / "elsewhere").resolve()


@pytest.mark.parametrize("held", ["not json", "[]", '{"provenance": {}}', json.dumps({"sets": 3})])
def test_a_report_that_cannot_be_read_is_as_none(draw, settings, tmp_path, held):
    (tmp_path / "here" / "eval-out").mkdir()
    (tmp_path / "here" / "eval-out" / "report.json").write_text(held, encoding="utf-8")
    settings.evals_home.mkdir(parents=True)
    (settings.evals_home / "latest.json").write_text(held, encoding="utf-8")
    assert newest(settings, Path()) is None
    assert "Nothing has been measured" in read(draw("evals"))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_words_of_a_case_are_shown_and_never_obeyed(draw, settings, tmp_path, text):
    point_to(written(tmp_path / "out", text=text), settings)
    shown = draw("evals")
    assert not {"script", "img", "b"} & set(tags(html(shown)))
    assert text in read(shown)

