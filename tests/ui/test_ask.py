"""Ask: a question is answered with a card; the conversation goes on; nothing typed is lost or drawn as markup."""

from itertools import pairwise

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException

from assistant import Question
from assistant.conversation import Asking, Choice
from tests.ui import fake
from tests.ui.conftest import HOSTILE, html, read, tags


def test_an_empty_page_offers_questions(draw):
    at = draw("ask")
    assert at.button[0].label == "A patient has left us an unfair one-star review. Can I reply?"
    assert "Ask in your own words" in read(at)


def test_an_example_is_one_press(draw):
    at = draw("ask")
    at.button[0].click().run()
    assert "You asked: A patient has left us an unfair one-star review." in read(at)
    assert "The answer: Change it first" in read(at)


def test_a_card_holds_the_whole_answer(draw):
    at = draw("ask")
    at.chat_input[0].set_value("How do I reply to a bad review?").run()
    shown = read(at)
    for part in ("Why", "What to do instead", "Next steps", "What would change this answer", "Who might be unhappy to read it",
                 "Published cases like this one", "Most advisers would agree.", "GMC media criticism guidance, paragraph 4"):  # fmt: skip
        assert part in shown
    assert any("whether anyone is a patient" in code.value for code in at.code), "ready wording stands in a block that copies"
    assert "Answer complete: Change it first. 4 reasons, 5 paragraphs cited.\nWas this any use?" in shown


