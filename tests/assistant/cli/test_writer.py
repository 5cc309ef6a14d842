"""`canipost doctor --writer`: what a model can do is said as it was found, and what is wrong with its mend."""

import json

import pytest

from assistant import Settings
from assistant.cli.writer import model_for, try_writer
from assistant.errors import NoWriter
from tests.assistant.writing.scripted import Server, fails, hangs, refuses_schema

RIGHT = json.dumps({"headline": "Hello, doctor.", "points": [], "instead": "", "question": ""})


def settings(server, **changes):
    return Settings(**{"writer": "openai:test", "writer_url": server.url, "writer_timeout": 2.0, "writer_retries": 0} | changes)


@pytest.mark.parametrize(
    ("act", "code", "says"),
    [
        pytest.param(RIGHT, 0, ("structured, the server keeps to a schema", "shape: right", "on this machine", "at least 8,000 tokens"), id="all well"),
        pytest.param(refuses_schema(RIGHT), 0, ("JSON in text, the server takes no schema", "shape: right"), id="an older server"),
        pytest.param('{"headline": "Hel', 1, ("takes a schema and does not keep to it", "will often fall back"), id="half a JSON"),
        pytest.param("", 1, ("does not keep to it", "fewer than 2,000 tokens"), id="empty"),
        pytest.param(fails(401), 1, ("MEND", "refuses the key", "Set the provider's key"), id="key refused"),
        pytest.param(fails(404), 1, ("MEND", "does not know this model", "Check its name"), id="no such model"),
        pytest.param(hangs, 1, ("MEND", "no whole reply within 2 seconds", "CANIPOST_WRITER_TIMEOUT"), id="hangs"),
    ],
)
def test_doctor_writer(act, code, says, capsys):
    with Server(act) as server:
        assert try_writer(settings(server)) == code
    out = capsys.readouterr().out
    assert [words for words in says if words not in out] == []
    assert "zebrafish" not in out, "a server's own words are shown to nobody"


def test_the_context_is_no_longer_than_the_budget(capsys):
    with Server(RIGHT) as server:
        try_writer(settings(server, writer_tokens=4_000))
        assert max(map(len, server.received)) < 4_500 * 5
    assert "at least 4,000 tokens (budget for an answer: 4,000)" in capsys.readouterr().out


def test_none_set(capsys):
    assert try_writer(Settings(writer=None)) == 1
    assert "Set CANIPOST_WRITER" in capsys.readouterr().out
    assert model_for(Settings(writer=None), None) is None
    with pytest.raises(NoWriter, match="Set CANIPOST_WRITER"):
        model_for(Settings(writer=None), True)


def test_one_that_cannot_be_opened_costs_a_line(capsys):
    assert model_for(Settings(writer="openai:"), None) is None
    assert "The standard answer follows" in capsys.readouterr().err
