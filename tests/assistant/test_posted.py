"""It has been posted already: who needs the steps, who does not, and what they rest on."""

import pytest

from assistant.models import Light, Question, Verdict
from assistant.posted import already_posted, book, check, kind_of, with_posted
from tests.ui import fake


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("I've already posted it", "posted", id="posted"),
        pytest.param("I posted a rant last night. It has been screenshotted. What should I do?", "seen", id="screenshot"),
        pytest.param("my tweet has gone viral", "viral", id="viral"),
        pytest.param("a patient has complained about my post", "complaint", id="complaint"),
        pytest.param("my boss has seen my tweet", "boss", id="boss"),
        pytest.param("I've just sent a patient's details to the wrong WhatsApp group", "posted", id="wrong-group"),
        pytest.param("it's already live, too late?", "posted", id="already-live"),
        pytest.param("I deleted it but people saw it", "seen", id="deleted-but-seen"),
        pytest.param("I named a patient by accident on Facebook", "posted", id="by-accident"),
        pytest.param("We replied to a review and now the patient is furious", "posted", id="a-reply"),
        pytest.param("I regret my post", "posted", id="regret"),
        pytest.param("Can I post this?", None, id="not-yet"),
        pytest.param("someone posted my photo without asking, what can I do", None, id="somebody-else's-doing"),
        pytest.param("A colleague has posted a racist joke, what should I do?", None, id="a-colleague's"),
        pytest.param("I posted a poem last year, can I post another?", None, id="an-older-one"),
        pytest.param("I tweeted about the strike and people liked it", None, id="no-trouble"),
        pytest.param("I shared the flu clinic notice, thanks all", None, id="a-notice"),
        pytest.param("If I've posted something and a patient complains, what happens?", None, id="what-if"),
        pytest.param("Can I share my post on LinkedIn too?", None, id="share-again"),
        pytest.param("A chap calls us quacks under every post we put up. Can we hide his complaints?", None, id="every-post"),
        pytest.param("can I say sorry in my reply?", None, id="a-reply-not-yet-sent"),
        pytest.param("help me with my post about flu clinics", None, id="a-post-to-be-written"),
        pytest.param("a patient has complained on Google, is my reply ok?", None, id="a-reply-to-a-complaint"),
        pytest.param("someone screenshotted my whatsapp and I'm worried", "seen", id="my-message-was-copied"),
        pytest.param("GMC emailed asking me to update my registered address. Just do it online?", None, id="an-email"),
    ],
)
def test_kind_of(text, kind):
    assert kind_of(text) == kind


def test_every_quote_is_a_part_of_its_digest():
    check(fake.CORPUS)
    for entry in book().kinds:
        assert entry.steps[0].text.startswith("Keep a copy first"), "evidence is never deleted first"
        assert any("defence organisation" in step.text for step in entry.steps)


def test_a_paragraph_that_a_corpus_lacks_is_left_out(small):
    assert already_posted("I've already posted it", small.corpus).steps


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(Verdict.OK, Verdict.GET_ADVICE_FIRST, id="a-yes-becomes-advice-first"),
        pytest.param(Verdict.NOT_COVERED, Verdict.GET_ADVICE_FIRST, id="a-refusal-too"),
        pytest.param(Verdict.DO_NOT_POST, Verdict.DO_NOT_POST, id="a-stop-stands"),
    ],
)
def test_with_posted(before, after):
    from dataclasses import replace

    text = "I've already posted it, help"
    advice = replace(fake.answer(Question("complaint")), verdict=before)
    assert with_posted(advice, already_posted(text, fake.CORPUS), text).verdict is after


def test_a_longer_message_keeps_its_own_answer():
    text = "I posted a photo of our new sign and it was screenshotted by the local paper, who want to run it. " * 2
    advice = fake.answer(Question("is our whatsapp group private"))
    assert with_posted(advice, already_posted(text, fake.CORPUS), text).light is Light.GREEN
