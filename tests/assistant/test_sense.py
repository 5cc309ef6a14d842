"""Lines told by their sense: heads over rows and letters, worked by hand."""

import numpy as np
import pytest

from assistant.sense import SILENT, LineHeads, Said, Sense, features, kind_of, open_sense, row_of
from tests.conftest import BagOfWords

LABELS = ("consent: agreed", "consent: refused", "none", "posted: posted")
ROW = np.zeros(64, np.float32)


def heads(*bias, threshold=0.5):
    seen = features(["x"], ROW[None]).shape[1]
    return LineHeads("bag-of-words", LABELS, np.zeros((seen, len(LABELS))), np.log(np.array(bias)), threshold)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        pytest.param((0.4, 0.3, 0.2, 0.1), ("consent: agreed", 0.8), id="the-likeliest-kind-and-its-likeliest-value"),
        pytest.param((0.25, 0.25, 0.1, 0.4), ("consent: refused", 0.9), id="two-values-together-outweigh-one"),
        pytest.param((0.1, 0.1, 0.2, 0.6), ("posted: posted", 0.8), id="one-kind"),
    ],
)
def test_what_is_said(shares, said):
    (made,) = heads(*shares).said(features(["x"], ROW[None]))
    assert (made.label, round(made.surely, 6)) == said


@pytest.mark.parametrize(("threshold", "is_said"), [pytest.param(0.8125, True, id="at-the-threshold"), pytest.param(0.82, False, id="below-it")])
def test_what_is_not_sure_is_not_said(threshold, is_said):
    made = Sense(heads(0.5, 0.25, 0.1875, 0.0625, threshold=threshold)).of("x", ROW)
    assert (made is not None) == is_said


def test_without_heads_nothing_is_said():
    assert SILENT.of("she agreed", ROW) is None


def test_heads_are_silent_over_another_encoder(tmp_path):
    heads(0.4, 0.3, 0.2, 0.1).save(tmp_path / "heads.json")
    assert open_sense(tmp_path / "heads.json", BagOfWords()).heads is not None

    class Another(BagOfWords):
        id = "another"

    assert open_sense(tmp_path / "heads.json", Another()) == SILENT


def test_no_file_is_no_heads(tmp_path):
    assert open_sense(tmp_path / "missing.json", BagOfWords()) == SILENT


def test_what_was_saved_says_the_same(tmp_path):
    made = heads(0.4, 0.3, 0.2, 0.1)
    made.save(tmp_path / "heads.json")
    (said,) = LineHeads.load(tmp_path / "heads.json").said(features(["she said yes"], row_of("she said yes", BagOfWords())[None]))
    assert said.label == "consent: agreed"
    assert said.surely == pytest.approx(0.8, abs=0.01)


def test_letter_case_and_apostrophes_do_not_count():
    assert np.array_equal(features(["I DON’T"], ROW[None]), features(["i don't"], ROW[None]))


def test_a_label_without_a_value_is_its_own_kind():
    assert kind_of("suicidal") == "suicidal"
    assert kind_of("consent: agreed") == "consent"
    assert Said("none", 0.0).label == "none"
