"""A run beside an earlier one, and the baseline that a person accepts."""

import json

import pytest

from assistant.settings import Settings
from evals.errors import BadRun
from evals.main import main
from evals.plan import Plan
from evals.stored import load_run


@pytest.fixture
def cases(tmp_path):
    """Eight drafts that an expert finds fine, and two that go too far."""
    path = tmp_path / "mine.jsonl"
    records = [{"id": f"fine-{n}", "kind": "draft", "input": f"Lovely day {n}", "verdict": "ok"} for n in range(8)]
    records += [{"id": f"bad-{n}", "kind": "draft", "input": f"Silly man {n}", "verdict": "do_not_post"} for n in range(2)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def ran(fake, cases, tmp_path):
    """Runs the cases, and gives the exit code and report.json."""

    def run(name="out", **plan):
        out = tmp_path / name
        plan = {"cache": False, "cases": (cases,)} | plan
        code = main(Plan(out=out, **plan), Settings())
        report = out / "report.json"
        return code, json.loads(report.read_text(encoding="utf-8")) if report.exists() else None

    return run


def worsen(fake, advice, fine):
    """The first `fine` harmless drafts are now told not to post."""
    fake.replies = {f"Lovely day {n}": advice("do_not_post") for n in range(fine)}


def test_five_flips_one_way_are_chance_and_six_are_not(ran, fake, advice, tmp_path):
    ran("first")
    for flips, moved in ((5, []), (6, ["light_agreement", "over_block"])):
        worsen(fake, advice, flips)
        _, report = ran("second", against=tmp_path / "first")
        (comparison,) = report["comparisons"]
        assert [change["measure"] for change in comparison["changes"] if change["moved"]] == moved
        assert len(comparison["flips"]) == flips


def test_a_flip_tells_both_answers_and_what_is_now_wrong_comes_first(ran, fake, advice, tmp_path, capfd):
    ran("first")
    fake.replies = {"Silly man 0": advice("do_not_post"), "Lovely day 7": advice("do_not_post")}
    _, report = ran("second", against=tmp_path / "first" / "report.json")
    flips = report["comparisons"][0]["flips"]
    assert [(flip["id"], flip["before"], flip["after"], flip["now_right"]) for flip in flips] == [
        ("fine-7", "ok", "do_not_post", False),
        ("bad-0", "ok", "do_not_post", True),
    ]
    assert "mine/fine-7: was ok, is do_not_post, expected ok (now wrong)" in capfd.readouterr().out
    page = (tmp_path / "second" / "report.md").read_text(encoding="utf-8")
    assert page.index("now wrong") < page.index("Every set at a glance")


def test_an_accepted_baseline_fails_what_moves_until_it_is_accepted_again(ran, fake, advice, tmp_path, capfd):
    baseline = tmp_path / "baseline.json"
    # loose floors, so that only the baseline can fail
    thresholds = tmp_path / "thresholds.yaml"
    thresholds.write_text("any: {scored: {at_least: 0.5, because: a floor}}", encoding="utf-8")
    held = {"baseline": baseline, "thresholds": thresholds, "gate": True}
    assert ran(accept="the first numbers", **held)[0] == 0
    assert ran(**held)[0] == 0
    worsen(fake, advice, 6)
    assert ran(**held)[0] == 1
    assert "MOVED: mine, light_agreement was 0.800, is 0.200 (worse; 0 up, 6 down; exact McNemar p 0.031)" in capfd.readouterr().out
    junit = (tmp_path / "out" / "junit.xml").read_text(encoding="utf-8")
    assert '<testcase classname="baseline.mine" name="light_agreement">' in junit
    assert ran(accept="a rule of ours forbids weather", **held)[0] == 0
    assert ran(**held)[0] == 0
    kept = json.loads(baseline.read_text(encoding="utf-8"))
    assert [entry["reason"] for entry in kept["history"]] == ["the first numbers", "a rule of ours forbids weather"]
    assert kept["sets"]["mine"]["rates"]["light_agreement"] == {"hits": 2, "of": 10}


def test_a_move_for_the_better_fails_too(ran, fake, advice, tmp_path):
    worsen(fake, advice, 6)
    held = {"baseline": tmp_path / "b.json", "gate": True}
    ran(accept="a bad start", **held)
    fake.replies = {f"Silly man {n}": advice("do_not_post") for n in range(2)}
    code, report = ran(**held)
    assert code == 1
    assert [(c["measure"], c["gained"], c["lost"]) for c in report["comparisons"][0]["changes"] if c["moved"]] == [
        ("light_agreement", 8, 0),
        ("over_block", 0, 6),
    ]


def test_a_baseline_of_other_sets_keeps_them(ran, fake, cases, tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "o", "input": "x", "verdict": "not_covered"}\n', encoding="utf-8")
    baseline = tmp_path / "b.json"
    ran(accept="mine", baseline=baseline)
    ran(accept="other", baseline=baseline, cases=(other,))
    assert set(load_run(baseline).sets) == {"mine", "other"}


def test_cases_that_only_one_run_holds_are_counted_and_not_compared(ran, fake, cases, tmp_path):
    ran("first")
    cases.write_text(
        "".join(cases.read_text(encoding="utf-8").splitlines(keepends=True)[1:]) + '{"id": "new", "input": "x", "verdict": "ok"}\n',
        encoding="utf-8",
    )
    _, report = ran("second", against=tmp_path / "first")
    comparison = report["comparisons"][0]
    assert (comparison["added"], comparison["gone"], comparison["flips"]) == (1, 1, [])


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        pytest.param({"limit": 2}, "leave out --limit and --filter", id="a-part-of-the-cases"),
        pytest.param({"accept": " "}, "Say why the new numbers are right", id="no-reason"),
        pytest.param({"baseline": None}, "--baseline FILE", id="own-cases-into-the-shipped-baseline"),
    ],
)
def test_what_may_not_become_the_baseline(ran, tmp_path, plan, message, capfd):
    assert ran(**{"accept": "why not", "baseline": tmp_path / "b.json"} | plan)[0] == 2
    assert message in capfd.readouterr().err
    assert not (tmp_path / "b.json").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"exchanges": [1]}', '{"when": "", "commit": null, "sets": {"a": 1}}'])
def test_a_file_that_is_no_run_is_told(tmp_path, text):
    path = tmp_path / "run.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadRun, match="Give the report"):
        load_run(path)


def test_the_smallest_visible_change_is_printed(ran, tmp_path):
    ran()
    assert "these 10 requests can show, every flip one way: 0.600" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
