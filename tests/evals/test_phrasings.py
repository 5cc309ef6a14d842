"""The labelled lines that heads are fitted on, and the measure of them worked by hand."""

import pytest

from assistant.conversation.models import FactName, Stated
from assistant.conversation.words import said, told
from assistant.person import person
from assistant.sense import NONE, SEPARATOR, Said
from corpus.load import load
from evals.phrasings import Line, fact_lines, measured, person_lines

FACTS = list(fact_lines(load().precedents))
PERSON = list(person_lines())


def test_every_phrasing_is_of_a_fact_that_can_be_said():
    for label in {line.label for line in FACTS} - {NONE}:
        name, _, value = label.partition(SEPARATOR)
        fact = Stated(FactName(name), value)
        assert "{" not in said(fact)
        # a Context carries the role
        assert name == FactName.ROLE or "{" not in told(fact)
        assert said(fact).strip()


def test_every_line_of_a_person_is_of_a_kind_held():
    assert {line.label for line in PERSON} == {kind.id for kind in person().kinds} | {NONE}


@pytest.mark.parametrize("lines", [pytest.param(FACTS, id="facts"), pytest.param(PERSON, id="person")])
def test_no_line_says_two_things(lines):
    labels: dict[str, set[str]] = {}
    for line in lines:
        labels.setdefault(line.text.lower(), set()).add(line.label)
    assert {text: found for text, found in labels.items() if len(found) > 1} == {}


def test_measured_by_hand():
    lines = [Line("a", "consent: agreed"), Line("b", "posted: posted"), Line("c", "posted: posted"), *(Line(str(n), NONE) for n in range(4))]
    made = [Said("consent: refused", 0.9), Said("consent: agreed", 0.8), Said("posted: posted", 0.2), *(Said("posted: posted", p) for p in (0.1, 0.2, 0.3, 0.6))]
    found = measured(made, lines, 0.25)
    assert found.threshold == pytest.approx(0.31), "above three of the four empty lines"
    assert found.seen == pytest.approx(2 / 3)
    assert found.right == pytest.approx(1 / 3), "the first has the right fact, though not its value; the second another fact"
    assert found.false == pytest.approx(1 / 4)


def test_a_line_written_to_teach_does_not_tell_how_often_one_misleads():
    lines = [Line("a", "consent: agreed"), Line("b", NONE, is_written=True), Line("c", NONE)]
    found = measured([Said("consent: agreed", 0.5), Said("consent: agreed", 0.9), Said("consent: agreed", 0.2)], lines, 0.0)
    assert found.threshold == pytest.approx(0.21)
    assert (found.seen, found.false) == (1.0, 0.0)
