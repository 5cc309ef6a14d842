"""Thumbs: kept here alone, words only with consent, and the way from a thumb to a case that experts judge."""

import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from assistant.cli.commands import app
from assistant.errors import FeedbackUnusable
from assistant.feedback import Feedback, Store, candidates, own_url
from assistant.models import Context, Verdict
from assistant.settings import Settings
from corpus.errors import BadRecord
from evals.desk.export import exported
from evals.desk.items import items_of
from evals.desk.models import Label
from evals.load import load_sets

SECRET = "the lighthouse keeper of Tarn Lane"


def thumb(consent, text=SECRET, **other):
    return Feedback(
        thumb="down", reasons=("too-strict",), kind="question", verdict=Verdict.CHANGE_FIRST, confidence=0.7, issues=("copyright",),
        cited=("gmc-social-media-2024#18",), corpus_edition="2024-01-30+abc", consent=consent, text=text, comment=SECRET,
        context=Context(platform=SECRET), turns=(SECRET,), saved=datetime(2026, 11, 21, tzinfo=UTC),
    ).model_copy(update=other)  # fmt: skip


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CANIPOST_HOME", str(tmp_path))
    return tmp_path


def test_without_the_box_no_word_reaches_the_disk(home):
    Store(own_url(Settings())).save(thumb(consent=False))
    for path in home.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
    (_, kept), = Store(own_url(Settings())).all()
    assert (kept.text, kept.turns, kept.comment, kept.context) == ("", (), "", Context())
    assert kept.reasons == ("too-strict",)


def test_with_the_box_words_are_kept(home):
    store = Store(own_url(Settings()))
    store.save(thumb(consent=True))
    assert Store(own_url(Settings())).all()[0][1].text == SECRET


def test_only_consented_ones_become_candidates_each_once():
    given = [(1, thumb(True)), (2, thumb(False)), (3, thumb(True)), (4, thumb(True, text="Another <b>one</b>"))]
    made = candidates(given)
    assert [record["id"] for record in made] == ["feedback-00003", "feedback-00004"]
    assert all(record["verdict"] is None and record["status"] == "candidate" for record in made)


def test_the_way_round_from_thumb_to_labelled_case(home, tmp_path):
    """Saved, exported by the command, opened as the desk opens it, judged, and a case that can be scored."""
    Store(own_url(Settings())).save(thumb(consent=True))
    file = tmp_path / "candidates.jsonl"
    done = CliRunner().invoke(app, ["feedback", "export", str(file)])
    assert done.exit_code == 0, done.output
    with pytest.raises(BadRecord, match="no verdict yet"):
        load_sets([file])
    (case,) = load_sets([file], judged=False)[0].cases
    assert case.input == f"{SECRET}\n{SECRET}"
    labels = [
        Label(case=item.id, annotator="Ana", verdict=Verdict.OK, seconds=3, saved=datetime(2026, 11, 21, tzinfo=UTC)) for item in items_of(case)
    ]
    judged = tmp_path / "judged.jsonl"
    judged.write_text("".join(json.dumps(record) + "\n" for record in exported([case], labels)), encoding="utf-8")
    assert load_sets([judged])[0].cases[0].expect.verdict is Verdict.OK


def test_list_counts_and_says_why(home):
    store = Store(own_url(Settings()))
    store.save(thumb(consent=False))
    done = CliRunner().invoke(app, ["feedback", "list"])
    assert "1 in all: 0 up, 1 down; 0 with their words." in done.output
    assert "too-strict" in done.output
    assert SECRET not in done.output


def test_nothing_to_export_says_why(home, tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        app(["feedback", "export", str(tmp_path / "x.jsonl")], standalone_mode=False)
    assert left.value.code == 2
    assert "ticked the box" in capsys.readouterr().err


def test_a_database_that_cannot_be_opened_names_the_mend():
    with pytest.raises(FeedbackUnusable, match="CANIPOST_HOME"):
        Store("sqlite:////nowhere/at/all/feedback.db")
