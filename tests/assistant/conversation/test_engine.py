"""A conversation: facts hold until changed, an argument softens nothing, the same turns give the same words."""

import json
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant import Context, UnusableInput, Verdict
from assistant.conversation import Act, Conversation, FactName, Stated, converse, drop
from assistant.conversation.engine import details_gone, fact_sensed, how_sure
from assistant.conversation.follow import only_out
from assistant.models import NO_STORY, Grade, Light
from assistant.pipeline import beside
from assistant.posted import already_posted
from assistant.sense import Said
from tests.ui import fake

ANSWERS = {"agreed": Verdict.OK_WITH_CARE, "only ten": Verdict.OK}


@pytest.fixture
def held(monkeypatch):
    """The fake assistant: amber about a review, green where a word of ANSWERS is said; what it was asked is kept."""
    asked = []

    def answer(assistant, request, judged, said=""):
        asked.append(request)
        advice = fake.ask(assistant, fake.Question(request.text))
        verdict = next((v for word, v in ANSWERS.items() if word in request.text), advice.verdict)
        return replace(advice, verdict=verdict)

    fake.install(monkeypatch)
    monkeypatch.setattr("assistant.conversation.engine.answer", answer)
    return asked


def talk(*turns, chosen=None):
    said = Conversation()
    for turn in turns:
        said = converse(fake.ASSISTANT, said, turn, chosen)
    return said


def test_a_follow_up_is_put_with_what_was_asked(held):
    said = talk("Can I answer a bad review?", "and if she agreed?")
    assert held[-1].text.startswith("Can I answer a bad review? and if she agreed?")
    assert said.turns[1].reply.changes[0].name is FactName.CONSENT


def test_a_changed_fact_says_what_it_did(held):
    lead = talk("Can I answer a bad review?", "and if she agreed?").turns[1].reply.lead
    assert lead.startswith("You said she agreed. That moves it from amber to green: ")


def test_a_fact_that_moves_nothing_says_so(held):
    lead = talk("Can I answer a bad review?", "it's on LinkedIn").turns[1].reply.lead
    assert "That does not change the answer, because " in lead


@pytest.mark.parametrize(
    ("turn", "why"),
    [
        pytest.param("it was me", " from amber to green: What is about you alone is yours to tell.", id="a-fact-that-eases"),
        pytest.param("it's on LinkedIn", " from amber to green.", id="no-rule-is-given-for-a-milder-answer"),
    ],
)
def test_a_milder_answer_is_not_explained_by_a_rule_against_it(held, monkeypatch, turn, why):
    monkeypatch.setitem(ANSWERS, turn, Verdict.OK)
    assert talk("Can I answer a bad review?", turn).turns[1].reply.lead.endswith(why)


def test_what_is_out_stays_out(held, monkeypatch):
    out = "I tweeted about a patient and she has complained"
    posted = already_posted(out, fake.CORPUS)
    assert posted
    monkeypatch.setattr("assistant.conversation.engine.ask", lambda assistant, question: replace(fake.ask(assistant, question), posted=posted))
    advice = talk(out, "and if she agreed?").turns[1].reply.advice
    assert advice.verdict is Verdict.GET_ADVICE_FIRST, "a complaint is not undone by a consent told afterwards"
    assert advice.posted == posted


def test_a_fact_holds_until_it_is_changed(held):
    said = talk("Can I answer a bad review?", "and if she agreed?", "what about LinkedIn then")
    assert said.facts[FactName.CONSENT].value == "agreed"
    assert held[-1].context.platform == "linkedin"
    said = converse(fake.ASSISTANT, said, "she said no")
    assert said.facts[FactName.CONSENT].value == "refused"


@pytest.mark.parametrize(
    ("turn", "names"),
    [
        pytest.param("it's only us four, a closed group", [FactName.AUDIENCE], id="other-words"),
        pytest.param("so it's in the staff whatsapp group?", [], id="the-same-words"),
    ],
)
def test_a_fact_told_again_counts_where_it_is_told_otherwise(held, turn, names):
    said = talk("Can I answer a bad review?", "it's in the staff whatsapp group", turn)
    assert [change.name for change in said.turns[-1].reply.changes] == names


