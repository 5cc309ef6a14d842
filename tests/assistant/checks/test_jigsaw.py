"""How details add up, and whose story is told: tables of near misses, one thing changed at a time."""

import pytest

from assistant.backends.presidio import read
from assistant.checks import jigsaw
from assistant.checks.identifiers import DIRECT
from assistant.checks.identifiers import check as identify
from assistant.checks.text import ReadText
from assistant.models import Detail, DetailKind, Draft, Grade, Issue, Question, Verdict, Whose

# the judge knows nothing here, so that the patterns alone decide
UNJUDGED: dict[Issue, float] = {}
SEES_A_PATIENT = {Issue.PATIENT_CONFIDENTIALITY: 0.9}


def made(text, issues=UNJUDGED, kind=Draft):
    reading = ReadText(kind(text), read(text))
    return jigsaw.add_up(reading, issues, [f for f in identify(reading) if f.issue is DIRECT])


STORY = "Saw a 34-year-old bus driver from Thornaby yesterday with shingles."


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        pytest.param(STORY, Grade.PUBLIC, id="age-work-town-day"),
        pytest.param("Saw a bus driver yesterday with shingles.", Grade.INSIDERS, id="town-and-age-left-out"),
        pytest.param("Saw someone with shingles.", Grade.GENERIC, id="the-condition-alone"),
        pytest.param("Saw Mrs Kendal in clinic about her shingles.", Grade.PUBLIC, id="a-name-is-enough"),
        pytest.param("I gave a patient the Huntington's result.", Grade.INSIDERS, id="a-rare-condition-alone"),
        pytest.param("A patient thanked me for listening.", Grade.GENERIC, id="a-patient-and-no-detail"),
    ],
)
def test_grade(text, grade):
    assert made(text).grade is grade


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        pytest.param(STORY, Whose.PATIENT, id="a-patient"),
        pytest.param("This case is made up: " + STORY, Whose.FICTION, id="made-up"),
        pytest.param("Composite of several patients: " + STORY, Whose.FICTION, id="composite"),
        pytest.param("Not his real name. " + STORY, Whose.PATIENT, id="a-changed-name-is-still-a-person"),
        pytest.param("I couldn't make it up. " + STORY, Whose.PATIENT, id="couldn't-make-it-up-is-no-fiction"),
        pytest.param("I was diagnosed with breast cancer in March and I'm 44.", Whose.SELF, id="my-own-illness"),
        pytest.param("My patient was told and I was diagnosed too. " + STORY, Whose.PATIENT, id="my-own-and-a-patient's"),
        pytest.param("The King has spoken about his cancer on television.", Whose.PUBLIC_FIGURE, id="a-public-figure"),
        pytest.param("Many of my patients are farmers with bad backs.", Whose.MANY, id="many"),
        pytest.param("The new ramp opens on Friday in Otley.", Whose.NOBODY, id="nobody"),
        pytest.param("My mum, 84, beat me at Scrabble in Whitby.", Whose.NOBODY, id="family-of-the-writer"),
    ],
)
def test_whose_story(text, whose):
    assert made(text).whose is whose


# each reads like a patient's story, and the judge takes it for one
LOOK_ALIKES = [
    pytest.param("Watched Casualty. A trapeze artist with a ruptured spleen at the circus in Holby on Christmas Eve.", Whose.FICTION, id="a-hospital-drama"),
    pytest.param("In the novel by my bed a retired judge of 71 dies of typhoid in Trieste on a Tuesday.", Whose.FICTION, id="a-novel"),
    pytest.param("Chapter three of my novel is done: the village doctor finds the blacksmith's daughter in the mill.", Whose.FICTION, id="my-own-novel"),
    pytest.param("Respect to the footballer who told the BBC about his bipolar disorder today.", Whose.PUBLIC_FIGURE, id="told-the-press"),
    pytest.param("That interview with the tv chef about his stroke was worth an hour. FAST works.", Whose.PUBLIC_FIGURE, id="an-interview"),
    pytest.param("The singer has spoken of her epilepsy at 24, and every school should play it.", Whose.PUBLIC_FIGURE, id="a-singer-has-spoken"),
    pytest.param("The documentary about the rower with motor neurone disease should be on every course.", Whose.PUBLIC_FIGURE, id="a-documentary"),
]
# and each of these is one, though a word in it looks like the above
REAL_ALL_THE_SAME = [
    pytest.param("Saw the footballer in clinic on Tuesday, the one who told the BBC about his bipolar disorder.", id="told-the-press-and-came-to-clinic"),
    pytest.param("My patient has spoken to the Guardian about her epilepsy; she is the singer from Otley.", id="my-patient-told-the-press"),
    pytest.param("She was watching EastEnders when her stroke began, poor Mrs Kendal of Mill Road, 84.", id="a-patient-watches-too"),
    pytest.param("Saw a retired actor of 71 from Whitby yesterday with shingles.", id="an-actor"),
    pytest.param("Saw a retired baker of 71 from Whitby yesterday, on a novel drug for her lymphoma.", id="a-novel-drug"),
    pytest.param("Saw a retired baker of 71 from Whitby yesterday who made up her mind to stop chemo.", id="made-up-her-mind"),
    pytest.param("Saw a retired baker of 71 from Whitby yesterday, composite filling gone and an abscess.", id="a-composite-filling"),
    pytest.param("Met an 8-year-old twin from Whitby in clinic yesterday with her imaginary friend and her asthma.", id="an-imaginary-friend"),
    pytest.param("Visited the man who invented the cat flap at his farm in Whitby, dementia now.", id="an-inventor"),
]


