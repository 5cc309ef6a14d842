"""Scores, rates over them, breakdowns and the worst errors: worked by hand on a few cases."""

import pytest

from assistant.models import Issue, Verdict
from evals.models import Answer, Case, NoAnswer, Prediction, Quote, State, Tally
from evals.score import MEASURES, score
from evals.summary import summarise

TEXTS = {"p#1": "Keep it confidential."}


def answer(verdict, confidence=0.8, issues=(), **given):
    return Answer(Verdict(verdict), tuple(map(Issue, issues)), (), (), (), confidence, 10.0, **given)


def case(id_, verdict, **keys):
    return Case.model_validate({"id": id_, "kind": "draft", "input": f"text of {id_}", "verdict": verdict, **keys})


def scored(*pairs):
    return score([Prediction("mine", asked, (given,)) for asked, given in pairs], TEXTS)


CRASH = NoAnswer("ValueError", "boom", 5.0)


def test_what_cannot_be_scored_is_a_state_and_no_zero():
    (item,) = scored((case("a", "ok"), CRASH))
    assert item.scores["scored"].tally == Tally(0, 1)
    assert {s.state for name, s in item.scores.items() if name != "scored"} == {State.COULD_NOT_BE_SCORED}


def test_a_crash_is_in_no_rate():
    report = summarise("mine", scored((case("a", "ok"), answer("ok")), (case("b", "ok"), CRASH)))
    assert (report.rates["light_agreement"].value, report.rates["light_agreement"].of) == (1.0, 1)
    assert (report.rates["scored"].hits, report.rates["scored"].of) == (1, 2)
    assert [(lost.id, lost.error) for lost in report.unscored] == [("b", "ValueError")]
    assert report.latency.n == 1


def test_when_all_crash_no_rate_has_a_value():
    report = summarise("mine", scored((case("a", "ok"), CRASH)))
    assert {name: rate.value for name, rate in report.rates.items()} == dict.fromkeys(MEASURES) | {"scored": 0.0}
    assert (report.calibration_error, report.latency) == (None, None)


def test_measures_that_do_not_apply_say_so():
    (item,) = scored((case("a", "ok"), answer("ok")))
    assert item.scores["citation_hit_at_3"].state is State.DOES_NOT_APPLY
    assert item.scores["span_f1"].state is State.DOES_NOT_APPLY
    assert item.scores["light_agreement"].state is State.SCORED


def test_rates_worked_by_hand():
    """Three greens (one given red, one amber), two reds (one given green): agreement 2/5, miss 1/2, block and caution 1/3."""
    report = summarise(
        "mine",
        scored(
            (case("g1", "ok"), answer("ok")),
            (case("g2", "ok"), answer("do_not_post")),
            (case("g3", "ok"), answer("change_first")),
            (case("r1", "do_not_post"), answer("do_not_post")),
            (case("r2", "do_not_post"), answer("ok")),
        ),
    )
    values = {name: (report.rates[name].hits, report.rates[name].of) for name in MEASURES}
    assert values["light_agreement"] == (2, 5)
    assert values["unsafe_miss"] == (1, 2)
    assert values["over_block"] == (1, 3)
    assert values["over_caution"] == (1, 3)
    assert report.confusion["green"] == {"green": 1, "amber": 1, "red": 1, "not_covered": 0}
    # five answers at 0.8, two right
    assert report.calibration_error == pytest.approx(0.4)


def test_an_f1_has_no_wilson_interval_for_its_parts_are_no_trials():
    report = summarise("mine", scored((case("a", "ok", issues=["defamation"]), answer("ok", issues=["defamation"]))))
    assert report.rates["issue_f1"].value == 1.0
    assert report.rates["issue_f1"].wilson is None
    assert report.rates["issue_precision"].wilson is not None


def test_turns_count_one_by_one_and_a_case_once():
    talk = Case.model_validate({"id": "t", "turns": [{"user": "x", "expect": {"verdict": v}} for v in ("ok", "do_not_post")]})
    items = score([Prediction("mine", talk, (answer("ok"), answer("ok")))], TEXTS)
    report = summarise("mine", items)
    assert (report.cases, report.exchanges) == (1, 2)
    assert report.rates["light_agreement"].value == 0.5
    assert [item.id for item in items] == ["t, turn 1", "t, turn 2"]
    assert [group.name for group in report.breakdowns["kind"]] == ["conversation"]


def test_a_failed_turn_is_scored_apart_from_its_conversation():
    talk = Case.model_validate({"id": "t", "turns": [{"user": "x", "expect": {"verdict": "ok"}}] * 2})
    report = summarise("mine", score([Prediction("mine", talk, (CRASH, answer("ok")))], TEXTS))
    assert (report.rates["scored"].hits, report.rates["scored"].of) == (1, 2)


def test_breakdown_by_issue_counts_the_issue_alone():
    """Defamation: expected twice, given twice, once rightly; consent is only ever given."""
    report = summarise(
        "mine",
        scored(
            (case("a", "ok", issues=["defamation"]), answer("ok", issues=["defamation"])),
            (case("b", "ok", issues=["defamation"]), answer("ok")),
            (case("c", "ok"), answer("do_not_post", issues=["defamation", "consent-for-disclosure"])),
        ),
    )
    groups = {group.name: group for group in report.breakdowns["issue"]}
    assert list(groups) == ["defamation", "consent-for-disclosure"]
    rates = groups["defamation"].rates
    assert (groups["defamation"].n, rates["light_agreement"].value) == (2, 1.0)
    assert [rates[name].value for name in ("issue_precision", "issue_recall", "issue_f1")] == [0.5, 0.5, 0.5]
    assert groups["consent-for-disclosure"].n == 0


def test_platforms_are_told_apart_without_regard_to_case():
    items = scored(
        (case("a", "ok", context={"platform": "Facebook"}), answer("ok")),
        (case("b", "ok", context={"platform": "facebook "}), answer("ok")),
        (case("c", "ok"), answer("ok")),
    )
    groups = summarise("mine", items).breakdowns["platform"]
    assert [(group.name, group.n) for group in groups] == [("facebook", 2), ("not said", 1)]


def test_worst_errors_stand_in_order_of_gravity_then_confidence():
    report = summarise(
        "mine",
        scored(
            (case("caution", "ok"), answer("change_first")),
            (case("block", "ok"), answer("do_not_post")),
            (case("mild", "do_not_post"), answer("change_first")),
            (case("miss", "do_not_post"), answer("ok", 0.5)),
            (case("sure-miss", "do_not_post"), answer("ok", 0.9)),
            (case("false-quote", "ok"), answer("ok", quotes=(Quote("p#1", "Post it."),))),
            (case("right", "ok"), answer("ok")),
            (case("also-right", "do_not_post", also_acceptable=["ok"]), answer("ok")),
        ),
    )
    assert [error.id for error in report.worst] == ["false-quote", "sure-miss", "miss", "block", "caution", "mild"]


@pytest.mark.parametrize("expected", list(Verdict))
@pytest.mark.parametrize("given", list(Verdict))
def test_every_disagreement_has_a_name(expected, given):
    report = summarise("mine", scored((case("a", expected.value), answer(given.value))))
    assert bool(report.worst) == (expected.light is not given.light)
