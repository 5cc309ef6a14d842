"""The measure of the jigsaw check, worked by hand; and the cases that ship."""

from dataclasses import replace

import pytest

from assistant import Draft, review
from assistant.models import Detail, DetailKind, Grade, Jigsaw, Whose
from evals.jigsaw import as_text, summed
from evals.load import CASES, load_sets
from evals.measures import span_f1, token_iou
from evals.models import Case, Mark, Tally


def case(grade, whose=Whose.PATIENT, spans=()):
    return Case.model_validate({"id": f"{grade}", "input": "a bus driver from Otley", "grade": grade, "whose": whose, "spans": [{"text": s} for s in spans]})


@pytest.fixture
def graded(small):
    advice = review(small, Draft("a bus driver from Otley"))

    def made(expected, given):
        details = (Detail(DetailKind.OCCUPATION, 2, 12, "bus driver", 1.5),)
        return expected, replace(advice, jigsaw=Jigsaw(given, Whose.PATIENT, details, (), ()))

    return made


def test_summed(graded):
    report = summed(
        [
            graded(case("public", spans=("bus driver", "from Otley")), Grade.PUBLIC),
            graded(case("insiders", spans=("bus driver",)), Grade.GENERIC),
            graded(case("generic", Whose.NOBODY), Grade.PUBLIC),
            graded(case("generic", Whose.FICTION), Grade.GENERIC),
        ]
    )
    assert report.grade_agreement == Tally(2, 4)
    assert report.missed == Tally(1, 2)
    assert report.alarmed == Tally(1, 2)
    assert report.whose_patient == Tally(2, 4)
    # four words expected and two marked, then two and two: F1 = 2·4 / (2·4 + 2), union = 4 + 2
    assert report.f1 == Tally(8, 10)
    assert report.iou == Tally(4, 6)
    assert report.wrong == ("insiders", "generic")
    assert "grade agreement: 0.50 (2 of 4)" in as_text(report)


def test_iou_is_never_above_f1():
    text = "a bus driver from Otley"
    mark = [Mark(2, 12, "bus driver", "identifiability-by-detail")]
    expected = ["driver from"]
    assert (span_f1(text, expected, mark), token_iou(text, expected, mark)) == (Tally(2, 4), Tally(1, 3))


def test_the_cases_that_ship():
    cases = load_sets([CASES / "jigsaw.jsonl"])[0].cases
    assert len(cases) >= 150
    assert {c.expect.grade for c in cases} == set(Grade)
    assert {c.expect.whose for c in cases} == set(Whose)
    for c in cases:
        assert c.expect.spans or c.expect.grade is Grade.GENERIC, c.id
        assert c.expect.whose is Whose.PATIENT or c.expect.grade is Grade.GENERIC, c.id
