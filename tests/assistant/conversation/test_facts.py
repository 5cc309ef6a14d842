"""Facts: what a turn states, and what only looks like it."""

import pytest

from assistant.conversation.facts import context_of, outside_quotes, stated, with_sensed
from assistant.conversation.follow import heard
from assistant.conversation.models import Act, FactName, Matter
from assistant.sense import Said


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        pytest.param("and if she agreed?", "consent", "agreed", id="supposed-agreement"),
        pytest.param("he says yes, and he wants his name under it", "consent", "agreed", id="says-yes"),
        pytest.param("they all said yes", "consent", "agreed", id="all-said-yes"),
        pytest.param("I haven't asked her", "consent", "not asked", id="not-asked"),
        pytest.param("the other chap says no", "consent", "refused", id="says-no"),
        pytest.param("he's gone off having the name there", "consent", "withdrawn", id="taken-back"),
        pytest.param("what about LinkedIn then", "platform", "linkedin", id="platform"),
        pytest.param("same but in the partners' WhatsApp", "platform", "whatsapp group", id="partners-chat"),
        pytest.param("same but in the partners' WhatsApp", "audience", "private-group", id="partners-chat-is-a-group"),
        pytest.param("DM instead?", "audience", "one-to-one", id="direct-message"),
        pytest.param("he's not a patient any more", "whose", "former patient", id="no-longer-a-patient"),
        pytest.param("turns out he's one of ours", "whose", "patient", id="a-patient-after-all"),
        pytest.param("it was me", "whose", "self", id="it-was-me"),
        pytest.param("pt has added me on linkedin", "whose", "patient", id="pt"),
        pytest.param("blur his face", "anonymised", "yes", id="blurred"),
        pytest.param("ok will crop the two people out", "anonymised", "yes", id="to-be-cropped"),
        pytest.param("no names, no town!", "anonymised", "yes", id="no-names"),
        pytest.param("screen's behind me, you can make out a surname", "anonymised", "no", id="a-name-can-be-read"),
        pytest.param("no names. her niece has recognised it", "anonymised", "no", id="somebody-recognised-it"),
        pytest.param("just her and me", "audience", "one-to-one", id="only-the-two"),
        pytest.param("in the GP mums group on fb", "audience", "private-group", id="a-group-on-facebook"),
        pytest.param("a card for our receptionist", "whose", "colleague", id="a-colleague"),
        pytest.param("a free year's supply for a reel", "paid", "yes", id="a-gift"),
        pytest.param("fine. sent it all back", "paid", "no", id="the-gift-went-back"),
        pytest.param("it went up yesterday with the name on", "posted", "posted", id="went-up"),
        pytest.param("deleted", "posted", "taken down", id="deleted"),
        pytest.param("I'm the practice manager btw", "role", "practice manager", id="role"),
        pytest.param("they're paying me 200", "paid", "yes", id="paid"),
        pytest.param("I've been offered £300 by them", "paid", "yes", id="a-sum-that-is-offered"),
        pytest.param("asked to front an advert for vitamins, £2,000", "paid", "yes", id="a-sum-for-a-job"),
        pytest.param("a photo of my old labrador in a stethoscope", "whose", "nobody", id="a-pet"),
        pytest.param("my dog bit a patient", "whose", "patient", id="a-pet-and-a-patient"),
        pytest.param("I bought it myself", "paid", "no", id="bought-it-oneself"),
        pytest.param("we'd do it for free", "paid", "no", id="for-free"),
        pytest.param("she doesn't mind", "consent", "agreed", id="does-not-mind"),
        pytest.param("he has no idea", "consent", "not asked", id="no-idea"),
        pytest.param("they don't know about it yet", "consent", "not asked", id="do-not-know"),
        pytest.param("I shared it last night", "posted", "posted", id="shared"),
    ],
)
def test_what_is_stated(text, name, value):
    assert stated(text)[FactName(name)].value == value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param('can I add "she agreed to this"?', "consent", id="words-of-a-draft-are-not-told-to-us"),
        pytest.param("is the x too much", "platform", id="a-kiss-is-no-platform"),
        pytest.param("can I look it up first", "posted", id="it-up"),
        pytest.param("when it's live", "posted", id="not-yet-live"),
        pytest.param("the patient list is long", "whose", id="a-list-is-no-patient"),
        pytest.param("I paid the builder", "paid", id="what-one-pays-oneself"),
        pytest.param("a lady who has met my dog", "whose", id="somebody-beside-a-pet"),
        pytest.param("my dog's walker", "whose", id="somebody-of-a-pet"),
        pytest.param("a patient asked if the letter costs £20", "paid", id="what-a-patient-pays"),
        pytest.param("does it matter that I'm a locum", "whose", id="who-writes-is-not-who-it-is-about"),
        pytest.param("an advert for a salaried GP", "whose", id="who-is-looked-for"),
        pytest.param("my trainer would have laughed", "whose", id="who-has-a-view"),
        pytest.param("whatsapp the partners a picture", "whose", id="who-is-told-is-not-who-it-is-about"),
        pytest.param("a patient at the desk, only her back", "audience", id="only-her-back-is-no-audience"),
        pytest.param("they'd never have worked out who", "anonymised", id="nobody-worked-it-out"),
        pytest.param("he doesn't use Facebook", "consent", id="does-not-use"),
        pytest.param("she doesn't know that I'm a doctor", "consent", id="does-not-know-something-else"),
        pytest.param("should I ask her if she's happy with it?", "consent", id="to-be-asked"),
        pytest.param("do I post before she's signed", "consent", id="before-it-is-signed"),
        pytest.param("not everyone agreed", "consent", id="not-everyone"),
        pytest.param("nobody said yes", "consent", id="nobody"),
        pytest.param("the LMC says it's ok", "consent", id="a-body-is-nobody-concerned"),
        pytest.param("so you're saying no?", "consent", id="our-own-no"),
        pytest.param("can I put it up in the waiting room", "posted", id="can-i-put-it-up"),
        pytest.param("what if I shared it", "posted", id="what-if"),
        pytest.param("it's up to the partners", "posted", id="up-to-somebody"),
        pytest.param("that's out of order", "posted", id="out-of-order"),
    ],
)
def test_what_only_looks_like_it(text, name):
    assert FactName(name) not in stated(text)