def test_what_was_chosen_beside_the_words_is_not_told_anew_by_them(held):
    said = talk("Can I answer a bad review?", "it's on linkedin", chosen=Context(platform="linkedin", audience="public"))
    assert not said.turns[-1].reply.changes


def test_a_fact_can_be_dropped(held):
    said = drop(fake.ASSISTANT, talk("Can I answer a bad review?", "and if she agreed?"), FactName.CONSENT)
    assert FactName.CONSENT not in said.facts
    assert "agreed" not in held[-1].text
    assert said.turns[-1].reply.advice.verdict is Verdict.CHANGE_FIRST
    assert said.turns[-1].reply.lead == "I have left aside that she agreed. With that, it moves from green to amber."


@pytest.mark.parametrize(
    ("opening", "left"),
    [
        pytest.param("I'm a locum. Can I answer a bad review?", ". Can I answer a bad review?", id="out-of-the-first-message"),
        pytest.param("I'm a locum", "I'm a locum", id="little-would-be-left"),
    ],
)
def test_a_fact_of_the_first_message_is_no_longer_read(held, opening, left):
    said = drop(fake.ASSISTANT, talk(opening), FactName.ROLE)
    assert said.matter.opening == left
    assert FactName.ROLE not in said.facts


def test_a_follow_up_on_one_of_several_matters_leaves_the_others_aside(held):
    said = talk("Two questions: can I answer a bad review? And can I join a whatsapp group?", "just the whatsapp one, and if she agreed?")
    assert held[-1].text.startswith("can I join a whatsapp group?")
    assert "review" not in held[-1].text
    assert said.turns[0].user.startswith("Two questions"), "what was said stands as it was said"


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        pytest.param("I want to die", True, id="a-grave-one-stands-beside-what-follows"),
        pytest.param("I've been referred to the GMC", False, id="another-is-said-once"),
    ],
)
def test_care_stays(held, monkeypatch, said, stays):
    def answer(assistant, request, judged, said=""):
        return beside(fake.answer(fake.Question(request.text)), fake.Question(said), fake.CORPUS)

    monkeypatch.setattr("assistant.conversation.engine.answer", answer)
    advice = talk("Can I join the whatsapp group?", said, "sorry ignore that. and if she agreed?").turns[2].reply.advice
    assert bool(advice.care) is stays
    assert (advice.verdict is Verdict.GET_ADVICE_FIRST) is stays, "nothing is said to be fine to somebody who may be in danger"


def test_a_guess_at_distress_stays_but_the_next_question_is_answered(held, monkeypatch):
    def answer(assistant, request, judged, said=""):
        return beside(fake.answer(fake.Question(request.text)), fake.Question(said), fake.CORPUS, "suicidal" if "dark" in said else "")

    monkeypatch.setattr("assistant.conversation.engine.answer", answer)
    *_, guessed, later = talk("Can I join the whatsapp group?", "it's so dark in here", "sorry ignore that. and if she agreed?").turns
    assert guessed.reply.advice.verdict is Verdict.GET_ADVICE_FIRST
    assert later.reply.advice.care.is_guess
    assert later.reply.advice.light is Light.GREEN


@pytest.mark.parametrize("turn", ["why bother, I don't want to be here any more", "goodnight, I don't want to be here any more"])
def test_a_turn_that_asks_about_the_answer_may_be_a_cry_for_help(held, monkeypatch, turn):
    def answer(assistant, request, judged, said=""):
        return beside(fake.answer(fake.Question(request.text)), fake.Question(said), fake.CORPUS)

    monkeypatch.setattr("assistant.conversation.engine.answer", answer)
    assert talk("Can I answer a bad review?", turn).turns[1].reply.advice.care.kind == "suicidal"


def test_what_stood_before_thanks_is_what_an_argument_meets(held):
    said = talk("Can I answer a bad review?", "thanks", "but it's only ten people")
    assert said.turns[2].reply.advice == said.turns[0].reply.advice


