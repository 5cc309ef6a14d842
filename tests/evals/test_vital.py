"""Vital points: nearness to the nearest sentence, by hand with vectors of two places."""

import numpy as np
import pytest

from evals.vital import nearest

VECTORS = {"east": (1.0, 0.0), "north": (0.0, 1.0), "between": (0.6, 0.8)}


def encode(texts):
    return np.array([VECTORS[text] for text in texts], np.float32)


@pytest.mark.parametrize(
    ("vital", "said", "near"),
    [
        pytest.param([["east"]], "north\nbetween", (0.6,), id="the-nearest-sentence-counts"),
        pytest.param([["east", "north"]], "between", (0.8,), id="the-nearest-wording-counts"),
        pytest.param([["east"], ["north"]], "east", (1.0, 0.0), id="each-point-apart"),
        pytest.param([["east"]], "\n \n", (-1.0,), id="nothing-said"),
        pytest.param([], "east", (), id="no-points"),
    ],
)
def test_nearest(vital, said, near):
    assert nearest(vital, said, encode) == pytest.approx(near)
