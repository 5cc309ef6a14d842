"""Marked words beside what the check marks, worked by hand."""

from assistant.models import Issue
from evals.identifiers import as_text, summed
from evals.models import Case, Mark, Tally

TEXT = "Saw Mrs Hale and Mr Poe"


def case(id_, *words):
    return Case.model_validate({"id": id_, "kind": "draft", "input": TEXT, "verdict": "ok", "spans": [{"text": word} for word in words]})


def mark(words):
    return Mark(TEXT.index(words), TEXT.index(words) + len(words), words, Issue.PATIENT_CONFIDENTIALITY)


def test_found_missed_and_alarms():
    report = summed(
        [
            (case("both", "Mrs Hale", "Mr Poe"), [mark("Hale")]),
            (case("near-miss"), [mark("Saw")]),
            (case("quiet"), []),
        ]
    )
    # part of one of two; one of two near misses
    assert (report.found, report.alarmed) == (Tally(1, 2), Tally(1, 2))
    # four words marked by hand, one by the check, and it is among them
    assert (report.f1, report.iou) == (Tally(2, 5), Tally(1, 4))
    assert (report.missed, report.alarms) == (("both",), ("near-miss",))
    assert "marked words found: 0.50 (1 of 2" in as_text(report)
