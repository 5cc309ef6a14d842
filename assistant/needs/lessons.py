"""What the heads are fitted to: questions, and what each leaves open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.models import Question
from assistant.needs.vocabulary import says_what_it_needs, standing_for
from corpus.models import AskedBack, Precedent

# of two readers who name two facts each, a fact is taught where one would ask for it first or both second
FIRST, SECOND, LEAST = 1.0, 0.5, 1.0
# from here on a question is taken to leave something open, where it has to be one or the other
IS_OPEN = 0.5


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one question leaves open."""

    question: Question
    open: float
    """How likely an adviser would name a fact that is missing, in [0, 1]; 0 or 1 where a label says so."""
    facts: frozenset[str]
    """Those of `facts()` that would be asked for, if anything is; none where nobody said."""

    @property
    def wanted(self) -> frozenset[str]:
        """The facts that are needed; none where the question leaves nothing open."""
        return self.facts if self.open >= IS_OPEN else frozenset()


def lessons(precedents: Sequence[Precedent], asked_back: Sequence[AskedBack]) -> list[Lesson]:
    """One for each of `precedents` that says what it needs, in order, then one for each question that `asked_back` brings itself.

    Readers count for more than the label of a precedent: the labels of those written here name all that bears on the matter, and
    the readers had studied what the founding annotator names.
    """
    by_readers = {asked.id: asked for asked in asked_back if asked.input is None}
    told = [of_precedent(precedent, by_readers) for precedent in precedents if says_what_it_needs(precedent)]
    return told + [of_readers(Question(asked.input, asked.context), asked) for asked in asked_back if asked.input is not None]


def of_precedent(precedent: Precedent, by_readers: Mapping[str, AskedBack]) -> Lesson:
    """What a precedent teaches: what the readers say of it, else its label."""
    question = Question(precedent.input, precedent.context, precedent.turns)
    if asked := by_readers.get(precedent.id):
        return of_readers(question, asked)
    return Lesson(question, float(bool(precedent.needs)), standing_for(precedent.needs))


def of_readers(question: Question, asked: AskedBack) -> Lesson:
    """What two readers teach about `question`: the mean of both, and the facts that weigh enough between them."""
    weights: dict[str, float] = {}
    for first, second in asked.facts:
        weights[first] = weights.get(first, 0.0) + FIRST
        weights[second] = weights.get(second, 0.0) + SECOND
    return Lesson(question, sum(asked.open) / len(asked.open), frozenset(fact for fact, weight in weights.items() if weight >= LEAST))
