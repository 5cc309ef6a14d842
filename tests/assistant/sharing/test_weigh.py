"""What a like, a share and a comment come to, by the light of the other text and what is said of it."""

from types import SimpleNamespace

import pytest

from assistant.advise import advise
from assistant.models import Decision, Draft, Issue, Verdict
from assistant.playbook import load_playbook
from assistant.sharing import About, weigh

ISSUES = {Verdict.DO_NOT_POST: (Issue.HATE_OR_INCITEMENT,), Verdict.CHANGE_FIRST: (Issue.DEFAMATION,), Verdict.OK: (), Verdict.NOT_COVERED: ()}
PATIENT = (Issue.PATIENT_CONFIDENTIALITY,)


@pytest.fixture(scope="module")
def given(corpus):
    playbook = load_playbook(corpus)

    def advice(verdict, issues=None):
        return advise(Draft("x"), Decision(verdict, 0.9, ISSUES[verdict] if issues is None else issues, (), ()), [], [], corpus, playbook)

    return SimpleNamespace(advice=advice, corpus=corpus)


RED, AMBER, GREEN, NONE = Verdict.DO_NOT_POST, Verdict.CHANGE_FIRST, Verdict.OK, Verdict.NOT_COVERED


@pytest.mark.parametrize(
    ("about", "other", "words", "own", "verdict"),
    [
        pytest.param(About.LIKE, RED, "", None, RED, id="liking-what-is-red-is-red"),
        pytest.param(About.LIKE, GREEN, "", None, GREEN, id="liking-what-is-fine-is-fine"),
        pytest.param(About.SHARE, AMBER, "", None, AMBER, id="sharing-what-is-amber-is-amber"),
        pytest.param(About.LIKE, NONE, "", None, NONE, id="nothing-to-judge-stays-so"),
        pytest.param(About.COMMENT, RED, "Well said!", GREEN, RED, id="agreeing-with-red-is-red"),
        pytest.param(About.COMMENT, RED, "This is wrong and hateful.", GREEN, GREEN, id="opposing-is-judged-by-its-own-words"),
        pytest.param(About.COMMENT, RED, "Where was that?", GREEN, AMBER, id="leaving-it-open-under-red-is-amber"),
        pytest.param(About.COMMENT, AMBER, "Hope you are ok", GREEN, Verdict.OK_WITH_CARE, id="leaving-it-open-under-amber-is-green-with-care"),
        pytest.param(About.COMMENT, GREEN, "you idiot", AMBER, AMBER, id="a-bad-comment-on-a-fine-text"),
        pytest.param(About.COMMENT, GREEN, "Well done!", NONE, GREEN, id="small-talk-under-a-fine-text"),
        pytest.param(About.COMMENT, AMBER, "This is wrong", RED, RED, id="one's-own-words-can-be-worse"),
    ],
)
def test_verdict(given, about, other, words, own, verdict):
    made = weigh(about, given.advice(other), words, given.advice(own) if own else None, given.corpus)
    assert made.advice.verdict is verdict


def test_sharing_spreads_what_is_told_of_a_patient_whatever_is_said_above_it(given):
    made = weigh(About.SHARE, given.advice(RED, PATIENT), "This is wrong, take it down", given.advice(GREEN), given.corpus)
    assert made.advice.verdict is RED
    assert any("passes these words on" in notice for notice in made.advice.notices)


def test_it_says_that_a_like_counts_with_the_paragraph(given):
    made = weigh(About.LIKE, given.advice(RED), "", None, given.corpus)
    first = made.advice.reasons[0]
    assert "like and share" in first.text
    assert first.citations[0].paragraph == "mdu-private-messages-2024#p2"
    assert made.advice.headline.startswith("Do not like this.")
    ids = [c.paragraph for r in made.advice.reasons for c in r.citations]
    assert len(ids) == len(set(ids)), "no paragraph twice"


def test_every_quotation_is_true(given):
    for about in About:
        made = weigh(about, given.advice(RED), "no place for this", given.advice(GREEN), given.corpus)
        for citation in (c for r in made.advice.reasons for c in r.citations):
            assert citation.quote in given.corpus.paragraphs[citation.paragraph].text
