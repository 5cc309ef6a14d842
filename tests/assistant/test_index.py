"""Content-addressed, swapped in whole, never stale."""

import json

import pytest

from assistant import Settings
from assistant.backends.sentence_transformers import SentenceTransformersEncoder
from assistant.errors import IndexUnusable, WeightsUnusable
from assistant.index import CURRENT, fingerprint, open_index
from corpus.load import load


@pytest.fixture
def settings(tmp_path, six):
    return Settings(home=tmp_path / "home", corpus=six)


def folders(settings):
    return {p.name for p in settings.index_home.iterdir() if p.is_dir() and not p.name.startswith(".")}


def test_built_once_then_opened(settings, six, models):
    calls = []
    first = open_index(load(six), settings, lambda *step: calls.append(step), models=models)
    assert calls
    calls.clear()
    again = open_index(load(six), settings, lambda *step: calls.append(step), models=models)
    assert not calls
    assert first.fingerprint == again.fingerprint == (settings.index_home / CURRENT).read_text()


def test_a_changed_precedent_makes_another_index(settings, six, models):
    before = open_index(load(six), settings, models=models).fingerprint
    path = six / "precedents" / "few.jsonl"
    path.write_text(path.read_text().replace('"verdict": "ok"', '"verdict": "ok_with_care"', 1))
    after = open_index(load(six), settings, models=models)
    assert after.fingerprint != before
    assert folders(settings) == {before, after.fingerprint}  # a running app keeps its own


def test_another_encoder_makes_another_index(six, settings):
    assert fingerprint(load(six), settings, "one") != fingerprint(load(six), settings, "two")


def test_same_input_same_heads(tmp_path, six, models):
    corpus = load(six)
    homes = [Settings(home=tmp_path / name, corpus=six) for name in ("a", "b")]
    bytes_ = [(open_index(corpus, s, models=models).folder / "heads.npz").read_bytes() for s in homes]
    assert bytes_[0] == bytes_[1]


def test_a_killed_build_leaves_the_old_index_in_use(settings, six, models, monkeypatch):
    old = open_index(load(six), settings, models=models)

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.index.fit", killed)
    with pytest.raises(KeyboardInterrupt):
        open_index(load(six), settings, rebuild=True, models=models)
    monkeypatch.undo()
    assert open_index(load(six), settings, models=models).fingerprint == old.fingerprint
    assert folders(settings) == {old.fingerprint}
    assert not list(settings.index_home.glob(".building-*"))


def test_an_open_index_survives_a_rebuild(settings, six, models):
    corpus = load(six)
    old = open_index(corpus, settings, models=models)
    before = old.paragraphs.nearest(old.vector("confidence"), 3)
    open_index(corpus, settings, rebuild=True, models=models)
    assert old.paragraphs.nearest(old.vector("confidence"), 3) == before


def test_a_half_written_folder_is_built_anew(settings, six, models):
    index = open_index(load(six), settings, models=models)
    (index.folder / "manifest.json").unlink()
    again = open_index(load(six), settings, models=models)
    assert json.loads((again.folder / "manifest.json").read_text())["fingerprint"] == again.fingerprint


def test_damaged_heads_say_how_to_mend(settings, six, models):
    index = open_index(load(six), settings, models=models)
    (index.folder / "heads.npz").write_bytes(b"nonsense")
    with pytest.raises(IndexUnusable, match="canipost index --rebuild"):
        open_index(load(six), settings, models=models)


def test_a_home_that_cannot_be_written_says_so(tmp_path, six, models):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexUnusable, match="CANIPOST_HOME"):
        open_index(load(six), Settings(home=tmp_path / "file"), models=models)


def test_unknown_encoder_says_what_to_give():
    with pytest.raises(WeightsUnusable, match="sentence-transformers"):
        SentenceTransformersEncoder("no/such-model")
