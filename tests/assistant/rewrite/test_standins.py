"""Ready texts: for the occasion, for who reads it, about what the draft is about; or none."""

import re

import pytest

from assistant import Context, Draft, Issue, Light, review
from assistant.rewrite.standins import Circle, _all, circle, filled, fitting
from assistant.rewrite.topic import TopicKind, topic

TONE = Issue.PROFANITY_OR_UNPROFESSIONAL_TONE
CLAIM = Issue.MISINFORMATION_OR_UNSUPPORTED_CLAIM
TOLD = Issue.PATIENT_CONFIDENTIALITY
NAMES = {TopicKind.HEALTH: "asthma", TopicKind.PUBLIC_MATTER: "physician associates", TopicKind.SERVICE: "microsuction"}


def context_of(who, platforms=None):
    platform = {Circle.WIDE_GROUP: "doctors' forum", Circle.TEAM: "whatsapp group"}.get(who)
    audience = "private-group" if who in (Circle.TEAM, Circle.WIDE_GROUP) else who.value
    return Context(platform="google reviews" if platforms else platform, audience=audience)


def test_every_stand_in_comes_back_green_from_the_shipped_judge(shipped):
    named = " ".join(NAMES.values())
    for standin in _all():
        for words in standin.texts:
            draft = Draft(filled(words, named), context_of(standin.circles[0] if standin.circles else Circle.PUBLIC, standin.platforms))
            advice = review(shipped, draft)
            assert advice.light in (Light.GREEN, Light.NOT_COVERED), (standin.name, draft.text, advice.verdict)


def test_a_reply_to_a_review_gets_the_reply_that_confirms_nothing():
    draft = Draft("Mrs Harding, your bloods were normal.", Context(platform="Google reviews", audience="public"))
    words = next(fitting(draft, (Issue.PATIENT_CONFIDENTIALITY,)))
    assert "say whether someone is registered with us" in words


@pytest.mark.parametrize("audience", ["public", "private-group", "one-to-one"])
@pytest.mark.parametrize("issue", list(Issue))
def test_no_stand_in_has_a_gap_to_fill(issue, audience):
    for words in fitting(Draft("A patient came to clinic", Context(audience=audience)), (issue,)):
        assert not re.search(r"\[|\]|\{|\}", words)


@pytest.mark.parametrize(
    ("text", "context", "who"),
    [
        pytest.param("Hi", Context(platform="whatsapp group", audience="private-group"), Circle.TEAM, id="a-practice-group"),
        pytest.param("Hi", Context(platform="facebook group", audience="private-group"), Circle.WIDE_GROUP, id="a-group-of-strangers"),
        pytest.param("For the 4,000 members here", Context(platform="facebook", audience="private-group"), Circle.WIDE_GROUP, id="members-by-the-thousand"),
        pytest.param("Hi", Context(platform="whatsapp"), Circle.TEAM, id="by-its-platform"),
        pytest.param("Hi", Context(platform="instagram"), Circle.PUBLIC, id="strangers-where-nothing-is-said"),
        pytest.param("Hi", Context(platform="whatsapp", audience="one-to-one"), Circle.ONE, id="one-person"),
    ],
)
def test_who_reads_it(text, context, who):
    assert circle(Draft(text, context)) is who


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        pytest.param("Asthma kills. So does sepsis.", TopicKind.HEALTH, "asthma", id="the-first-named"),
        pytest.param("A marathon runner had a sodium of 118.", TopicKind.HEALTH, "low sodium", id="by-a-sign-of-it"),
        pytest.param("She has Wilson's disease.", TopicKind.HEALTH, None, id="a-rare-one-is-never-said-again"),
        pytest.param("His Wilson's disease was put down to anxiety.", TopicKind.HEALTH, None, id="nor-what-stands-beside-it"),
        pytest.param("Fluent in three languages.", TopicKind.HEALTH, None, id="part-of-a-word"),
        pytest.param("What they have done on PAs.", TopicKind.PUBLIC_MATTER, "physician associates", id="a-matter"),
        pytest.param("Lip filler with me.", TopicKind.SERVICE, "filler treatment", id="a-service"),
    ],
)
def test_topic(text, kind, named):
    assert topic(text, kind) == named