def test_the_last_word_counts():
    assert stated("she agreed, but now she's gone off the idea")[FactName.CONSENT].value == "withdrawn"


def test_a_context_holds_what_facts_say():
    context = context_of(stated("I'm a locum, it's for LinkedIn"))
    assert (context.platform, context.audience, context.role) == ("linkedin", "public", "locum")


def test_what_is_sensed_stands_beside_what_is_stated():
    both = with_sensed(stated("she agreed, in the parish mag"), "she agreed, in the parish mag", Said("platform: newsletter", 0.9))
    assert both[FactName.CONSENT].value == "agreed"
    assert both[FactName.PLATFORM].value == "newsletter"
    assert both[FactName.PLATFORM].words == "she agreed, in the parish mag", "dropping the fact drops the turn that told it"


def test_words_that_a_pattern_knows_are_not_overruled():
    assert with_sensed(stated("she said no"), "she said no", Said("consent: agreed", 0.99))[FactName.CONSENT].value == "refused"


def test_a_place_that_is_sensed_tells_who_can_see_it():
    assert with_sensed({}, "on the w.a. thing", Said("platform: whatsapp group", 0.9))[FactName.AUDIENCE].value == "private-group"


def test_nothing_sensed_changes_nothing():
    assert with_sensed(stated("she agreed"), "she agreed", None) == stated("she agreed")


def test_words_to_be_posted_are_left_out():
    assert outside_quotes('ok then: "she is over the moon about it"') == "ok then:"


MATTER = Matter("Can I post this card?", (), "Thank you for the lovely card, it made our week")


@pytest.mark.parametrize(
    ("text", "matter", "is_read"),
    [
        pytest.param("her mum is all for it", MATTER, True, id="a-follow-up"),
        pytest.param("her mum is all for it", None, False, id="a-first-message-is-read-by-its-words"),
        pytest.param("thanks!", MATTER, False, id="thanks"),
        pytest.param("Thank you for the lovely card, it made our day", MATTER, False, id="a-draft-is-not-told-to-us"),
    ],
)
def test_what_is_read_by_its_sense(text, matter, is_read):
    found = heard(text, matter, lambda words: Said("consent: agreed", 0.9)).told
    assert (FactName.CONSENT in found) == is_read


def test_a_fact_that_is_sensed_makes_an_argument_more_than_one():
    text = "but it is only the cake"
    assert heard(text, MATTER).act is Act.PUSH_BACK
    assert heard(text, MATTER, lambda words: Said("whose: nobody", 0.9)).act is Act.TELL


def test_who_agreed_is_said_as_a_subject():
    assert stated("asked her and she's fine")[FactName.CONSENT].who == "she"
