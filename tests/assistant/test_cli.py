"""Commands as DESIGN's outside tools call them: exit codes, JSON keys, and errors that carry the mend."""

import json

import pytest
from typer.testing import CliRunner

from assistant.cli import main, show
from assistant.cli.commands import app
from assistant.cli.read import MOST_BYTES, decode
from assistant.errors import UnusableInput
from corpus.errors import UnknownParagraph
from tests.assistant.test_images import jpeg

KEYS = {
    "verdict", "light", "confidence", "confidence_words", "headline", "issues", "reasons", "findings", "instead", "conditions",
    "would_change", "next_steps", "reader_test", "similar", "passages", "corpus_edition", "mode", "notices",
    "jigsaw", "exposure", "written",
}  # fmt: skip


@pytest.fixture
def run(small, monkeypatch):
    monkeypatch.setattr("assistant.cli.commands.opened", lambda **options: small)
    monkeypatch.setattr("assistant.cli.corpus.settings_of", lambda: small.settings)
    runner = CliRunner()
    return lambda *arguments, **options: runner.invoke(app, list(arguments), **options)


@pytest.mark.parametrize(
    ("arguments", "text", "code"),
    [
        pytest.param(("check", "-"), "Lovely walk with the dog after clinic", 0, id="green-is-0"),
        pytest.param(("check", "-"), "My patient Mrs Kendal was in again with her rash, silly woman", 1, id="red-is-1"),
        pytest.param(("ask", "What dose of amoxicillin for a chest infection?"), None, 3, id="not-covered-is-3"),
        pytest.param(("check", "--nonsense"), None, 2, id="wrong-use-is-2"),
        pytest.param(("check", "-", "--audience", "everyone"), "x", 2, id="unknown-audience-is-2"),
        pytest.param(("nonsense",), None, 2, id="unknown-command-is-2"),
    ],
)
def test_exit_code(run, arguments, text, code):
    assert run(*arguments, input=text).exit_code == code


def test_json_has_every_key(run):
    result = run("check", "-", "--json", input="Mrs Kendal the patient has a rash, photo attached")
    advice = json.loads(result.stdout)
    assert set(advice) == KEYS | {"pause"}
    assert advice["findings"]
    assert advice["reasons"][0]["citations"][0]["quote"]


def test_explain_says_which_step_decided(run):
    assert "cheapest light" in run("check", "-", "--explain", input="Lovely walk with the dog").stdout


def test_markup_in_a_draft_is_text(run):
    text = "[bold]Mrs Kendal[/bold] the patient has a rash [link=http://192.0.2.1]x[/link]"
    assert "[bold]" in run("check", "-", "--plain", input=text).stdout


def test_a_file_is_read(run, tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text("Lovely walk with the dog", encoding="utf-8")
    assert run("check", str(path)).exit_code == 0


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"caf\xc3\xa9", "café", id="utf-8"),
        pytest.param("﻿café".encode(), "café", id="utf-8-with-mark"),
        pytest.param("café".encode("utf-16"), "café", id="utf-16-with-mark"),
        pytest.param(b"a\r\nb", "a\nb", id="windows-line-ends"),
    ],
)
def test_decoded(data, text):
    assert decode(data, "x") == text


@pytest.mark.parametrize("data", [b"caf\xe9", b"\x89PNG\r\n\x1a\n"], ids=["latin-1", "picture"])
def test_not_text_says_what_to_do(data):
    with pytest.raises(UnusableInput, match="save it as UTF-8"):
        decode(data, "x")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda p: p.mkdir(), "cannot be read", id="folder"),
        pytest.param(lambda p: None, "cannot be read", id="missing"),
        pytest.param(lambda p: p.write_bytes(b"x" * (MOST_BYTES + 1)), "larger than", id="huge"),
        pytest.param(lambda p: p.write_bytes(b"a\x00b"), "control characters", id="nul"),
    ],
)
def test_a_bad_file_is_refused(run, tmp_path, make, message):
    path = tmp_path / "draft"
    make(path)
    result = run("check", str(path))
    assert isinstance(result.exception, UnusableInput)
    assert message in str(result.exception)