def test_headings_come_in_order(draw):
    at = draw("ask")
    at.chat_input[0].set_value("How do I reply to a bad review?").run()
    levels = [int(tag[1]) for tag in tags(html(at)) if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_earlier_questions_go_with_the_next(draw, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "assistant.conversation.engine.answer",
        lambda assistant, request, judged, said="": seen.append(request.text) or fake.ask(assistant, Question(request.text)),
    )
    at = draw("ask")
    at.chat_input[0].set_value("Is our WhatsApp group private?").run()
    at.chat_input[0].set_value("And if it is only partners?").run()
    assert len(seen) == 1
    assert seen[0].startswith("Is our WhatsApp group private? And if it is only partners?")
    assert read(at).count("Answer complete") == 2


def test_where_and_who_go_with_the_question(draw, monkeypatch):
    seen = []
    monkeypatch.setattr("assistant.conversation.engine.ask", lambda assistant, question: seen.append(question) or fake.ask(assistant, question))
    at = draw("ask")
    at.selectbox(key="ask-audience").select("private-group").run()
    at.chat_input[0].set_value("Can I say this?").run()
    assert seen[0].context.audience == "private-group"
    assert seen[0].context.platform is None


def test_where_it_goes_is_kept_beside_a_thumb(draw, monkeypatch):
    seen = []
    monkeypatch.setattr("ui.feedback.thumbs", lambda *given: seen.append(given))
    at = draw("ask")
    at.selectbox(key="ask-audience").select("private-group").run()
    at.chat_input[0].set_value("Can I say this?").run()
    assert seen[-1][-1].audience == "private-group"


def test_starting_over_is_one_press(draw):
    at = draw("ask")
    at.button[0].click().run()
    next(b for b in at.button if b.label == "Start over").click().run()
    assert "You asked" not in read(at)
    assert "Questions doctors ask" in read(at)


def test_starting_over_may_be_typed(draw):
    at = draw("ask")
    at.button[0].click().run()
    at.chat_input[0].set_value("Start over").run()
    assert "You asked" not in read(at)
    assert "Questions doctors ask" in read(at)


def test_thanks_are_not_told_to_be_outside_of_it(draw):
    at = draw("ask")
    at.chat_input[0].set_value("Is our WhatsApp group private?").run()
    at.chat_input[0].set_value("brill, thanks").run()
    assert "Not covered" not in read(at)


def test_a_question_too_long_comes_back_with_the_reason(draw):
    at = draw("ask")
    question = "May I? " * 400
    at.chat_input[0].set_value(question).run()
    assert "the most that can be judged at once is 2,000" in read(at)
    assert at.chat_input[0].proto.value == question
    assert "You asked" not in read(at)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_question_is_text(draw, text):
    at = draw("ask")
    at.chat_input[0].set_value(f"A review says {text}").run()
    assert text in read(at)
    assert not {"script", "img", "b"} & set(tags(html(at)))
    assert not any(text in element.value for element in at.markdown), "Markdown would draw it"


def test_hidden_characters_are_named(draw):
    at = draw("ask")
    at.chat_input[0].set_value("A review by Mrs\u200b Hall \u202eesrever").run()
    assert read(at).count("hidden character") == 2
    assert "\u202e" not in html(at)


def test_not_covered_sends_the_doctor_elsewhere(draw):
    at = draw("ask")
    at.chat_input[0].set_value("What is the weather?").run()
    assert "The answer: Not covered here" in read(at)
    assert "ask your LMC" in read(at)
    assert "Why" not in read(at)


def pressed(at, label):
    next(b for b in at.button if b.label == label).click().run()
    return at


def test_a_fact_is_a_chip_that_can_be_forgotten(draw):
    at = draw("ask")
    at.chat_input[0].set_value("Can I share her photo on Facebook?").run()
    at.chat_input[0].set_value("and if she agreed?").run()
    chips = [b.label for b in at.button if b.key and b.key.startswith("fact-")]
    assert chips == ["It goes on Facebook", "She agreed"]
    assert "You said she agreed" in read(at)
    pressed(at, "She agreed")
    assert "I have left aside that she agreed" in read(at)
    assert [b.label for b in at.button if b.key and b.key.startswith("fact-")] == ["It goes on Facebook"]


def test_a_question_back_is_answered_by_a_press(draw, monkeypatch):
    asking = Asking("consent", "Has she agreed?", (Choice("Yes, agreed", "She has agreed in writing."), Choice("Not asked", "I haven't asked her.")))
    monkeypatch.setattr("assistant.conversation.engine.question_back", lambda assistant, question, advice, said: None if said.asked else asking)
    at = draw("ask")
    at.chat_input[0].set_value("How do I reply to a bad review?").run()
    assert "One question: Has she agreed?" in read(at)
    pressed(at, "Yes, agreed")
    assert "You asked: She has agreed in writing." in read(at)
    assert not any(b.label == "Not asked" for b in at.button), "what was answered is not asked again"


def test_a_quick_reply_shows_only_what_was_asked_for(draw):
    at = draw("ask")
    at.chat_input[0].set_value("How do I reply to a bad review?").run()
    pressed(at, "Which paragraphs?")
    after = read(at).split("You asked: Which paragraphs?")[1]
    assert "These are the paragraphs it rests on." in after
    assert "Next steps" not in after


@pytest.fixture
def interrupted_once(draw, monkeypatch):
    """The first answer is cut off by a rerun; from then on they are whole."""
    from assistant.conversation import engine

    whole = engine.ask

    def interrupted(assistant, question):
        monkeypatch.setattr("assistant.conversation.engine.ask", whole)
        raise RerunException(RerunData())

    monkeypatch.setattr("assistant.conversation.engine.ask", interrupted)


@pytest.mark.usefixtures("interrupted_once")
def test_a_message_that_a_rerun_interrupts_is_answered_by_the_next_run(draw):
    at = draw("ask")
    at.chat_input[0].set_value("How do I reply to a bad review?").run()
    at.run()
    assert read(at).count("You asked: How do I reply to a bad review?") == 1


@pytest.mark.usefixtures("interrupted_once")
def test_messages_sent_while_one_is_answered_are_answered_in_their_order(draw):
    at = draw("ask")
    at.chat_input[0].set_value("How do I reply to a bad review?").run()
    at.chat_input[0].set_value("Which paragraphs?").run()
    first, second = (read(at).index(f"You asked: {words}") for words in ("How do I reply to a bad review?", "Which paragraphs?"))
    assert first < second


def test_a_message_sent_twice_before_its_answer_is_said_once(monkeypatch):
    from ui import state

    held = []
    monkeypatch.setattr(state.st, "session_state", {})
    state.pend("How do I reply to a bad review?")
    state.pend("How do I reply to a bad review?")
    state.pend("and if she agreed?")
    while waiting := state.waiting():
        held.append(waiting.text)
        state.put_answered(state.conversation())
    assert held == ["How do I reply to a bad review?", "and if she agreed?"]
