"""An answer opens with "Yes" or "No" only where they mean what the doctor will read."""

import pytest

from assistant.opening import asks_leave, opened_for
from assistant.playbook.load import load_playbook
from corpus.load import load
from corpus.models import Verdict

RED = "No. Patients should stay out of your personal account."


@pytest.mark.parametrize(
    "text",
    [
        "Can I accept a friend request from a patient?",
        "A patient has left a bad review. Can I reply?",
        "Can I post about a patient who is dead?",
        "is it ok to post a picture of the team",
        "ok to share this with the partners?",
        "Am I allowed to join a protest?",
        "Are we allowed to film in the waiting room?",
        "Should I reply to this review?",
        "could our practice tweet about the strike",
        "Is it all right if reception dance on TikTok?",
    ],
)
def test_leave_is_asked(text):
    assert asks_leave(text)
    assert opened_for(text, RED) == RED


@pytest.mark.parametrize(
    "text",
    [
        "A patient has sent me a friend request. Do I have to decline?",
        "My patient wants to be my Facebook friend. Must I refuse?",
        "Do I need to declare the stand they gave me?",
        "Do doctors have to give their name online?",
        "Was I wrong to post it?",
        "I accepted a request by mistake, what now",
        "a patient added me on instagram what do i do",
        "Should I refuse?",
        "Should I not answer at all?",
        "Can I post this, or do I have to ask her first?",
        "How do I answer a one star review?",
        "Am I in trouble for liking it?",
        "A patient has added me.",
        "am i required to use my real name, or can i stay anonymous",
    ],
)
def test_a_no_would_be_read_the_wrong_way_round(text):
    assert not asks_leave(text)
    assert opened_for(text, RED) == "Patients should stay out of your personal account."


@pytest.mark.parametrize(
    ("headline", "opened"),
    [
        ("Yes, as long as it is calm.", "This is fine, as long as it is calm."),
        ("Yes. Doctors may hold views.", "Doctors may hold views."),
        ("Not yet. Speak to your LMC.", "Speak to your LMC."),
        ("Not as it stands. Take out the name.", "Take out the name."),
        ("Notable words stand.", "Notable words stand."),
        ("No one is named here.", "No one is named here."),
    ],
)
def test_only_the_opening_goes(headline, opened):
    assert opened_for("Do I have to?", headline) == opened


def test_every_answer_of_the_playbook_still_reads_as_a_sentence():
    for entry in load_playbook(load()).entries.values():
        for verdict in Verdict:
            if verdict is Verdict.NOT_COVERED:
                continue
            opened = opened_for("Do I have to?", entry.answers.question.for_verdict(verdict))
            assert opened[0].isupper()
            assert not opened.startswith(("Yes", "No.", "Not yet", "Not as it"))
