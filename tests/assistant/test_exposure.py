"""Which ways a private message could come out, each with a paragraph that says so."""

from dataclasses import replace

import pytest

from assistant import Context, Draft, Issue, Verdict, review
from assistant.exposure import MOST_WAYS, is_private, ways, ways_out


@pytest.fixture
def advice(small):
    return replace(review(small, Draft("Denise again")), verdict=Verdict.CHANGE_FIRST, issues=())


def told(draft, advice, corpus):
    return " ".join(reason.text for reason in ways_out(draft, advice, corpus))


GROUP, ONE, ANYONE = (Context(audience=a) for a in ("private-group", "one-to-one", "public"))


def test_a_group_has_screenshots_and_one_person_can_forward(advice, corpus):
    assert "screenshot" in told(Draft("Denise again", GROUP), advice, corpus)
    assert "send it on" in told(Draft("Denise again", ONE), advice, corpus)


def test_deleting_is_always_told_and_told_last(advice, corpus):
    everything = replace(advice, issues=(Issue.PATIENT_CONFIDENTIALITY, Issue.BULLYING_HARASSMENT))
    reasons = ways_out(Draft("the practice rota lol", GROUP), everything, corpus)
    assert len(reasons) <= MOST_WAYS
    assert reasons[-1].text.startswith("Deleting it")


@pytest.mark.parametrize(
    ("issue", "words"),
    [
        pytest.param(Issue.PATIENT_CONFIDENTIALITY, "request for their data", id="a-patient-may-ask"),
        pytest.param(Issue.ILLEGAL_OR_CRIMINAL, "police", id="the-police-may"),
        pytest.param(Issue.DISCRIMINATION, "panel", id="a-panel-may"),
    ],
)
def test_each_way_comes_with_what_makes_it_likely(advice, corpus, issue, words):
    assert words in told(Draft("Denise again", GROUP), replace(advice, issues=(issue,)), corpus)
    assert words not in told(Draft("Denise again", GROUP), advice, corpus)


def test_nothing_is_told_of_a_public_or_a_harmless_text(advice, corpus):
    assert ways_out(Draft("Denise again", ANYONE), advice, corpus) == ()
    assert ways_out(Draft("Cake at ten", GROUP), replace(advice, verdict=Verdict.OK), corpus) == ()


@pytest.mark.parametrize(
    ("platform", "private"),
    [("WhatsApp", True), ("email", True), ("text message", True), ("Facebook group", True), ("Facebook", False), ("textbook forum", False), (None, False)],
)
def test_where_nobody_said_who_sees_it_the_platform_tells(platform, private):
    assert is_private(Context(platform=platform)) is private


def test_every_quote_stands_in_its_paragraph(corpus):
    for way in ways():
        for relied in way.cite:
            assert relied.quote
            assert relied.quote in corpus.paragraphs[relied.paragraph].digest
