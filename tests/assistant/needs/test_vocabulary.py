"""The facts that may be asked for, and the labels that stand for them."""

import pytest

from assistant import needs
from assistant.needs.vocabulary import standing_for
from corpus.models import Precedent


def precedent(**said):
    return Precedent.model_validate({"id": "n-1", "kind": "question", "input": "May I?", "verdict": "ok", **said})


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        pytest.param({"needs": ["consent"]}, True, id="a-fact"),
        pytest.param({"needs": []}, True, id="nothing-is-needed"),
        pytest.param({"intent": "can-i"}, False, id="nobody-looked"),
    ],
)
def test_only_a_precedent_that_says_so_tells_what_is_needed(said, is_told):
    assert needs.says_what_it_needs(precedent(**said)) is is_told


@pytest.mark.parametrize(
    ("labels", "facts"),
    [
        pytest.param(["consent"], {"consent"}, id="by-its-own-name"),
        pytest.param(["parental-consent"], {"consent"}, id="a-kind-of-it"),
        pytest.param(["platform"], {"audience"}, id="where-and-who-sees-it-are-one"),
        pytest.param(["consent", "licence"], {"consent", "licence"}, id="two"),
        pytest.param([], set(), id="none"),
    ],
)
def test_a_label_stands_for_a_fact(labels, facts):
    assert standing_for(labels) == facts


def test_every_label_of_the_corpus_stands_for_a_fact(corpus):
    known = set().union(*needs.vocabulary().values())
    assert not {label for p in corpus.precedents for label in p.needs} - known


def test_every_fact_of_a_reader_may_be_asked_for(corpus):
    assert {fact for asked in corpus.asked_back for pair in asked.facts for fact in pair} <= set(needs.facts())
