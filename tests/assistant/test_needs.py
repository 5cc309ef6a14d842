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
    ("fact", "label", "is_needed"),
    [
        pytest.param("consent", "consent", True, id="by-its-own-name"),
        pytest.param("consent", "parental-consent", True, id="a-kind-of-it"),
        pytest.param("audience", "platform", True, id="where-and-who-sees-it-are-one"),
        pytest.param("consent", "licence", False, id="another"),
    ],
)
def test_a_label_stands_for_a_fact(fact, label, is_needed):
    assert needs.is_needed(fact, precedent(needs=[label])) is is_needed


def test_every_label_of_the_corpus_stands_for_a_fact(corpus):
    known = set().union(*needs.vocabulary().values())
    assert not {label for p in corpus.precedents for label in p.needs} - known


def weights(**likely):
    """Heads over rows of one number that give these logits."""
    found = needs.Needs.silent(1)
    for fact, logit in likely.items():
        found.bias[needs.facts().index(fact)] = logit
    return found, np.zeros(1 + len(VERDICTS) + len(ISSUES) + needs.SIGNS)


def test_every_fact_has_its_own_likelihood():
    heads, row = weights(consent=0.0, audience=1.0)
    likely = heads.of(row).facts
    assert likely["consent"] == 0.5
    assert max(likely, key=likely.__getitem__) == "audience"
    assert likely["stage"] < 1e-9, "a head that was not fitted sees nothing open"


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


def test_the_heads_learn_the_fact_by_its_words():
    rows, told = np.eye(3)[[0, 1, 2] * 20], [["consent"], ["audience"], []] * 20
    found = needs.fit(rows, [precedent(needs=each) for each in told])
    asked = [found.of(row).facts for row in np.eye(3)]
    assert [max(each, key=each.__getitem__) for each in asked[:2]] == ["consent", "audience"]
    assert asked[0]["consent"] > 0.5 > max(asked[2].values())


def test_whether_anything_is_needed_has_a_head_of_its_own():
    rows, told = np.eye(3)[[0, 1, 2] * 20], [["consent"], ["audience"], []] * 20
    found = needs.fit(rows, [precedent(needs=each) for each in told])
    assert [found.of(row).anything > 0 for row in np.eye(3)] == [True, True, False]


def test_later_turns_do_not_teach_whether_a_first_message_needs_anything():
    rows, told = np.eye(2)[[0, 1] * 20], [["consent"], []] * 20
    single = [precedent(needs=each) for each in told]
    later = [precedent(needs=["audience"], turns=["Can I show it?"]) for _ in range(40)]
    found = needs.fit(np.vstack([rows, np.eye(2)[[1] * 40]]), single + later)
    later_fact = found.of(np.eye(2)[1])
    assert later_fact.anything < 0
    assert later_fact.facts["audience"] > 0.5


def test_they_are_kept_as_they_were(tmp_path):
    heads = needs.fit(np.eye(3)[[0, 1, 2] * 20], [precedent(needs=each) for each in [["consent"], ["audience"], []] * 20])
    heads.save(tmp_path / "needs.npz")
    held = needs.Needs.load(tmp_path / "needs.npz")
    for row in np.eye(3):
        assert held.of(row).facts == heads.of(row).facts
        assert held.of(row).anything == pytest.approx(heads.of(row).anything, abs=1e-6)
