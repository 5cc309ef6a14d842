"""The parts that can be left out, and what falls with them."""

import pytest

from assistant.rewrite.units import Unit, units, with_fallen, without_its_joint


def sentences(text):
    spans, at = [], 0
    for part in text.split("|"):
        spans.append((at, at + len(part)))
        at += len(part) + 1
    return spans, text.replace("|", " ")


def parts(marked):
    spans, text = sentences(marked)
    return [text[u.start : u.end] for u in units(text, spans) if not u.is_sentence]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("We met the team today (so, Darren) at noon.", [" (so, Darren)"], id="an-aside"),
        pytest.param("It was our pleasure to help, and you got to the wedding.", [", and you got to the wedding"], id="a-closing-clause"),
        pytest.param("As a doctor of thirty years, I had my jab.", [], id="the-main-clause-stays"),
        pytest.param("Why I teach it: in March a lad fell.", [": in March a lad fell"], id="what-a-heading-announces"),
        pytest.param("The door is shut today because a patient fell.", [" because a patient fell"], id="a-reason"),
        pytest.param("Because a patient fell the door is shut.", [], id="a-reason-first-carries-the-rest"),
        pytest.param("Three things matter here: wash, rest and drink.", [], id="a-list-is-no-aside"),
        pytest.param("Verse one we have: 'He was dead, and everybody knew. So he was.'", [], id="a-quotation-is-not-cut"),
        pytest.param("Know the signs and ask: could it be sepsis?", [], id="what-is-to-be-asked"),
        pytest.param("We meet in the hall today, and can you bring tea?", [], id="its-mark-is-not-the-head-s"),
        pytest.param(
            "Can you do the round today, and Vera asks for you?", [", and Vera asks for you"], id="a-question-stays-one"
        ),
        pytest.param(
            "Trust update in one line: the director is a fool.", [], id="an-announcement-needs-what-it-announces"
        ),
        pytest.param(
            "We are a new clinic and our hormones are natural.",
            [" and our hormones are natural"],
            id="a-second-clause-without-a-comma",
        ),
        pytest.param("We sell tea and our own jam here.", [], id="two-things-are-one-clause"),
        pytest.param(
            "To whoever parks in the bay: I hope you rot.|It is for calls.",
            [" I hope you rot."],
            id="what-is-said-first-to-those-spoken-to",
        ),
        pytest.param("To whoever parks in the bay: I hope you rot.", [], id="nothing-else-is-said-to-them"),
        pytest.param("Bread, and butter.", [], id="too-little-before-it"),
    ],
)
def test_parts(text, found):
    assert parts(text) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("A man wept.|He had lost his wife.|Take care.", "Take care.", id="a-pronoun-falls-with-whom-it-means"),
        pytest.param("A man wept.|Book your jab online.|Take care.", "Book your jab online. Take care.", id="what-stands-alone-stays"),
        pytest.param("A man wept.|And then he left.|He sang.|Ring us.", "Ring us.", id="one-pulls-down-the-next"),
        pytest.param("We sell tea.|Ask us for help with that.|Ring us.", "Ring us.", id="what-ends-on-that"),
        pytest.param("A man wept.|Going home to hug mine.|Ring us.", "Ring us.", id="a-possessive-with-nothing-to-point-to"),
        pytest.param("A lad came.|It is easily treated.|Ring us.", "Ring us.", id="it-with-nothing-named"),
        pytest.param("A man wept.|Which test do you send first?", "Which test do you send first?", id="a-question-leans-on-nothing"),
        pytest.param("A man wept.|Which was a pity.|Ring us.", "Ring us.", id="a-relative-leans"),
        pytest.param("A man wept.|Notes are attached.|Ring us.", "Notes are attached. Ring us.", id="short-and-whole"),
        pytest.param("A man wept.|Anyway, our phones open at seven.", "Anyway, our phones open at seven.", id="a-joint-is-no-leaning"),
        pytest.param("F, 27, by the station?|rash on her arm, pic coming.|Ring us.", "Ring us.", id="what-begins-small-goes-on"),
        pytest.param("f, 27, by the station?|rota is up now.|ring us.", "rota is up now. ring us.", id="a-writer-who-never-uses-capitals"),
        pytest.param("He was referred.|Always thought so.|Ring us.", "Ring us.", id="an-echo"),
        pytest.param("A man wept.|My dad is a farmer and he knows it.|Ring us.", "My dad is a farmer and he knows it. Ring us.", id="its-own-person-stays"),
    ],
)
def test_what_falls(text, left):
    spans, plain = sentences(text)
    gone = {(u.start, u.end) for u in with_fallen(plain, [Unit(*spans[0], True)], spans)}
    assert " ".join(plain[s:e] for s, e in spans if (s, e) not in gone) == left


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        pytest.param("A man wept.|Anyway, our phones open at seven.", "our phones open at seven.", id="anyway"),
        pytest.param("A man wept.|But the clinic is open.", "the clinic is open.", id="but"),
        pytest.param("A man wept.|Our phones open at seven.", " Our phones open at seven.", id="no-joint"),
        pytest.param("A man wept.|So sad to hear it again.", " So sad to hear it again.", id="so-how"),
        pytest.param("A man wept.|And rest.", " And rest.", id="no-joint-of-so-short-a-sentence"),
    ],
)
def test_a_joint_goes_with_what_it_joined(marked, left):
    spans, text = sentences(marked)
    assert text[without_its_joint(text, spans[0][1], spans) :] == left


def test_a_plural_possessive_closes_no_quotation():
    spans, text = sentences("He came from one of the Travellers' sites today.")
    assert [u.is_sentence for u in units(text, spans)] == [True]
    spans, text = sentences("He said 'the girls' sites are shut.")
    assert [u.is_sentence for u in units(text, spans)] == [True]


@pytest.mark.parametrize(
    ("marked", "stays"),
    [
        pytest.param("Know what ringworm is?|This little one was in my clinic.|It is easily treated.", True, id="named-before-what-went"),
        pytest.param("Know what ringworm is?|Shingles hurts.|It is easily treated.", False, id="named-in-what-went"),
        pytest.param("Know the time?|This little one was in my clinic.|It is easily treated.", False, id="named-nowhere"),
    ],
)
def test_it_means_what_was_named(marked, stays):
    spans, text = sentences(marked)
    gone = {(u.start, u.end) for u in with_fallen(text, [Unit(*spans[1], True)], spans)}
    assert (spans[2] not in gone) is stays
