"""Beside an answer: care for the person, steps once it is out, several matters, thumbs."""

import pytest

from assistant.feedback import Store, own_url
from assistant.person import care_for
from assistant.settings import Settings
from tests.ui import fake
from tests.ui.conftest import HOSTILE, html, read, tags, words
from ui.markup import beside

GRAVE = "I don't want to be here anymore. Is our WhatsApp group private?"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(fake.ASSISTANT, "settings", Settings(home=tmp_path))
    return tmp_path


def asked(draw, text):
    at = draw("ask")
    at.chat_input[0].set_value(text).run()
    assert not at.exception
    return at


def test_care_comes_before_the_answer_and_the_answer_is_still_there(draw):
    shown = read(asked(draw, GRAVE))
    assert shown.index("Samaritans, 116 123") < shown.index("The answer:")
    assert "The answer: Get advice first" in shown, "nothing is said to be fine"
    assert "Londonwide" in shown or "GMC" in shown


def test_who_cares_is_people_and_nothing_is_promised_of_where_words_go():
    """The line promised that words stay here, also to a doctor who had agreed to a model elsewhere."""
    line = words(beside.care(care_for(GRAVE)))
    assert "These are people, not this program. The answer to your question is below." in line
    assert "stays on this machine" not in line


def test_every_door_is_a_link_that_opens_beside_the_app(draw):
    markup = html(asked(draw, GRAVE))
    assert 'href="https://www.samaritans.org" target="_blank" rel="noopener noreferrer"' in markup


def test_what_to_do_once_it_is_out(draw):
    at = asked(draw, "I've already posted it and it has been screenshotted, help")
    shown = read(at)
    assert "What to do now" in shown
    assert shown.index("Keep a copy first") < shown.index("Ring your medical defence organisation today")
    assert any("I have taken it down" in code.value for code in at.code), "words to copy"


def test_two_matters_get_two_answers(draw):
    shown = read(asked(draw, "Is our WhatsApp group private? Also how do I reply to a one star review?"))
    assert "You asked about 2 things" in shown
    assert shown.count("Answer complete") == 2
    assert "The answer: Change it first" in shown
    assert "The answer: Fine, with care" in shown


def test_what_is_not_ours_is_named_with_who_would_know(draw):
    shown = read(asked(draw, "Is our WhatsApp group private? What dose of amoxicillin for a child?"))
    assert "the clinical question" in shown
    assert "BNF" in shown


def test_a_thumb_is_kept_without_words(draw, home):
    at = asked(draw, "Is our WhatsApp group private? zebrafish")
    at.button(key="thumb-down-ask-1").click().run()
    at.button(key="FormSubmitter:why-ask-1-Send").click().run()
    assert "Thank you" in read(at)
    ((_, kept),) = Store(own_url(Settings(home=home))).all()
    assert (kept.thumb.value, kept.text, kept.verdict.value) == ("down", "", "ok_with_care")
    assert not any(b"zebrafish" in path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_a_thumb_with_the_box_ticked_keeps_the_words(draw, home):
    at = asked(draw, "Is our WhatsApp group private? zebrafish")
    at.button(key="thumb-up-ask-1").click().run()
    at.checkbox(key="consent-ask-1").check()
    at.button(key="FormSubmitter:why-ask-1-Send").click().run()
    ((_, kept),) = Store(own_url(Settings(home=home))).all()
    assert kept.text == "Is our WhatsApp group private? zebrafish"


def test_a_thumb_on_one_draft_is_none_on_the_next(draw):
    """Checks were numbered from 1 again once the draft was cleared, and the thanks for the first stood under the next."""
    at = draw("check")
    at.text_area[0].set_value("Mrs Harding, what nonsense.")
    at.button(key="check").click().run()
    at.button(key="thumb-down-draft-1").click().run()
    at.button(key="FormSubmitter:why-draft-1-Send").click().run()
    assert "Thank you. It is kept on this machine." in read(at)
    next(b for b in at.button if b.label == "Clear the draft").click().run()
    at.text_area[0].set_value("Mr Poole, what nonsense.")
    at.button(key="check").click().run()
    assert "Your draft, marked" in read(at)
    assert "Thank you. It is kept on this machine." not in read(at)


def test_a_thumb_pressed_and_not_sent_keeps_nothing(draw, home):
    at = asked(draw, "Is our WhatsApp group private?")
    at.button(key="thumb-up-ask-1").click().run()
    assert not (home / "feedback").exists()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_matter_is_text(draw, text):
    at = asked(draw, f"Is {text} WhatsApp private? Also how do I reply to a one star review?")
    assert not {"script", "img", "b"} & set(tags(html(at)))
