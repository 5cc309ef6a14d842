"""How well the jigsaw check grades who could be recognised, on cases labelled by hand: `python -m evals.jigsaw [FILE]`.

Beside the verdict, a line of `cases/jigsaw.jsonl` says the `grade`, `whose` story it is, and the words that give it away.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant, Context, Draft, Issue, open_assistant, review
from assistant.models import Advice, DetailKind, Grade, Whose
from evals.load import CASES, load_sets
from evals.measures import grade_agreement, grade_alarm, grade_missed, span_f1, token_iou, whose_story
from evals.models import Case, Mark, Tally

WITH_A_SPAN_OF = Issue.IDENTIFIABILITY_BY_DETAIL


@dataclass(frozen=True, slots=True)
class JigsawReport:
    """The rates over the cases of one file."""

    cases: int
    grade_agreement: Tally
    missed: Tally
    """Recognisable, graded generic: the worse error."""
    alarmed: Tally
    """Generic, graded recognisable."""
    whose_patient: Tally
    """Told rightly whether it is a patient's story."""
    f1: Tally
    """Over words, summed over cases."""
    iou: Tally
    confusion: dict[str, int]
    """'expert -> given' to how often."""
    wrong: tuple[str, ...]
    """Ids of the cases graded otherwise."""


def measure(assistant: Assistant, cases: Iterable[Case]) -> JigsawReport:
    """The report over the cases that say who could be recognised."""
    graded = [case for case in cases if case.expect and case.expect.grade]
    return summed([(case, review(assistant, Draft(case.input or "", Context(**case.context.model_dump())))) for case in graded])


def summed(graded: Sequence[tuple[Case, Advice]]) -> JigsawReport:
    """Cases beside what the assistant made of them -> the rates."""
    confusion: Counter[str] = Counter()
    agreed, missed, alarmed, patient, f1, iou = (Tally() for _ in range(6))
    wrong = []
    for case, advice in graded:
        expect, given, text = case.exchanges[0].expect, advice.jigsaw, case.input or ""
        confusion[f"{expect.grade} -> {given.grade}"] += 1
        agreed += grade_agreement(expect, given.grade)
        missed += grade_missed(expect, given.grade)
        alarmed += grade_alarm(expect, given.grade)
        patient += whose_story(expect, given.whose is Whose.PATIENT)
        if expect.grade is not Grade.GENERIC:
            marks = [Mark(d.start, d.end, d.text, WITH_A_SPAN_OF) for d in given.details if d.kind is not DetailKind.CONDITION]
            words = [span.text for span in expect.spans or ()]
            f1 += span_f1(text, words, marks)
            iou += token_iou(text, words, marks)
        if expect.grade is not given.grade:
            wrong.append(case.id)
    return JigsawReport(len(graded), agreed, missed, alarmed, patient, f1, iou, dict(sorted(confusion.items())), tuple(wrong))


def as_text(report: JigsawReport) -> str:
    """The report for a terminal."""

    def rate(tally: Tally) -> str:
        return "none" if tally.value is None else f"{tally.value:.2f} ({tally.hits} of {tally.of})"

    rows = (
        ("grade agreement", rate(report.grade_agreement)), ("recognisable, graded generic", rate(report.missed)),
        ("generic, graded recognisable", rate(report.alarmed)), ("patient's story or not", rate(report.whose_patient)),
        ("words that give it away, token F1", rate(report.f1)), ("the same, intersection over union", rate(report.iou)),
        ("expert -> given", json.dumps(report.confusion)), ("graded otherwise", ", ".join(report.wrong) or "none"),
    )  # fmt: skip
    return "\n".join(f"{name}: {value}" for name, value in ((f"{report.cases} cases", ""), *rows))


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]] or [CASES / "jigsaw.jsonl"]
    print(as_text(measure(open_assistant(), (case for held in load_sets(files, judged=False) for case in held.cases))))
