"""Facts: what a turn states, and what only looks like it."""

import pytest

from assistant.conversation.facts import context_of, stated
from assistant.conversation.models import FactName


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
        pytest.param("blur his face", "anonymised", "yes", id="blurred"),
        pytest.param("no names, no town!", "anonymised", "yes", id="no-names"),
        pytest.param("it went up yesterday with the name on", "posted", "posted", id="went-up"),
        pytest.param("deleted", "posted", "taken down", id="deleted"),
        pytest.param("I'm the practice manager btw", "role", "practice manager", id="role"),
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
    ],
)
def test_what_only_looks_like_it(text, name):
    assert FactName(name) not in stated(text)


def test_the_last_word_counts():
    assert stated("she agreed, but now she's gone off the idea")[FactName.CONSENT].value == "withdrawn"


def test_a_context_holds_what_facts_say():
    context = context_of(stated("I'm a locum, it's for LinkedIn"))
    assert (context.platform, context.audience, context.role) == ("linkedin", "public", "locum")
