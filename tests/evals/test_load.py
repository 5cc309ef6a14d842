"""Case files: what is read, what is let be, and what each error says to do."""

import json

import pytest

from assistant.models import Kind, Verdict
from corpus.errors import BadRecord
from evals.errors import NoCases
from evals.load import load_sets, picked, problems, set_names, shipped

GOOD = {"id": "a", "kind": "draft", "input": "Lovely day", "verdict": "ok"}
TALK = {
    "id": "t",
    "turns": [
        {"user": "Can I post her photo?", "expect": {"verdict": "get_advice_first", "issues": ["consent-for-disclosure"], "note": "n"}},
        {"user": "and if she agreed?", "expect": {"verdict": "ok_with_care"}},
    ],
}


def written(path, *records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def loaded(tmp_path, *records):
    return load_sets([written(tmp_path / "mine.jsonl", *records)])[0].cases


def test_every_shipped_file_loads():
    assert all(case_set.cases for case_set in load_sets(shipped()))


def test_shipped_cases_cite_paragraphs_that_are_held(corpus):
    cited = {id_ for s in load_sets(shipped()) for case in s.cases for turn in case.exchanges for id_ in turn.expect.cite}
    assert cited <= corpus.paragraphs.keys()


def test_a_case_is_one_exchange(tmp_path):
    (case,) = loaded(tmp_path, GOOD)
    (exchange,) = case.exchanges
    assert (exchange.kind, exchange.text, exchange.earlier, exchange.expect.verdict) == (Kind.DRAFT, "Lovely day", (), Verdict.OK)


def test_a_conversation_keeps_what_was_said_before_each_turn(tmp_path):
    (case,) = loaded(tmp_path, TALK)
    assert [turn.earlier for turn in case.exchanges] == [(), ("Can I post her photo?",)]
    assert [turn.expect.verdict for turn in case.exchanges] == [Verdict.GET_ADVICE_FIRST, Verdict.OK_WITH_CARE]
    assert case.exchanges[0].expect.why == "n"


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param({"annotator": "x", "vital": ["y"]}, id="keys-of-other-tools"),
        pytest.param({"context": {"platform": "blog", "followers": 12}}, id="keys-of-other-tools-in-the-context"),
        pytest.param({"context": None, "issues": None, "spans": None, "cite": None}, id="null-is-not-given"),
        pytest.param({"context": {"platform": None, "audience": None, "role": None}}, id="nothing-said-of-the-context"),
        pytest.param({"input": ""}, id="an-empty-input-is-the-assistants-to-answer"),
        pytest.param({"input": "a\u2028b"}, id="a-line-separator-inside-the-text"),
    ],
)
def test_tolerated(tmp_path, extra):
    assert len(loaded(tmp_path, GOOD | extra)) == 1


def test_an_expectation_may_have_a_level_of_its_own(tmp_path):
    (case,) = loaded(tmp_path, {"id": "a", "input": "x", "expect": {"verdict": "ok"}})
    assert case.exchanges[0].expect.verdict is Verdict.OK


@pytest.mark.parametrize(
    ("record", "message"),
    [
        pytest.param({"verdict": None}, "verdict is missing. Give one of: ok, ok_with_care", id="no-verdict"),
        pytest.param({"verdict": "okay"}, "verdict 'okay' is unknown. Use one of: ok", id="unknown-verdict"),
        pytest.param({"issues": ["defamtion"]}, "issues.0 'defamtion' is unknown. Use one of: defamation", id="misspelt-issue"),
        pytest.param({"issues": "defamation"}, "issues is not a list", id="issue-outside-a-list"),
        pytest.param({"context": {"audience": "friends"}}, "context.audience 'friends' is unknown. Use one of: public", id="audience"),
        pytest.param({"context": "facebook"}, "context is not an object", id="context-as-text"),
        pytest.param({"id": None}, "id is missing. Add it", id="no-id"),
        pytest.param({"id": 7}, "id: Input should be a valid string. Mend that field", id="number-for-id"),
        pytest.param({"id": "\ud800"}, "id holds half of a surrogate pair", id="no-character"),
        pytest.param({"input": None}, "either 'input' or a non-empty list 'turns'", id="nothing-asked"),
        pytest.param({"turns": []}, None, id="no-turns-but-an-input"),
        pytest.param({"input": None, "turns": []}, "non-empty list 'turns'", id="empty-conversation"),
        pytest.param(
            {"input": None, "turns": [{"user": "x", "expect": {"verdict": "yes"}}]},
            "turns.0.expect.verdict 'yes' is unknown", id="verdict-of-a-turn",
        ),
        pytest.param({"input": None, "verdict": None, "turns": [{"user": "x"}]}, "turns.0.expect.verdict is missing. Give one of", id="a-turn-nobody-judged"),
        pytest.param({"verdict": None, "cite": ["p#1"]}, None, id="paragraphs-in-place-of-a-verdict"),
        pytest.param({"grade": "everyone"}, "grade 'everyone' is unknown. Use one of: generic", id="unknown-grade"),
        pytest.param({"changed": "consnt"}, "changed 'consnt' is unknown. Use one of: consent", id="misspelt-fact-changed"),
        pytest.param({"changed": "xyz"}, "changed 'xyz' is unknown. Use one of: platform, audience, role, consent", id="unknown-fact-changed"),
        pytest.param({"status": "candidat"}, "status 'candidat' is unknown. Use one of: candidate", id="misspelt-status"),
        pytest.param({"asks": "licence"}, None, id="a-need-is-asked"),
        pytest.param({"asks": "paid"}, None, id="a-fact-is-asked"),
        pytest.param({"asks": "nothing"}, None, id="nothing-is-asked"),
        pytest.param({"asks": None}, None, id="null-asks-nothing"),
        pytest.param({"spans": [{"text": "night"}]}, "not in the input. Copy its words exactly", id="span-of-another-text"),
    ],
)  # fmt: skip
def test_a_bad_line_names_file_line_and_mend(tmp_path, record, message):
    path = written(tmp_path / "mine.jsonl", GOOD | {"id": "first"}, GOOD | record)
    if message is None:
        load_sets([path])
        return
    with pytest.raises(BadRecord) as caught:
        load_sets([path])
    assert str(caught.value).startswith(f"{path}:2: ")
    assert message in str(caught.value)


