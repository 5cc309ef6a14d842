"""A draft is cut where flags begin and end; two checks are told apart by issue and words."""

from dataclasses import replace

import pytest

from assistant import Draft, Verdict
from assistant.models import Finding, Issue
from tests.ui import fake
from ui.marking import Piece, changes, flags, pieces, runs

NAME, TONE = Issue.PATIENT_CONFIDENTIALITY, Issue.PROFANITY_OR_UNPROFESSIONAL_TONE


def flag(start, end, issue=NAME, text="", reason="because."):
    return Finding("fake", issue, start, end, text, reason)


@pytest.mark.parametrize(
    ("spans", "cut"),
    [
        pytest.param([], [("abcdef", ())], id="nothing-flagged"),
        pytest.param([(0, 6)], [("abcdef", (1,))], id="all-of-it"),
        pytest.param([(1, 3)], [("a", ()), ("bc", (1,)), ("def", ())], id="in-the-middle"),
        pytest.param([(0, 4), (2, 6)], [("ab", (1,)), ("cd", (1, 2)), ("ef", (2,))], id="overlap"),
        pytest.param([(0, 6), (2, 4)], [("ab", (1,)), ("cd", (1, 2)), ("ef", (1,))], id="one-inside-another"),
        pytest.param([(1, 3), (1, 3)], [("a", ()), ("bc", (1, 2)), ("def", ())], id="the-same-words-twice"),
        pytest.param([(1, 3), (3, 5)], [("a", ()), ("bc", (1,)), ("de", (2,)), ("f", ())], id="side-by-side"),
        pytest.param([(2, 2)], [("abcdef", ())], id="covers-nothing"),
        pytest.param([(4, 99)], [("abcd", ()), ("ef", (1,))], id="beyond-the-end"),
    ],
)
def test_pieces(spans, cut):
    drawn = pieces("abcdef", [flag(start, end, reason=f"{n}.") for n, (start, end) in enumerate(spans)])
    assert [(p.text, p.flags) for p in drawn] == cut


def test_a_number_stands_where_its_words_end():
    drawn = pieces("abcdef", [flag(0, 6), flag(2, 4)])
    assert [p.ends for p in drawn] == [(), (2,), (1,)]


def test_an_empty_draft_has_no_pieces():
    assert pieces("", []) == []


def test_runs_gather_what_overlaps_and_part_what_only_touches():
    drawn = pieces("abcdef", [flag(0, 2), flag(1, 3), flag(3, 5)])
    assert ["".join(p.text for p in run) for run in runs(drawn)] == ["abc", "de", "f"]
    assert runs([Piece("a", ())]) == [[Piece("a", ())]]


def test_flags_are_numbered_in_order_of_the_text_the_longer_first():
    found = [flag(4, 6), flag(0, 2), flag(0, 5), flag(0, 2)]
    assert [(f.start, f.end) for f in flags(found)] == [(0, 5), (0, 2), (4, 6)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param([("Mrs Hall", NAME)], [], (1, 0, 0), id="resolved"),
        pytest.param([], [("Mrs Hall", NAME)], (0, 1, 0), id="new"),
        pytest.param([("Mrs Hall", NAME)], [("mrs  hall", NAME)], (0, 0, 1), id="moved-or-respaced"),
        pytest.param([("silly woman", NAME)], [("silly woman", TONE)], (1, 1, 0), id="another-issue"),
        pytest.param([("Mrs Hall", NAME)] * 2, [("Mrs Hall", NAME)], (1, 0, 1), id="one-of-two-taken-out"),
        pytest.param(
            [("Perhaps read the leaflet I gave you.", TONE)], [("Perhaps read the leaflet.", TONE)], (0, 0, 1), id="edited-but-there"
        ),
        pytest.param([("Mrs Hall", NAME)], [("Mr Poole", NAME)], (1, 1, 0), id="another-name"),
    ],
)
def test_changes(before, after, told):
    advice = fake.review(fake.ASSISTANT, Draft("The flu clinic runs on Saturday."))

    def with_findings(found, verdict):
        return replace(
            advice, verdict=verdict, findings=tuple(flag(n * 50, n * 50 + 40, issue, text) for n, (text, issue) in enumerate(found))
        )

    found = changes(with_findings(before, Verdict.DO_NOT_POST), with_findings(after, Verdict.OK))
    assert (len(found.resolved), len(found.new), len(found.still)) == told
    assert (found.before, found.after) == (Verdict.DO_NOT_POST, Verdict.OK)
