"""What teaches the heads: labels, and readers before them."""

import pytest

from assistant.needs import lessons
from corpus.models import AskedBack, Precedent

SURE = (("consent", "audience"), ("consent", "policy"))


def precedent(id_="n-1", **said):
    return Precedent.model_validate({"id": id_, "kind": "question", "input": "May I?", "verdict": "ok", **said})


def asked(id_="n-1", open_=(0.8, 0.4), facts=SURE, **said):
    return AskedBack(id=id_, open=open_, facts=facts, **said)


@pytest.mark.parametrize(
    ("labels", "open_", "facts"),
    [pytest.param(["patient-consent"], 1.0, {"consent"}, id="needed"), pytest.param([], 0.0, set(), id="nothing-needed")],
)
def test_a_label_is_sure(labels, open_, facts):
    (lesson,) = lessons([precedent(needs=labels)], [])
    assert (lesson.open, lesson.facts, lesson.wanted) == (open_, facts, facts)


def test_readers_count_for_more_than_a_label():
    (lesson,) = lessons([precedent(needs=[])], [asked()])
    assert lesson.open == pytest.approx(0.6)
    assert lesson.facts == {"consent"}


@pytest.mark.parametrize(
    ("facts", "taught"),
    [
        pytest.param((("consent", "audience"), ("policy", "audience")), {"consent", "policy", "audience"}, id="second-of-both-is-as-good-as-first-of-one"),
        pytest.param((("consent", "audience"), ("consent", "policy")), {"consent"}, id="second-of-one-is-not"),
    ],
)
def test_a_fact_is_taught_where_readers_would_ask_for_it_soon_enough(facts, taught):
    (lesson,) = lessons([precedent(needs=[])], [asked(facts=facts)])
    assert lesson.facts == taught


def test_what_is_likely_closed_is_not_wanted_but_says_what_would_be_asked():
    (lesson,) = lessons([precedent(needs=["consent"])], [asked(open_=(0.2, 0.4))])
    assert lesson.facts == {"consent"}
    assert lesson.wanted == frozenset()


def test_a_question_of_the_readers_own_is_a_lesson_too():
    first, second = lessons([precedent(needs=[])], [asked("ab-1", input="And the hat?", context={"platform": "X"})])
    assert (first.question.text, second.question.text, second.question.context.platform) == ("May I?", "And the hat?", "X")


def test_a_precedent_that_nobody_looked_at_teaches_nothing():
    assert lessons([precedent()], []) == []


def test_a_turn_keeps_what_was_asked_before_it():
    (lesson,) = lessons([precedent(needs=[], turns=["Can I show it?"])], [])
    assert lesson.question.turns == ("Can I show it?",)
