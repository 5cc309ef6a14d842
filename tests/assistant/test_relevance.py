"""What bears on a text: the issues bring paragraphs, and cases like it name theirs."""

from dataclasses import dataclass

import numpy as np
import pytest

from assistant.relevance import CASES_WEIGHT, LIST_IS_WORTH, Relevance, cases_with_paragraphs
from corpus.models import Issue, Precedent

A, B, C = "doc#1", "doc#2", "doc#3"


@dataclass
class Held:
    """As much of a Corpus as relevance reads."""

    paragraphs: dict
    issue_map: dict
    precedents: list


def held(*cases: Precedent) -> Held:
    return Held(dict.fromkeys((A, B, C)), {Issue.COPYRIGHT: (A, B)}, list(cases))


def case(id_: str, *cite: str) -> Precedent:
    return Precedent(id=id_, kind="draft", input="words", verdict="change_first", issues=("copyright",), why="test", cite=cite)


def test_without_cases_the_order_of_the_list_stands():
    scores = Relevance.fit(held(), [], np.zeros((0, 2), np.float32)).score({Issue.COPYRIGHT: 1.0}, np.array([1.0, 0.0]))
    assert list(scores) == [A, B]
    assert scores[A] == pytest.approx(1.6 / 2.5)


def test_counts_move_the_list_worked_by_hand():
    # one case with the issue cites C alone: (1 + 8 * 0.04) / 9 for C, (0 + 8 * 0.64) / 9 for A, by issue;
    # the one case gives all its vote to C
    corpus = held(case("x", C))
    scores = Relevance.fit(corpus, corpus.precedents, np.array([[1.0, 0.0]])).score({Issue.COPYRIGHT: 1.0}, np.array([1.0, 0.0]))
    by_issue = (1 + LIST_IS_WORTH * 0.04) / (1 + LIST_IS_WORTH)
    assert scores[C] == pytest.approx((1 - CASES_WEIGHT) * by_issue + CASES_WEIGHT)
    assert next(iter(scores)) == C


def test_the_likest_case_speaks_loudest():
    corpus = held(case("x", A), case("y", B))
    rows = np.array([[1.0, 0.0], [0.0, 1.0]])
    scores = Relevance.fit(corpus, corpus.precedents, rows).score({}, np.array([0.3, 1.0]))
    assert scores[B] > scores[A]


def test_an_unlikely_issue_brings_nothing():
    assert Relevance.fit(held(), [], np.zeros((0, 2), np.float32)).score({Issue.COPYRIGHT: 0.04}, np.array([1.0, 0.0])) == {}


def test_two_issues_are_a_noisy_or():
    corpus = Held(dict.fromkeys((A,)), {Issue.COPYRIGHT: (A,), Issue.DEFAMATION: (A,)}, [])
    scores = Relevance.fit(corpus, [], np.zeros((0, 2), np.float32)).score({Issue.COPYRIGHT: 0.5, Issue.DEFAMATION: 0.5}, np.array([1.0]))
    assert scores[A] == pytest.approx(1 - (1 - 0.5 * 0.64) ** 2)


def test_a_paragraph_that_is_not_held_is_passed_over():
    corpus = held(case("x", "gone#9", A))
    assert "gone#9" not in Relevance.fit(corpus, corpus.precedents, np.array([[1.0, 0.0]])).score({Issue.COPYRIGHT: 1.0}, np.array([1.0, 0.0]))


def test_every_paragraph_named_by_a_shipped_precedent_is_held(corpus):
    named = {id_ for place in cases_with_paragraphs(corpus) for id_ in (*corpus.precedents[place].cite, *corpus.precedents[place].key)}
    assert len(named) > 200
    assert named <= set(corpus.paragraphs)