def test_our_errors_become_one_line_and_exit_2(monkeypatch, capsys):
    def fails():
        raise UnusableInput("no words")

    monkeypatch.setattr("assistant.cli.commands.app", fails)
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    assert capsys.readouterr().err == "canipost: no words\n"


def test_corpus_list_and_show(run):
    documents = json.loads(run("corpus", "list", "--json").stdout)
    assert {"id", "title", "publisher", "paragraphs"} <= set(documents[0])
    assert sum(d["paragraphs"] for d in documents) == 314
    shown = json.loads(run("corpus", "show", "gmc-social-media-2024#18", "--json").stdout)
    assert shown["number"] == "18"
    assert shown["strength"] == "must"
    assert {"id", "number", "section", "strength", "confidence", "digest", "official"} <= set(shown)


def test_corpus_show_names_the_nearest(run):
    result = run("corpus", "show", "gmc-social-media-2024#180")
    assert isinstance(result.exception, UnknownParagraph)
    assert "gmc-social-media-2024#18" in str(result.exception)


def test_a_medium_number_is_marked_in_the_terminal(run):
    assert "number not checked" in run("corpus", "show", "gmc-social-media-2024#20").stdout


def test_short_cuts_at_the_length_given():
    assert show.short("a  b\nc") == "a b c"
    assert len(show.short("x" * 100, 70)) == 70


STORY = "Mrs Kendal the patient has a rash, photo attached"


def test_a_rewrite_has_its_text_and_edits(run):
    made = json.loads(run("check", "-", "--rewrite", "--json", input=STORY).stdout)["rewrite"]
    assert set(made) == {"text", "edits", "verdict", "note", "instead"}
    assert (made["text"] is None) == (made["verdict"] is None)


def test_without_the_option_nothing_is_rewritten(run):
    assert "rewrite" not in json.loads(run("check", "-", "--json", input=STORY).stdout)


def test_a_record_is_written_where_asked_for_the_user_alone(run, tmp_path):
    for name in ("record.md", "record.pdf"):
        run("check", "-", "--record", str(tmp_path / name), "--note", "Left it.", input=STORY)
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
    assert "Kendal" in (tmp_path / "record.md").read_text(encoding="utf-8")
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF-")


def test_a_record_can_keep_a_fingerprint_alone(run, tmp_path):
    run("check", "-", "--record", str(tmp_path / "record.md"), "--fingerprint", input=STORY)
    assert "Kendal" not in (tmp_path / "record.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("record.docx", "as .md or .pdf, not as '.docx'", id="another-kind"),
        pytest.param("record", "a file without an ending", id="no-ending"),
        pytest.param("nowhere/record.md", "cannot be written", id="no-such-folder"),
    ],
)
def test_a_record_that_cannot_be_written_says_why(run, tmp_path, name, words):
    result = run("check", "-", "--record", str(tmp_path / name), input=STORY)
    assert isinstance(result.exception, UnusableInput)
    assert words in str(result.exception)


def test_a_picture_file_is_told_apart(run, tmp_path):
    (tmp_path / "p.jpg").write_bytes(jpeg())
    told = json.loads(run("check", "-", "--image", str(tmp_path / "p.jpg"), "--json", input=STORY).stdout)["picture"]
    assert {"what": "location", "value": "54.49000, -0.62000"} in told["hidden"]
    assert "faces" in run("check", "-", "--image", str(tmp_path / "p.jpg"), input=STORY).stdout


def test_a_file_that_is_no_picture_is_refused(run, tmp_path):
    (tmp_path / "p.jpg").write_text("not a picture", encoding="utf-8")
    assert "not a PNG or JPEG" in str(run("check", "-", "--image", str(tmp_path / "p.jpg"), input=STORY).exception)
