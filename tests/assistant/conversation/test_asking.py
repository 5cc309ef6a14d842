"""The question back: asked where its answer matters, never of what was said, asked before, or beside the point."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from assistant import needs
from assistant.conversation import Conversation, FactName, Stated
from assistant.conversation.asking import Silent, chosen_by, entries, known, left_open, question_back
from assistant.conversation.facts import stated
from assistant.conversation.models import Matter
from assistant.models import Question, Verdict
from assistant.person import care_for
from assistant.posted import already_posted
from tests.ui import fake

SHOW = Question("Can we show the drawing?")


class Judge:
    """A judge whose rows say nothing by themselves."""

    heads = SimpleNamespace(verdicts=lambda rows: np.zeros((len(rows), 6)), issues=lambda rows: np.zeros((len(rows), 33)))
    encoder = SimpleNamespace(encode=lambda texts: np.zeros((len(texts), 1)))


def assistant(anything=2.0, **logits):
    """It finds something open, consent if nothing else is said, and next to it who sees it."""
    heads = needs.Needs.silent(1)
    for fact, logit in (logits or {"consent": 2.0, "audience": 1.0}).items():
        for each in (heads.first, heads.later):
            each.bias[needs.facts().index(fact)] = logit
    heads = replace(heads, anything=replace(heads.anything, offset=anything))
    return SimpleNamespace(index=SimpleNamespace(judge=Judge(), needs=heads))


def asked(of=None, said=None, **changed):
    given = question_back(of or assistant(), SHOW, replace(fake.answer(SHOW), **changed), said or Conversation())
    return given and given.fact


def test_the_open_fact_is_asked_for_with_its_buttons():
    given = question_back(assistant(), SHOW, fake.answer(SHOW), Conversation())
    assert (given.fact, given.question) == ("consent", entries()["consent"].ask)
    assert given.choices[0].label == "Yes, agreed"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("Yes!", "They have agreed to exactly this.", id="the-first-word-of-a-button"),
        pytest.param("they said no", "They said no.", id="a-whole-button"),
        pytest.param("yes, but only on Facebook", "yes, but only on Facebook", id="more-than-a-button-is-heard-itself"),
        pytest.param("no", "no", id="which-no-it-is-stays-open"),
    ],
)
def test_a_typed_answer_is_the_button_of_that_name(typed, says):
    given = question_back(assistant(), SHOW, fake.answer(SHOW), Conversation())
    assert chosen_by(typed, given) == says
    assert chosen_by(typed, None) == typed


@pytest.mark.parametrize(
    ("of", "changed", "why"),
    [
        pytest.param({"anything": -2.0}, {}, Silent.NOTHING_OPEN, id="nothing-is-open"),
        pytest.param({"consent": -4.0}, {}, Silent.NOTHING_OPEN, id="what-is-open-is-none-of-these"),
        pytest.param({}, {"verdict": Verdict.NOT_COVERED}, Silent.NOT_AN_ACT, id="not-ours-to-answer"),
        pytest.param({}, {"intent": "explain"}, Silent.NOT_AN_ACT, id="a-rule-is-explained"),
        pytest.param({}, {"care": care_for("I want to die")}, Silent.IN_NEED, id="the-person-comes-first"),
    ],
)
def test_nothing_is_asked_and_it_says_why(of, changed, why):
    advice = replace(fake.answer(SHOW), **changed)
    assert left_open(assistant(**of), SHOW, advice, Conversation()).silent is why
    assert asked(assistant(**of), **changed) is None


def test_the_likeliest_fact_is_asked_for():
    assert asked(assistant(consent=0.2, stage=0.4)) == "stage"


def test_nothing_is_left_where_all_is_closed():
    assert asked(said=Conversation(asked=frozenset(needs.facts()))) is None


def test_what_the_judge_has_read_is_not_read_again():
    of = assistant()
    of.index.judge.encoder = None
    assert asked(of, row=np.zeros(1, np.float32)) == "consent"


def test_words_handed_in_are_not_asked_for():
    of = assistant(wording=2.0, audience=1.0)
    assert asked(of) == "wording"
    assert asked(of, Conversation(matter=Matter(SHOW.text, draft="Look at this drawing"))) == "audience"
    assert asked(of, posted=already_posted("I've already sent it", fake.CORPUS)) == "audience", "it may be a patient's letter"


def test_who_would_see_it_is_not_asked_of_what_is_out():
    of = assistant(audience=2.0, consent=1.0)
    out = Conversation(facts={FactName.POSTED: Stated(FactName.POSTED, "posted")})
    assert (asked(of), asked(of, out)) == ("audience", "consent")


def test_what_is_gained_was_said_where_money_was():
    of = assistant(interest=2.0, consent=1.0)
    paid = Conversation(facts={FactName.PAID: Stated(FactName.PAID, "yes")})
    assert (asked(of), asked(of, paid)) == ("interest", "consent")


@pytest.mark.parametrize(
    ("verdict", "is_asked"),
    [
        pytest.param(Verdict.OK, False, id="a-plain-yes"),
        pytest.param(Verdict.DO_NOT_POST, False, id="a-plain-no"),
        pytest.param(Verdict.OK_WITH_CARE, True, id="a-yes-that-may-hang-on-it"),
    ],
)
def test_a_plain_answer_is_asked_about_where_a_fact_is_likelier_to_be_missing(verdict, is_asked):
    assert (asked(assistant(anything=0.3), verdict=verdict) is not None) is is_asked
    assert asked(assistant(anything=0.4), verdict=verdict) is not None


@pytest.mark.parametrize(
    ("whose", "fact"),
    [
        pytest.param("self", "audience", id="one's-own"),
        pytest.param("nobody", "audience", id="nobody-real"),
        pytest.param("colleague", "consent", id="a-colleague-can-be-asked"),
    ],
)
def test_nobody_is_asked_whether_nobody_agreed(whose, fact):
    assert asked(said=Conversation(facts={FactName.WHOSE: Stated(FactName.WHOSE, whose)})) == fact


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(Conversation(facts={FactName.CONSENT: Stated(FactName.CONSENT, "agreed")}), id="it-was-said"),
        pytest.param(Conversation(asked=frozenset({"consent"})), id="it-was-asked"),
    ],
)
def test_what_is_known_gives_way_to_what_is_not(said):
    assert asked(said=said) == "audience"


@pytest.mark.parametrize(
    ("fact", "is_asked"),
    [
        pytest.param("consent", True, id="one-that-is-kept"),
        pytest.param("stage", False, id="one-that-is-not"),
    ],
)
def test_later_in_a_matter_only_what_is_kept_is_asked(fact, is_asked):
    of = assistant(**{fact: 9.0})
    later = Conversation(matter=Matter("Can we show it?", ("it is a drawing",)))
    assert (asked(of), asked(of, later)) == (fact, fact if is_asked else None)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        pytest.param("she agreed", {"consent"}, id="consent"),
        pytest.param("I'm a locum", set(), id="a-job-is-not-in-whose-name"),
        pytest.param("it's on our practice's page", {"role"}, id="the-practice's-page"),
        pytest.param("my trainer, who is a colleague", set(), id="a-colleague-may-be-a-patient"),
        pytest.param("she's a patient of ours", {"whose"}, id="a-patient"),
    ],
)
def test_what_was_stated_is_known(text, closed):
    assert known(stated(text)) & {"consent", "role", "whose"} == closed


@pytest.mark.parametrize("fact", needs.facts())
def test_every_fact_has_a_question_and_buttons_or_a_place_to_paste(fact):
    entry = entries()[fact]
    assert entry.ask.endswith((".", "?"))
    assert len(entry.choices) >= 2 or "Paste" in entry.ask
