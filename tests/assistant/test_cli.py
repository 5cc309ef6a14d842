"""Commands as DESIGN's outside tools call them: exit codes, JSON keys, and errors that carry the mend."""

import json

import pytest
from typer.testing import CliRunner

from assistant.cli import main, show
from assistant.cli.commands import app
from assistant.errors import UnusableInput
from assistant.intake import decode
from assistant.paste.files import MOST_BYTES
from corpus.errors import UnknownParagraph
from tests.assistant.test_images import jpeg
from tests.corpus.official.hostile import DOCX, packed

KEYS = {
    "verdict", "light", "confidence", "confidence_words", "headline", "issues", "reasons", "findings", "instead", "conditions",
    "would_change", "next_steps", "reader_test", "similar", "passages", "corpus_edition", "mode", "notices",
    "jigsaw", "exposure", "written", "intent", "care", "posted", "parts", "outside",
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
        pytest.param(lambda p: p.write_bytes(b"a\x00b"), "bytes that no text has", id="nul"),
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


def docx(paragraphs):
    """A Word document of these paragraphs, as bytes."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    return packed(f'<w:document xmlns:w="{DOCX}"><w:body>{body}</w:body></w:document>')


CHAT = "12/03/24, 9:14 pm - Sam: My patient Mrs Kendal was in again with her rash, silly woman\n12/03/24, 9:15 pm - Jo: lol\n12/03/24, 9:16 pm - Jo: Lovely walk with the dog after clinic\n"


def test_a_conversation_asks_who_is_speaking(run):
    result = run("check", "-", input=CHAT)
    assert result.exit_code == 2
    assert "Sam (1)" in result.stderr
    assert json.loads(run("check", "-", "--json", input=CHAT).stdout)["speakers"] == {"Sam": 1, "Jo": 2}


def test_each_message_of_mine_is_reviewed_where_it_stands(run):
    result = run("check", "-", "--mine", "jo", "--json", input=CHAT)
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(m["text"], m["light"], m["because"]) for m in told["messages"]] == [
        ("lol", "red", "assent"), ("Lovely walk with the dog after clinic", "green", None),
    ]  # fmt: skip
    assert told["messages"][0]["advice"]["reasons"][0]["text"].startswith("You answer for what you like")
    assert told["verdict"] == "do_not_post"


def test_a_conversation_can_be_checked_as_one(run):
    assert "verdict" in json.loads(run("check", "-", "--as-one", "--json", input=CHAT).stdout)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("--mine", "Alex"), "Those who do: Sam, Jo", id="a-stranger"),
        pytest.param(("--mine", "Jo", "--rewrite"), "--rewrite is for one draft", id="for-one-draft-alone"),
        pytest.param(("--about", "like"), "--other gives the other text", id="no-other"),
        pytest.param(("--other", "x.txt"), "--other gives the other text", id="no-deed"),
        pytest.param(("--about", "comment", "--other", "x.txt"), "A comment needs its words", id="no-comment"),
    ],
)
def test_wrong_use_says_what_is_right(run, arguments, words):
    first = () if "--other" in arguments or "--about" in arguments else ("-",)
    result = run("check", *first, *arguments, input=CHAT)
    assert result.exit_code == 2
    assert words in result.stderr


def test_mine_without_a_conversation(run):
    assert "this is none" in run("check", "-", "--mine", "Sam", input="Lovely walk").stderr


def test_a_like_is_judged_by_what_is_liked(run, tmp_path):
    (tmp_path / "o.txt").write_text("My patient Mrs Kendal was in again with her rash, silly woman", encoding="utf-8")
    result = run("check", "--about", "like", "--other", str(tmp_path / "o.txt"), "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert set(told) == KEYS | {"about"}
    assert told["about"]["kind"] == "like"
    assert told["about"]["other"]["verdict"] == told["verdict"]
    assert told["about"]["own"] is None
    (tmp_path / "o.txt").write_text("Lovely walk with the dog after clinic", encoding="utf-8")
    assert run("check", "--about", "share", "--other", str(tmp_path / "o.txt")).exit_code == 0


def test_a_long_draft_is_read_to_its_end(run):
    text = "Lovely walk with the dog after clinic. " * 20 + "\n\nMy patient Mrs Kendal was in again with her rash, silly woman"
    result = run("check", "-", "--json", input=text)
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [part["light"] for part in told["parts"]][-1] == "red"
    assert all(text[f["start"] : f["end"]] == f["text"] for f in told["findings"])
    assert all(text[p["start"] : p["end"]] == p["text"] for p in told["parts"])


def test_a_word_file_is_read_by_paragraphs(run, tmp_path):
    path = tmp_path / "post.docx"
    path.write_bytes(docx(["Lovely walk with the dog after clinic today", "My patient Mrs Kendal was in again with her rash, silly woman"]))
    told = json.loads(run("check", str(path), "--json").stdout)
    assert [part["light"] for part in told["parts"]] == ["green", "red"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("a.docx", b"PK\x03\x04" + b"x" * 99, "no Word document", id="broken-word"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "password", id="old-or-locked-word"),
        pytest.param("a.pdf", b"%PDF-1.7\n" + b"x" * 99, "a.pdf", id="broken-pdf"),
        pytest.param("a.txt", b"\x89PNG\r\n\x1a\n" + b"x" * 99, "it is a picture", id="a-picture-called-text"),
    ],
)
def test_a_hostile_document_is_refused_with_a_reason(run, tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    result = run("check", str(tmp_path / name))
    assert isinstance(result.exception, UnusableInput)
    assert words in str(result.exception)
    assert "or paste the words" in str(result.exception)