@pytest.mark.parametrize(("text", "whose"), LOOK_ALIKES)
def test_what_only_looks_like_a_patient_lifts_the_floor_whatever_the_judge_sees(text, whose):
    given = made(text, SEES_A_PATIENT)
    assert (given.whose, given.grade) == (whose, Grade.GENERIC)


@pytest.mark.parametrize("text", REAL_ALL_THE_SAME)
def test_a_word_that_looks_like_fiction_or_fame_lifts_nothing(text):
    given = made(text, SEES_A_PATIENT)
    assert given.whose is Whose.PATIENT
    assert given.grade is not Grade.GENERIC


def test_only_a_patient_is_graded():
    assert made("My mum, 84, a retired baker from Whitby, won the show on Saturday.").grade is Grade.GENERIC


def test_the_judge_knows_patients_that_no_pattern_does():
    text = "To the blacksmith from Nether Wyre who came off his quad on Tuesday: well done."
    assert made(text).whose is not Whose.PATIENT
    assert made(text, SEES_A_PATIENT).grade is Grade.PUBLIC


def test_the_judge_does_not_outweigh_what_is_said_to_be_invented():
    assert made("Fictional case. " + STORY, SEES_A_PATIENT).whose is Whose.FICTION


def test_who_would_know_is_told_for_the_details_given():
    told = made(STORY)
    assert told.who == (jigsaw.PATIENT_KNOWS, jigsaw.FAMILY_KNOWS, jigsaw.COLLEAGUES_KNOW, jigsaw.LOCALS_KNOW)


def test_the_dead_are_not_said_to_know_themselves():
    story = "Lost a lovely patient this week, a retired baker from Whitby, 84. She died on Tuesday and I cared for her for twenty years."
    told = made(story)
    assert told.who
    assert jigsaw.PATIENT_KNOWS not in told.who
    assert jigsaw.PATIENT_KNOWS in made(story.replace("died", "came in")).who


def test_without_what_is_to_be_removed_it_is_generic():
    told = made(STORY)
    left = STORY
    for words in told.remove:
        left = left.replace(words, "")
    assert told.remove
    assert made(left).grade is Grade.GENERIC


def detail(kind, weight):
    return Detail(kind, 0, 1, "x", weight)


def test_a_second_detail_of_a_kind_counts_half():
    # 1.0 + 0.5 * 1.0 for two ages, 0.75 for a day: 2.25
    assert jigsaw.total([detail(DetailKind.AGE, 1.0), detail(DetailKind.AGE, 1.0), detail(DetailKind.TIME, 0.75)]) == pytest.approx(2.25)


@pytest.mark.parametrize(
    ("text", "floored"),
    [
        pytest.param(STORY, True, id="public"),
        pytest.param(STORY + " Shared with his written consent.", False, id="agreed"),
        pytest.param(STORY + " He hasn't consented to this.", True, id="not-agreed"),
        pytest.param("Saw a bus driver yesterday with shingles.", False, id="insiders"),
    ],
)
def test_floor(text, floored):
    reading = ReadText(Draft(text), read(text))
    floors = jigsaw.floor(reading, made(text))
    assert [f.verdict for f in floors] == ([Verdict.CHANGE_FIRST] if floored else [])


def test_a_question_is_graded_but_neither_marked_nor_floored():
    reading = ReadText(Question(STORY), read(STORY))
    story = made(STORY, kind=Question)
    assert story.grade is Grade.PUBLIC
    assert jigsaw.check(reading, story) == []
    assert jigsaw.floor(reading, story) == ()
