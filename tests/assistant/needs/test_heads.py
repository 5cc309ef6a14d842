"""The heads that see what is left open: what they learn, from what, and that they are kept as they were."""

import numpy as np
import pytest

from assistant import needs
from assistant.heads import ISSUES, VERDICTS
from assistant.models import Question
from assistant.needs.heads import SIGNS, signs

TOLD = [["consent"], ["audience"], []] * 20


def lesson(facts, turns=(), open_=None):
    return needs.Lesson(Question("May I?", turns=turns), float(bool(facts)) if open_ is None else open_, frozenset(facts))


def fitted():
    return needs.fit(np.eye(3)[[0, 1, 2] * 20], [lesson(each) for each in TOLD])


def weights(**likely):
    """Heads over rows of one number that give these logits."""
    found = needs.Needs.silent(1)
    for fact, logit in likely.items():
        found.first.bias[needs.facts().index(fact)] = logit
    return found, np.zeros(1 + len(VERDICTS) + len(ISSUES) + SIGNS)


def test_every_fact_has_its_own_likelihood():
    heads, row = weights(consent=0.0, audience=1.0)
    likely = heads.of(row).first
    assert likely["consent"] == 0.5
    assert max(likely, key=likely.__getitem__) == "audience"
    assert likely["stage"] < 1e-9, "a head that was not fitted sees nothing open"


def test_silent_heads_see_nothing_open():
    heads, row = weights()
    unsaid = heads.of(row)
    assert unsaid.anything < 0
    assert max(*unsaid.first.values(), *unsaid.later.values()) < 1e-9


@pytest.mark.parametrize(
    ("text", "short", "quotes"),
    [
        pytest.param("too much?", True, False, id="short"),
        pytest.param('Is "sorry to hear that" alright?', True, True, id="short-with-the-words"),
        pytest.param("She read it twice, agreed to it in writing, and asked us to put it up on Friday. Fine?", False, False, id="told-in-full"),
    ],
)
def test_how_a_text_is_written(text, short, quotes):
    length, is_short, has_quotes = signs(text)
    assert (is_short > 0, has_quotes > 0) == (short, quotes)
    assert (length < 0) == (len(text.split()) < 20)


def test_the_heads_learn_which_fact_it_is():
    asked = [fitted().of(row).first for row in np.eye(3)[:2]]
    assert [max(each, key=each.__getitem__) for each in asked] == ["consent", "audience"]


def test_whether_anything_is_needed_has_a_head_of_its_own():
    assert [fitted().of(row).anything > 0.5 for row in np.eye(3)] == [True, True, False]


def test_a_reader_who_is_half_sure_teaches_half():
    rows = np.eye(2)[[0, 1] * 20]
    found = needs.fit(rows, [lesson(["consent"], open_=each) for each in [0.5, 0.1] * 20])
    assert [found.of(row).anything for row in np.eye(2)] == pytest.approx([0.5, 0.1], abs=0.1)


def test_later_turns_and_first_messages_teach_apart():
    first = [lesson(each) for each in [["consent"], []] * 20]
    later = [lesson(["audience"], turns=("Can I show it?",)), lesson([], turns=("Can I show it?",))] * 20
    found = needs.fit(np.vstack([np.eye(2)[[0, 1] * 20], np.eye(2)[[1, 0] * 20]]), first + later)
    unsaid = found.of(np.eye(2)[1])
    assert unsaid.anything < 0.5
    assert unsaid.later["audience"] > 0.5 > max(unsaid.first["audience"], found.of(np.eye(2)[0]).later["consent"])


def test_they_are_kept_as_they_were(tmp_path):
    heads = fitted()
    heads.save(tmp_path / "needs.npz")
    held = needs.Needs.load(tmp_path / "needs.npz")
    for row in np.eye(3):
        assert held.of(row) == heads.of(row)


def test_a_file_of_something_else_is_refused(tmp_path):
    np.savez(tmp_path / "needs.npz", other=np.zeros(1))
    with pytest.raises(KeyError):
        needs.Needs.load(tmp_path / "needs.npz")
