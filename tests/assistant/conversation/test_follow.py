"""What a turn does, beside what was said before."""

import pytest

from assistant.conversation.facts import stated
from assistant.conversation.follow import act_of, asks_the_guidance, draft_in, is_restart, part_meant
from assistant.conversation.models import Act, Matter
from assistant.models import Matter as OneMatter

MATTER = Matter("Can I put a photo of a patient's leg ulcer on the practice Facebook?", (), "")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        pytest.param("and if she agreed?", Act.TELL, id="fact"),
        pytest.param("same but in the partners' WhatsApp", Act.TELL, id="place"),
        pytest.param("why?", Act.WHY, id="why"),
        pytest.param("why, legally they're mine", Act.WHY, id="why-with-an-argument"),
        pytest.param("why don't I just ring her", Act.TELL, id="why-dont-i-is-a-plan"),
        pytest.param("which paragraph says that?", Act.WHICH, id="which"),
        pytest.param("where does it actually say I can't", Act.WHICH, id="where-does-it-say"),
        pytest.param("shorter please", Act.SHORTER, id="shorter"),
        pytest.param("one line please", Act.SHORTER, id="one-line"),
        pytest.param("can you write the reply?", Act.WRITE, id="write"),
        pytest.param("how'd I word it?", Act.WRITE, id="word-it"),
        pytest.param("what can I say if a patient asks about it", Act.TELL, id="what-can-i-say-about-something"),
        pytest.param("so it's fine then?", Act.SURE, id="sure"),
        pytest.param("but it's only ten people", Act.PUSH_BACK, id="only-ten"),
        pytest.param("it's my opinion", Act.PUSH_BACK, id="opinion"),
        pytest.param("everyone else does it tho", Act.PUSH_BACK, id="everyone-does-it"),
        pytest.param("but does it have to be in writing", Act.TELL, id="does-it-is-a-question"),
        pytest.param("it's just the two names now, I cropped the rest", Act.TELL, id="something-was-done"),
        pytest.param("but she agreed", Act.TELL, id="a-fact-is-no-argument"),
        pytest.param('"Our new clinic opens on Monday. Please book online."', Act.DRAFT, id="quoted"),
        pytest.param("How about: our new clinic opens on Monday, please book", Act.DRAFT, id="labelled"),
        pytest.param("ta", Act.THANKS, id="thanks"),
        pytest.param("haha thanks", Act.THANKS, id="thanks-with-a-laugh"),
        pytest.param("ta, she agreed by the way", Act.TELL, id="thanks-and-more"),
        pytest.param("another question: can I do a reel", Act.ASK, id="said-to-be-another-matter"),
        pytest.param('another version: "Our new clinic opens on Monday."', Act.DRAFT, id="another-version-is-no-other-matter"),
        pytest.param("What about LinkedIn? It's only colleagues there", Act.TELL, id="a-place-is-no-draft"),
        pytest.param("can I drop her a line?", Act.TELL, id="a-line-to-somebody-is-not-shorter"),
        pytest.param("she didn't say a word", Act.TELL, id="a-word-is-not-shorter"),
        pytest.param("had a good night at the leaving do, ok to post?", Act.TELL, id="a-good-night-is-no-farewell"),
        pytest.param("goodnight then", Act.THANKS, id="goodnight"),
        pytest.param("but what if he's dead", Act.TELL, id="but-what-if-is-no-argument"),
        pytest.param("but I've blurred her face", Act.TELL, id="but-something-was-done"),
        pytest.param("can she legally make me take it down", Act.TELL, id="legally-is-a-question"),
        pytest.param("Do I need to declare shares in a drug company on LinkedIn?", Act.ASK, id="another-matter"),
    ],
)
def test_act_of(text, act):
    assert act_of(text, MATTER, stated(text)) is act


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("just the reception one", 1, id="by-a-word-only-it-has"),
        pytest.param("what about the first one then", 0, id="by-its-place"),
        pytest.param("the latter", 1, id="the-last-of-them"),
        pytest.param("and if she agreed?", None, id="neither"),
        pytest.param("can I reply to both with a photo", None, id="a-word-of-each"),
    ],
)
def test_which_of_several_matters_is_meant(text, meant):
    parts = [OneMatter(q, None) for q in ("can I reply to the Google review", "can I put up a photo of our new reception")]
    assert part_meant(text, parts) is (None if meant is None else parts[meant])


def test_the_first_turn_asks():
    assert act_of("why?", None, {}) is Act.ASK


def test_another_version_of_the_draft_is_one():
    held = Matter("ok?", (), "Missed appointments are frustrating for everybody, please cancel if you cannot come")
    assert draft_in("Missed appointments are frustrating, please cancel if you cannot make it", held)
    assert not draft_in("she was late as well", held)


@pytest.mark.parametrize(
    ("text", "restarts"),
    [
        pytest.param("start over", True, id="start-over"),
        pytest.param("Can we start again please?", True, id="asked"),
        pytest.param("reset", True, id="one-word"),
        pytest.param("can we start over with the partners' page", False, id="of-something-else"),
        pytest.param("a new question: is LinkedIn ok", False, id="a-question-of-its-own"),
    ],
)
def test_is_restart(text, restarts):
    assert is_restart(text) is restarts


@pytest.mark.parametrize(
    ("text", "looks_up"),
    [
        pytest.param("what does must mean here?", True, id="strength"),
        pytest.param("what does paragraph 9 say", True, id="a-paragraph"),
        pytest.param("he's not a patient any more", False, id="any-more-is-no-old-rule"),
        pytest.param("must I tell her", False, id="a-duty-of-ones-own"),
    ],
)
def test_asks_the_guidance(text, looks_up):
    assert asks_the_guidance(text) is looks_up
