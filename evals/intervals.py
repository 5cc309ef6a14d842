"""How far a rate may be from the truth: Wilson for independent trials, a bootstrap for clustered ones."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from scipy.stats import binomtest

from evals.models import Tally
from evals.results import Interval

CONFIDENCE = 0.95
RESAMPLES = 2_000
SEED = 20240130


def wilson(tally: Tally) -> Interval | None:
    """The 95% score interval of `hits` of `of` independent trials; None for no trials.

    Centre (p + z²/2n) / (1 + z²/n), half-width z √(p(1-p)/n + z²/4n²) / (1 + z²/n).
    Source: Wilson, JASA 1927; recommended for small n by Brown, Cai and DasGupta, Statistical Science 2001.
    """
    if not tally.of:
        return None
    bounds = binomtest(tally.hits, tally.of).proportion_ci(CONFIDENCE, method="wilson")
    return Interval(float(bounds.low), float(bounds.high))


def clustered(tallies: Iterable[tuple[str, Tally]], resamples: int = RESAMPLES, seed: int = SEED) -> Interval | None:
    """The 95% percentile interval of Σ hits / Σ of, whole clusters drawn with replacement.

    `tallies` are (cluster, Tally). Cases from one publication, or one near-miss set, are right or wrong
    together, so that counting them as independent makes an interval too narrow. None with fewer than two
    clusters that have anything to divide by.
    Source: Field and Welsh, JRSS B 2007 (cluster bootstrap); Efron, Annals of Statistics 1979.
    """
    sums: defaultdict[str, Tally] = defaultdict(Tally)
    for cluster, tally in tallies:
        sums[cluster] += tally
    counts = np.array([(tally.hits, tally.of) for tally in sums.values() if tally.of], dtype=np.int64)
    if len(counts) < 2:
        return None
    draws = np.random.default_rng(seed).integers(len(counts), size=(resamples, len(counts)))
    hits, of = counts[draws].sum(axis=1).T
    low, high = np.quantile(hits / of, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Interval(float(low), float(high))
