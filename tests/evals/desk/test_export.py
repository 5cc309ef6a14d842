"""Labels as case records: what counts, who said what, and that the file can be run."""

from datetime import UTC, datetime

import pytest

from assistant.models import Issue, Verdict
from assistant.settings import Settings
from corpus.load import as_jsonl
from evals.desk.export import exported
from evals.desk.models import Label
from evals.desk.start import label as start
from evals.desk.store import Store
from evals.load import load_sets
from evals.models import Case

WHEN = datetime(2026, 11, 21, tzinfo=UTC)
CASES = [
    Case.model_validate({"id": id_, "kind": "draft", "input": "Silly man, really", "verdict": "ok", "context": {"platform": "x"}, "source_url": "https://example.org"})
    for id_ in ("a", "b")
]


def label(annotator, verdict, case="a", **more):
    return Label(case=case, annotator=annotator, verdict=Verdict(verdict), saved=WHEN, **more)


def test_the_majority_counts_and_everybody_is_kept():
    labels = [
        label("Ana", "change_first", issues=(Issue.DEFAMATION,), cite=("gmc#1",), spans=("Silly man",), comment="rude"),
        label("Ben", "change_first", issues=(Issue.DEFAMATION, Issue.COPYRIGHT), spans=("Silly man",)),
        label("Cem", "ok"),
    ]
    (record,) = exported(CASES, labels)
    assert (record["verdict"], record["also_acceptable"]) == ("change_first", ["ok"])
    assert (record["issues"], record["cite"], record["spans"]) == (["defamation"], [], [{"text": "Silly man"}])
    assert [own["annotator"] for own in record["labels"]] == ["Ana", "Ben", "Cem"]
    assert record["labels"][1]["issues"] == ["defamation", "copyright"]
    assert (record["why"], record["source_url"]) == ("rude", "https://example.org")


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        pytest.param(["ok", "change_first"], "change_first", id="the-graver"),
        pytest.param(["do_not_post", "not_covered"], "do_not_post", id="not-covered-is-the-least-grave"),
    ],
)
def test_of_equals_the_graver_counts(given, verdict):
    (record,) = exported(CASES, [label(f"p{n}", said) for n, said in enumerate(given)])
    assert record["verdict"] == verdict


def test_an_adjudication_counts_alone():
    labels = [label("Ana", "ok"), label("Ben", "ok"), label("Chair", "do_not_post", adjudicates=True)]
    (record,) = exported(CASES, labels)
    assert (record["verdict"], record["also_acceptable"], record["label_basis"]) == ("do_not_post", [], "adjudicated")
    assert len(record["labels"]) == 2


def test_a_conversation_goes_as_far_as_it_was_judged():
    talk = Case.model_validate({"id": "t", "turns": [{"user": said} for said in ("one", "two", "three")], "context": {"platform": "x"}})
    (record,) = exported([talk], [label("Ana", "ok", "t, turn 1"), label("Ben", "ok", "t, turn 1"), label("Ana", "do_not_post", "t, turn 3")])
    assert (record["id"], [turn["user"] for turn in record["turns"]]) == ("t", ["one"])
    assert record["turns"][0]["expect"]["verdict"] == "ok"
    assert len(record["turns"][0]["expect"]["labels"]) == 2
    assert Case.model_validate(record).exchanges[0].expect.verdict is Verdict.OK


def test_the_command_writes_a_file_that_can_be_run(tmp_path):
    url = f"sqlite:///{tmp_path / 'l.db'}"
    Store(url).save(label("Ana", "change_first", spans=("Silly man",), vital=("say sorry",)))
    (tmp_path / "cases.jsonl").write_text(as_jsonl([{"id": "a", "kind": "draft", "input": "Silly man, really", "verdict": "ok"}]), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert start(Settings(home=tmp_path), [tmp_path / "cases.jsonl"], url, out, 0, False) == 0
    (case_set,) = load_sets([out])
    assert case_set.cases[0].expect.verdict is Verdict.CHANGE_FIRST
    assert case_set.cases[0].expect.vital == (("say sorry",),)


def test_a_bad_database_is_wrong_use(tmp_path, capfd):
    (tmp_path / "cases.jsonl").write_text('{"id": "a", "input": "x", "verdict": "ok"}\n', encoding="utf-8")
    assert start(Settings(home=tmp_path), [tmp_path / "cases.jsonl"], "nonsense", tmp_path / "o", 0, False) == 2
    assert "--db URL" in capfd.readouterr().err
