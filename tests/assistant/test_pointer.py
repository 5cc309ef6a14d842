"""Scores of tokens -> phrases that read as such."""

import numpy as np
import pytest

from assistant.backends.protocols import TokenVectors
from assistant.pointer import Pointer, phrases_of, word_scores


def phrases(text, marked):
    """The phrases where the words of `marked` score high and no other does."""
    words = [(m, m + len(w)) for w, m in _words(text)]
    return [text[a:b] for a, b in phrases_of(text, words, np.array([1.0 if text[a:b].strip(".,!?;") in marked.split() else 0.0 for a, b in words]))]


def _words(text):
    at = 0
    for word in text.split():
        at = text.index(word, at)
        yield word, at
        at += len(word)


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        pytest.param("He is a lazy useless man and he knows it very well indeed", "lazy useless man", ["lazy useless man"], id="a-run"),
        pytest.param("He is a lazy old useless man and he knows it very well indeed", "lazy useless man", ["lazy old useless man"], id="a-gap-of-one-is-filled"),
        pytest.param("The nurse has told us today that the wife of the vicar came in with it again today", "that wife vicar", ["the wife of the vicar"], id="no-join-word-at-the-start"),
        pytest.param("Lovely day out. The vicar of Dale came in. We had tea and cake then.", "vicar of Dale", ["The vicar of Dale came in"], id="few-words-short-of-a-clause"),
        pytest.param("The vicar came. He is well.", "came He", ["The vicar came", "He is well"], id="no-phrase-runs-over-a-full-stop"),
        pytest.param("The vicar came in, bleeding from the nose, and asked us for a plaster", "bleeding from the nose", ["bleeding from the nose"], id="without-the-comma-after-it"),
        pytest.param("", "", [], id="empty"),
    ],
)
def test_phrases(text, marked, expected):
    assert phrases(text, marked) == expected


def test_nothing_is_marked_where_nothing_stands_out():
    assert phrases_of("a few plain words", [(0, 1), (2, 5), (6, 11), (12, 17)], np.full(4, 0.1)) == []


def test_a_word_scores_by_its_best_token():
    _, scores = word_scores("unhappy", [(0, 2), (2, 7)], np.array([0.1, 0.9]))
    assert scores.tolist() == pytest.approx([0.9], abs=1e-6)


def test_words_past_the_last_token_are_not_scored():
    words, _ = word_scores("read this not that", [(0, 4), (5, 9)], np.array([0.5, 0.5]))
    assert words == [(0, 4), (5, 9)]


def test_it_is_good_for_its_own_encoder_alone(tmp_path):
    Pointer(np.ones(3, np.float32), 0.5).save(tmp_path, "one@1")
    assert Pointer.beside(tmp_path, "one@2") is None
    held = Pointer.beside(tmp_path, "one@1")
    assert held is not None
    assert held.bias == 0.5
    assert held.phrases("hot word", TokenVectors(np.array([[5.0, 0, 0], [5.0, 0, 0]], np.float32), ((0, 3), (4, 8)))) == [(0, 8)]
    assert held.phrases("hot", TokenVectors(np.zeros((0, 3), np.float32), ())) == []
