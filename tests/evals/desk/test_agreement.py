"""Agreement: each coefficient worked by hand on a few labels."""

from datetime import UTC, datetime

import pytest

from assistant.models import Issue, Verdict
from evals.desk.agreement import agreements, disagreements
from evals.desk.models import Label

WHEN = datetime(2026, 11, 21, tzinfo=UTC)


def label(case, annotator, verdict, *issues):
    return Label(case=str(case), annotator=annotator, verdict=Verdict(verdict), issues=tuple(map(Issue, issues)), saved=WHEN)


def told(labels, name="verdict"):
    return next(agreement for agreement in agreements(labels) if agreement.label == name)


# Ana: ok ok no no; Ben: ok no no no
PAIR = [label(n, "Ana", v) for n, v in enumerate(["ok", "ok", "do_not_post", "do_not_post"])] + [
    label(n, "Ben", v) for n, v in enumerate(["ok", "do_not_post", "do_not_post", "do_not_post"])
]


def test_two_annotators_by_hand():
    found = told(PAIR)
    assert (found.cases, found.raw) == (4, 0.75)
    # chance: 1/2 * 1/4 + 1/2 * 3/4 = 1/2; (3/4 - 1/2) / (1 - 1/2)
    assert found.cohen == {("Ana", "Ben"): pytest.approx(0.5)}
    # chance over the pooled shares 3/8 and 5/8: 34/64; (48 - 34) / (64 - 34)
    assert found.fleiss == pytest.approx(14 / 30)
    # 8 values, 3 and 5 of a kind: 1 - 7 * 2 / (2 * 3 * 5)
    assert found.alpha == pytest.approx(1 - 14 / 30)


def test_a_gap_leaves_alpha_and_takes_the_case_from_fleiss():
    gap = [*PAIR, label(0, "Cem", "ok")]
    found = told(gap)
    assert found.cohen[("Ana", "Cem")] is None, "one shared case, one class: nothing to tell apart"
    assert found.fleiss is None, "only one case was judged by all"
    assert found.alpha is not None


def test_lights_agree_where_verdicts_do_not():
    labels = [label(0, "Ana", "ok"), label(0, "Ben", "ok_with_care"), label(1, "Ana", "do_not_post"), label(1, "Ben", "do_not_post")]
    assert (told(labels).raw, told(labels, "light").raw) == (0.5, 1.0)
    assert told(labels, "light").alpha == pytest.approx(1.0)


def test_each_issue_that_anybody_gave_is_a_label_of_its_own():
    labels = [label(0, "Ana", "ok", "defamation"), label(0, "Ben", "ok"), label(1, "Ana", "ok"), label(1, "Ben", "ok")]
    assert [found.label for found in agreements(labels)] == ["verdict", "light", "defamation"]
    assert told(labels, "defamation").raw == 0.5


def test_all_in_one_class_has_no_kappa():
    labels = [label(n, who, "ok") for n in range(3) for who in ("Ana", "Ben")]
    found = told(labels)
    assert (found.raw, found.fleiss, found.alpha, found.cohen[("Ana", "Ben")]) == (1.0, None, None, None)


def test_disagreements_leave_out_what_is_settled():
    labels = [label("b", "Ana", "ok"), label("b", "Ben", "change_first"), label("a", "Ana", "ok", "copyright"), label("a", "Ben", "ok"), label("c", "Ana", "ok")]
    assert disagreements(labels, ()) == ["a", "b"]
    assert disagreements(labels, {"a"}) == ["b"]
