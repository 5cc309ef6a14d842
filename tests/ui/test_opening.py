"""The assistant is opened once for everyone, tried again after a failure, and opened anew when the index is another."""

from types import SimpleNamespace

import pytest

from assistant import Settings
from assistant.errors import IndexUnusable
from ui import opening


@pytest.fixture
def settings(tmp_path):
    opening.place.clear()
    (tmp_path / "index").mkdir()
    return Settings(home=tmp_path)


def opener(settings, fingerprints, monkeypatch):
    """An open_assistant that points to the next of `fingerprints` each time, and the list of what it opened."""
    made = []

    def open_assistant(given, progress):
        fingerprint = fingerprints[len(made)]
        (given.index_home / "current").write_text(fingerprint, encoding="utf-8")
        made.append(SimpleNamespace(index=SimpleNamespace(fingerprint=fingerprint)))
        return made[-1]

    monkeypatch.setattr(opening, "open_assistant", open_assistant)
    return made


def silent(what, done, total):
    pass


def test_opened_once(settings, monkeypatch):
    made = opener(settings, ["one", "two"], monkeypatch)
    first = opening.opened(settings, silent)
    assert opening.opened(settings, silent) is first
    assert len(made) == 1


def test_opened_anew_when_another_process_swapped_the_index(settings, monkeypatch):
    opener(settings, ["one", "two"], monkeypatch)
    first = opening.opened(settings, silent)
    (settings.index_home / "current").write_text("two", encoding="utf-8")
    assert opening.opened(settings, silent) is not first


def test_other_settings_are_another_assistant(settings, monkeypatch):
    opener(settings, ["one", "one"], monkeypatch)
    assert opening.opened(settings, silent) is not opening.opened(settings.model_copy(update={"passages": 5}), silent)


def test_tried_again_after_a_failure(settings, monkeypatch):
    def fails(given, progress):
        raise IndexUnusable(given.home, "the disk is full")

    monkeypatch.setattr(opening, "open_assistant", fails)
    with pytest.raises(IndexUnusable, match="the disk is full"):
        opening.opened(settings, silent)
    made = opener(settings, ["one"], monkeypatch)
    assert opening.opened(settings, silent) is made[0]