def test_what_is_not_out_is_no_longer_out(held, monkeypatch):
    def answer(assistant, request, judged, said=""):
        return replace(fake.answer(fake.Question("complaint")), posted=already_posted(said, fake.CORPUS))

    monkeypatch.setattr("assistant.conversation.engine.answer", answer)
    *_, out, not_out = talk("Can I answer a bad review?", "I've already posted it", "sorry, I haven't posted it yet").turns
    assert out.reply.advice.posted
    assert not not_out.reply.advice.posted


def test_the_same_light_by_another_verdict_is_not_said_to_be_the_same_answer(held, monkeypatch):
    monkeypatch.setitem(ANSWERS, "linkedin", Verdict.GET_ADVICE_FIRST)
    first, second = talk("Can I answer a bad review?", "it's on linkedin").turns
    assert first.reply.advice.light is second.reply.advice.light
    assert first.reply.advice.verdict is not second.reply.advice.verdict
    assert second.reply.lead.startswith("You said ")
    assert "does not change" not in second.reply.lead


def test_somebody_in_need_is_told_nothing_of_facts_they_did_not_state(held, monkeypatch):
    monkeypatch.setattr("assistant.conversation.engine.fact_sensed", lambda *_: Said("role: not as a practising gp", 0.9))
    reply = talk("Can I answer a bad review?", "nobody would miss me at the practice").turns[1].reply
    assert reply.advice.care
    assert not reply.changes
    assert not reply.lead


@pytest.mark.parametrize(
    ("turn", "light"),
    [
        pytest.param("I've already posted it", Light.GREEN, id="it-is-out"),
        pytest.param("it's already up, since last night", Light.GREEN, id="and-since-when"),
        pytest.param("it's already up and she's furious", Light.AMBER, id="and-somebody-minds"),
        pytest.param("I posted it yesterday with her face in", Light.AMBER, id="and-something-else-is-in-it"),
    ],
)
def test_what_was_fine_to_post_is_fine_to_have_posted(held, monkeypatch, turn, light):
    def graver(assistant, request, judged, said=""):
        return fake.answer(fake.Question("Can I answer a bad review?"))

    monkeypatch.setattr("assistant.conversation.engine.answer", graver)
    monkeypatch.setattr("assistant.conversation.engine.ask", lambda assistant, question: replace(fake.ask(assistant, question), verdict=Verdict.OK))
    first, second = talk("Can I post my dog?", turn).turns
    assert first.reply.advice.light is Light.GREEN
    assert second.reply.advice.light is light


def test_what_is_only_sensed_to_be_out_is_no_plain_word_of_it():
    turn = "the first one was there for a day"
    assert not only_out({FactName.POSTED: Stated(FactName.POSTED, "posted", turn)}, turn)


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        pytest.param("mum's delighted", True, id="two-words"),
        pytest.param("delighted", False, id="one"),
        pytest.param('it\'s only "your results are fine"', False, id="two-beside-words-to-be-posted"),
        pytest.param('her mum\'s delighted "well done all"', True, id="three-beside-words-to-be-posted"),
    ],
)
def test_a_fact_is_sensed_where_enough_is_said(monkeypatch, text, is_read):
    told = Said("consent: agreed", 0.9)
    monkeypatch.setattr("assistant.conversation.engine.open_sense", lambda *_: SimpleNamespace(of=lambda *_: told))
    monkeypatch.setattr("assistant.conversation.engine.row_of", lambda *_: None)
    assert fact_sensed(SimpleNamespace(index=SimpleNamespace(judge=SimpleNamespace(encoder=None))), text) is (told if is_read else None)


def test_an_argument_never_softens_an_answer(held):
    said = talk("Can I answer a bad review?", "but it's only ten people")
    assert said.turns[1].reply.act is Act.PUSH_BACK
    assert said.turns[1].reply.advice == said.turns[0].reply.advice


@pytest.mark.parametrize(
    ("turn", "shown"),
    [
        pytest.param("why?", "reasons", id="why"),
        pytest.param("which paragraph says that?", "citations", id="which"),
        pytest.param("shorter please", "lead", id="shorter"),
    ],
)
def test_a_question_about_the_answer_is_answered_from_it(held, turn, shown):
    said = talk("Can I answer a bad review?", turn)
    reply = said.turns[1].reply
    assert reply.advice == said.turns[0].reply.advice
    assert getattr(reply, shown)
    assert not held, "nothing is judged again"


