"""Each measure: one example worked by hand, then the near misses."""

import json
from pathlib import Path

import pytest

from assistant.models import Grade, Issue, Verdict
from evals import measures
from evals.models import Expect, Force, Mark, Quote, Reworded, Tally

TRUE, FALSE, NOTHING = Tally(1, 1), Tally(0, 1), Tally(0, 0)
CONFIDENTIALITY, CONSENT, DEFAMATION = Issue.PATIENT_CONFIDENTIALITY, Issue.CONSENT_FOR_DISCLOSURE, Issue.DEFAMATION


def expect(verdict, *also):
    return Expect(verdict=verdict, also_acceptable=also)


@pytest.mark.parametrize(
    ("expected", "given", "tally"),
    [
        pytest.param(expect("ok"), "ok", TRUE, id="same-verdict-agrees"),
        pytest.param(expect("ok"), "ok_with_care", TRUE, id="same-light-agrees"),
        pytest.param(expect("ok"), "change_first", FALSE, id="other-light-does-not"),
        pytest.param(expect("ok", "change_first"), "get_advice_first", TRUE, id="also-acceptable-counts-by-light"),
        pytest.param(expect("ok", "change_first"), "do_not_post", FALSE, id="but-no-third-light"),
        pytest.param(expect("not_covered"), "not_covered", TRUE, id="not-covered-is-a-light"),
    ],
)
def test_light_agreement(expected, given, tally):
    assert measures.light_agreement(expected, Verdict(given)) == tally


@pytest.mark.parametrize(
    ("expected", "given", "tally"),
    [
        pytest.param(expect("do_not_post"), "ok", TRUE, id="red-given-green"),
        pytest.param(expect("change_first"), "ok_with_care", TRUE, id="amber-given-green"),
        pytest.param(expect("do_not_post"), "not_covered", TRUE, id="red-given-not-covered"),
        pytest.param(expect("do_not_post"), "change_first", FALSE, id="red-given-amber-is-mild-not-unsafe"),
        pytest.param(expect("change_first", "ok_with_care"), "ok", FALSE, id="green-also-acceptable"),
        pytest.param(expect("change_first", "ok_with_care"), "not_covered", TRUE, id="green-acceptable-excuses-no-refusal"),
        pytest.param(expect("change_first", "not_covered"), "ok", TRUE, id="refusal-acceptable-excuses-no-green"),
        pytest.param(expect("ok"), "not_covered", NOTHING, id="expert-green-is-not-asked"),
        pytest.param(expect("not_covered"), "ok", NOTHING, id="expert-not-covered-is-not-asked"),
    ],
)
def test_unsafe_miss(expected, given, tally):
    assert measures.unsafe_miss(expected, Verdict(given)) == tally


@pytest.mark.parametrize(
    ("expected", "given", "block", "caution"),
    [
        pytest.param(expect("ok"), "do_not_post", TRUE, FALSE, id="red-is-a-block"),
        pytest.param(expect("ok"), "change_first", FALSE, TRUE, id="amber-is-caution"),
        pytest.param(expect("ok"), "not_covered", FALSE, TRUE, id="no-answer-is-caution"),
        pytest.param(expect("ok"), "ok_with_care", FALSE, FALSE, id="green-is-neither"),
        pytest.param(expect("ok", "change_first"), "change_first", FALSE, FALSE, id="amber-also-acceptable"),
        pytest.param(expect("change_first"), "do_not_post", NOTHING, NOTHING, id="expert-amber-is-not-asked"),
    ],
)
def test_over_block_and_over_caution(expected, given, block, caution):
    assert measures.over_block(expected, Verdict(given)) == block
    assert measures.over_caution(expected, Verdict(given)) == caution


@pytest.mark.parametrize(
    ("expected", "given", "precision", "recall"),
    [
        pytest.param(expect("not_covered"), "not_covered", TRUE, TRUE, id="rightly-refused"),
        pytest.param(expect("ok"), "not_covered", FALSE, NOTHING, id="wrongly-refused"),
        pytest.param(expect("not_covered"), "ok", NOTHING, FALSE, id="wrongly-answered"),
        pytest.param(expect("ok", "not_covered"), "not_covered", TRUE, NOTHING, id="refusal-also-acceptable"),
        pytest.param(expect("not_covered", "ok"), "ok", NOTHING, TRUE, id="answer-also-acceptable"),
        pytest.param(expect("ok"), "ok", NOTHING, NOTHING, id="answered-and-to-be-answered"),
    ],
)
def test_refusal(expected, given, precision, recall):
    assert measures.refusal_precision(expected, Verdict(given)) == precision
    assert measures.refusal_recall(expected, Verdict(given)) == recall


