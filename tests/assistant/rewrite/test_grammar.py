"""What a cut may not leave, and what the draft's own writer may."""

import pytest

from assistant.rewrite.grammar import is_broken


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "Know the signs and ask: could it be sepsis?", "Know the signs and ask?", id="a-verb-without-its-object"
        ),
        pytest.param("Our microsuction is painless.", "Our microsuction is.", id="is-what"),
        pytest.param(
            "Our hormones are natural with no side effects.",
            "Our hormones are with no side effects, and.",
            id="a-conjunction-at-the-end",
        ),
        pytest.param("It comes from a farm of old.", "It comes from of old.", id="two-prepositions"),
        pytest.param("Your 9am says no.", "Your says no.", id="a-possessive-before-a-verb"),
        pytest.param("A man came, who wept, again.", "A man came,, again.", id="a-mark-twice"),
        pytest.param("Jabs in stock! Miracle results, hurry.", "Jabs in stock! Results.", id="one-word"),
        pytest.param("The man of whom we speak sang.", "Of whom we speak sang.", id="a-relative-begins-it"),
        pytest.param("To whoever parks here: move.", "To whoever parks here:", id="a-colon-and-nothing"),
        pytest.param("I saw the tall man today.", "I saw the  man today.", id="a-space-twice"),
    ],
)
def test_broken(before, after):
    assert is_broken(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Hi all. He wept. Ring us.", "Hi all. Ring us.", id="whole-sentences-go"),
        pytest.param(
            "Ta. That is what I ask. The door is shut, sadly.",
            "Ta. That is what I ask. The door is shut.",
            id="the-draft-ends-so-itself",
        ),
        pytest.param(
            "Here is something to look at. And rest, you fools.",
            "Here is something to look at. And rest.",
            id="begun-so-by-its-writer",
        ),
        pytest.param("Saw a bus driver with shingles.", "Saw someone with shingles.", id="a-word-for-a-phrase"),
        pytest.param("Thanks Bev! Reviews make our week.", "Thanks! Reviews make our week.", id="thanks-alone"),
        pytest.param("Hi Yusuf, thank you for coming.", "Hi, thank you for coming.", id="a-greeting"),
        pytest.param("Rain ,and  wind. He wept.", "Rain ,and  wind.", id="marks-of-its-writer"),
    ],
)
def test_whole(before, after):
    assert not is_broken(before, after)
