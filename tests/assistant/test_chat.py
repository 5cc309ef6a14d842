"""`canipost chat` through a pipe: the same conversation, commands, and JSON a turn."""

import io
import json

import pytest

from assistant import Context
from assistant.cli.chat import run
from tests.ui import fake

LINES = "Can I answer a bad review?\nand if she agreed?\n/facts\n/drop consent\n/drop nothing\n/new\n/quit\nnever read\n"


@pytest.fixture
def piped(monkeypatch, capsys):
    """What comes out when `lines` go in."""
    fake.install(monkeypatch)

    def talk(lines, as_json):
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        run(fake.ASSISTANT, Context(), as_json, plain=True)
        return capsys.readouterr().out

    return talk


def test_json_is_a_line_a_turn(piped):
    told = [json.loads(line) for line in piped(LINES, True).splitlines()]
    assert [set(t) & {"act", "facts", "error", "new"} for t in told] == [{"act", "facts"}, {"act", "facts"}, {"facts"}, {"act", "facts"}, {"error"}, {"new"}]
    assert told[1]["facts"] == {"consent": "agreed"}
    assert told[1]["changed"] == [{"fact": "consent", "before": None, "after": "agreed"}]
    assert told[3]["facts"] == {}
    assert "consent" in told[4]["error"]


def test_words_for_a_person(piped):
    out = piped("Can I answer a bad review?\nand if she agreed?\nwhich paragraph says that?\n/facts\n", False)
    assert "You said she agreed" in out
    assert "These are the paragraphs it rests on." in out
    assert "consent: She agreed" in out