def test_a_gap_is_filled_or_the_text_is_not_offered():
    assert filled("{service} with care.", "Microsuction, £60") == "Ear wax removal with care."
    assert filled("See the guidance on {health}.", "A fine day") is None


@pytest.mark.parametrize(
    ("text", "issue", "audience", "offered"),
    [
        pytest.param("Heads up, he is on his way down about his fit note", TOLD, "private-group", "on the desk", id="a-warning-is-no-query"),
        pytest.param("Delete your account, you have never worked a day", TONE, "public", "We see this differently", id="an-argument"),
        pytest.param("The GMC are spineless cowards for this decision", TONE, "public", "people who made it", id="a-regulator"),
        pytest.param("Teaching point: had a runner with a sodium of 118", Issue.IDENTIFIABILITY_BY_DETAIL, "public", "guidance on low sodium", id="a-lesson-is-no-story"),
        pytest.param("Our founder, Senior Consultant (not medically qualified)", Issue.DISHONESTY_MISREPRESENTATION, "public", "qualified in", id="a-title"),
        pytest.param("27F with a rash, would you treat today?", TOLD, "private-group", "second opinion about rashes", id="a-query"),
        pytest.param("Your 10.20 was my neighbour's lad, crabs", TOLD, "private-group", "in the record", id="news-of-a-patient-is-no-query"),
        pytest.param("Fed up of Pat swanning off at 4", Issue.DISRESPECT_TO_COLLEAGUES, "private-group", "how we work together", id="a-grievance"),
        pytest.param("Honey cures flu", CLAIM, "public", "conflicting information about flu", id="a-claim"),
        pytest.param("Frown lines? Swipe for our clients before and after", CLAIM, "public", "Private consultations about lines", id="an-advert-is-no-claim"),
        pytest.param("Copy for the magazine, we pay them monthly, for our clinic", Issue.ADVERTISING_RULES, "public", "Advertisement, paid for", id="a-post-that-is-paid-for"),
    ],
)
def test_a_ready_text_fits_the_occasion(text, issue, audience, offered):
    assert offered in next(fitting(Draft(text, Context(audience=audience)), (issue,)))


@pytest.mark.parametrize(
    ("text", "issues", "platform", "audience"),
    [
        pytest.param("Check your jabs. A student caught malaria. Our travel clinic is on Wednesdays.", (TOLD, Issue.IDENTIFIABILITY_BY_DETAIL, CLAIM), "facebook", "public", id="a-clinic-is-no-private-offer"),
        pytest.param("We want a salaried GP, six sessions at our clinic.", (Issue.ADVERTISING_RULES,), "linkedin", "public", id="a-job-is-no-offer"),
        pytest.param("Another moron at 111. Is NHS England listening?", (TONE, Issue.DISRESPECT_TO_COLLEAGUES), "x", "public", id="no-decision-no-disagreement"),
        pytest.param("A rabbi with Wilson's disease: which test first?", (TOLD, Issue.IDENTIFIABILITY_BY_DETAIL, Issue.CLINICAL_ADVICE_ONLINE), "doctors' forum", "private-group", id="colleagues-are-not-told-to-see-a-gp"),
        pytest.param("Whoever designed this form is a jobsworth. Fix the first page.", (TONE, Issue.DISRESPECT_TO_COLLEAGUES), "x", "public", id="no-hard-day-no-tiredness"),
        pytest.param("Honey cures what ails you.", (CLAIM,), "facebook", "public", id="no-topic-no-text-about-this"),
    ],
)
def test_where_no_text_fits_none_is_offered(text, issues, platform, audience):
    offered = list(fitting(Draft(text, Context(platform=platform, audience=audience)), issues))
    wrong = ("Private ", "disagree", "advise anyone", "clinical system", "conflicting", "under a lot of pressure")
    assert not [words for words in offered if any(w in words for w in wrong)]
