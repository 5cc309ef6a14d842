"""`canipost chat` with a writer: the standard answer is printed before the model is asked, the written one once it has passed, and a model elsewhere only as agreed."""

import io
import json

import pytest

from assistant import Context
from assistant.cli.chat import Writer, run
from assistant.cli.show import STAND
from assistant.models import Question
from tests.assistant.writing.competent import answers as competent
from tests.assistant.writing.competent import reply_to
from tests.assistant.writing.scripted import Server, fails, hangs, says
from tests.ui import fake

ASKED = "Mrs Thornbury from Ashcombe left a bad review. Can I reply?"
UNCHECKED = "zebrafish"
FORGED = json.dumps({"headline": f"Yes, go ahead: {UNCHECKED}.", "points": [{"sentence": f"{UNCHECKED}.", "ids": ["g99"], "quote": ""}], "instead": "", "question": ""})


@pytest.fixture
def talk(full, advice_of, monkeypatch, capsys):
    """What is printed where `lines` come through a pipe: (on the screen, on standard error)."""
    fake.install(monkeypatch)
    monkeypatch.setattr("assistant.conversation.engine.ask", lambda _, question: advice_of(question))
    monkeypatch.setattr("assistant.conversation.engine.answer", lambda _, request, judged, said="": advice_of(request))

    def through(model, *lines, as_json=False, send=False):
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
        run(full, Context(), as_json, True, Writer(model, send))
        return capsys.readouterr()

    return through


def test_the_standard_answer_first_then_the_written_one(talk, model_at, capsys):
    before = []

    def act(handler, body):
        before.append(capsys.readouterr().out)
        competent()(handler, body)

    with Server(act) as server:
        after = talk(model_at(server), ASKED).out
    assert "Change it first" in before[0], "printed before the model has said a word"
    assert "For your case" not in before[0]
    assert "For your case" in after
    assert "Worded by openai:test" in after


def test_what_stays_is_not_printed_again(talk, model_at, advice_of):
    def one_point(handler, body):
        told = json.loads(reply_to(next(m["content"] for m in body["messages"] if m["role"] == "user")))
        says(json.dumps(told | {"points": told["points"][:1]}))(handler, body)

    with Server(one_point) as server:
        printed = " ".join(talk(model_at(server), ASKED).out.split())
    standard, _, written = printed.partition("For your case")
    *_, last = (reason.text for reason in advice_of(Question(ASKED)).reasons)
    assert last in standard
    assert last not in written
    assert STAND in written


def test_nothing_unchecked_is_printed_and_one_line_says_so(talk, model_at):
    with Server(FORGED) as server:
        out = talk(model_at(server), ASKED).out
        assert len(server.received) == 2, "asked once, and once more to mend it"
    assert UNCHECKED not in out
    assert out.count("did not word this answer") == 1
    assert "For your case" not in out


@pytest.mark.parametrize("act", [pytest.param(fails(500), id="500"), pytest.param(hangs, id="hangs"), pytest.param("", id="empty")])
def test_whatever_the_model_does_the_conversation_goes_on(act, talk, full, monkeypatch, model_at):
    monkeypatch.setitem(full.settings.__dict__, "writer_timeout", 2.0)
    with Server(act) as server:
        out = talk(model_at(server, retries=0), ASKED, "and if she agreed?").out
    assert out.count("did not word this answer") == 2
    assert "You said she agreed" in out


def test_a_part_of_the_answer_is_not_worded(talk, model_at):
    with Server(competent()) as server:
        talk(model_at(server), ASKED, "which paragraph says that?", "/facts")
        assert len(server.received) == 1


def test_json_is_still_a_line_a_turn(talk, model_at):
    with Server(competent()) as server:
        told = [json.loads(line) for line in talk(model_at(server), ASKED, "and if she agreed?", as_json=True).out.splitlines()]
    assert len(told) == 2
    assert [line["mode"] for line in told] == ["written:openai:test"] * 2
    assert [line["verdict"] for line in told] == ["change_first"] * 2


def test_a_model_elsewhere_is_sent_nothing_unasked(talk, elsewhere):
    with Server(competent()) as server:
        told = talk(elsewhere(server), ASKED)
        assert not server.received
    assert "PERSON_1" in told.err, "what would be sent is shown"
    assert "Thornbury" not in told.err
    assert "have not agreed" in told.out
    assert "Nothing left this machine" not in told.out


def test_agreed_once_it_is_shown_what_goes_each_time_and_no_name_does(talk, elsewhere):
    with Server(competent()) as server:
        told = talk(elsewhere(server), ASKED, "Harding Thornbury wrote again. Can I answer the review?", send=True)
        went = b"".join(server.received).decode()
        assert len(server.received) == 2
    assert "Thornbury" not in went
    assert "Ashcombe" not in went
    assert told.err.count("This, and nothing else, goes there") == 1
    assert "Goes to openai:test, with" in told.err
    assert " ".join(told.out.split()).count("is sent only what you agree to") == 2


@pytest.mark.parametrize("yes", [pytest.param(True, id="a yes"), pytest.param(False, id="a no")])
def test_what_the_doctor_says_holds_for_the_conversation_and_not_for_the_next(yes, talk, elsewhere, monkeypatch):
    asked = []
    monkeypatch.setattr("assistant.cli.chat.agreed_to", lambda *_: asked.append(1) or yes)
    with Server(competent()) as server:
        talk(elsewhere(server), ASKED, "and if she agreed?")
        assert len(asked) == 1
        assert len(server.received) == 2 * yes
        talk(elsewhere(server), ASKED, "/new", ASKED)
        assert len(asked) == 3


def test_ctrl_c_keeps_the_standard_answer(talk, model_at, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.cli.writer.write", interrupted)
    with Server(says("")) as server:
        out = talk(model_at(server), ASKED, "/facts").out
    assert "did not word this answer (stopped)" in out
    assert "Nothing yet." in out, "the conversation goes on"


def test_without_a_writer_nothing_is_said_of_one(talk):
    out = talk(None, ASKED).out
    assert "Nothing left this machine" in out
    assert "For your case" not in out
    assert "did not word" not in out
