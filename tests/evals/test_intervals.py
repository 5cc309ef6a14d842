"""Intervals against published and worked values."""

import pytest

from evals.intervals import clustered, wilson
from evals.models import Tally


@pytest.mark.parametrize(
    ("tally", "low", "high"),
    [
        pytest.param(Tally(90, 100), 0.826, 0.945, id="90-of-100"),
        pytest.param(Tally(0, 10), 0.0, 0.278, id="none-of-ten-is-not-never"),
        pytest.param(Tally(10, 10), 0.722, 1.0, id="ten-of-ten-is-not-always"),
        pytest.param(Tally(1, 2), 0.095, 0.905, id="one-of-two-says-little"),
    ],
)
def test_wilson(tally, low, high):
    interval = wilson(tally)
    assert (interval.low, interval.high) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_wilson_of_no_trials():
    assert wilson(Tally()) is None


def test_clustered_is_wider_when_cases_of_a_source_go_together():
    """Ten sources of ten cases, all right or all wrong together: ten trials, not a hundred."""
    together = [(f"source {n}", Tally(n % 2, 1)) for n in range(10) for _ in range(10)]
    bootstrap, naive = clustered(together), wilson(Tally(50, 100))
    assert bootstrap.high - bootstrap.low > 2 * (naive.high - naive.low)


def test_clustered_weighs_a_large_source_by_its_cases():
    """9 of 9 in one source, 0 of 1 in the other: a draw of both is 0.9, two of one kind 1 or 0."""
    interval = clustered([("a", Tally(9, 9)), ("b", Tally(0, 1))])
    assert (interval.low, interval.high) == (0.0, 1.0)


def test_clustered_gives_the_same_bounds_twice():
    tallies = [(str(n % 7), Tally(n % 3 == 0, 1)) for n in range(40)]
    assert clustered(tallies) == clustered(tallies)


@pytest.mark.parametrize(
    "tallies",
    [
        pytest.param([], id="no-cases"),
        pytest.param([("a", Tally(1, 2)), ("a", Tally(1, 1))], id="one-source"),
        pytest.param([("a", Tally(1, 2)), ("b", Tally())], id="second-source-says-nothing"),
    ],
)
def test_clustered_needs_two_sources(tallies):
    assert clustered(tallies) is None
