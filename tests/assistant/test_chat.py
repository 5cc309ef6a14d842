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


def test_a_record_of_the_conversation_is_written_where_it_is_told(piped, tmp_path):
    kept, bare = tmp_path / "talk.md", tmp_path / "bare.pdf"
    out = piped(f"/record\nCan I answer a bad review?\nand if she agreed?\nwhich paragraph says that?\n/record {kept}\n/record --fingerprint {bare}\n/record x.doc\n", False)
    told = kept.read_text(encoding="utf-8")
    assert [f"Message {n} of 3" in told for n in (1, 2, 3)] == [True] * 3
    assert "> and if she agreed?" in told
    assert "You said she agreed" in told
    assert "The answer stands" in told
    assert bare.read_bytes().startswith(b"%PDF-")
    assert out.count("Written to") == 2
    assert kept.stat().st_mode & 0o077 == 0


def test_a_record_in_json_says_where_it_is(piped, tmp_path):
    told = [json.loads(line) for line in piped(f"/record a.md\nCan I answer a bad review?\n/record {tmp_path / 'a b.md'}\n/record {tmp_path / 'a.doc'}\n", True).splitlines()]
    assert "nothing to record" in told[0]["error"]
    assert told[2] == {"record": str(tmp_path / "a b.md")}
    assert ".doc" in told[3]["error"]
