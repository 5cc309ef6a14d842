"""Reciprocal rank fusion."""

import pytest

from assistant.fuse import fuse


@pytest.mark.parametrize(
    ("rankings", "weights", "fused"),
    [
        pytest.param([["a", "b"], ["b", "c"]], None, ["b", "a", "c"], id="found-twice-wins"),
        pytest.param([["a"], []], None, ["a"], id="empty-ranking-adds-nothing"),
        pytest.param([["a"], ["b"]], None, ["a", "b"], id="tie-keeps-first-sight"),
        pytest.param([["a"], ["b"]], [1.0, 2.0], ["b", "a"], id="weight-decides"),
        pytest.param([], None, [], id="no-rankings"),
    ],
)
def test_fuse(rankings, weights, fused):
    assert list(fuse(rankings, weights)) == fused


def test_score_worked_by_hand():
    # a: 1/(60+1) + 1/(60+2), b: 1/(60+2)
    assert fuse([["a", "b"], ["c", "a"]])["a"] == pytest.approx(1 / 61 + 1 / 62)