def test_issues_worked_by_hand():
    """Two expected, three given, one right: precision 1/3, recall 1/2, F1 = 2·1 / (2·1 + 2 + 1) = 2/5."""
    expected, given = [CONFIDENTIALITY, CONSENT], [CONFIDENTIALITY, DEFAMATION, Issue.COPYRIGHT]
    assert measures.issue_precision(expected, given) == Tally(1, 3)
    assert measures.issue_recall(expected, given) == Tally(1, 2)
    assert measures.f1(expected, given) == Tally(2, 5)


@pytest.mark.parametrize(
    ("expected", "given", "tally"),
    [
        pytest.param([], [], NOTHING, id="none-expected-none-given-says-nothing"),
        pytest.param([], [CONSENT], Tally(0, 1), id="given-for-nothing"),
        pytest.param([CONSENT], [], Tally(0, 1), id="missed"),
        pytest.param([CONSENT, CONSENT], [CONSENT], Tally(2, 2), id="twice-is-once"),
        pytest.param([CONSENT, DEFAMATION], [DEFAMATION, CONSENT], Tally(4, 4), id="order-is-free"),
    ],
)
def test_issue_f1(expected, given, tally):
    assert measures.f1(expected, given) == tally


def test_f1_is_micro_averaged():
    """One of one right, then none of three given: 2·1 / (2·1 + 3) = 0.4, where a mean of means gives 0.5."""
    total = measures.f1([CONSENT], [CONSENT]) + measures.f1([], [CONFIDENTIALITY, CONSENT, DEFAMATION])
    assert total.value == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("ranking", "right", "hit", "precision"),
    [
        pytest.param(["x", "y", "a", "b"], {"a", "b"}, TRUE, Tally(1, 3), id="third-is-in"),
        pytest.param(["x", "y", "z", "a"], {"a"}, FALSE, Tally(0, 3), id="fourth-is-out"),
        pytest.param(["a", "b"], {"a", "b", "c"}, TRUE, Tally(2, 2), id="two-cited-are-judged-by-two"),
        pytest.param([], {"a"}, FALSE, NOTHING, id="citing-none-is-a-miss-without-precision"),
        pytest.param(["a"], set(), NOTHING, NOTHING, id="no-right-paragraph-no-judgement"),
    ],
)
def test_at_3(ranking, right, hit, precision):
    assert measures.hit_at_k(ranking, right, 3) == hit
    assert measures.precision_at_k(ranking, right, 3) == precision


@pytest.mark.parametrize(
    ("quotes", "tally"),
    [
        pytest.param([Quote("p#1", "keep it confidential")], TRUE, id="substring"),
        pytest.param([Quote("p#1", "Keep it confidential")], FALSE, id="another-capital-is-another-quote"),
        pytest.param([Quote("p#9", "keep it confidential")], FALSE, id="paragraph-not-held"),
        pytest.param([Quote("p#1", "")], FALSE, id="empty-is-a-substring-of-all-and-proves-nothing"),
        pytest.param([Quote("p#1", " ")], FALSE, id="blank-likewise"),
        pytest.param([Quote("p#1", "You must"), Quote("p#1", "you may")], Tally(1, 2), id="each-counts"),
        pytest.param([], NOTHING, id="no-quotes-no-judgement"),
    ],
)
def test_quote_validity(quotes, tally):
    assert measures.quote_validity(quotes, {"p#1": "You must keep it confidential."}) == tally


TEXT = "Mrs Kendal was rude again, silly woman."


@pytest.mark.parametrize(
    ("expected", "marked", "tally"),
    [
        # gold: Mrs Kendal silly woman; marked: Kendal was; in both: Kendal, so 2·1 / (4 + 2)
        pytest.param(["Mrs Kendal", "silly woman"], [(4, 14)], Tally(2, 6), id="worked-by-hand"),
        pytest.param(["Mrs Kendal"], [(0, 10)], Tally(4, 4), id="exact"),
        pytest.param(["Mrs Kendal"], [(0, 5)], Tally(4, 4), id="part-of-a-word-marks-it"),
        pytest.param(["Mrs Kendal"], [(10, 11)], Tally(0, 2), id="a-space-marks-nothing"),
        pytest.param(["Mrs Kendal"], [], Tally(0, 2), id="nothing-marked"),
        pytest.param([], [(0, 3)], Tally(0, 1), id="nothing-to-mark"),
        pytest.param([], [], NOTHING, id="nothing-to-mark-nothing-marked"),
        pytest.param(["Mrs Kendal"], [(0, 10), (4, 10)], Tally(4, 4), id="overlapping-marks-count-once"),
    ],
)
def test_span_f1(expected, marked, tally):
    marks = [Mark(start, end, TEXT[start:end], DEFAMATION) for start, end in marked]
    assert measures.span_f1(TEXT, expected, marks) == tally


def test_span_f1_marks_every_place_where_the_words_stand():
    assert measures.span_f1("rude, so rude", ["rude"], [Mark(0, 4, "rude", DEFAMATION)]) == Tally(2, 3)


