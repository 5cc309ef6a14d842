"""The judging encoder: what it read a moment ago it does not read again, and nothing but a digest of it is kept."""

import numpy as np
import pytest

from assistant.backends.onnx import REMEMBERED, OnnxEncoder, batches
from assistant.judge import MODEL_FOLDER


@pytest.fixture(scope="module")
def encoder():
    return OnnxEncoder(MODEL_FOLDER)


@pytest.fixture
def read(encoder, monkeypatch):
    """The texts that were really read, in order."""
    seen = []
    honest = encoder._encode
    monkeypatch.setattr(encoder, "_encode", lambda texts: seen.extend(texts) or honest(texts))
    encoder.forget()
    return seen


def test_a_text_is_read_once_and_comes_back_the_same(encoder, read):
    first = encoder.encode(["May I?", "She agreed.", "May I?"])
    again = encoder.encode(["She agreed.", "May I?"])
    assert read == ["May I?", "She agreed."]
    assert np.array_equal(first[0], first[2])
    assert np.array_equal(again, first[[1, 0]])


def test_forgotten_is_read_anew(encoder, read):
    encoder.encode(["May I?"])
    encoder.forget()
    encoder.encode(["May I?"])
    assert read == ["May I?", "May I?"]


def test_only_the_last_few_are_remembered_and_none_by_its_words(encoder, read):
    texts = [f"Text {n}" for n in range(REMEMBERED)]
    encoder.encode(texts)
    encoder.encode(["One more", texts[-1]])
    encoder.encode([texts[0]])
    assert read == [*texts, "One more", texts[0]]
    assert len(encoder._recent) == REMEMBERED
    assert not any(b"Text" in key for key in encoder._recent)


def test_no_text_gives_no_row(encoder):
    assert encoder.encode([]).shape == (0, encoder.dim)


@pytest.mark.parametrize(
    ("lengths", "size", "expected"),
    [
        pytest.param([], 2, [], id="nothing"),
        pytest.param([10, 11, 12, 13], 2, [[0, 1], [2, 3]], id="full"),
        pytest.param([100, 10, 12], 16, [[1, 2], [0]], id="the-long-one-alone"),
        pytest.param([10, 13, 18], 16, [[0, 1], [2]], id="beside-the-shortest-of-its-batch"),
    ],
)
def test_batches(lengths, size, expected):
    assert batches(lengths, size) == expected