def test_cases_still_to_be_labelled_need_no_verdict(tmp_path):
    path = written(tmp_path / "mine.jsonl", {"id": "a", "input": "x"}, {"id": "b", "turns": [{"user": "y"}]})
    (held,) = load_sets([path], judged=False)
    assert [exchange.expect.verdict for case in held.cases for exchange in case.exchanges] == [None, None]


def test_an_error_never_repeats_what_was_written_to_be_judged(tmp_path):
    secret = "Mrs Kendal of 4 Mill Lane"
    for record in ({"id": "a", "input": secret}, {"id": "a", "input": [secret], "verdict": "ok"}, {"id": "a", "turns": [{"user": secret}]}):
        with pytest.raises(BadRecord) as caught:
            loaded(tmp_path, record)
        assert "Kendal" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"not json\n", ":1: not JSON", id="not-json"),
        pytest.param(b"[1]\n", ":1: a list, not an object", id="not-an-object"),
        pytest.param(b"\xff\xfe\x00", "UTF-8", id="binary"),
    ],
)
def test_a_file_that_is_no_case_file(tmp_path, content, message):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadRecord, match=message):
        load_sets([path])


def test_a_missing_file(tmp_path):
    with pytest.raises(BadRecord, match="Give the path of a UTF-8 JSON Lines file"):
        load_sets([tmp_path / "none.jsonl"])


def test_the_same_id_in_two_files_says_where_both_stand(tmp_path):
    one, two = written(tmp_path / "one.jsonl", GOOD), written(tmp_path / "two.jsonl", GOOD)
    with pytest.raises(BadRecord, match=r"two.jsonl:1: id 'a' stands already at .*one.jsonl:1"):
        load_sets([one, two])


@pytest.mark.parametrize("content", [pytest.param("", id="empty"), pytest.param("\n \n", id="blank-lines")])
def test_a_file_without_cases(tmp_path, content):
    path = tmp_path / "none.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NoCases, match="at least one case a line"):
        load_sets([path])


def test_limit_takes_the_first_of_each_file_and_says_so(tmp_path):
    path = written(tmp_path / "mine.jsonl", GOOD, GOOD | {"id": "b"})
    (first,) = load_sets([path], limit=1)
    assert [case.id for case in first.cases] == ["a"]
    assert first.partial
    assert not load_sets([path], limit=2)[0].partial


def test_sets_are_named_by_file(tmp_path):
    paths = [tmp_path / "a" / "x.jsonl", tmp_path / "b" / "x.jsonl", tmp_path / "b" / "y.jsonl", tmp_path / "b" / "all.jsonl"]
    assert set_names(paths) == ["a/x", "b/x", "y", "b/all"]


def test_every_bad_line_is_told(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text(
        '{"id": "a", "input": "x", "verdict": "fine"}\n{"id": "b", "input": "x", "verdict": "ok"}\nnot json\n'
        '{"id": "b", "input": "y", "verdict": "ok"}\n[1]\n',
        encoding="utf-8",
    )
    found = problems(path)
    assert [problem.removeprefix(str(path)).split(":")[1] for problem in found] == ["1", "3", "4", "5"]
    assert "Use one of" in found[0]
    assert "stands already in line 2" in found[2]


def test_a_file_without_cases_is_no_valid_file(tmp_path):
    (tmp_path / "none.jsonl").write_text("\n", encoding="utf-8")
    assert "No cases" in problems(tmp_path / "none.jsonl")[0]


def test_shipped_files_are_valid():
    assert [problem for path in shipped(full=True) for problem in problems(path)] == []


def test_a_filter_takes_what_it_finds_and_marks_the_set_as_part(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(json.dumps({"id": id_, "input": "x", "verdict": "ok"}) + "\n" for id_ in ("red-1", "red-2", "blue")), encoding="utf-8")
    (kept,) = picked(load_sets([path]), "mine/RED")
    assert ([case.id for case in kept.cases], kept.partial) == (["red-1", "red-2"], True)
    with pytest.raises(NoCases, match="green"):
        picked(load_sets([path]), "green")


def test_a_vital_point_is_a_phrase_or_several(tmp_path):
    path = written(tmp_path / "mine.jsonl", GOOD | {"vital": ["consent", ["MDO", "defence organisation"]]})
    (case_set,) = load_sets([path])
    assert case_set.cases[0].expect.vital == (("consent",), ("MDO", "defence organisation"))


@pytest.mark.parametrize("vital", [[[]], [""], [3], "consent"])
def test_a_vital_point_without_words_is_told(tmp_path, vital):
    with pytest.raises(BadRecord, match="vital"):
        load_sets([written(tmp_path / "mine.jsonl", GOOD | {"vital": vital})])
