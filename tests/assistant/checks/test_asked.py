"""Whether a yes would answer the question, and what it would mean."""

import pytest

from assistant.checks.asked import Asked, asked, wants_a_plan

LEAVE, DUTY, WRONG, OPEN = Asked.LEAVE, Asked.DUTY, Asked.WRONG, Asked.OPEN


@pytest.mark.parametrize(
    ("question", "way"),
    [
        pytest.param("Can I post this?", LEAVE, id="can-i"),
        pytest.param("A patient wants to connect, can I accept?", LEAVE, id="can-i-after-the-story"),
        pytest.param("can we put the flu dates on facebook", LEAVE, id="typed-without-a-mark"),
        pytest.param("Would it be ok to share the rota?", LEAVE, id="would-it-be-ok"),
        pytest.param("Am I allowed to back a strike?", LEAVE, id="am-i-allowed"),
        pytest.param("Can our practice thank the team by name?", LEAVE, id="can-our-practice"),
        pytest.param("Can I just decline?", OPEN, id="leave-not-to-do-it"),
        pytest.param("Is it ok to ignore a patient's request?", OPEN, id="leave-to-ignore"),
        pytest.param("Can I delete my old posts?", LEAVE, id="deleting-is-an-act"),
        pytest.param("Do I have to use my real name?", DUTY, id="do-i-have-to"),
        pytest.param("Must I say who I am?", DUTY, id="must-i"),
        pytest.param("Should I reply to this review?", OPEN, id="should-i-asks-what-is-best"),
        pytest.param("Are we obliged to keep the messages?", DUTY, id="obliged"),
        pytest.param("Can my manager make me take it down?", DUTY, id="can-my-manager-make-me-is-no-leave"),
        pytest.param("Was I wrong to speak to the paper?", WRONG, id="was-i-wrong"),
        pytest.param("Have we done anything wrong?", WRONG, id="have-we-done-wrong"),
        pytest.param("Is it unprofessional to like this?", WRONG, id="is-it-unprofessional"),
        pytest.param("Is it a breach if I say she is well?", WRONG, id="is-it-a-breach"),
        pytest.param("Can I be reported for a joke?", WRONG, id="can-i-be-reported-is-no-leave"),
        pytest.param("Did I break the rules by liking it?", WRONG, id="did-i-break"),
        pytest.param("Thoughts on my liking it?", OPEN, id="a-shape-not-known-is-open"),
        pytest.param("What can I say to a journalist?", OPEN, id="what-can-i"),
        pytest.param("How should we handle a bad review?", OPEN, id="how-should-we"),
        pytest.param("Can I reply, and do I have to give my name?", DUTY, id="two-in-one-sentence-the-stricter"),
        pytest.param("Can I reply? Must I give my name?", OPEN, id="asked-in-two-ways"),
        pytest.param("I have been invited to join a group for local mums.", OPEN, id="no-question"),
    ],
)
def test_asked(question, way):
    assert asked(question) is way


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        pytest.param("He does it every month. What can I do about him", True, id="what-can-i-do"),
        pytest.param("who else do I tell", True, id="whom-to-tell"),
        pytest.param("What should I do about it? Can I post the rota then?", False, id="another-thing-is-asked-last"),
        pytest.param("Can I do a reel?", False, id="can-i"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_wants_a_plan(question, wants):
    assert wants_a_plan(question) is wants
