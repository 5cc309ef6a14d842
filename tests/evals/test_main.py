"""The whole run with a fake assistant: exit codes, files, and what is never shown."""

import json
import re
from xml.etree import ElementTree

import pytest

from assistant.errors import WeightsUnusable
from assistant.settings import Settings
from evals.main import main as run_main
from evals.plan import Plan

SECRET = "Saw Mrs Kendal | <b>again</b> ``` today"
CASES = [
    {"id": "right", "kind": "draft", "input": "Lovely day", "verdict": "ok", "issues": [], "source_url": "https://example.org/1"},
    {"id": "missed", "kind": "draft", "input": SECRET, "verdict": "do_not_post", "cite": ["gmc#1"], "why": "A name & a day."},
    {"id": "cites", "kind": "question", "input": "May I?", "verdict": "ok", "cite": ["gmc#3", "gmc#99"], "label_tier": "A"},
]


def main(cases, out, gate, settings, limit=None, **more):
    return run_main(Plan(out=out, cases=tuple(cases), gate=gate, limit=limit, **more), settings)


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path):
    return tmp_path / "deep" / "out"


def test_writes_every_file(fake, cases, out):
    assert main([cases], out, False, Settings()) == 0
    assert sorted(path.name for path in out.iterdir()) == ["cache", "history.jsonl", "junit.xml", "predictions.jsonl", "report.html", "report.json", "report.md"]
    lines = (out / "predictions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["right", "missed", "cites"]


def test_a_whole_run_leaves_word_for_the_app_and_a_first_look_none(fake, cases, out):
    settings = Settings()
    main([cases], out, False, settings, limit=1)
    assert not settings.evals_home.exists()
    main([cases], out, False, settings)
    left = json.loads((settings.evals_home / "latest.json").read_text(encoding="utf-8"))
    assert left == {"folder": str(out.resolve())}, "the name of the folder, and nothing of what is in it"


def test_report_json_says_what_was_measured_and_on_what(fake, cases, out):
    main([cases], out, False, Settings())
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["provenance"]["corpus_edition"] == "2024-01-30+abc"
    assert report["provenance"]["index"] == "f1"
    assert "python" in report["provenance"]["versions"]
    assert report["provenance"]["settings"]["max_draft"] == 8000
    rates = report["all"]["rates"]
    assert (rates["light_agreement"]["hits"], rates["light_agreement"]["of"]) == (2, 3)
    assert rates["light_agreement"]["wilson"]["low"] == pytest.approx(0.208, abs=1e-3)
    # the assistant retrieves #1 and #2, the textbook #3 alone
    assert (rates["retrieval_hit_at_5"]["hits"], rates["textbook_hit_at_5"]["hits"]) == (1, 1)
    assert rates["quote_validity"]["value"] == 1.0
    assert [error["id"] for error in report["all"]["worst"]] == ["missed"]
    assert [item["id"] for item in report["exchanges"]] == ["right", "missed", "cites"]
    assert any("gmc#99" in note for note in report["notes"])


def test_each_set_stands_apart_and_all_in_one_table(fake, cases, out, tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"id": "o", "input": "x", "verdict": "not_covered"}) + "\n", encoding="utf-8")
    main([cases, other], out, False, Settings())
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [(part["name"], part["cases"]) for part in (report["all"], *report["sets"])] == [("all", 4), ("mine", 3), ("other", 1)]
    assert "| measure | all | mine | other |" in (out / "report.md").read_text(encoding="utf-8")


def test_html_is_one_file_without_script_or_network(fake, cases, out):
    main([cases], out, False, Settings())
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "<b>again" not in page
    assert "&lt;b&gt;again" in page
    assert "<script" not in page
    assert not re.search(r"(src|href)=|url\(|@import", page)
    assert "Wilson" in page


def test_markdown_shows_an_input_as_it_stands(fake, cases, out):
    main([cases], out, False, Settings())
    page = (out / "report.md").read_text(encoding="utf-8")
    assert f"````text\n{SECRET}\n````" in page
    assert "<b>" not in page.replace(SECRET, "")


def test_junit_holds_thresholds_and_cases_but_no_input(fake, cases, out):
    fake.replies["May I?"] = ValueError("boom")
    main([cases], out, False, Settings())
    text = (out / "junit.xml").read_text(encoding="utf-8")
    suites = {suite.get("name"): suite for suite in ElementTree.fromstring(text)}
    assert set(suites) == {"thresholds", "mine"}
    assert [suites["mine"].get(key) for key in ("tests", "failures", "errors")] == ["3", "1", "1"]
    assert suites["mine"].find("testcase[@name='missed']/failure").get("message") == "expected do_not_post (red), given ok (green)"
    assert "Kendal" not in text


def test_the_terminal_never_shows_an_input(fake, cases, out, capfd):
    fake.replies[SECRET] = ValueError(f"cannot read {SECRET}")
    main([cases], out, True, Settings())
    shown = "".join(capfd.readouterr())
    assert "could not be scored: missed (ValueError)" in shown
    assert "Kendal" not in shown


def test_the_gate_fails_below_a_threshold_and_says_which(fake, cases, out, capfd):
    assert main([cases], out, True, Settings()) == 1
    assert "FAILED: mine, unsafe_miss is 1, at most" in capfd.readouterr().out


