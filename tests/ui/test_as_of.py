"""For a past day an answer quotes what was in force then, or says that it is not held."""

from datetime import date
from types import SimpleNamespace

import pytest

from tests.ui import fake
from tests.ui.conftest import read

QUESTION = "Can I post under a made-up name?"


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """No wording is installed, and nothing needs an encoder."""
    monkeypatch.setattr("ui.as_of.Store", lambda _: SimpleNamespace(editions=lambda _: [], newest=lambda *_: None))
    monkeypatch.setattr(fake.ASSISTANT.index, "encoder", None, raising=False)


def test_a_question_for_a_past_day(draw, empty):
    at = draw("ask")
    at.date_input(key="ask-as-of").set_value(date(2015, 6, 1)).run()
    at.chat_input[0].set_value(QUESTION).run()
    shown = read(at)
    assert "was not in force on 2015-06-01" in shown
    assert "not held here" in shown


def test_a_draft_for_a_past_day(draw, empty):
    at = draw("check")
    at.text_area[0].set_value("Mrs Kendal has a rash").run()
    at.date_input(key="draft-as-of").set_value(date(2015, 6, 1)).run()
    at.button(key="check").click().run()
    assert "was not in force on 2015-06-01" in read(at)


def test_today_needs_no_day(draw):
    at = draw("ask")
    at.chat_input[0].set_value(QUESTION).run()
    assert "in force on" not in read(at)
