"""Thresholds: what is read, what is met, what each error says to do."""

import pytest

from evals.errors import BadThresholds
from evals.gate import Threshold, failures, judge, judge_robustness, load_thresholds
from evals.models import Tally
from evals.results import GateState, Rate, Robustness, SetReport
from evals.score import MEASURES

REASON = {"because": "a reason"}


def report(name="mine", **values):
    rates = {measure: Rate(0, 0, None, None, None) for measure in MEASURES}
    rates |= {measure: Rate(0, 1, value, None, None) for measure, value in values.items()}
    return SetReport(name, 1, 1, rates, None, (), (), None, {}, {}, (), ())


def at_least(value):
    return Threshold(at_least=value, **REASON)


def at_most(value):
    return Threshold(at_most=value, **REASON)


@pytest.mark.parametrize(
    ("threshold", "value", "state"),
    [
        pytest.param(at_least(0.8), 0.8, GateState.MET, id="just-reached"),
        pytest.param(at_least(0.8), 0.799, GateState.FAILED, id="just-below"),
        pytest.param(at_most(0.1), 0.1, GateState.MET, id="just-within"),
        pytest.param(at_most(0.1), 0.101, GateState.FAILED, id="just-above"),
        pytest.param(at_most(0.0), 0.0, GateState.MET, id="zero-is-a-bound"),
        pytest.param(at_least(0.8), None, GateState.DOES_NOT_APPLY, id="no-case-is-about-it"),
    ],
)
def test_outcome(threshold, value, state):
    measured = report() if value is None else report(light_agreement=value)
    assert threshold.result(measured, "light_agreement").state is state


def test_a_bound_for_a_set_stands_in_place_of_the_one_for_any():
    thresholds = {"any": {"light_agreement": at_least(0.5), "unsafe_miss": at_most(0.2)}, "expert": {"light_agreement": at_least(0.9)}}
    results = judge(thresholds, [report("expert", light_agreement=0.8, unsafe_miss=0.1), report("mine", light_agreement=0.8)])
    assert [(r.set, r.measure, r.threshold, r.state.value) for r in results] == [
        ("expert", "light_agreement", 0.9, "failed"),
        ("expert", "unsafe_miss", 0.2, "met"),
        ("mine", "light_agreement", 0.5, "met"),
        ("mine", "unsafe_miss", 0.2, "does not apply"),
    ]
    assert [r.set for r in failures(results)] == ["expert"]


def test_shipped_thresholds_load_and_hold_quotes_to_the_letter():
    thresholds = load_thresholds()
    assert thresholds["any"]["quote_validity"].at_least == 1.0
    assert "scored" in thresholds["any"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("any: {light_agrement: {at_least: 1, because: x}}", "Use one of: light_agreement", id="misspelt-measure"),
        pytest.param("any: {unsafe_miss: {at_least: 1, at_most: 1, because: x}}", "either 'at_least' or 'at_most'", id="two-bounds"),
        pytest.param("any: {unsafe_miss: {because: x}}", "either 'at_least' or 'at_most'", id="no-bound"),
        pytest.param("any: {unsafe_miss: {at_most: 1}}", "any.unsafe_miss.because", id="no-reason"),
        pytest.param("any: {unsafe_miss: 0.2}", "Give a bound", id="a-bare-number"),
        pytest.param("- 1", "Write 'any:'", id="a-list"),
        pytest.param("any: {", "Mend the indentation", id="not-yaml"),
    ],
)
def test_a_bad_file_says_what_to_do(tmp_path, text, message):
    path = tmp_path / "thresholds.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadThresholds, match=message) as caught:
        load_thresholds(path)
    assert str(path) in str(caught.value)


def flips(name, hits, of, is_fairness=False):
    return Robustness(name, Tally(hits, of), Tally(hits, of), None, None, (), is_fairness)


def test_each_change_that_should_not_matter_has_a_bound():
    thresholds = {"robustness": {"any": at_most(0.03), "typos": at_most(0.05)}}
    held = [flips("typos", 4, 100), flips("emoji", 4, 100), flips("capitals", 3, 100), flips("synonyms", 0, 0), flips("another name", 9, 10, True)]
    results = judge_robustness(thresholds, held)
    # what is swapped of people is shown, and has a bound only where one is named for it
    assert [(r.set, r.measure, r.threshold, r.state.value) for r in results] == [
        ("robustness", "typos", 0.05, "met"), ("robustness", "emoji", 0.03, "failed"), ("robustness", "capitals", 0.03, "met"),
        ("robustness", "synonyms", 0.03, "does not apply"),
    ]  # fmt: skip


def test_a_bound_for_a_change_that_nobody_makes_is_told(tmp_path):
    path = tmp_path / "t.yaml"
    path.write_text("robustness:\n  typoes:\n    at_most: 0.1\n    because: x\n", encoding="utf-8")
    with pytest.raises(BadThresholds, match=r"robustness\.typoes: there is no measure 'typoes'\. Use one of: typos"):
        load_thresholds(path)
