"""The frame: the standing lines, and what is said when the assistant cannot be opened."""

import tomllib

import pytest
from streamlit.testing.v1 import AppTest

from assistant import Settings
from assistant.errors import WeightsUnusable
from tests.ui import fake
from tests.ui.conftest import APP, read
from ui.app import standing
from ui.wording import FILE


def test_every_page_says_where_words_go_and_whose_they_are(app):
    shown = read(app)
    assert "Runs on this machine. Nothing you type is sent anywhere or kept." in shown
    assert "digests in our words" in shown
    assert "not legal advice" in shown
    assert "newest in force from 30 January 2024" in shown


def test_the_way_between_pages(app):
    assert [link.proto.label for link in app.get("page_link")] == ["Ask", "Check a draft", "Guidance", "Evals"]
    assert not app.exception


def test_the_first_start_shows_how_far_it_is(faked, monkeypatch):
    told = []

    def builds(settings, progress):
        progress("storing vectors", 1, 2)
        told.append(True)
        return fake.ASSISTANT

    monkeypatch.setattr("ui.opening.open_assistant", builds)
    at = AppTest.from_file(str(APP), default_timeout=30).run()
    assert told
    assert not at.exception
    assert "Ask before you post" in read(at)
    assert not at.get("progress"), "it goes when the work is done"


def test_an_assistant_that_cannot_open_says_why(faked, monkeypatch):
    def fails(*_):
        raise WeightsUnusable("model.onnx", "the file is missing", "Install the project again.")

    monkeypatch.setattr("ui.opening.open_assistant", fails)
    at = AppTest.from_file(str(APP), default_timeout=30).run()
    assert "The app cannot start yet." in read(at)
    assert "Install the project again." in read(at)
    assert not at.exception


@pytest.mark.parametrize(
    ("server", "told"),
    [
        pytest.param(None, "Nothing you type is sent", id="embedded"),
        pytest.param("http://127.0.0.1:8000", "Nothing you type is sent", id="own-machine"),
        pytest.param("https://index.example.org", "index server at index.example.org", id="elsewhere"),
    ],
)
def test_the_standing_line_is_true(server, told):
    assert told in standing(Settings(chroma_url=server))


def test_the_configuration_keeps_to_this_machine():
    config = tomllib.loads((FILE.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert set(config["server"]["allowedHosts"]) == {"127.0.0.1", "localhost"}
    assert config["server"]["enableXsrfProtection"] is True
    assert config["server"]["enableCORS"] is True
    assert config["server"]["maxUploadSize"] <= 5
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"


def test_only_one_file_touches_what_a_visitor_typed():
    folder = FILE.parent
    assert [p.name for p in folder.rglob("*.py") if "session_state" in p.read_text(encoding="utf-8")] == ["state.py"]
