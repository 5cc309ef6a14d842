"""How well words that point straight at a person are found, on cases marked by hand: `python -m evals.identifiers [FILE]`.

What the identifiers check marks, before any verdict: an answer shows marks only where it is amber or red, and a name that
was found stays found under a green one.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Draft
from assistant.backends.presidio import read as read_language
from assistant.checks import identifiers
from assistant.checks.text import ReadText
from assistant.intake import see
from assistant.models import Context
from evals.intervals import wilson
from evals.load import CASES, load_sets
from evals.measures import span_f1, token_iou
from evals.models import Case, Mark, Tally


@dataclass(frozen=True, slots=True)
class Report:
    """The rates over cases whose words were marked."""

    cases: int
    found: Tally
    """Marked words of which the check marks any part."""
    alarmed: Tally
    """Near misses, with nothing to mark, in which it marks something."""
    f1: Tally
    """Over words, of the cases with something to mark."""
    iou: Tally
    missed: tuple[str, ...]
    """Ids of cases of which some marked words were not found."""
    alarms: tuple[str, ...]


def measure(cases: Iterable[Case]) -> Report:
    """The report over the cases that say what is to be marked."""
    return summed([(case, marks(case)) for case in cases if case.expect and case.expect.spans is not None])


def marks(case: Case) -> list[Mark]:
    """What the identifiers check marks in a case's text; offsets into it as it was handed in."""
    seen = see(case.input or "")
    read = ReadText(Draft(seen.text, Context(**case.context.model_dump())), read_language(seen.text))
    spans = [(seen.original(found.start, found.end), found.issue) for found in identifiers.check(read)]
    return [Mark(start, end, (case.input or "")[start:end], issue) for (start, end), issue in spans]


def summed(marked: Sequence[tuple[Case, Sequence[Mark]]]) -> Report:
    """Cases beside the marks in them -> the rates."""
    found, alarmed, f1, iou = (Tally() for _ in range(4))
    missed, alarms = [], []
    for case, given in marked:
        text = case.input or ""
        words = [span.text for span in case.expect.spans or ()] if case.expect else []
        if not words:
            alarmed += Tally(int(bool(given)), 1)
            alarms += [case.id] if given else []
            continue
        hits = [any(mark.start < text.index(word) + len(word) and text.index(word) < mark.end for mark in given) for word in words]
        found += Tally(sum(hits), len(hits))
        missed += [] if all(hits) else [case.id]
        f1 += span_f1(text, words, given)
        iou += token_iou(text, words, given)
    return Report(len(marked), found, alarmed, f1, iou, tuple(missed), tuple(alarms))


def as_text(report: Report) -> str:
    """The report for a terminal."""

    def rate(tally: Tally) -> str:
        interval = wilson(tally)
        bounds = f", 95% {interval.low:.2f} to {interval.high:.2f}" if interval else ""
        return "none" if tally.value is None else f"{tally.value:.2f} ({tally.hits} of {tally.of}{bounds})"

    rows = (
        ("marked words found", rate(report.found)), ("near misses in which something is marked", rate(report.alarmed)),
        ("words, token F1", "none" if report.f1.value is None else f"{report.f1.value:.2f}"),
        ("the same, intersection over union", "none" if report.iou.value is None else f"{report.iou.value:.2f}"),
        ("not found in", ", ".join(report.missed) or "none"), ("marked for nothing in", ", ".join(report.alarms) or "none"),
    )  # fmt: skip
    return "\n".join(f"{name}: {value}" for name, value in ((f"{report.cases} cases", ""), *rows))


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]] or [CASES / "identifiers.jsonl"]
    print(as_text(measure(case for held in load_sets(files) for case in held.cases)))