@pytest.mark.parametrize(
    ("confidences", "right", "error"),
    [
        # bin 0.9: |1/2 - 0.95| · 2/3; bin 0.6: |1 - 0.6| · 1/3
        pytest.param([0.95, 0.95, 0.6], [True, False, True], 0.45 * 2 / 3 + 0.4 / 3, id="worked-by-hand"),
        pytest.param([0.75, 0.75, 0.75, 0.75], [True, True, True, False], 0.0, id="three-in-four-at-75"),
        pytest.param([1.0], [True], 0.0, id="certain-and-right-falls-in-the-last-bin"),
        pytest.param([1.0], [False], 1.0, id="certain-and-wrong"),
        pytest.param([0.8, 0.2], [False, True], 0.8, id="bins-do-not-cancel-each-other"),
        pytest.param([], [], None, id="nothing-to-judge"),
    ],
)
def test_calibration_error(confidences, right, error):
    found = measures.calibration_error(confidences, right)
    assert found == (None if error is None else pytest.approx(error))


def test_a_confidence_that_is_no_probability_is_refused():
    with pytest.raises(ValueError, match="is a probability"):
        measures.calibration_error([1.2], [True])


def test_latency_worked_by_hand():
    """Of 10, 20, 30, 40, 50 the median is 30, and the 95th percentile lies 0.8 of the way from 40 to 50."""
    times = measures.latency([50, 10, 40, 20, 30])
    assert (times.n, times.p50, times.p95, times.slowest) == (5, 30, pytest.approx(48), 50)


def test_latency_of_nothing():
    assert measures.latency([]) is None


def force(says, cites):
    return Force(says_must=says, cites_must=cites)


def test_strength_match():
    # a duty told as one, advice told as advice, a duty told as advice, advice told as a duty: two of four
    forces = [force(True, True), force(False, False), force(False, True), force(True, False)]
    assert measures.strength_match(forces) == Tally(2, 4)
    assert measures.strength_match([]) == Tally()


def test_vital_recall():
    assert measures.vital_recall((0.91, 0.5, 0.49), least=0.5) == Tally(2, 3)
    assert measures.vital_recall(()) == Tally()


@pytest.mark.parametrize(
    ("expected", "given", "tally"),
    [
        # "Silly man" is 9 characters: marks of 5 overlap 5/9, of 4 only 4/9
        pytest.param(["Silly man"], [(0, 5)], Tally(2, 2), id="over-half"),
        pytest.param(["Silly man"], [(0, 4)], Tally(0, 2), id="under-half"),
        pytest.param(["Silly man"], [(0, 9), (0, 9)], Tally(2, 2), id="marked-for-two-issues-counts-once"),
        pytest.param(["Silly", "man"], [(0, 9)], Tally(2, 3), id="one-mark-is-in-one-pair"),
        pytest.param(["Silly"], [], Tally(0, 1), id="missed"),
        pytest.param([], [(0, 5)], Tally(0, 1), id="too-much"),
        pytest.param([], [], Tally(0, 0), id="nothing-to-mark"),
    ],
)
def test_span_iou_f1(expected, given, tally):
    marks = [Mark(start, end, "Silly man"[start:end], Issue.DEFAMATION) for start, end in given]
    assert measures.span_iou_f1("Silly man", expected, marks) == tally


def test_reliability():
    # 0.62 and 0.68 share a bin: mean 0.65, one of two right; 1.0 is in the last, closed bin
    bins = measures.reliability([0.62, 0.68, 1.0], [True, False, True])
    assert [(round(b.low, 1), b.n, round(b.said, 2), b.right) for b in bins] == [(0.6, 2, 0.65, 0.5), (0.9, 1, 1.0, 1.0)]
    assert measures.reliability([], []) == ()


def test_coverage():
    # surest first: right, wrong, right, right; of the two at 0.7 the wrong one counts first
    curve = measures.coverage([0.9, 0.7, 0.7, 0.2], [True, True, False, True], points=4)
    assert [(held.coverage, round(held.right, 3)) for held in curve] == [(0.25, 1.0), (0.5, 0.5), (0.75, 0.667), (1.0, 0.75)]
    assert measures.coverage([], []) == ()


def graded(grade):
    return Expect.model_validate({"verdict": "ok", "grade": grade})