def test_without_the_gate_a_low_rate_is_reported_and_passes(fake, cases, out, capfd):
    assert main([cases], out, False, Settings()) == 0
    assert "below its threshold: mine, unsafe_miss" in capfd.readouterr().out


def test_the_gate_passes_when_all_is_right(fake, cases, out, advice):
    fake.replies[SECRET] = advice("do_not_post")
    assert main([cases], out, True, Settings()) == 0


def test_an_untrue_quote_fails_the_gate(fake, cases, out, advice, capfd):
    fake.replies[SECRET] = advice("do_not_post", quote="Post away.")
    assert main([cases], out, True, Settings()) == 1
    assert "quote_validity" in capfd.readouterr().out


def test_a_run_in_which_nothing_could_be_scored_fails_even_without_the_gate(fake, cases, out):
    fake.replies = {case["input"]: ValueError("boom") for case in CASES}
    assert main([cases], out, False, Settings()) == 1
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["all"]["rates"]["light_agreement"]["value"] is None


@pytest.mark.parametrize("gate", [False, True])
def test_a_bad_file_is_wrong_use_and_names_its_line(fake, cases, out, gate, capfd):
    with cases.open("a", encoding="utf-8") as file:
        file.write('{"id": "x", "input": "y", "verdict": "fine"}\n')
    assert main([cases], out, gate, Settings()) == 2
    assert re.search(r"mine.jsonl:4: verdict 'fine' is unknown. Use one of: ok", capfd.readouterr().err.replace("\n", ""))
    assert not out.exists()


@pytest.mark.parametrize("limit", [pytest.param(0, id="none"), pytest.param(-1, id="fewer-than-none")])
def test_a_run_over_no_cases_is_wrong_use(fake, cases, out, limit, capfd):
    assert main([cases], out, False, Settings(), limit) == 2
    assert "No cases" in capfd.readouterr().err


def test_limit_marks_the_report_as_a_first_look(fake, cases, out):
    assert main([cases], out, False, Settings(), 1) == 0
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["provenance"]["partial"]
    assert "first look" in report["notes"][0]


def test_a_folder_that_cannot_be_made_is_wrong_use(fake, cases, tmp_path, capfd):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main([cases], tmp_path / "file", False, Settings()) == 2
    assert "--out DIR" in capfd.readouterr().err


def test_an_assistant_that_cannot_be_opened_is_told_and_is_wrong_use(fake, cases, out, monkeypatch, capfd):
    def refuse(settings, progress):
        raise WeightsUnusable("mini", "altered", "Install them again.")

    monkeypatch.setattr("evals.main.open_assistant", refuse)
    assert main([cases], out, False, Settings()) == 2
    assert "Install them again." in capfd.readouterr().err


def test_an_odd_character_breaks_no_file(fake, cases, out):
    odd = {"id": "odd \u0001", "kind": "draft", "input": "\ud800 \u0000 \u2028", "verdict": "do_not_post"}
    with cases.open("a", encoding="utf-8") as file:
        file.write(json.dumps(odd) + "\n")
    assert main([cases], out, False, Settings()) == 0
    ElementTree.fromstring((out / "junit.xml").read_text(encoding="utf-8"))
    assert len((out / "predictions.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def test_the_page_lays_both_sides_of_an_error_beside_each_other_and_can_be_filtered(fake, cases, out):
    main([cases], out, False, Settings())
    page = (out / "report.html").read_text(encoding="utf-8")
    assert page.index("What an expert says") < page.index("A name &amp; a day.") < page.index("What was answered")
    assert "You must keep what you learn confidential." in page
    assert "main:has(#kind-0:checked) .of-kind:not(.kind-0)" in page
    assert page.count("<svg") == 2, "reliability and coverage of the one set"


def test_the_trend_is_of_whole_runs_and_a_bad_line_costs_nothing(fake, cases, out):
    main([cases], out, False, Settings())
    main([cases], out, False, Settings(), 1)
    with (out / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write("not json\n")
    main([cases], out, False, Settings())
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [run["rates"]["mine"]["unsafe_miss"] for run in report["past"]] == [1.0, 1.0]
    assert "mine: 2 runs" in (out / "report.html").read_text(encoding="utf-8")


def test_the_human_ceiling_stands_beside_the_score(fake, cases, out):
    main([cases], out, False, Settings())
    told = (out / "report.md").read_text(encoding="utf-8")
    # published, and our own labels again
    assert "0.87 to 0.89" in told
    assert "160 precedents labelled again blind" in told
    # cases of one's own are no published judgements
    assert "the assistant with the published" not in told


def test_ours_stands_beside_it_where_published_judgements_were_run(fake, cases, tmp_path, out, capsys):
    expert = tmp_path / "expert.jsonl"
    expert.write_bytes(cases.read_bytes())
    main([expert], out, False, Settings())
    people = json.loads((out / "report.json").read_text(encoding="utf-8"))["people"]
    # two of three, each case a publication or a set of its own
    assert people["rows"][0][2].startswith("0.67 (")
    assert "Light agreement with published judgements: 0.67" in capsys.readouterr().out
