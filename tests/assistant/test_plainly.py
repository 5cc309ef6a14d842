"""What the judge reads: the same words whatever does not bear on the verdict, and the words themselves where it does."""

import pytest

from assistant import plainly

KNOWN = {"patient", "clinic", "about", "the", "quick", "stations", "friend", "from", "receive", "their", "bacd", "abdc", "this", "is", "well", "known", "form"}


def known(word):
    return word in KNOWN


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("Saw her again 🙂", "Saw her again", id="an-emoji"),
        pytest.param("🇬🇧 won 👩🏽‍⚕️ today", "won today", id="flags-skin-tones-joiners"),
        pytest.param("café, naïve – 5 °C, £3", "café, naïve – 5 °C, £3", id="letters-and-signs-stay"),
        pytest.param("a  b", "a  b", id="nothing-to-take-out-nothing-changed"),
    ],
)
def test_without_emoji(text, read):
    assert plainly.without_emoji(text) == read


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param("Hello all. Hope everyone is keeping well! May I post this?", "May I post this?", id="greetings"),
        pytest.param("Thanks so much in advance. May I post this?", "May I post this?", id="thanks"),
        pytest.param("Thanks to Mrs Hale for the flowers. She was in for her leg.", None, id="thanks-that-say-something"),
        pytest.param("Hi, my patient died. What now?", None, id="a-greeting-with-news"),
        pytest.param("Good riddance to him.", None, id="opens-like-a-greeting"),
        pytest.param("Hello there.", None, id="nothing-else"),
        pytest.param("She is well. Thank you.", None, id="at-the-end-it-stays"),
    ],
)
def test_without_courtesies(text, rest):
    assert plainly.without_courtesies(text) == (text if rest is None else rest)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("Saw Mrs Choudhury and Mr. O'Brien-Smythe", "Saw Mrs Smith and Mr. Smith", id="any-surname"),
        pytest.param("I miss the bus", "I miss the bus", id="no-title"),
        pytest.param("Nye Bevan would weep", "Nye Bevan would weep", id="a-name-without-a-title-may-be-known-to-all"),
    ],
)
def test_one_name(text, read):
    assert plainly.one_name(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("my pateint at clniic", "my patient at clinic", id="two-letters-swapped"),
        pytest.param("statins", "statins", id="an-unknown-word-is-left"),
        pytest.param("Pateint", "Pateint", id="a-capital-may-begin-a-name"),
        pytest.param("from the form", "from the form", id="a-known-word-is-left"),
        pytest.param("abcd", "abcd", id="two-mends-fit-so-none-is-made"),
        pytest.param("teh", "teh", id="too-short-to-tell"),
    ],
)
def test_letters_in_order(text, read):
    assert plainly.letters_in_order(text, known) == read


def test_nothing_is_left_so_the_text_itself_is_read():
    assert plainly.plainly("👍👍", known) == "👍👍"


@pytest.mark.parametrize(("name", "one"), [("Twitter", "X"), ("x", "X"), ("fb", "facebook"), ("the pub", "the pub"), (None, None), ("", "")])
def test_a_platform_has_one_name(name, one):
    assert plainly.platform(name) == one


def test_parts_are_set_apart_by_blank_lines():
    assert plainly.parts("one\ntwo\n \n\nthree\n\n") == ["one\ntwo", "three"]
