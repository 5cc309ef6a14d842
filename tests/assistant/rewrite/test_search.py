"""Which edits are made: with a judge of a few lines, so that each test says what it judges."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant import Context, Draft, Issue, Verdict, review
from assistant.models import Decision, Finding, Instead
from assistant.rewrite import Edit, EditKind, Judged, apply, rewritten
from assistant.rewrite.search import (
    FEWEST_WORDS,
    MOST_TRIES,
    given_back,
    tidied,
    without_stories,
)
from assistant.rewrite.standins import _all
from assistant.rewrite.units import units
from assistant.wording import wording

SAY = wording().rewrite
CLAIM = Issue.MISINFORMATION_OR_UNSUPPORTED_CLAIM
TONE = Issue.PROFANITY_OR_UNPROFESSIONAL_TONE
DRAFT = Draft("The new plan has forty pages on apps. Whoever signed it is a clown. District nurses deserve far better than this.", Context(audience="public"))


def decision(verdict):
    return Decision(verdict, 0.8, (TONE,), (), ("test",))


def judge_of(bad, tries=None):
    """Amber while any of the words stand in the text, and the more the worse."""

    def judge(text):
        if tries is not None:
            tries.append(text)
        n = len(re.findall(bad, text))
        return Judged(decision(Verdict.CHANGE_FIRST if n else Verdict.OK), min(0.95, 0.1 + 0.3 * n))

    return judge


@pytest.fixture
def amber(small):
    start = DRAFT.text.index("Whoever")
    end = DRAFT.text.index(" District")
    found = Finding("learned", TONE, start, end, DRAFT.text[start:end], "test")
    ready = (Instead("Say it plainly.", "I am frustrated by this."),)
    return replace(review(small, DRAFT), verdict=Verdict.CHANGE_FIRST, issues=(TONE,), findings=(found,), instead=ready)


def test_the_part_at_fault_is_left_out_and_no_more(amber):
    made = rewritten(DRAFT, amber, judge_of("clown"))
    assert made.text == "The new plan has forty pages on apps. District nurses deserve far better than this."
    assert [(e.kind, e.before) for e in made.edits] == [(EditKind.LEAVE_OUT, "Whoever signed it is a clown.")]
    assert (made.verdict, made.note) == (Verdict.OK, SAY.done)


def test_edits_make_the_text_and_stand_where_they_say(amber):
    made = rewritten(DRAFT, amber, judge_of("clown"))
    assert apply(DRAFT.text, made.edits) == made.text
    assert all(DRAFT.text[e.start : e.end] == e.before for e in made.edits)


def test_where_the_whole_is_at_fault_other_words_are_offered(amber):
    draft = replace(DRAFT, text=DRAFT.text.replace("District", "Tired"))
    made = rewritten(draft, amber, judge_of("plan|clown|nurses"))
    assert made.note == SAY.stand_in
    assert made.edits[0].kind is EditKind.STAND_IN
    assert (made.edits[0].start, made.edits[0].end) == (0, len(draft.text))


def test_what_never_comes_back_green_is_not_offered(amber):
    made = rewritten(DRAFT, amber, judge_of("."))
    assert (made.text, made.edits, made.verdict, made.note) == (None, (), None, SAY.none)
    assert made.instead


def test_something_below_is_spoken_of_only_where_something_is(amber):
    """The note said "below is what could be said instead" over nothing at all."""
    bare = replace(amber, instead=())
    for given in (bare, replace(bare, verdict=Verdict.DO_NOT_POST)):
        made = rewritten(DRAFT, given, judge_of("."))
        assert (made.instead, made.note) == ((), SAY.nothing)
    assert "below" in SAY.none
    assert "below" not in SAY.nothing


TOLD = Issue.PATIENT_CONFIDENTIALITY


def test_a_red_draft_is_mended_where_what_it_tells_of_a_patient_is_all_that_is_wrong(amber):
    red = replace(amber, verdict=Verdict.DO_NOT_POST, issues=(TOLD, TONE))
    made = rewritten(DRAFT, red, judge_of("clown"))
    assert (made.note, "clown" in made.text) == (SAY.red, False)
    # green by a hair is not enough here
    assert rewritten(DRAFT, red, lambda words: replace(judge_of("clown")(words), harm=0.4)).note != SAY.red


@pytest.mark.parametrize("beside", [Issue.SEXUAL_OR_INTIMATE_CONTENT, Issue.ILLEGAL_OR_CRIMINAL, Issue.DISCRIMINATION])
def test_a_red_draft_with_another_wrong_in_it_is_not_mended(amber, beside):
    assert rewritten(DRAFT, replace(amber, verdict=Verdict.DO_NOT_POST, issues=(TOLD, beside)), judge_of("clown")).text is None


def test_a_red_draft_is_not_mended(amber):
    tries = []
    made = rewritten(DRAFT, replace(amber, verdict=Verdict.DO_NOT_POST), judge_of("clown", tries))
    assert made.text is None
    assert made.instead
    assert tries == []


@pytest.mark.parametrize("verdict", [Verdict.OK, Verdict.OK_WITH_CARE, Verdict.NOT_COVERED])
def test_a_draft_that_is_fine_is_let_be(amber, verdict):
    made = rewritten(DRAFT, replace(amber, verdict=verdict), judge_of("clown"))
    assert (made.text, made.edits, made.note) == (DRAFT.text, (), SAY.fine)


def test_where_advice_is_needed_a_rewrite_does_not_replace_it(amber):
    made = rewritten(DRAFT, replace(amber, verdict=Verdict.GET_ADVICE_FIRST), judge_of("clown"))
    assert made.note == SAY.advice


def test_a_stub_is_no_rewrite(amber):
    made = rewritten(Draft("Hi all. " + DRAFT.text), amber, judge_of("plan|clown|nurses"))
    assert made.text is None or len(made.text.split()) >= FEWEST_WORDS


def test_the_search_is_bounded(amber):
    tries = []
    text = " ".join(f"Sentence number {n} is bad, and it says so." for n in range(60))
    rewritten(Draft(text), replace(amber, findings=()), judge_of("bad", tries))
    assert len(tries) <= MOST_TRIES + 1 + len(_all())


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        pytest.param("Deaf? Our microsuction is painless. Ring us.", "painless", "Deaf? We offer microsuction. Ring us.", id="a-verb-left-alone-is-an-offer"),
        pytest.param("Deaf? The microsuction is painless. Ring us.", "painless", "Deaf? Ring us.", id="a-verb-left-alone"),
        pytest.param("Jabs in stock! Miracle results, hurry. Ask first.", "Miracle|, hurry", "Jabs in stock! Ask first.", id="one-word-left"),
        pytest.param("We are a clinic and our hormones are natural with no risks. Ring us.", "natural|no risks", "We are a clinic. Ring us.", id="the-clause-that-was-left-a-stump"),
        pytest.param("He is a lazy man. Ring us.", "lazy", "He is a man. Ring us.", id="a-sentence-that-stands"),
    ],
)
def test_no_stump_of_a_sentence_is_left(text, gone, left):
    edits = [_gone(text, words) for words in gone.split("|")]
    sentences = [m.span() for m in re.finditer(r"\S[^.!?]*[.!?]", text)]
    assert apply(text, tidied(text, edits, sentences, units(text, sentences))) == left


POINT = "Sepsis moves fast. My patient, a teacher, went to intensive care. Ask: could it be sepsis?"


def test_a_list_keeps_all_its_points(amber):
    text = "Three lessons today. One, look in the mouth. Two, weigh the clown. Three, believe the mother."
    made = rewritten(Draft(text), replace(amber, findings=()), judge_of("clown"))
    assert made.text is None or "Two" in made.text or "Three, believe" not in made.text


def test_what_a_check_can_name_goes_before_the_point_of_the_draft(amber):
    def judge(text):
        bad = len(re.findall("patient|sepsis", text))
        return Judged(decision(Verdict.CHANGE_FIRST if bad > 1 else Verdict.OK), 0.1 + 0.2 * bad)

    learned = [Finding("learned", TONE, POINT.index(words), POINT.index(words) + len(words), words, "test") for words in ("My patient", "sepsis?")]
    named = Finding("identifiers", TONE, POINT.index("teacher"), POINT.index("teacher") + 7, "teacher", "test")
    advice = replace(amber, findings=(*learned, named))
    assert rewritten(Draft(POINT), advice, judge).text == "Sepsis moves fast. Ask: could it be sepsis?"


def test_a_sentence_about_nobody_is_not_where_people_are_spoken_ill_of(amber):
    text = "Revision tonight at seven. My trainer last opened a journal in the year 2009 for all we know. Topic is asthma."
    spoken = replace(amber, issues=(Issue.DISRESPECT_TO_COLLEAGUES,), findings=())
    # either cut makes it green, and that of the topic is the shorter
    made = rewritten(Draft(text), spoken, lambda words: Judged(decision(Verdict.OK if words != text else Verdict.CHANGE_FIRST), 0.1 if words != text else 0.6))
    assert made.text == "Revision tonight at seven. Topic is asthma."


@pytest.mark.parametrize(
    ("issue", "left"),
    [
        pytest.param(Issue.DISRESPECT_TO_PATIENTS, "Phones open at 7.30 from Monday next week.", id="what-was-marked-unkind-goes-too"),
        pytest.param(Issue.COPYRIGHT, "Some people want a butler. Phones open at 7.30 from Monday next week.", id="no-unkindness-no-matter"),
    ],
)
def test_green_by_a_hair_is_not_kind(amber, issue, left):
    text = "That clown rang again. Some people want a butler. Phones open at 7.30 from Monday next week."
    marked = tuple(Finding("learned", issue, text.index(w), text.index(w) + len(w), w, "test") for w in ("That clown", "Some people"))
    assert rewritten(Draft(text), replace(amber, issues=(issue,), findings=marked), judge_of("clown")).text == left


ADVICE = "Hi mumoftwo, GP here. That is chickenpox from the photo, give piriton. Anyone with a newborn should ring their surgery."


@pytest.mark.parametrize(
    ("audience", "verdict", "said"),
    [
        pytest.param("public", Verdict.CHANGE_FIRST, "advise anyone individually here", id="in-public"),
        pytest.param("one-to-one", Verdict.CHANGE_FIRST, "advise you about your health here", id="to-one"),
        pytest.param("public", Verdict.DO_NOT_POST, "advise anyone individually here", id="a-red-one-is-mended-so-too"),
        pytest.param("private-group", Verdict.CHANGE_FIRST, "GP here. Anyone", id="no-signpost-for-colleagues"),
    ],
)
def test_advice_to_one_becomes_where_to_get_it(amber, audience, verdict, said):
    advice = replace(amber, verdict=verdict, issues=(Issue.CLINICAL_ADVICE_ONLINE,), findings=())
    made = rewritten(Draft(ADVICE, Context(audience=audience)), advice, judge_of("chickenpox"))
    assert said in made.text
    assert made.text.startswith("Hi mumoftwo, GP here.")
    assert made.text.endswith("ring their surgery.")
    assert any(e.kind is EditKind.SIGNPOST for e in made.edits) is (audience != "private-group")


@pytest.mark.parametrize(
    ("audience", "issue", "has_source"),
    [
        pytest.param("public", Issue.PATIENT_CONFIDENTIALITY, True, id="health-in-public"),
        pytest.param("private-group", Issue.PATIENT_CONFIDENTIALITY, False, id="not-among-colleagues"),
        pytest.param("public", CLAIM, False, id="it-lends-a-claim-no-weight"),
    ],
)
def test_what_is_said_of_health_gets_a_source_where_that_alone_is_wanting(amber, audience, issue, has_source):
    text = "Sepsis moves fast. My clown of a patient was in intensive care by noon. Know the signs of it, all of you."

    def judge(words):
        bad = "clown" in words or "NHS website" not in words
        return Judged(replace(decision(Verdict.CHANGE_FIRST if bad else Verdict.OK), issues=(CLAIM,)), 0.9 if bad else 0.1)

    made = rewritten(Draft(text, Context(audience=audience)), replace(amber, issues=(issue,), findings=()), judge)
    assert ("NHS website" in (made.text or "") and "Know the signs" in (made.text or "")) is has_source


def test_what_joined_a_sentence_to_one_left_out_goes_with_it(amber):
    text = "The new plan has forty pages on apps. Some clown signed it. Anyway, our phone lines now open at 7.30."
    made = rewritten(Draft(text), replace(amber, findings=()), judge_of("clown"))
    assert made.text == "The new plan has forty pages on apps. Our phone lines now open at 7.30."
    assert apply(text, made.edits) == made.text


def test_what_is_left_of_an_unkind_sentence_goes_too(amber):
    text = "Revision tonight at seven. My trainer last opened a journal in 2009, and it is a clown show. Topic is asthma."
    issue = Issue.DISRESPECT_TO_COLLEAGUES
    marked = Finding("learned", issue, text.index("My trainer"), text.index(". Topic"), "all of it", "test")
    assert rewritten(Draft(text), replace(amber, issues=(issue,), findings=(marked,)), judge_of("clown")).text == "Revision tonight at seven. Topic is asthma."


def test_a_cut_falls_on_what_was_marked_not_on_its_tail(amber):
    text = "Revision tonight at seven. My trainer last opened a journal in 2009 and it shows. Topic is asthma."
    issue = Issue.DISHONESTY_MISREPRESENTATION
    marked = Finding("learned", issue, text.index("My trainer"), text.index(". Topic"), "all of it", "test")
    made = rewritten(Draft(text), replace(amber, issues=(issue,), findings=(marked,)), lambda words: Judged(decision(Verdict.OK if words != text else Verdict.CHANGE_FIRST), 0.1))
    assert made.text == "Revision tonight at seven. Topic is asthma."


def test_what_the_draft_is_about_stays_or_more_of_the_rest(amber):
    text = "Lip filler with the best clown here. Nobody does it so well at all, by any means. A cooling-off period of two weeks comes as standard."
    assert rewritten(Draft(text), replace(amber, findings=()), judge_of("clown|Nobody")).note == SAY.stand_in
    other = text.replace("Lip filler", "A chat")
    assert rewritten(Draft(other), replace(amber, findings=()), judge_of("clown|Nobody")).text == "A cooling-off period of two weeks comes as standard."


def test_a_part_left_out_on_the_way_comes_back_where_it_was_not_the_one(amber):
    text = "Our plan is a mess today. The old clown signed it off again. Nurses deserve better, and so do we."
    edits = [Edit(0, 25, text[:25], "", EditKind.LEAVE_OUT, TONE, "why"), Edit(26, 60, text[26:60], "", EditKind.LEAVE_OUT, TONE, "why")]
    assert given_back(text, edits, amber, judge_of("clown")) == edits[1:]
    assert given_back(text, edits, amber, judge_of("clown|mess|better")) == edits


def test_where_readers_are_sent_for_help_goes_last(amber):
    text = "Oily fish is all you want for your heart. Heart disease is our biggest killer, so get your NHS health check this year."
    learned = [Finding("learned", CLAIM, 0, 20, text[:20], "test"), Finding("learned", CLAIM, 45, 60, text[45:60], "test")]
    advice = replace(amber, findings=tuple(learned), issues=(CLAIM,))
    made = rewritten(Draft(text), advice, lambda words: Judged(decision(Verdict.OK if words != text else Verdict.CHANGE_FIRST), 0.1 + 0.001 * len(words)))
    assert "NHS health check" in made.text


def test_a_claim_that_no_words_mend_never_stays(amber):
    text = "Masks make breathing harder. They are wilful harm. Old people will be fainting by the thousand. Please keep two metres apart in the queue."
    advice = replace(amber, findings=(), issues=(CLAIM,))
    assert rewritten(Draft(text), advice, judge_of("wilful")).text == "Masks make breathing harder. Please keep two metres apart in the queue."


def test_an_interest_declared_mends_nothing_else(amber):
    text = "Meet our founder, the clinic's Senior Consultant in eczema and fatigue."
    advice = replace(amber, findings=(), issues=(Issue.DISHONESTY_MISREPRESENTATION, Issue.CONFLICT_OF_INTEREST))
    made = rewritten(Draft(text), advice, lambda words: Judged(decision(Verdict.OK if words != text else Verdict.CHANGE_FIRST), 0.1))
    assert made.text is None or text not in made.text
    first = rewritten(Draft(text), replace(advice, issues=advice.issues[::-1]), lambda words: Judged(decision(Verdict.OK if words != text else Verdict.CHANGE_FIRST), 0.1))
    assert first.text.startswith(text)


def test_a_sentence_that_is_one_person_s_story_goes_whole():
    text = "Home visits remind me why I do this. Sat with a retired bell-ringer in Cawston this afternoon, just the two of us and her parrot. General practice is a privilege."
    assert stories_out(text) == "Home visits remind me why I do this. General practice is a privilege."
    mocked = "Smear list for Friday is full. The vicar's wife is on it so no giggling. Vaccines arrive at nine, be in."
    assert stories_out(mocked) == "Smear list for Friday is full. Vaccines arrive at nine, be in."
    laughed_at = "Clinics are busy today. A plumber told me his hamster had died. I nearly wet myself laughing. You need no note for less than a week off."
    assert stories_out(laughed_at) == "Clinics are busy today. You need no note for less than a week off."
    clinical = "Not every dizzy spell is benign. Had a 41yo postman last week with a stroke whose only sign was falling to the left. Always check the gait."
    assert "stroke" in stories_out(clinical)


def stories_out(text):
    from assistant.backends.presidio import read
    from assistant.checks import jigsaw
    from assistant.checks.text import ReadText
    from assistant.rewrite.people import edits_for
    from assistant.rewrite.search import disjoint

    reading = read(text)
    story = jigsaw.add_up(ReadText(Draft(text), reading), {Issue.PATIENT_CONFIDENTIALITY: 0.9})
    advice = SimpleNamespace(jigsaw=story, issues=(Issue.PATIENT_CONFIDENTIALITY,), findings=())
    return apply(text, without_stories(text, disjoint(edits_for(text, story, ())), reading.sentences, advice))


def _gone(text, words):
    at = text.index(words)
    return Edit(at, at + len(words), words, "", EditKind.TONE_DOWN, Issue.COPYRIGHT, "why")
