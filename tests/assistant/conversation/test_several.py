"""A later message that asks for more than one thing: each is answered, and each can be taken up again."""

import pytest

from assistant.conversation import Act, Conversation, FactName, converse
from assistant.conversation.engine import with_opinion
from assistant.conversation.models import Matter
from assistant.conversation.several import things_asked
from assistant.models import Light
from tests.ui import fake

MATTER = Matter("Can I put a photo of a patient's leg ulcer on the practice Facebook?")


@pytest.mark.parametrize(
    ("text", "things"),
    [
        pytest.param("And if she agreed? And can I add her as a friend?", ("And if she agreed?", "can I add her as a friend?"), id="two-questions"),
        pytest.param("She's agreed. Also, do I need to sign it?", ("She's agreed.", "do I need to sign it?"), id="a-fact-and-a-question"),
        pytest.param("She's agreed. Can you write it?", ("She's agreed.", "Can you write it?"), id="a-fact-and-words-wanted"),
        pytest.param("do i have to report her and how would you word it", ("do i have to report her", "how would you word it"), id="in-one-breath"),
        pytest.param("it's a different review now. rewrite it without the swearing", ("it's a different review now.", "rewrite it without the swearing"), id="news-and-words-wanted"),
        pytest.param("say it in one line pls. oh and is a leaflet ok", ("say it in one line pls.", "is a leaflet ok"), id="about-the-answer-first"),
        pytest.param("why? also, can I take a hamper?", ("why?", "can I take a hamper?"), id="about-the-answer-and-another"),
        pytest.param("1. can I name the locum 2. can I like an advert", ("can I name the locum", "can I like an advert"), id="a-list"),
    ],
)
def test_things_are_told_apart(text, things):
    assert things_asked(text, MATTER) == things


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("what about LinkedIn, and if she agreed?", id="two-facts-in-one-breath"),
        pytest.param("She came in on Monday. And I laughed. Can I still post it?", id="a-story"),
        pytest.param("ok so and why?", id="small-words-first"),
        pytest.param("thanks for that. which paragraph?", id="thanks-tell-nothing"),
        pytest.param("can I do a column about it and how it keeps me sane", id="two-things-that-one-question-is-about"),
        pytest.param("Can I tag the nurses? Is that too much?", id="a-question-about-the-one-before"),
        pytest.param("what do I charge for it? what's normal", id="the-same-asked-again"),
        pytest.param('new version: "Lovely day. And can we all go home?"', id="words-to-be-posted"),
        pytest.param("version 2: Were you seen late? And did we say sorry? Ring us.", id="words-to-be-posted-without-marks"),
        pytest.param("It went up on Friday. And she saw it.", id="nothing-else-is-asked"),
    ],
)
def test_one_thing_stays_one(text):
    assert things_asked(text, MATTER) == (text,)


def test_a_first_message_is_told_apart_as_any_question_is():
    assert things_asked("She's agreed. Can you write it?", None) == ("She's agreed. Can you write it?",)


@pytest.fixture
def held(monkeypatch):
    """The fake assistant, which answers a follow-up by the words of its request; what it was asked is kept."""
    asked = []

    def answer(assistant, request, judged, said=""):
        asked.append(request)
        return fake.ask(assistant, fake.Question(request.text))

    fake.install(monkeypatch)
    monkeypatch.setattr("assistant.conversation.engine.answer", answer)
    return asked


def talk(*turns):
    said = Conversation()
    for turn in turns:
        said = converse(fake.ASSISTANT, said, turn)
    return said


TWO = ("Can I answer a bad review?", "And if she agreed? And can I join her whatsapp group?")


def test_both_are_answered_in_one_turn(held):
    said = talk(*TWO)
    reply = said.turns[1].reply
    assert [turn.user for turn in said.turns] == list(TWO)
    assert [part.question for part in reply.advice.parts] == ["And if she agreed?", "can I join her whatsapp group?"]
    assert reply.advice.light is max((p.advice.light for p in reply.advice.parts), key=[Light.GREEN, Light.AMBER, Light.RED].index)
    assert [change.name for change in reply.changes][:1] == [FactName.CONSENT]
    assert reply.asks is None


@pytest.mark.parametrize(
    ("turn", "meant", "left_aside"),
    [
        pytest.param("and the first one if he is a colleague?", "And if she agreed?", "whatsapp", id="the-first"),
        pytest.param("and the second one if he is a colleague?", "whatsapp", "", id="the-second"),
        pytest.param("and if he is a colleague?", "whatsapp", "", id="the-last-where-none-is-named"),
    ],
)
def test_each_can_be_taken_up_again(held, turn, meant, left_aside):
    talk(*TWO, turn)
    assert meant in held[-1].text
    assert not left_aside or left_aside not in held[-1].text


def test_what_is_asked_of_the_answer_is_shown_behind_what_changed(held):
    reply = talk(TWO[0], "She agreed. Which paragraph says that?").turns[1].reply
    assert reply.act is Act.WHICH
    assert reply.citations
    assert reply.lead.startswith("You said she agreed. ")
    assert [change.name for change in reply.changes] == [FactName.CONSENT]


def test_somebody_in_need_is_heard_whole(held):
    said = talk(TWO[0], "And if she agreed? And why bother, I don't want to be here any more")
    assert not said.turns[1].reply.advice.parts


def test_a_model_gives_no_second_opinion_on_several(held):
    assert with_opinion(fake.ASSISTANT, talk(*TWO), model=None) is None
