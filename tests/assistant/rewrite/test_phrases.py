"""Plainer words, claims toned down, and what a promotion lacks."""

import pytest

from assistant.models import Finding, Issue
from assistant.rewrite import apply
from assistant.rewrite.phrases import added, beyond_mending, put_in, softened, sourced, toned_down

TONE = Issue.PROFANITY_OR_UNPROFESSIONAL_TONE


def flagged(text, words):
    start = text.index(words)
    return Finding("wording", TONE, start, start + len(words), words, "test")


@pytest.mark.parametrize(
    ("text", "words", "made"),
    [
        pytest.param("What a bloody day.", "bloody", "What a day.", id="an-intensifier-goes"),
        pytest.param("The rota is a shitshow.", "shitshow", "The rota is a mess.", id="a-noun-has-a-plain-form"),
        pytest.param("I am pissed off with it.", "pissed off", "I am frustrated with it.", id="a-feeling-is-named"),
        pytest.param("Gareth is a lazy sod.", "lazy sod", "Gareth is a lazy sod.", id="an-insult-has-no-plain-form"),
        pytest.param("He was told to f*** off.", "f***", "He was told to f*** off.", id="a-verb-cannot-just-go"),
    ],
)
def test_softened(text, words, made):
    assert apply(text, softened(text, (flagged(text, words),))) == made


def test_a_claim_is_toned_down_only_where_claims_are_made():
    text = "Ear microsuction, totally painless. Book a slot."
    assert list(toned_down(text, (TONE,))) == []
    assert apply(text, toned_down(text, (Issue.ADVERTISING_RULES,))) == "Ear microsuction. Book a slot."


def test_the_article_fits_what_follows():
    text = "Meet the leading ADHD expert. Visit the best clinic."
    assert apply(text, toned_down(text, (Issue.ADVERTISING_RULES,))) == "Meet an ADHD expert. Visit a clinic."


@pytest.mark.parametrize(
    ("text", "is_beyond"),
    [
        pytest.param("You do not need a statin if you eat fish.", True, id="no-need-of-treatment"),
        pytest.param("You do not need a referral.", False, id="no-need-of-a-letter"),
        pytest.param("They will be falling by the thousand.", True, id="a-wild-number"),
        pytest.param("A practice of ten thousand.", False, id="a-number"),
        pytest.param("Nobody in the county gets better results.", True, id="better-than-all"),
        pytest.param("Nobody should feel alone.", False, id="nobody"),
        pytest.param("It will end obesity.", True, id="an-end-to-it"),
        pytest.param("The session will end at five.", False, id="an-end"),
        pytest.param("Diagnosis in a week or your money back.", True, id="money-back"),
        pytest.param("Voted the best GP in the county three years running.", True, id="voted-the-best"),
        pytest.param("Our practice is officially the best in Yorkshire.", True, id="officially-the-best"),
        pytest.param("Our nurses never make mistakes.", True, id="no-mistakes"),
        pytest.param("We never make promises.", False, id="no-promises"),
        pytest.param("Saturday is the best day to ring.", False, id="the-best-day"),
        pytest.param("The only clinic that treats it.", True, id="the-only-one"),
        pytest.param("The only clinic open on Sundays.", False, id="the-only-one-open"),
    ],
)
def test_what_no_words_mend(text, is_beyond):
    assert beyond_mending(text, (Issue.ADVERTISING_RULES,)) is is_beyond
    assert not beyond_mending(text, (TONE,))


@pytest.mark.parametrize(
    ("text", "confirms"),
    [
        pytest.param("We have no patient of that name.", True, id="no-patient"),
        pytest.param("You were offered three appointments.", True, id="what-was-done"),
        pytest.param("Our records show that you rang.", True, id="records"),
        pytest.param("We follow national guidance.", False, id="what-anybody-may-know"),
        pytest.param("You are welcome to phone me.", False, id="an-invitation"),
        pytest.param("We listen to our patients here.", False, id="patients-at-large"),
    ],
)
def test_a_reply_confirms_nothing(text, confirms):
    assert beyond_mending(text, (Issue.RESPONDING_TO_CRITICISM_OR_REVIEW,)) is confirms
    assert not beyond_mending(text, (TONE,))