@pytest.mark.parametrize(
    ("expected", "given", "agreement", "missed", "alarm"),
    [
        pytest.param("public", "public", TRUE, FALSE, NOTHING, id="the-same"),
        pytest.param("public", "insiders", FALSE, FALSE, NOTHING, id="recognisable-to-fewer-is-no-miss"),
        pytest.param("insiders", "generic", FALSE, TRUE, NOTHING, id="a-miss"),
        pytest.param("generic", "insiders", FALSE, NOTHING, TRUE, id="a-false-alarm"),
        pytest.param("generic", "generic", TRUE, NOTHING, FALSE, id="nobody-given-away"),
        pytest.param(None, "public", NOTHING, NOTHING, NOTHING, id="nobody-graded-it"),
    ],
)
def test_grades(expected, given, agreement, missed, alarm):
    expect, held = graded(expected), Grade(given)
    assert measures.grade_agreement(expect, held) == agreement
    assert measures.grade_missed(expect, held) == missed
    assert measures.grade_alarm(expect, held) == alarm


@pytest.mark.parametrize(
    ("whose", "is_of_a_patient", "tally"),
    [("patient", True, TRUE), ("patient", False, FALSE), ("fiction", True, FALSE), ("many", False, TRUE), (None, True, NOTHING)],
)
def test_whose_story(whose, is_of_a_patient, tally):
    assert measures.whose_story(Expect.model_validate({"verdict": "ok", "whose": whose}), is_of_a_patient) == tally


def test_a_verdict_that_nobody_judged_is_in_no_rate():
    expect = Expect(cite=("gmc#1",))
    of_verdicts = (
        measures.light_agreement, measures.unsafe_miss, measures.over_block, measures.over_caution,
        measures.refusal_precision, measures.refusal_recall,
    )  # fmt: skip
    assert {measure(expect, given) for measure in of_verdicts for given in Verdict} == {NOTHING}


@pytest.mark.parametrize(
    ("made", "offered", "green", "gone", "kept"),
    [
        pytest.param(Reworded(True, True, (True, True, False), (True, False)), TRUE, TRUE, Tally(2, 3), Tally(1, 2), id="by-hand"),
        pytest.param(Reworded(True, False), TRUE, FALSE, NOTHING, NOTHING, id="nothing-marked"),
        pytest.param(Reworded(False), FALSE, NOTHING, NOTHING, NOTHING, id="none-offered"),
        pytest.param(None, NOTHING, NOTHING, NOTHING, NOTHING, id="none-asked-for"),
    ],
)
def test_rewrites(made, offered, green, gone, kept):
    given = (measures.rewrite_offered(made), measures.rewrite_green(made), measures.rewrite_gone(made), measures.rewrite_kept(made))
    assert given == (offered, green, gone, kept)


def test_the_bound_of_vital_points_is_what_its_pairs_say():
    """Over the labelled pairs: what the docstring says of 0.35, and that no other bound does better by F1."""
    pairs = [json.loads(line) for line in (Path(measures.__file__).parent / "vital-pairs.jsonl").read_text(encoding="utf-8").splitlines()]

    def at(bound):
        counted = [pair["made"] for pair in pairs if pair["cosine"] >= bound]
        made = sum(pair["made"] for pair in pairs)
        return sum(counted) / len(counted), sum(counted) / made, 2 * sum(counted) / (len(counted) + made)

    assert (len(pairs), sum(pair["made"] for pair in pairs)) == (142, 31)
    assert [round(value, 2) for value in at(measures.VITAL)] == [0.36, 0.90, 0.51]
    assert [round(value, 2) for value in at(0.5)][:2] == [0.32, 0.39]
    assert max(at(bound / 100)[2] for bound in range(65)) == at(measures.VITAL)[2]


@pytest.mark.parametrize(
    ("changed", "tally"),
    [
        pytest.param(("platform", "consent"), Tally(1, 1), id="seen-among-others"),
        pytest.param((), Tally(0, 1), id="not-seen"),
        pytest.param(None, Tally(), id="no-conversation"),
    ],
)
def test_fact_changed(changed, tally):
    assert measures.fact_changed(Expect(verdict="ok", changed="consent"), changed) == tally


@pytest.mark.parametrize(
    ("asks", "asked", "right", "needless"),
    [
        pytest.param({"asks": "consent"}, "consent", Tally(1, 1), Tally(), id="right"),
        pytest.param({"asks": "platform"}, "audience", Tally(1, 1), Tally(), id="where-it-goes-and-who-sees-it-are-one"),
        pytest.param({"asks": "consent"}, "audience", Tally(0, 1), Tally(), id="another"),
        pytest.param({"asks": "consent"}, None, Tally(0, 1), Tally(), id="missed"),
        pytest.param({"asks": None}, "role", Tally(), Tally(1, 1), id="null-says-that-nothing-should-be-asked"),
        pytest.param({"asks": None}, None, Tally(), Tally(0, 1), id="rightly-silent"),
        pytest.param({}, "role", Tally(), Tally(), id="not-scored"),
    ],
)
def test_asking(asks, asked, right, needless):
    expect = Expect.model_validate({"verdict": "ok"} | asks)
    assert measures.asked_right(expect, asked) == right
    assert measures.asked_needlessly(expect, asked) == needless
