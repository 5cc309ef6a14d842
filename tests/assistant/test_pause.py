"""The pause comes where the text or the hour calls for it, and nowhere else."""

from dataclasses import replace

import pytest

from assistant import Draft, Issue, Settings, Verdict, pause, review
from assistant.pause import pause_for
from assistant.wording import wording

NOON, MIDNIGHT, DAWN = 12, 0, 6
LATE, HEAT, SPIRAL = wording().pause.late, wording().pause.heat, wording().pause.spiral


@pytest.fixture
def advice(small):
    return review(small, Draft("Flu jabs on Saturday"))


@pytest.mark.parametrize(
    ("text", "verdict", "issues", "hour", "why"),
    [
        pytest.param("Flu jabs on Saturday", Verdict.OK, (), MIDNIGHT, None, id="a-calm-text-at-midnight"),
        pytest.param("You did this", Verdict.CHANGE_FIRST, (), NOON, None, id="a-hard-text-at-noon"),
        pytest.param("You did this", Verdict.CHANGE_FIRST, (), MIDNIGHT, LATE, id="a-hard-text-at-midnight"),
        pytest.param("You did this", Verdict.CHANGE_FIRST, (), 22, LATE, id="the-night-begins"),
        pytest.param("You did this", Verdict.CHANGE_FIRST, (), DAWN, None, id="the-night-is-over"),
        pytest.param("You did this", Verdict.CHANGE_FIRST, (Issue.HEIGHTENED_EMOTION,), NOON, HEAT, id="heat-at-noon"),
        pytest.param("Glad", Verdict.OK, (Issue.HEIGHTENED_EMOTION,), NOON, None, id="feeling-is-no-fault"),
        pytest.param("WHY DOES NOBODY LISTEN", Verdict.OK, (), NOON, HEAT, id="shouting"),
        pytest.param("NHS GPs and the BMA", Verdict.OK, (), NOON, None, id="initials-are-not-shouting"),
        pytest.param("For the third time, read it", Verdict.OK, (), NOON, SPIRAL, id="a-thread"),
        pytest.param("How dare you", Verdict.NOT_COVERED, (), MIDNIGHT, None, id="not-judged"),
    ],
)
def test_pause(advice, text, verdict, issues, hour, why):
    made = pause_for(text, replace(advice, verdict=verdict, issues=issues), hour, "Thank you.")
    assert (made.why if made else None) == why


def test_it_brings_a_holding_reply_of_the_playbook(small, advice):
    made = pause(small, Draft("How dare you"), replace(advice, verdict=Verdict.CHANGE_FIRST), NOON)
    assert made.holding.startswith("Thank you all for your comments.")


def test_it_can_be_switched_off(small, advice):
    silent = replace(small, settings=Settings(pause=False))
    assert pause(silent, Draft("How dare you"), replace(advice, verdict=Verdict.CHANGE_FIRST), MIDNIGHT) is None
