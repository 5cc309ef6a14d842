"""The commands as a user gives them: what they print, what they store, how they exit."""

import json

import pytest
from typer.testing import CliRunner

from assistant.cli.commands import app
from assistant.settings import Settings
from corpus.errors import CorpusError
from corpus.official.fetch import Policy
from tests.corpus.official import guild

LIGHT = "guild-light-2021"


@pytest.fixture
def run(guild_folder, encoder, tmp_path, monkeypatch):
    settings = Settings(home=tmp_path / "home", corpus=guild_folder)
    for module in ("corpus", "official", "sync"):
        monkeypatch.setattr(f"assistant.cli.{module}.settings_of", lambda: settings)
    for module in ("official", "sync"):
        monkeypatch.setattr(f"assistant.cli.{module}.encoder", lambda _: encoder)
    return lambda *arguments: CliRunner().invoke(app, ["corpus", *map(str, arguments)])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "light.txt"
    path.write_text(guild.numbered_text(), encoding="utf-8")
    return path


def test_import_then_show(run, file):
    result = run("import", LIGHT, file)
    assert result.exit_code == 0
    assert f"matches   0.91  {LIGHT}#6" in result.stdout
    assert f"--place '{LIGHT}#unplaced-cats=15'" in result.stdout
    shown = json.loads(run("show", f"{LIGHT}#6", "--json").stdout)
    assert shown["official"] == next(words for number, _, words, _, _ in guild.PARAGRAPHS if number == "6")
    listed = {row["id"]: row for row in json.loads(run("list", "--json").stdout)}
    assert listed[LIGHT]["installed"]
    assert not listed["guild-cheer"]["installed"]


def test_check_stores_nothing(run, file, tmp_path):
    assert "Nothing was stored" in run("import", LIGHT, file, "--check").stdout
    assert not (tmp_path / "home").exists()


def test_place_on_the_command_line(run, file):
    report = json.loads(run("import", LIGHT, file, "--place", f"{LIGHT}#unplaced-cats=15", "--json").stdout)
    assert report["stored"]
    shown = json.loads(run("show", f"{LIGHT}#15", "--json").stdout)
    assert (shown["id"], shown["number"]) == (f"{LIGHT}#unplaced-cats", "15")
    patch = run("propose", LIGHT)
    assert '+  number: "15"' in patch.stdout
    assert guild.UNPLACED[1] not in patch.stdout


@pytest.mark.parametrize("place", ["nonsense", f"{LIGHT}#unplaced-cats=", "=15"])
def test_a_place_that_is_none_is_wrong_use(run, file, place):
    assert run("import", LIGHT, file, "--place", place).exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [("import", LIGHT, "no-such-file"), ("import", "no-such-document", "x"), ("import", "guild-cheer", "{file}"), ("sync", "no-such-document")],
    ids=["no-file", "no-document", "the-wrong-document", "sync-of-none"],
)
def test_errors_carry_the_mend(run, file, arguments):
    result = run(*(file if argument == "{file}" else argument for argument in arguments))
    assert isinstance(result.exception, CorpusError)


def test_an_edition_is_a_date(run, file):
    assert run("import", LIGHT, file, "--edition", "last year").exit_code == 2


def test_propose_before_an_import_says_what_to_do(run):
    result = run("propose", LIGHT)
    assert result.exit_code == 2
    assert f"canipost corpus import {LIGHT} FILE" in result.stderr


def test_sync_offline_says_so_and_exits_2(run, monkeypatch, tmp_path):
    # the guild's host is reserved and never resolves, whatever network there is
    monkeypatch.setattr("assistant.cli.sync.policy", lambda _: Policy(frozenset({"guild.example"})))
    result = run("sync", "--check")
    assert result.exit_code == 2
    assert "offline" in result.stderr
    assert not (tmp_path / "home").exists()
