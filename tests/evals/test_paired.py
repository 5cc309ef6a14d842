"""Two runs over the same cases: each figure worked by hand."""

import pytest

from evals.models import Tally
from evals.paired import Pair, difference, mcnemar, smallest_visible


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [
        pytest.param(0, 0, 1.0, id="nothing-flipped"),
        pytest.param(5, 0, 2 / 2**5, id="five-one-way-are-not-enough"),
        pytest.param(6, 0, 2 / 2**6, id="six-one-way-are"),
        pytest.param(0, 6, 2 / 2**6, id="either-way"),
        # 2 * (C(10,0) + C(10,1) + C(10,2)) / 2^10 = 2 * 56 / 1024
        pytest.param(8, 2, 0.109375, id="eight-and-two-back"),
        pytest.param(4, 4, 1.0, id="as-many-back"),
    ],
)
def test_mcnemar(gained, lost, p):
    assert mcnemar(gained, lost) == pytest.approx(p)


@pytest.mark.parametrize(
    ("trials", "back", "smallest"),
    [
        pytest.param(100, 0, 0.06, id="six-of-a-hundred"),
        # 9 against 1: 2 * 11 / 1024 = 0.021; 8 against 1: 2 * 10 / 512 = 0.039; 7 against 1: 0.070
        pytest.param(100, 1, 0.07, id="one-flips-back"),
        pytest.param(5, 0, None, id="too-few-cases"),
        pytest.param(6, 0, 1.0, id="all-of-six"),
    ],
)
def test_smallest_visible(trials, back, smallest):
    assert smallest_visible(trials, back) == (None if smallest is None else pytest.approx(smallest))


def test_a_difference_in_every_cluster_has_no_spread():
    pairs = [Pair(str(n), Tally(0, 2), Tally(1, 2)) for n in range(8)]
    interval = difference(pairs)
    assert (interval.low, interval.high) == (0.5, 0.5)


def test_ten_flips_of_one_publication_are_one_flip():
    together = [Pair("one", Tally(0, 1), Tally(1, 1))] * 10 + [Pair(str(n), Tally(1, 1), Tally(1, 1)) for n in range(10)]
    apart = [Pair(f"own-{n}", pair.before, pair.after) for n, pair in enumerate(together)]
    assert difference(together).low == 0.0
    assert difference(apart).low > 0.2


def test_one_cluster_has_no_interval():
    assert difference([Pair("one", Tally(0, 1), Tally(1, 1))] * 9) is None


def test_the_same_seed_gives_the_same_interval():
    pairs = [Pair(str(n), Tally(n % 2, 1), Tally(n % 3 > 0, 1)) for n in range(30)]
    assert difference(pairs) == difference(pairs)
