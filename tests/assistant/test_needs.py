"""Which fact is left open: what a label stands for, what the heads learn, what is left out."""

import numpy as np
import pytest

from assistant import needs
from assistant.heads import ISSUES, VERDICTS
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
    ("fact", "label", "is_right"),
    [
        pytest.param("consent", "consent", True, id="by-its-own-name"),
        pytest.param("consent", "parental-consent", True, id="a-kind-of-it"),
        pytest.param("audience", "platform", True, id="where-and-who-sees-it-are-one"),
        pytest.param("consent", "licence", False, id="another"),
    ],
)
def test_a_label_stands_for_a_fact(fact, label, is_right):
    assert needs.right(fact, precedent(needs=[label])) is is_right


def test_every_label_of_the_corpus_stands_for_a_fact(corpus):
    known = set().union(*needs.vocabulary().values())
    assert not {label for p in corpus.precedents for label in p.needs} - known


def weights(**likely):
    """Heads over rows of one number that give these logits, and `open` to anything being needed at all."""
    found = needs.Needs.silent(1)
    found.bias[0] = likely.pop("open")
    for fact, logit in likely.items():
        found.bias[1 + needs.facts().index(fact)] = logit
    return found, np.zeros(1 + len(VERDICTS) + len(ISSUES) + needs.SIGNS)


@pytest.mark.parametrize(
    ("closed", "fact"),
    [
        pytest.param((), "consent", id="the-likeliest"),
        pytest.param(("consent",), "audience", id="then-the-next"),
    ],
)
def test_a_closed_fact_gives_way_to_the_next(closed, fact):
    heads, row = weights(open=0.0, consent=2.0, audience=1.0)
    assert heads.of(row, closed) == needs.Needed(fact, 0.5)


@pytest.mark.parametrize(
    ("text", "short", "quotes"),
    [
        pytest.param("too much?", True, False, id="short"),
        pytest.param('Is "sorry to hear that" alright?', True, True, id="short-with-the-words"),
        pytest.param("She read it twice, agreed to it in writing, and asked us to put it up on Friday. Fine?", False, False, id="told-in-full"),
    ],
)
def test_how_a_text_is_written(text, short, quotes):
    length, is_short, has_quotes = needs.signs(text)
    assert (is_short > 0, has_quotes > 0) == (short, quotes)
    assert (length < 0) == (len(text.split()) < 20)


def test_nothing_is_left_where_all_is_closed():
    heads, row = weights(open=5.0, consent=2.0)
    assert heads.of(row, needs.facts()) is None


def test_the_heads_learn_the_fact_by_its_words():
    rows, told = np.eye(3)[[0, 1, 2] * 20], [["consent"], ["audience"], []] * 20
    found = needs.fit(rows, [precedent(needs=each) for each in told])
    asked = [found.of(row) for row in np.eye(3)]
    assert [a.fact for a in asked[:2]] == ["consent", "audience"]
    assert asked[0].likely > 0.5 > asked[2].likely


def test_they_are_kept_as_they_were(tmp_path):
    heads, row = weights(open=1.0, stage=3.0)
    heads.save(tmp_path / "needs.npz")
    assert needs.Needs.load(tmp_path / "needs.npz").of(row) == heads.of(row)