@pytest.mark.parametrize(
    ("text", "is_ill"),
    [
        pytest.param("I hope your tyres go flat", True, id="wishes-ill"),
        pytest.param("I hope you feel better soon", False, id="wishes-well"),
        pytest.param("I hope it never fails you", True, id="reads-alike-and-only-costs-a-clause"),
    ],
)
def test_an_ill_wish_never_stays(text, is_ill):
    assert beyond_mending(text, ()) is is_ill


def test_what_stays_is_declared_first():
    text = "Love my sensor, they sent it to me. Use my code DRSAM."
    assert [e.after for e in added(text, (Issue.PROMOTION_ENDORSEMENT,), "Use my code DRSAM.")] == [" (Advertisement: I am paid for this.)"]
    assert [e.after for e in added(text, (Issue.PROMOTION_ENDORSEMENT,), "Love my sensor, they sent it to me.")] == [" (Advertisement: I was given this free of charge.)"]


@pytest.mark.parametrize(
    ("text", "is_added"),
    [
        pytest.param("Travel jabs privately from £45. Book online.", True, id="a-price"),
        pytest.param("Travel jabs from £45. Ask about the risks.", False, id="balanced-already"),
        pytest.param("Travel jabs on Saturdays. Prices on the site.", True, id="prices"),
        pytest.param("Travel jabs on Saturdays, says Callum Price. Book online.", False, id="a-name"),
        pytest.param("Travel jabs on Saturdays. Book online.", False, id="no-price"),
    ],
)
def test_who_pays_is_told_what_else_there_is(text, is_added):
    assert bool(list(added(text, (Issue.ADVERTISING_RULES,)))) is is_added


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        pytest.param("Love this cream they sent me", "(Advertisement: I was given this free of charge.)", id="a-gift"),
        pytest.param("Use code MEDMO15 for the course", "(Advertisement: I am paid for this.)", id="a-code"),
        pytest.param("Come to my clinic on Wells Road", "(I have a financial interest in this: it is my own business.)", id="one's-own-business"),
    ],
)
def test_a_disclosure_is_added(text, ending):
    made = apply(text, added(text, (Issue.PROMOTION_ENDORSEMENT,)))
    assert made == f"{text}. {ending}"


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        pytest.param("Use code MEDMO15. I am paid to post this: #ad", (Issue.PROMOTION_ENDORSEMENT,), id="disclosed-already"),
        pytest.param("A walk in the park does you good", (Issue.PROMOTION_ENDORSEMENT,), id="no-interest-is-known"),
        pytest.param("Our practice is looking for a salaried GP", (Issue.PROMOTION_ENDORSEMENT,), id="an-nhs-practice-is-no-interest"),
        pytest.param("Use code MEDMO15", (TONE,), id="no-promotion"),
        pytest.param("Honey helps a cough, see nhs.uk", (Issue.PUBLIC_HEALTH_EDUCATION, Issue.MISINFORMATION_OR_UNSUPPORTED_CLAIM), id="sourced-already"),
    ],
)
def test_nothing_is_added(text, issues):
    assert list(added(text, issues)) == []


def test_a_source_is_added_to_health_information():
    made = apply("Honey helps a cough!", added("Honey helps a cough!", (Issue.PUBLIC_HEALTH_EDUCATION, Issue.MISINFORMATION_OR_UNSUPPORTED_CLAIM)))
    assert made == f"Honey helps a cough! {put_in('source')}"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        pytest.param("Sepsis moves fast. Know the signs.", "NHS website", id="for-readers"),
        pytest.param("Hyponatraemia catches us all out. Check the U&Es.", "current guidance", id="for-colleagues"),
    ],
)
def test_where_readers_can_check_it(left, words):
    assert words in sourced(left, left)[0].after
    assert sourced(left, left + " See nhs.uk for more.") == []
