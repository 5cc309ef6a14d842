"""`python -m evals.asking`: is the right fact asked for where one is needed, and nothing where none is? Out of fold.

The heads that see what is open are fitted without the question's own fold; the judging encoder was tuned on all of the
precedents, on their verdicts and issues, never on the facts that they need.
"""

import argparse
from collections.abc import Sequence

import numpy as np

from assistant import needs
from assistant.conversation.asking import LEAST_LIKELY, would_differ
from assistant.index import request_of
from assistant.models import Question
from assistant.pipeline import Assistant, open_assistant
from assistant.settings import Settings
from assistant.training.crossfit import folds
from corpus.models import Precedent

FOLDS = 5


def out_of_fold(assistant: Assistant) -> list[tuple[Precedent, needs.Needed]]:
    """Each question that says what it needs, with what heads that never saw it take for open."""
    precedents = assistant.corpus.precedents
    places = [place for place, p in enumerate(precedents) if needs.says_what_it_needs(p)]
    fold = folds(precedents, FOLDS)[places]
    held = [precedents[place] for place in places]
    rows = needs.seen(assistant.index.judge.neighbours.rows[places], assistant.index.judge.heads)
    made: list[tuple[Precedent, needs.Needed]] = []
    for number in range(FOLDS):
        inside = np.flatnonzero(fold != number)
        head = needs.fit(rows[inside], [held[i] for i in inside])
        made += [(held[i], head.of(rows[i])) for i in np.flatnonzero(fold == number)]
    return made


def rates(asked: Sequence[tuple[Precedent, str | None]]) -> str:
    """How often the right fact is asked for, anything where something is needed, and anything where nothing is."""
    needing = [(p, fact) for p, fact in asked if p.needs]
    rest = [fact for p, fact in asked if not p.needs]
    hit = sum(fact is not None and needs.right(fact, p) for p, fact in needing)
    some = sum(fact is not None for _, fact in needing)
    return (
        f"right fact asked {hit}/{len(needing)} = {hit / len(needing):.3f}, anything asked of those {some / len(needing):.3f}; "
        f"of those that need nothing, asked {sum(f is not None for f in rest)}/{len(rest)} = {sum(f is not None for f in rest) / len(rest):.3f}"
    )


def main() -> None:
    """Print the rates by the heads alone, and with the question put to the judge with each answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with-judge", action="store_true", help="ask only where the judge's answer differs (slow: two readings a question)")
    wanted = parser.parse_args()
    assistant = open_assistant(Settings())
    found = out_of_fold(assistant)
    print("heads alone:", rates([(p, n.fact if n.likely >= LEAST_LIKELY else None) for p, n in found]))
    for least in np.arange(0.20, 0.60, 0.04):
        print(f"  from {least:.2f}:", rates([(p, n.fact if n.likely >= least else None) for p, n in found]))
    if wanted.with_judge:
        asked = []
        for precedent, needed in found:
            request = request_of(precedent)
            is_asked = needed.likely >= LEAST_LIKELY and isinstance(request, Question) and would_differ(assistant, request, needed.fact)
            asked.append((precedent, needed.fact if is_asked else None))
        print("and where the judge's answer differs:", rates(asked))


if __name__ == "__main__":
    main()
