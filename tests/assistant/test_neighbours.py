"""The nearest precedents vote, the likest loudest."""

import numpy as np
import pytest

from assistant.heads import ISSUES, VERDICTS
from assistant.neighbours import SHARPNESS, Neighbours, unit
from corpus.models import Issue, Precedent, Verdict


def precedent(id_: str, verdict: str, also: tuple[str, ...] = (), issues: tuple[str, ...] = ()) -> Precedent:
    return Precedent(id=id_, kind="draft", input="words", verdict=verdict, also_acceptable=also, issues=issues, why="test")


def test_vote_worked_by_hand():
    # cosines to (1, 0): 1 and 0.6, so weights 1 and 0.6 ** 24, scaled to sum to 1
    held = Neighbours.of([precedent("a", "ok"), precedent("b", "do_not_post", issues=("copyright",))], np.array([[2.0, 0.0], [0.6, 0.8]]))
    votes = held.vote(np.array([5.0, 0.0]))
    faint = 0.6**SHARPNESS / (1 + 0.6**SHARPNESS)
    assert votes.verdicts[VERDICTS.index(Verdict.DO_NOT_POST)] == pytest.approx(faint)
    assert votes.issues[ISSUES.index(Issue.COPYRIGHT)] == pytest.approx(faint)
    assert votes.verdicts.sum() == pytest.approx(1.0)


def test_other_acceptable_verdicts_share_the_vote():
    held = Neighbours.of([precedent("a", "ok", also=("ok_with_care", "change_first"))], np.array([[1.0, 0.0]]))
    shares = dict(zip(VERDICTS, held.vote(np.array([1.0, 0.0])).verdicts, strict=True))
    assert [shares[Verdict(v)] for v in ("ok", "ok_with_care", "change_first")] == pytest.approx([0.7, 0.15, 0.15])


def test_a_text_unlike_all_is_still_answered():
    held = Neighbours.of([precedent("a", "ok")], np.array([[1.0, 0.0]]))
    assert held.vote(np.array([-1.0, 0.0])).verdicts.sum() == pytest.approx(1.0)


def test_a_row_of_zeros_stays_one():
    assert unit(np.zeros(3)).tolist() == [0.0, 0.0, 0.0]
