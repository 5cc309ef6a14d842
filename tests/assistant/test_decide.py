"""The cheapest verdict, above every floor."""

import pytest

from assistant.decide import COST, agreement, cheapest, decide, decided_issues, light_probabilities
from assistant.models import Assessment, Finding, Floor, Issue, Light, Verdict

NONE = dict.fromkeys(Issue, 0.0)


def verdicts(**given: float) -> dict[Verdict, float]:
    left = (1.0 - sum(given.values())) / (len(Verdict) - len(given))
    return {v: given.get(v.value, left) for v in Verdict}


def found(issue: Issue, check: str = "learned") -> Finding:
    return Finding(check, issue, 0, 4, "text", "a reason")


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        pytest.param({"ok": 0.9}, Verdict.OK, id="sure-green"),
        pytest.param({"ok": 0.2, "ok_with_care": 0.7}, Verdict.OK_WITH_CARE, id="likelier-of-the-greens"),
        pytest.param({"change_first": 0.2, "get_advice_first": 0.6}, Verdict.GET_ADVICE_FIRST, id="likelier-of-the-ambers"),
        pytest.param({"do_not_post": 0.9}, Verdict.DO_NOT_POST, id="sure-red"),
        pytest.param({"not_covered": 0.95}, Verdict.NOT_COVERED, id="out-of-scope"),
        pytest.param({"ok": 0.5, "do_not_post": 0.45}, Verdict.CHANGE_FIRST, id="torn-between-green-and-red-warns"),
        pytest.param({"ok": 0.25, "do_not_post": 0.7}, Verdict.DO_NOT_POST, id="red-is-likely-enough-to-say-stop"),
    ],
)
def test_verdict(given, verdict):
    assert decide(Assessment((), NONE, verdicts(**given))).verdict is verdict


def test_green_for_a_red_is_the_dearest_mistake():
    dearest = max((COST[t][g], t, g) for t in Light for g in Light)
    assert dearest[0] == COST[Light.RED][Light.GREEN]


def test_expected_cost_worked_by_hand():
    # green costs 0.2 * 3.8 = 0.76; amber 0.8 * 1.0 + 0.2 * 1.0 = 1.0; red 0.8 * 2.0 = 1.6
    lights = {Light.GREEN: 0.8, Light.AMBER: 0.0, Light.RED: 0.2, Light.NOT_COVERED: 0.0}
    assert cheapest(lights) is Light.GREEN
    # one step on: green 0.3 * 3.8 = 1.14, amber still 1.0
    assert cheapest(lights | {Light.GREEN: 0.7, Light.RED: 0.3}) is Light.AMBER


def test_agreement_counts_those_who_let_it_stand():
    # red is likely by 0.6; of the other 0.4 two in five let a red stand: 0.6 + 0.4 * 0.4 = 0.76
    lights = {Light.GREEN: 0.4, Light.AMBER: 0.0, Light.RED: 0.6, Light.NOT_COVERED: 0.0}
    assert agreement(lights, Light.RED) == pytest.approx(0.76)
    assert agreement(lights, Light.GREEN) == pytest.approx(0.4)


def test_light_probabilities_sum_to_one():
    assert sum(light_probabilities(verdicts(ok=0.4)).values()) == pytest.approx(1.0)


def test_no_score_undoes_a_floor():
    floor = (Floor(Verdict.CHANGE_FIRST, "a patient is named"),)
    decision = decide(Assessment((), NONE, verdicts(ok=0.99), floor))
    assert decision.verdict is Verdict.CHANGE_FIRST
    assert decision.issues[0] is Issue.PATIENT_CONFIDENTIALITY
    assert decision.is_floored


def test_a_floor_does_not_soften_a_red():
    floor = (Floor(Verdict.CHANGE_FIRST, "a patient is named"),)
    decision = decide(Assessment((), NONE, verdicts(do_not_post=0.9), floor))
    assert decision.verdict is Verdict.DO_NOT_POST
    assert not decision.is_floored


def test_rule_bending_is_never_green():
    bent = decide(Assessment((), NONE, verdicts(ok=0.99), rule_bending=True))
    assert bent.verdict is Verdict.NOT_COVERED
    assert bent.bends_rules
    stopped = decide(Assessment((), NONE, verdicts(do_not_post=0.9), rule_bending=True))
    assert stopped.verdict is Verdict.DO_NOT_POST
    assert not stopped.bends_rules


def test_a_red_always_has_an_issue_to_stand_on():
    issues = NONE | {Issue.COPYRIGHT: 0.1}
    assert decided_issues(Assessment((), issues, verdicts(do_not_post=0.9)), Light.RED) == (Issue.COPYRIGHT,)


def test_a_green_text_is_left_unmarked():
    issues = NONE | {Issue.PUBLIC_HEALTH_EDUCATION: 0.9}
    assessment = Assessment((found(Issue.PUBLIC_HEALTH_EDUCATION),), issues, verdicts(ok=0.9))
    assert decide(assessment).findings == ()


def test_findings_of_other_issues_stay_out():
    issues = NONE | {Issue.COPYRIGHT: 0.9}
    assessment = Assessment((found(Issue.COPYRIGHT), found(Issue.DEFAMATION)), issues, verdicts(do_not_post=0.9))
    assert [f.issue for f in decide(assessment).findings] == [Issue.COPYRIGHT]
