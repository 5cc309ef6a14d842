"""Which precedents the tuning never reads, so that what is asked back is measured on questions new to the encoder.

Heads and neighbours are fitted on them like on all others: only the encoder is kept from them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant import needs
from assistant.training.crossfit import folds
from corpus.models import Precedent

FOLDS = 5
"""As many as `python -m evals.asking` cuts; the first of them is the one that is not read."""


def unread(precedents: Sequence[Precedent]) -> NDArray[np.bool_]:
    """(n,) True for the single questions of the first fold that say which facts they need; near-miss sets stay whole."""
    single = np.array([needs.says_what_it_needs(p) and not p.turns for p in precedents])
    return np.asarray(single & (folds(precedents, FOLDS) == 0))
