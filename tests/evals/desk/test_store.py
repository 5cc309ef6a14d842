"""Labels in a database: nothing is lost, whoever saves when."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

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


def test_a_time_of_another_zone_is_kept_as_the_same_moment(url):
    local = WHEN.astimezone(timezone(timedelta(hours=5)))
    Store(url).save(label().model_copy(update={"saved": local}))
    assert Store(url).all()[0].saved == WHEN


def test_two_people_saving_at_once_lose_nothing(url):
    # each with a connection of their own, as two servers would have
    def save_thirty(name):
        store = Store(url)
        for n in range(30):
            store.save(label(f"c{n}", name))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save_thirty, ["Ana", "Ben", "Cem", "Dee"]))
    held = {(given.annotator, given.case) for given in Store(url).all()}
    assert len(held) == 120


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


@pytest.mark.parametrize("url", ["no url", "sqlite:////nowhere/at/all/x.db", "postgresql://someone:secret@127.0.0.1:1/x"])
def test_a_database_that_cannot_be_used_is_told_without_its_password(url):
    with pytest.raises(NoDatabase, match="--db URL") as caught:
        Store(url)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "x.db").write_text("not a database at all, " * 99, encoding="utf-8")
    with pytest.raises(NoDatabase):
        Store(f"sqlite:///{tmp_path / 'x.db'}")


def test_a_save_that_fails_shows_no_word_of_the_case(url, tmp_path):
    store = Store(url)
    with sqlite3.connect(tmp_path / "labels.db") as raw:
        raw.execute("DROP TABLE labels")
    with pytest.raises(NoDatabase) as caught:
        store.save(label(comment="Mrs Kendal"))
    assert "Kendal" not in str(caught.value)


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
