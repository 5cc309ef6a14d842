"""A file given to the guidance page is imported like any other; what it says stays text on screen."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest

from assistant.settings import Settings
from corpus.errors import CorpusError
from corpus.load import load
from corpus.official.store import Store
from tests.corpus.official import guild
from tests.ui.conftest import HOSTILE, tags, words
from ui import importing
from ui.markup.importing import proposal, report

LIGHT = "guild-light-2021"


@dataclass
class Upload:
    """A file as a browser sends it."""

    name: str
    data: bytes

    def getvalue(self):
        return self.data


@pytest.fixture
def assistant(guild_folder, guild_corpus, encoder, tmp_path):
    settings = Settings(home=tmp_path / "home", corpus=guild_folder)
    return SimpleNamespace(settings=settings, corpus=guild_corpus, index=SimpleNamespace(encoder=encoder))


@pytest.mark.parametrize("name", ["page.html", "../../page.html", "", "a\x00b", "ü" * 300], ids=["plain", "climbing", "none", "nul", "long"])
def test_an_upload_is_installed_whatever_it_is_called(assistant, name):
    made = importing.install(assistant, LIGHT, [Upload(name, guild.page()[0].encode())])
    corpus = load(assistant.settings.corpus, assistant.settings.official_home)
    assert corpus.paragraphs[f"{LIGHT}#15"].official == guild.UNPLACED[1]
    assert [p.name for p in assistant.settings.home.iterdir()] == ["official"]
    assert made.imported.files[0].format == "html"


def test_several_files_keep_their_order(assistant):
    files = [Upload("same-name", page.encode()) for page in guild.page(parts=3)]
    assert next(iter(importing.install(assistant, LIGHT, files).imported.by_number)) == "1"


def test_what_does_not_fit_is_refused_and_not_stored(assistant):
    with pytest.raises(CorpusError, match="not imported"):
        importing.install(assistant, LIGHT, [Upload("log-in.html", b"<html><body><p>Log in</p></body></html>")])
    assert not assistant.settings.official_home.exists()


def test_a_point_is_placed_when_confirmed(assistant):
    made = importing.install(assistant, LIGHT, [Upload("page", guild.page()[0].encode())])
    importing.place(assistant, made, {f"{LIGHT}#unplaced-cats": "15"})
    assert Store(assistant.settings.official_home).placed(LIGHT, "2021-05-01") == {f"{LIGHT}#unplaced-cats": "15"}


def test_the_report_says_how_each_paragraph_compares(prepare):
    shown = words(report(prepare(LIGHT, guild.numbered_text())))
    assert "18 paragraphs are installed" in shown
    assert "6: matches our digest" in shown
    assert "15: new here" in shown


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_words_of_a_file_are_text_on_screen(prepare, text):
    made = prepare(LIGHT, guild.numbered_text())
    (given,) = made.matched.proposals
    shown = proposal(replace(given, text=text), text)
    assert set(tags(shown)) <= {"p", "span"}
