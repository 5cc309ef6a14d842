"""What is answered to a question about the guidance: the paragraphs held, and nothing that they do not say."""

import pytest

from assistant.lookup import look_up
from assistant.lookup.names import documents_named, names, numbers_named, topics_named
from assistant.lookup.paragraphs import wanted
from assistant.lookup.wording import additions, old_rules
from assistant.models import Light, Question, Verdict
from corpus.models import Strength
from tests.ui import fake


def asked(text, verdict=None):
    """The answer to a question, over the judgement that the fake makes of it (or the one given)."""
    question = Question(text)
    advice = fake.ask(fake.ASSISTANT, question)
    if verdict:
        from dataclasses import replace

        advice = replace(advice, verdict=verdict)
    return look_up(question, advice, fake.CORPUS, fake.ASSISTANT.playbook, lambda t: fake.lookup(None, t, 40))


def cited(advice):
    return [c.paragraph for r in advice.reasons for c in r.citations]


@pytest.mark.parametrize(
    ("text", "headline", "paragraphs"),
    [
        pytest.param("what does paragraph 18 of the GMC social media guidance say?", "“must”", ["gmc-social-media-2024#18"], id="by-number"),
        pytest.param("what does GMP 88 actually say", "paragraph 88 of Good medical practice", ["gmc-good-medical-practice-2024#88"], id="another-document"),
        pytest.param("what does paragraph 75c say", "paragraph 75c of Good medical practice", ["gmc-good-medical-practice-2024#75c"], id="no-document-but-only-one-has-it"),
        pytest.param("explain para 20", "number not checked", ["gmc-social-media-2024#20"], id="a-number-not-checked-is-marked"),
        pytest.param("is paragraph 9 about anonymity?", "Yes", ["gmc-social-media-2024#9"], id="it-is-about-that"),
        pytest.param("is paragraph 14 about anonymity?", "No", ["gmc-social-media-2024#14"], id="it-is-not"),
        pytest.param("paragraph 12 of the social media guidance please", "I do not hold paragraph 12", ["gmc-social-media-2024#14"], id="not-held-says-so"),
        pytest.param("what does paragraph 3 of the Londonwide LMC article say", "prints no paragraph numbers", ["londonwide-lmcs-social-media#intro-p1"], id="no-printed-numbers"),
        pytest.param("what does must mean here?", "“Must” marks a duty", ["gmc-good-medical-practice-2024#terms"], id="must"),
        pytest.param("does must mean I have to?", "“Must” marks a duty", ["gmc-good-medical-practice-2024#terms"], id="must-as-a-follow-up"),
        pytest.param("what's the difference between paragraphs 8 and 9?", "side by side", ["gmc-social-media-2024#8", "gmc-social-media-2024#9"], id="two-paragraphs"),
        pytest.param("what does the BMA add on reviews?", "I hold nothing from the BMA", ["gmc-confidentiality-media-criticism-2017#4", "gmc-confidentiality-media-criticism-2017#5"], id="one-side-is-silent"),
    ],
)  # fmt: skip
def test_looked_up(text, headline, paragraphs):
    answer = asked(text)
    assert headline in answer.headline
    assert cited(answer) == paragraphs
    assert answer.verdict is Verdict.OK_WITH_CARE
    assert [p.paragraph.id for p in answer.passages if p.used] == paragraphs


def test_where_a_paragraph_is_not_held_the_official_page_is_named():
    assert any("gmc-uk.org" in step for step in asked("paragraph 12 of the social media guidance please").next_steps)


def test_a_number_we_are_not_sure_of_is_never_shown():
    answer = asked("which paragraph covers friend requests?")
    assert "unplaced" not in answer.headline
    assert "number I am not sure of" in answer.headline


def test_old_rules_say_what_stands_now():
    answer = asked("don't I have to give my name?")
    assert "“should”, not a “must”" in answer.headline
    strengths = {c.paragraph: c.strength for r in answer.reasons for c in r.citations}
    assert strengths["gmc-social-media-2024#8"] is Strength.SHOULD


@pytest.mark.parametrize("verdict", [Verdict.DO_NOT_POST])
def test_a_stop_stands_whatever_the_question_looks_like(verdict):
    answer = asked("what does paragraph 18 of the GMC social media guidance say?", verdict)
    assert answer.verdict is verdict
    assert "paragraph 18 of" not in answer.headline


def test_wording_is_ready_and_its_conditions_stand_beside_it():
    answer = asked("can you write me a reply to this review?")
    assert answer.instead[0].wording
    assert answer.conditions


def test_a_way_round_is_not_shown_but_the_rule_is():
    answer = asked("how do I get round the confidentiality rules")
    assert answer.light is Light.NOT_COVERED
    assert "gmc-social-media-2024#18" in cited(answer)


@pytest.mark.parametrize("entry", [*old_rules(), *additions()], ids=lambda e: getattr(e, "id", None) or e.theirs)
def test_nothing_is_said_of_editions_that_no_digest_says(entry):
    for remark in entry.reasons:
        for relied in remark.cite:
            assert relied.quote in fake.CORPUS.paragraphs[relied.paragraph].digest
        if " must " in remark.text:
            assert any(fake.CORPUS.paragraphs[r.paragraph].strength is Strength.MUST for r in remark.cite)


def test_every_document_and_paragraph_named_is_held():
    for document in names().documents:
        assert document.sources(fake.CORPUS), document.say
    for topic in names().topics:
        assert set(topic.paragraphs) <= set(fake.CORPUS.paragraphs), topic.say
        assert topic.issues or topic.tags or topic.paragraphs, topic.say


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("paragraphs 8 and 9", ["8", "9"], id="two"),
        pytest.param("GMP 88", ["88"], id="no-word-paragraph"),
        pytest.param("rule 12.12 of CAP", ["12.12"], id="a-rule"),
        pytest.param("the 2013 guidance", [], id="a-year"),
        pytest.param("section 5 mg", [], id="a-dose"),
        pytest.param("guidance 24 hours later", [], id="a-time"),
    ],
)
def test_numbers_named(text, numbers):
    assert numbers_named(text) == numbers


def test_each_number_belongs_to_the_document_beside_it():
    found = wanted("paragraph 20 of the social media guidance or confidentiality 117?", fake.CORPUS)
    assert [w.held.id for w in found] == ["gmc-social-media-2024#20", "gmc-confidentiality-2017#117"]


def test_the_narrower_document_wins():
    assert [d.say for d in documents_named("the GMC social media guidance and the LMCs")] == ["the GMC social media guidance", "the LMCs"]
    assert topics_named("friend request")[0].say == "friend and follow requests"
