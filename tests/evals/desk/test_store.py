"""Labels in a database, and the order they are given in."""

from datetime import UTC, datetime

import pytest

from assistant.models import Issue, Verdict
from evals.desk.models import Label
from evals.desk.order import order_of, waiting
from evals.desk.store import Store, latest, settled
from evals.errors import NoDatabase
from evals.models import Case

WHEN = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def label(case="a", annotator="Ana", verdict="ok", **more):
    return Label(case=case, annotator=annotator, verdict=Verdict(verdict), saved=WHEN, **more)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'labels.db'}"


def test_a_label_comes_back_as_it_was_saved(url):
    given = label(
        verdict="change_first", issues=(Issue.DEFAMATION,), cite=("gmc#1",), spans=("<b> 'words' é",), vital=("say sorry",),
        comment="why; DROP TABLE labels", seconds=12.5,
    )  # fmt: skip
    Store(url).save(given)
    assert Store(url).all() == [given]


def test_a_second_thought_follows_the_first(url):
    store = Store(url)
    for verdict in ("ok", "do_not_post"):
        store.save(label(verdict=verdict))
    assert [given.verdict.value for given in store.all()] == ["ok", "do_not_post"]
    assert [given.verdict.value for given in latest(store.all())] == ["do_not_post"]


def test_an_adjudication_is_no_annotators_label(url):
    store = Store(url)
    store.save(label())
    store.save(label(annotator="Chair", verdict="change_first", adjudicates=True))
    assert [given.annotator for given in latest(store.all())] == ["Ana"]
    assert settled(store.all())["a"].verdict is Verdict.CHANGE_FIRST


def test_a_database_that_cannot_be_used_names_the_mend():
    with pytest.raises(NoDatabase, match="--db URL"):
        Store("sqlite:////nowhere/at/all/x.db")


CASES = [Case.model_validate({"id": f"c{n:02}", "input": "x", "verdict": "ok"}) for n in range(20)]


def test_each_annotator_has_an_order_of_their_own_that_stays():
    ana, ben = (order_of(CASES, name) for name in ("Ana", "Ben"))
    assert ana != ben
    assert ana == order_of(reversed(CASES), "Ana")
    assert {case.id for case in ana} == {case.id for case in CASES}


def test_what_is_judged_waits_no_longer():
    done = [label("c03"), label("c04", "Ben"), label("c05", adjudicates=True)]
    left = {item.id for item in waiting(CASES, done, "Ana")}
    assert left == {case.id for case in CASES} - {"c03"}


def test_a_conversation_is_judged_message_by_message_in_order():
    talk = Case.model_validate({"id": "t", "turns": [{"user": said} for said in ("one", "two", "three")]})
    left = waiting([*CASES, talk], [label("t, turn 1")], "Ana")
    turns = [place for place, item in enumerate(left) if item.case is talk]
    assert [left[place].id for place in turns] == ["t, turn 2", "t, turn 3"]
    assert turns[1] == turns[0] + 1
    assert left[turns[1]].exchange.earlier == ("one", "two")
    assert [left[place].is_last for place in turns] == [False, True]
