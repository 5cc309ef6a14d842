"""How well the jigsaw check grades who could be recognised, on cases labelled by hand: `python -m evals.jigsaw [FILE]`.

Beside the verdict, a line of `cases/jigsaw.jsonl` says the `grade`, `whose` story it is, and the words that give it away.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant import Assistant, Draft, Issue, open_assistant, review
from assistant.models import Advice, Context, DetailKind, Grade, Whose
from corpus.load import read_jsonl
from evals.load import CASES
from evals.measures import span_f1, token_iou
from evals.models import GoldSpan, Mark, Tally

ORDER = tuple(Grade)
WITH_A_SPAN_OF = Issue.IDENTIFIABILITY_BY_DETAIL


class JigsawCase(BaseModel):
    """A draft with the grade an annotator gave it; the keys of an ordinary case are let be."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    input: str
    context: Context = Context()
    grade: Grade
    whose: Whose
    spans: tuple[GoldSpan, ...] = ()


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


def load_cases(path: Path = CASES / "jigsaw.jsonl") -> list[JigsawCase]:
    """The cases of a file, in order."""
    return [JigsawCase.model_validate(data) for _, data in read_jsonl(path)]


def measure(assistant: Assistant, cases: Iterable[JigsawCase]) -> JigsawReport:
    """The report over the cases."""
    return summed([(case, review(assistant, Draft(case.input, case.context))) for case in cases])


def summed(graded: list[tuple[JigsawCase, Advice]]) -> JigsawReport:
    """Cases beside what the assistant made of them -> the rates."""
    confusion: Counter[str] = Counter()
    agreed, missed, alarmed, patient, f1, iou = (Tally() for _ in range(6))
    wrong = []
    for case, advice in graded:
        given = advice.jigsaw
        confusion[f"{case.grade.value} -> {given.grade.value}"] += 1
        agreed += Tally(case.grade is given.grade, 1)
        if case.grade is Grade.GENERIC:
            alarmed += Tally(given.grade is not Grade.GENERIC, 1)
        else:
            missed += Tally(given.grade is Grade.GENERIC, 1)
            marks = [Mark(d.start, d.end, d.text, WITH_A_SPAN_OF) for d in given.details if d.kind is not DetailKind.CONDITION]
            words = [span.text for span in case.spans]
            f1 += span_f1(case.input, words, marks)
            iou += token_iou(case.input, words, marks)
        patient += Tally((case.whose is Whose.PATIENT) is (given.whose is Whose.PATIENT), 1)
        if case.grade is not given.grade:
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
    print(as_text(measure(open_assistant(), load_cases(*(Path(name) for name in sys.argv[1:2])))))
