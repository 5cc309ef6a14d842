"""Whether words agree with what they are about."""

import pytest

from assistant.sharing import Stance, is_bare_assent, stance_of


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        pytest.param("Agreed", Stance.AGREES, id="agreed"),
        pytest.param("😂😂", Stance.AGREES, id="laughing"),
        pytest.param("👍", Stance.AGREES, id="a-thumb"),
        pytest.param("Couldn’t agree more, well said", Stance.AGREES, id="could-not-agree-more"),
        pytest.param("This.", Stance.AGREES, id="this-alone"),
        pytest.param("Is this the same clinic?", Stance.UNCLEAR, id="this-in-a-question"),
        pytest.param("This is vile", Stance.OPPOSES, id="this-is-vile"),
        pytest.param("I don't agree with this at all", Stance.OPPOSES, id="don't-agree"),
        pytest.param("I don't disagree", Stance.AGREES, id="don't-disagree"),
        pytest.param("Sorry but this is not true, see the NHS site", Stance.OPPOSES, id="not-true"),
        pytest.param("you're right", Stance.AGREES, id="right"),
        pytest.param("Sorry to hear this, hope you are ok", Stance.UNCLEAR, id="kind-and-neutral"),
        pytest.param("Well said, but the racism is vile", Stance.UNCLEAR, id="both"),
        pytest.param("", Stance.UNCLEAR, id="empty"),
    ],
)
def test_stance(words, stance):
    assert stance_of(words) is stance


@pytest.mark.parametrize(
    ("words", "is_assent"),
    [
        pytest.param("lol", True, id="lol"),
        pytest.param("Exactly 👏", True, id="exactly"),
        pytest.param("lol?", False, id="a-question"),
        pytest.param("Exactly, and he was seen on Tuesday with his leg again", False, id="says-more"),
        pytest.param("ok thanks", False, id="thanks"),
    ],
)
def test_bare_assent(words, is_assent):
    assert is_bare_assent(words) is is_assent
