"""Answers kept between runs: when they are used, and when they must not be."""

import json

import pytest

from assistant.settings import Settings
from evals.cache import AnswerCache, key, maker
from evals.main import main
from evals.models import Case
from evals.plan import Plan
from evals.run import answers


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "mine.jsonl"
    records = [
        {"id": "a", "kind": "draft", "input": "Silly man", "verdict": "change_first"},
        {"id": "t", "turns": [{"user": said, "expect": {"verdict": "ok"}} for said in ("one", "two")]},
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_second_run_asks_nothing_and_reports_the_same(fake, advice, cases, tmp_path):
    fake.replies["Silly man"] = advice("change_first", ["defamation"], marks=[(0, 5, "Silly")])
    plan = Plan(out=tmp_path / "out", cases=(cases,))
    main(plan, Settings())
    first = (tmp_path / "out" / "predictions.jsonl").read_text(encoding="utf-8")
    assert len(fake.asked) == 3
    main(plan, Settings())
    assert len(fake.asked) == 3
    assert (tmp_path / "out" / "predictions.jsonl").read_text(encoding="utf-8") == first


def test_no_cache_asks_again(fake, cases, tmp_path):
    plan = Plan(out=tmp_path / "out", cases=(cases,), cache=False)
    main(plan, Settings())
    main(plan, Settings())
    assert len(fake.asked) == 6
    assert not (tmp_path / "out" / "cache").exists()


def test_a_failed_request_is_asked_again(fake, cases, tmp_path):
    fake.replies["Silly man"] = ValueError("boom")
    plan = Plan(out=tmp_path / "out", cases=(cases,))
    main(plan, Settings())
    del fake.replies["Silly man"]
    assert main(plan, Settings()) == 0
    assert [json.loads(line)["verdict"] for line in (tmp_path / "out" / "predictions.jsonl").open()] == ["ok", "ok"]


@pytest.mark.parametrize("changed", ["fingerprint", "edition", "settings"])
def test_other_data_or_settings_are_another_maker(fake, changed):
    before = maker(fake)
    match changed:
        case "fingerprint":
            fake.index.fingerprint = "f2"
        case "edition":
            fake.corpus.edition = "2030"
        case _:
            fake.settings = Settings(passages=3)
    assert maker(fake) != before


def test_other_code_is_another_maker(fake, monkeypatch, tmp_path):
    before = maker(fake)
    changed = tmp_path / "run.py"
    changed.write_text("# another reduction of an Advice", encoding="utf-8")
    monkeypatch.setattr("evals.cache.run.__file__", str(changed))
    assert maker(fake) != before


def test_a_folder_of_ones_own_does_not_matter(fake, tmp_path):
    before = maker(fake)
    fake.settings = Settings(home=tmp_path)
    assert maker(fake) == before


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"input": "Silly men"}, id="text"),
        pytest.param({"kind": "question"}, id="kind"),
        pytest.param({"context": {"platform": "blog"}}, id="context"),
        pytest.param({"cite": ["gmc#1"]}, id="textbook-asked-too"),
    ],
)
def test_another_request_has_another_key(other):
    one = {"id": "a", "kind": "draft", "input": "Silly man", "verdict": "ok"}
    keys = [key(case, case.exchanges[0]) for case in map(Case.model_validate, (one, one | other))]
    assert keys[0] != keys[1]


def test_a_label_changed_keeps_the_answer():
    one, two = (Case.model_validate({"id": "a", "input": "x", "verdict": verdict}) for verdict in ("ok", "do_not_post"))
    assert key(one, one.exchanges[0]) == key(two, two.exchanges[0])


def test_a_torn_line_costs_its_own_answer_only(fake, tmp_path):
    case = Case.model_validate({"id": "a", "kind": "draft", "input": "odd \u2028 é", "verdict": "ok"})
    (given,) = answers(fake, case)
    (tmp_path / "m.jsonl").write_text('{"key": "b", "ans\n', encoding="utf-8")
    AnswerCache(tmp_path, "m").put(case, case.exchanges[0], given)
    assert AnswerCache(tmp_path, "m").get(case, case.exchanges[0]) == given


def test_only_a_few_makers_are_kept(tmp_path):
    for n in range(9):
        (tmp_path / f"m{n}.jsonl").write_text("", encoding="utf-8")
    AnswerCache(tmp_path, "new")
    assert len(list(tmp_path.glob("*.jsonl"))) == 4
