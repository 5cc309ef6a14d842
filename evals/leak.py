"""Near-duplicates between what the assistant was fitted on and what it is scored on.

A case that stands, lightly reworded, among the precedents measures memory. Where the bounds lie was read off the
shipped files: an expert's case with one word in five replaced keeps a Jaccard index of 0.47 or more with itself, while
the closest that were written apart (two courteous replies to a review) reach 0.33, and the next pair 0.22.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.models import Precedent
from evals.models import Case

SHINGLE = 5
MOST_ALIKE = 0.45
MOST_CONTAINED = 0.7
# a text of fewer shingles ("Can I post this?") is a phrase anybody may use
LEAST_SHINGLES = 40
GAP = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Leak:
    """A case and a precedent that are, or may be, the same text."""

    case: str
    precedent: str
    jaccard: float
    """Shingles in both, of those in either."""
    containment: float
    """Shingles in both, of those in the shorter."""

    def __str__(self) -> str:
        """What was found, and the mend."""
        return (
            f"case {self.case} and precedent {self.precedent}: Jaccard {self.jaccard:.2f}, containment "
            f"{self.containment:.2f}. Take one of the two out, or write the case anew."
        )


def near_duplicates(cases: Iterable[Case], precedents: Iterable[Precedent]) -> list[Leak]:
    """Every pair that is too alike, the most alike first.

    Texts are compared as sets of five-character shingles, letters and digits only, case folded: |A ∩ B| / |A ∪ B|
    (Jaccard; Broder 1997), and |A ∩ B| / min(|A|, |B|) for a text that stands inside a longer one. Exact, over an
    index from shingle to precedents.
    """
    held = [(precedent.id, shingles(precedent.input)) for precedent in precedents]
    where: defaultdict[str, list[int]] = defaultdict(list)
    for place, (_, of_precedent) in enumerate(held):
        for shingle in of_precedent:
            where[shingle].append(place)
    leaks: list[Leak] = []
    for case_id, of_case in _texts(cases):
        shared = Counter(place for shingle in of_case for place in where.get(shingle, ()))
        for place, both in shared.items():
            precedent_id, of_precedent = held[place]
            least = min(len(of_case), len(of_precedent))
            leak = Leak(case_id, precedent_id, both / (len(of_case) + len(of_precedent) - both), both / least)
            if leak.jaccard > MOST_ALIKE or (leak.containment > MOST_CONTAINED and least >= LEAST_SHINGLES):
                leaks.append(leak)
    return sorted(leaks, key=lambda leak: (-leak.jaccard, leak.case, leak.precedent))


def shared_sources(cases: Iterable[Case], precedents: Iterable[Precedent]) -> list[str]:
    """Publications that stand on both sides, sorted: their cases share facts even where no words are alike."""
    fitted = {precedent.source_url for precedent in precedents}
    return sorted({case.source_url for case in cases if case.source_url and case.source_url in fitted})


def shingles(text: str) -> frozenset[str]:
    """Every run of five characters, what is neither letter nor digit made one space; a shorter text whole."""
    plain = GAP.sub(" ", text.casefold()).strip()
    return frozenset(plain[at : at + SHINGLE] for at in range(max(1, len(plain) - SHINGLE + 1)))


def _texts(cases: Iterable[Case]) -> Iterator[tuple[str, frozenset[str]]]:
    """(case id, shingles) of every request that is long enough to be anybody's own words, or stands alone."""
    for case in cases:
        for exchange in case.exchanges:
            found = shingles(exchange.text)
            # "and if she agreed?" may follow any question
            if len(found) >= LEAST_SHINGLES or not exchange.earlier:
                yield case.id, found