@pytest.mark.parametrize(
    ("confidences", "said"),
    [
        pytest.param(("high",), ("I am sure of the numbers: they",), id="all-sure"),
        pytest.param(("high", "medium"), ("without a remark", "“not checked” is likely"), id="some-only-likely"),
        pytest.param(("low",), ("Where no number stands",), id="none-shown"),
    ],
)
def test_the_paragraphs_come_with_how_sure_their_numbers_are(confidences, said):
    numbered = [p for p in fake.CORPUS.paragraphs.values() if fake.CORPUS.source_of(p).numbering == "numbered" and p.number[:1].isdigit()]
    cited = [SimpleNamespace(paragraph=next(p.id for p in numbered if p.confidence.value == confidence)) for confidence in confidences]
    sentence = how_sure(cited, fake.CORPUS)
    assert all(part in sentence for part in said)


def test_which_paragraph_says_how_sure_the_numbers_are(held):
    lead = talk("Can I answer a bad review?", "which paragraph says that?").turns[1].reply.lead
    assert "number" in lead


@pytest.mark.parametrize(
    ("act", "was", "now", "is_gone"),
    [
        pytest.param(Act.DRAFT, Grade.PUBLIC, Grade.GENERIC, True, id="nobody-can-be-recognised-now"),
        pytest.param(Act.DRAFT, Grade.PUBLIC, Grade.INSIDERS, False, id="some-still-would"),
        pytest.param(Act.DRAFT, Grade.GENERIC, Grade.GENERIC, False, id="nobody-could-before"),
        pytest.param(Act.TELL, Grade.PUBLIC, Grade.GENERIC, False, id="no-other-words"),
    ],
)
def test_details_gone(act, was, now, is_gone):
    before, after = (SimpleNamespace(jigsaw=replace(NO_STORY, grade=grade)) for grade in (was, now))
    assert (details_gone(act, before, after) is not None) == is_gone


def test_thanks_end_it(held):
    reply = talk("Can I answer a bad review?", "brill, thanks").turns[1].reply
    assert reply.advice.verdict is Verdict.NOT_COVERED
    assert not reply.advice.reasons


def test_another_matter_forgets_the_facts_of_the_last(held):
    said = talk("I'm a locum. Can I answer a bad review on Google?", "and if she agreed?", "Do I need to declare shares in a drug company?")
    assert set(said.facts) == {FactName.ROLE}


def test_a_message_that_cannot_be_read_leaves_the_conversation(held):
    said = talk("Can I answer a bad review?")
    with pytest.raises(UnusableInput):
        converse(fake.ASSISTANT, said, "   ")
    assert len(said.turns) == 1


def test_what_is_chosen_beside_the_words_is_a_fact(held):
    said = talk("Can I answer a bad review?", chosen=Context(platform="reddit"))
    assert said.facts[FactName.PLATFORM].value == "reddit"


SAYS = """
import sys, json
sys.path.insert(0, '.')
from pytest import MonkeyPatch
from tests.ui import fake
from assistant.conversation import Conversation, converse
with MonkeyPatch.context() as patch:
    fake.install(patch)
    said = Conversation()
    for turn in ["Can I answer a bad review by a patient on Google?", "and if she agreed?", "it's on LinkedIn, no names", "why?", "which paragraph says that?"]:
        said = converse(fake.ASSISTANT, said, turn)
    print(json.dumps([[t.reply.lead, t.reply.advice.headline, [r.text for r in t.reply.advice.reasons], [c.paragraph for c in t.reply.citations], [n.value for n in said.facts]] for t in said.turns]))
"""


def test_the_same_turns_give_the_same_words():
    """In processes whose sets have another order."""
    said = [
        subprocess.run([sys.executable, "-c", SAYS], env={"PYTHONHASHSEED": seed, "PATH": "", "HOME": "/nowhere", "PYTHONPATH": ":".join(sys.path)}, capture_output=True, check=True, text=True).stdout
        for seed in ("1", "2")
    ]
    assert json.loads(said[0].splitlines()[-1])
    assert said[0] == said[1]
