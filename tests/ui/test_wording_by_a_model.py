"""The standard answer stands at once; a written one takes its place only when whole and checked, and nothing goes elsewhere unasked."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from assistant import Settings
from assistant.models import Written
from assistant.writing import unworded
from tests.ui import fake
from tests.ui.conftest import page, read
from ui.pages import wording

WRITTEN = "Written for this very case, and checked."


@pytest.fixture
def model(faked, monkeypatch):
    """A model that writes one headline; `asked` counts how often it was, `gate` holds it back."""
    from threading import Event

    state = SimpleNamespace(asked=0, gate=Event(), model=SimpleNamespace(name="test:model", is_local=True))

    def write(assistant, request, advice, model, agreed=False, is_cancelled=lambda: False):
        state.asked += 1
        assert model.is_local or agreed
        while not state.gate.wait(0.02):
            if is_cancelled():
                return unworded(advice, model.name, "stopped")
        return replace(advice, headline=WRITTEN, written=Written(model.name, 1, 2, {}, 0.1, 10, question="Is there a complaint?"))

    monkeypatch.setattr(wording, "write", write)
    monkeypatch.setattr(wording, "second_opinion", lambda *_: None)
    monkeypatch.setattr("ui.pages.ask.with_opinion", lambda *_: state.opinion)
    state.opinion = None
    monkeypatch.setattr(wording, "opened", lambda _: state.model)
    monkeypatch.setattr(
        wording, "outgoing",
        lambda *_: SimpleNamespace(redaction=SimpleNamespace(unsure=state.unsure), messages=("x",), text="PERSON_1 left a <b>review</b>"),
    )  # fmt: skip
    monkeypatch.setattr(fake.ASSISTANT, "settings", Settings(writer="test:model"))
    state.unsure = ()
    yield state
    state.gate.set()


@pytest.fixture
def asked(model):
    """The ask page with a question put."""
    at = AppTest.from_function(page, default_timeout=30, args=("ask",)).run()
    at.chat_input[0].set_value("Can I reply to a review?").run()
    return at


def finished(at):
    """The page once the job is done, which on a busy machine it may be already."""
    if job := at.session_state["job"]:
        job.wait(10)
    return at.run()


def test_the_standard_answer_is_there_at_once_and_then_gives_way(model, asked):
    assert "Change it first" in read(asked)
    assert "test:model is wording this" in read(asked)
    assert WRITTEN not in read(asked)
    model.gate.set()
    after = read(finished(asked))
    assert WRITTEN in after
    assert "Change it first" in after, "the verdict stays"
    assert "Is there a complaint?" in after
    assert "is wording this" not in after
    asked.run()
    assert model.asked == 1, "an answer is worded once"


def test_a_second_opinion_is_asked_of_a_follow_up_too(model, asked, monkeypatch):
    model.gate.set()
    finished(asked)
    seen = []
    monkeypatch.setattr("ui.pages.ask.with_opinion", lambda assistant, said, *_: seen.append([turn.user for turn in said.turns]))
    asked.chat_input[0].set_value("It is on our Google page.").run()
    finished(asked)
    assert seen == [["Can I reply to a review?", "It is on our Google page."]]


def test_stopping_keeps_the_standard_answer(model, asked):
    asked.button(key="writing-keep").click().run()
    after = read(finished(asked))
    assert WRITTEN not in after
    assert "did not word this answer (stopped)" in after


def test_a_model_elsewhere_is_asked_only_after_the_doctor_has_agreed(model, monkeypatch):
    model.model.is_local = False
    model.gate.set()
    at = AppTest.from_function(page, default_timeout=30, args=("ask",)).run()
    at.chat_input[0].set_value("Can I reply to a review?").run()
    assert model.asked == 0
    assert "PERSON_1 left a <b>review</b>" in read(at), "exactly what would be sent, as it stands"
    at.button(key="writing-agree").click().run()
    assert WRITTEN in read(finished(at))
    at.chat_input[0].set_value("Can I reply to another review?").run()
    finished(at)
    assert model.asked == 2, "once agreed, the conversation goes on"


def test_nothing_is_sent_where_hiding_is_unsure(model):
    model.model.is_local = False
    model.unsure = ("a hint at somebody's name",)
    at = AppTest.from_function(page, default_timeout=30, args=("ask",)).run()
    at.chat_input[0].set_value("Can I reply to a review?").run()
    assert "nothing was sent: a hint at somebody's name" in read(at)
    assert model.asked == 0


def test_a_model_that_cannot_be_opened_costs_one_line(model, monkeypatch):
    monkeypatch.setattr(wording, "opened", lambda _: "Writer 'test:model': not installed. Run: pip install x")
    at = AppTest.from_function(page, default_timeout=30, args=("ask",)).run()
    at.chat_input[0].set_value("Can I reply to a review?").run()
    assert "not installed" in read(at)
    assert "Change it first" in read(at)


@pytest.mark.parametrize(
    ("writer", "url", "says"),
    [
        pytest.param(None, None, "Nothing you type is sent anywhere", id="none"),
        pytest.param("ollama:qwen3:8b", None, "Nothing you type is sent anywhere", id="local ollama"),
        pytest.param("ollama:gpt-oss:120b-cloud", None, "except what ollama:gpt-oss:120b-cloud is sent", id="ollama's own cloud"),
        pytest.param("openai:gpt", None, "except what openai:gpt is sent", id="openai"),
        pytest.param("openai:x", "http://127.0.0.1:8080/v1", "Nothing you type is sent anywhere", id="loopback server"),
        pytest.param("openai:x", "http://192.168.0.7:8080/v1", "except what openai:x is sent", id="another machine of the house"),
    ],
)
def test_the_banner_says_where_words_go(writer, url, says, monkeypatch):
    from ui.app import standing

    for name in ("OLLAMA_HOST", "OPENAI_API_BASE", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    assert says in standing(Settings(writer=writer, writer_url=url))
