"""`python -m evals.support`: how the support check does on the held-out pairs; `--fit` fits it anew first."""

import argparse
from collections import Counter
from collections.abc import Mapping

import numpy as np
from rich.console import Console

from assistant.pipeline import Assistant, open_assistant
from assistant.writing.support import FITTED, Fitted, Support, open_support
from evals.intervals import wilson
from evals.models import Tally
from evals.support.fit import fit, measured, write
from evals.support.pairs import PAIRS, PARAPHRASES, Pair, load_pairs


def main() -> None:
    """Print precision and recall, and what passed wrongly by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit anew on the pairs of part 'fit' and write assistant/writing/support.json")
    parser.add_argument("--list", action="store_true", help="print every held-out sentence judged wrongly")
    given = parser.parse_args()
    console = Console(highlight=False, markup=False)
    assistant = open_assistant()
    pairs = load_pairs(assistant.corpus)
    if given.fit:
        write(fit(pairs, _unfitted(assistant)))
        console.print(f"written: {FITTED}")
    support = open_support(assistant.corpus, assistant.index.encoder, assistant.index.paragraphs, assistant.playbook.rests_on)
    scored = {p.id: support.score(p.sentence, assistant.corpus.paragraphs[p.paragraph]) for p in pairs}
    threshold = support.fitted.threshold
    for part in ("fit", "held-out"):
        show([p for p in pairs if p.part == part], scored, part, threshold, console, given.list and part == "held-out")
    for path in (PAIRS, PARAPHRASES):
        show([p for p in load_pairs(assistant.corpus, [path]) if p.part == "held-out"], scored, f"held-out of {path.stem}", threshold, console, False)


def show(pairs: list[Pair], scored: Mapping[str, float], part: str, threshold: float, console: Console, is_listed: bool) -> None:
    """The figures of one part, and the unsupported sentences that passed, by kind; `scored` is by the pairs' ids."""
    scores = np.array([scored[p.id] for p in pairs])
    truth = np.array([p.supported for p in pairs])
    figures = measured(scores, truth, threshold)
    half = measured(scores, truth, 0.5)
    console.print(
        f"{part}: {len(pairs)} pairs, threshold {threshold}: precision {figures.precision:.3f} ({figures.right} of {figures.shown} shown{told(figures.right, figures.shown)}), "
        f"recall {figures.recall:.3f} ({figures.right} of {figures.supported}{told(figures.right, figures.supported)}); at 0.5: precision {half.precision:.3f}, recall {half.recall:.3f}",
        soft_wrap=True,
    )  # fmt: skip
    wrong = [(p, s) for p, s in zip(pairs, scores, strict=True) if s >= threshold and not p.supported]
    total = Counter(p.kind for p in pairs)
    for kind, n in Counter(p.kind for p, _ in wrong).most_common():
        console.print(f"  shown though {kind}: {n} of {total[kind]}")
    if is_listed:
        for p, s in sorted(wrong, key=lambda item: -item[1]):
            console.print(f"  {s:.2f} {p.id} {p.kind}: {p.sentence}")


def told(hits: int, of: int) -> str:
    """The 95% interval of a rate in words, '' for no trials; sentences of one paragraph are taken for independent."""
    interval = wilson(Tally(hits, of))
    return f", 95% {interval.low:.2f} to {interval.high:.2f}" if interval else ""


def _unfitted(assistant: Assistant) -> Support:
    """A Support that measures and does not score yet."""
    empty = Fitted(features=(), mean=(), scale=(), weights=(), bias=0.0, threshold=1.0, encoder="", held_out={})
    return Support(assistant.corpus, assistant.index.encoder, assistant.index.paragraphs, empty, assistant.playbook.rests_on)


if __name__ == "__main__":
    main()
