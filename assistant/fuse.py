"""Several rankings -> one."""

from collections import defaultdict
from collections.abc import Sequence


def fuse(rankings: Sequence[Sequence[str]], weights: Sequence[float] | None = None, k: int = 60) -> dict[str, float]:
    """Paragraph id -> fused score, best first.

    Each ranking gives an id weight / (k + rank), rank from 1; the sum decides. Weights default to 1.
    Source: Cormack, Clarke and Büttcher, SIGIR 2009 (reciprocal rank fusion).
    """
    scores: defaultdict[str, float] = defaultdict(float)
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, paragraph_id in enumerate(ranking, start=1):
            scores[paragraph_id] += weight / (k + rank)
    # sorted() is stable, so a tie keeps the order of first sight and reruns agree
    return {key: scores[key] for key in sorted(scores, key=scores.__getitem__, reverse=True)}
