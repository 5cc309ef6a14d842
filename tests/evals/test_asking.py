"""What is asked back, counted: the right fact, a needless question, and how far two annotators agree."""

import pytest

from assistant.needs import facts
from corpus.models import Precedent
from evals.asking import Annotated, annotated, by_annotators, by_file, rates


def precedent(id_, *needs):
    return Precedent.model_validate({"id": id_, "kind": "question", "input": "May I?", "verdict": "ok", "needs": list(needs)})


ASKED = [
    (precedent("a-1", "patient-consent"), "consent"),
    (precedent("a-2", "consent"), "audience"),
    (precedent("a-3", "evidence"), None),
    (precedent("b-1"), "consent"),
    (precedent("b-2"), None),
]


def test_a_right_question_is_one_for_a_fact_that_is_needed():
    assert rates(ASKED) == "right fact asked 1/3 = 0.333, anything asked of those 0.667; of those that need nothing, asked 1/2 = 0.500"


def test_each_file_has_its_own_rates():
    a, b = by_file(ASKED)
    assert a.startswith("  a: right fact asked 1/3")
    assert b.endswith("asked 1/2 = 0.500")


def test_the_rule_is_held_against_annotators_where_they_agree_that_something_is_needed_or_nothing():
    labels = {
        "a-1": Annotated(("consent",), ("audience", "consent")),
        "a-2": Annotated(("consent",), ()),
        "a-3": Annotated((), ()),
        "b-1": Annotated((), ()),
    }
    people, rule = by_annotators(ASKED, labels)
    assert people == "one annotator against the other: right fact asked 1/1 = 1.000; asked needlessly 1/3 = 0.333"
    assert rule == "the rule, where both ask or neither does: right fact asked 1/1 = 1.000; asked needlessly 1/2 = 0.500"


def test_nothing_to_count_is_said_to_be_nothing():
    assert list(by_annotators([], {})) == [f"{who}: right fact asked 0/0; asked needlessly 0/0" for who in (
        "one annotator against the other", "the rule, where both ask or neither does",
    )]  # fmt: skip


def test_the_annotators_name_facts_that_can_be_asked_for(corpus):
    labels = annotated()
    known = {p.id for p in corpus.precedents}
    assert len(labels) > 2_000
    assert set(labels) <= known
    assert {fact for each in labels.values() for fact in (*each.first, *each.second)} <= set(facts())


def test_a_file_of_something_else_is_refused(tmp_path):
    path = tmp_path / "other.jsonl"
    path.write_text('{"id": "a-1"}\n', encoding="utf-8")
    with pytest.raises(KeyError):
        annotated(path)
