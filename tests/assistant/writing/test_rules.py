"""Each rule as a table of near misses."""

import pytest

from assistant.models import Light
from assistant.writing import rules


@pytest.mark.parametrize(
    ("text", "allows"),
    [
        pytest.param("You can post this once the name is out.", True, id="can post"),
        pytest.param("You may safely share it.", True, id="may safely share"),
        pytest.param("This is perfectly fine.", True, id="is fine"),
        pytest.param("Your reply seems safe enough.", True, id="seems safe"),
        pytest.param("Go ahead.", True, id="go ahead"),
        pytest.param("There is nothing wrong with it.", True, id="nothing wrong"),
        pytest.param("Yes, if you are careful.", True, id="yes"),
        pytest.param("It does not identify anybody.", True, id="does not identify"),
        pytest.param("A private chat does not count on WhatsApp.", True, id="does not count"),
        pytest.param("Do not count on staying anonymous.", False, id="do not count on it"),
        pytest.param("This is not fine to post.", False, id="not fine"),
        pytest.param("It is not acceptable.", False, id="not acceptable"),
        pytest.param("Do not post it until it is safe to share.", False, id="until safe"),
        pytest.param("A closed group does not make this fine to post.", False, id="does not make it fine"),
        pytest.param("You can report the comment to the site.", False, id="can report"),
        pytest.param("You can explain how the practice works in general.", False, id="can explain"),
        pytest.param("Take the name out before you reply.", False, id="take out"),
    ],
)
def test_loosens(text, allows):
    assert rules.loosens(text, Light.AMBER) is allows
    assert rules.loosens(text, Light.RED) is allows
    assert not rules.loosens(text, Light.GREEN)


@pytest.mark.parametrize(
    ("text", "light", "sharpens"),
    [
        pytest.param("Do not post this.", Light.GREEN, True, id="forbids what is green"),
        pytest.param("Change it first.", Light.GREEN, True, id="change first under green"),
        pytest.param("Do not say whether anyone is a patient.", Light.GREEN, False, id="a condition is none"),
        pytest.param("Do not post this.", Light.AMBER, False, id="amber holds back"),
        pytest.param("No edit can save it.", Light.AMBER, True, id="amber can be mended"),
        pytest.param("No edit can save it.", Light.RED, False, id="red cannot"),
    ],
)
def test_sharpens(text, light, sharpens):
    assert rules.sharpens(text, light) is sharpens


@pytest.mark.parametrize(
    ("text", "has"),
    [
        pytest.param("See https://example.org", True, id="link"),
        pytest.param("See example.org for more", True, id="bare host"),
        pytest.param("[this](x)", True, id="markdown link"),
        pytest.param("<img src=x>", True, id="html"),
        pytest.param("**bold**", True, id="bold"),
        pytest.param("- a list", True, id="list"),
        pytest.param("# heading", True, id="heading"),
        pytest.param("As g3 says", True, id="an id"),
        pytest.param("&lt;b&gt;", True, id="entity"),
        pytest.param("Reach us on [number or email].", False, id="a gap to fill"),
        pytest.param("Label it with #ad at the start.", False, id="a hashtag"),
        pytest.param("It is 5 - 7 days.", False, id="a dash"),
    ],
)
def test_markup(text, has):
    assert rules.has_markup(text) is has


@pytest.mark.parametrize(
    ("text", "english"),
    [
        pytest.param("You should take the name out before you post.", True, id="english"),
        pytest.param("Yes. Sharing it is fine, as long as it is accurate.", True, id="a short word first"),
        pytest.param("Yes.", False, id="nothing but a short word"),
        pytest.param("Oui.", False, id="nothing but a short word of French"),
        pytest.param("Not as it stands, so change it first. Postez-le vite.", False, id="two words of french after it"),
        pytest.param("You should take it out. Der Name muss sofort entfernt werden.", False, id="a sentence of german in it"),
        pytest.param("Sie sollten den Namen vor dem Posten entfernen.", False, id="german"),
        pytest.param("Debe quitar el nombre antes de publicar.", False, id="spanish"),
        pytest.param("Вы не должны публиковать это.", False, id="russian"),
        pytest.param("请不要发布。", False, id="chinese"),
        pytest.param("asdf qwer zxcv uiop hjkl", False, id="noise"),
    ],
)
def test_is_english(text, english):
    assert rules.is_english(text) is english


@pytest.mark.parametrize(
    ("text", "must"),
    [
        pytest.param("You must tell them.", True, id="must"),
        pytest.param("You are required to tell them.", True, id="required"),
        pytest.param("You have a duty to tell them.", True, id="have a duty"),
        pytest.param("The duty of confidence stays.", False, id="a duty named"),
        pytest.param("You should tell them.", False, id="should"),
        pytest.param("Mustard is a condiment.", False, id="mustard"),
    ],
)
def test_says_must(text, must):
    assert rules.says_must(text) is must


def test_leaks_only_what_is_long_enough_to_be_no_accident():
    instructions = "You word answers for tired family doctors in the UK who ask whether they may post."
    assert rules.leaks("It says: you word answers for tired family doctors in the UK.", instructions)
    assert not rules.leaks("Many family doctors in the UK ask.", instructions)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        pytest.param("You should keep a register of gifts.", True, id="should"),
        pytest.param("You can share patient details with colleagues.", True, id="leave to do something"),
        pytest.param("You need to tell your insurer.", True, id="need to"),
        pytest.param("A doctor may never reply.", True, id="never"),
        pytest.param("The GMC says so.", True, id="a body"),
        pytest.param("You should not post this as it stands.", False, id="the verdict"),
        pytest.param("This should not go up yet.", False, id="the verdict of the post"),
        pytest.param("You cannot send it until the name is out.", False, id="the verdict, until"),
        pytest.param("You can post this.", False, id="the green verdict; it loosens any other"),
        pytest.param("Take out the name and the results before you reply.", False, id="what to change"),
    ],
)
def test_states_a_rule(text, states):
    assert rules.states_a_rule(text) is states


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        pytest.param("Is there a complaint about this already?", True, id="a fact"),
        pytest.param("If she agreed, was it in writing?", True, id="with a condition"),
        pytest.param("Did you know? You should report it. Will you?", False, id="several sentences"),
        pytest.param("You should tell the GMC, shouldn't you?", False, id="a rule with a tag"),
        pytest.param("Should you not report her?", False, id="advice in the dress of a question"),
        pytest.param("Tell me who agreed.", False, id="no question"),
    ],
)
def test_only_asks(text, asks):
    assert rules.only_asks(text) is asks
