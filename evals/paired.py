"""Two runs over the same cases: is a difference more than chance, and how small a one could be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest

from evals.intervals import CONFIDENCE, RESAMPLES, SEED
from evals.models import Tally
from evals.results import Interval

LEVEL = 1 - CONFIDENCE


@dataclass(frozen=True, slots=True)
class Pair:
    """One exchange in both runs, for one measure."""

    cluster: str
    """What it shares with exchanges that are not independent of it."""
    before: Tally
    after: Tally

    @property
    def is_yes_or_no(self) -> bool:
        """Whether it is one trial in both runs, so that it can only stay or flip."""
        return self.before.of == self.after.of == 1


def mcnemar(gained: int, lost: int) -> float:
    """The exact two-sided p of McNemar's test: only the flips speak, each way with chance 1/2 if nothing changed.

    p = P(as uneven as this or more | Binomial(gained + lost, 1/2)); 1 where nothing flipped.
    Source: McNemar, Psychometrika 1947; the exact form as in Fay, Biostatistics 2010.
    """
    return float(binomtest(gained, gained + lost, 0.5).pvalue) if gained + lost else 1.0


def difference(pairs: Sequence[Pair], resamples: int = RESAMPLES, seed: int = SEED) -> Interval | None:
    """The 95% percentile interval of rate after - rate before, whole clusters drawn with replacement.

    Both runs are drawn together, so what they share cancels. None with fewer than two clusters that have
    anything to divide by. Source: as intervals.clustered, over pairs.
    """
    sums: dict[str, list[Tally]] = {}
    for pair in pairs:
        before, after = sums.setdefault(pair.cluster, [Tally(), Tally()])
        sums[pair.cluster] = [before + pair.before, after + pair.after]
    counts = np.array([(b.hits, b.of, a.hits, a.of) for b, a in sums.values() if b.of or a.of], dtype=np.int64)
    if len(counts) < 2:
        return None
    draws = np.random.default_rng(seed).integers(len(counts), size=(resamples, len(counts)))
    hits_before, of_before, hits_after, of_after = counts[draws].sum(axis=1).T
    whole = (of_before > 0) & (of_after > 0)
    if not whole.any():
        return None
    gains = hits_after[whole] / of_after[whole] - hits_before[whole] / of_before[whole]
    low, high = np.quantile(gains, [LEVEL / 2, 1 - LEVEL / 2])
    return Interval(float(low), float(high))


def smallest_visible(trials: int, back: int = 0) -> float | None:
    """The smallest difference of two rates over `trials` paired cases that McNemar's test can tell from chance.

    (k - back) / trials for the least k with mcnemar(k, back) below 0.05; `back` is how many cases flip the
    other way. None where even every case flipping would not do.
    """
    for gained in range(back + 1, trials - back + 1):
        if mcnemar(gained, back) < LEVEL:
            return (gained - back) / trials
    return None
