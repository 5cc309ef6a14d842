"""Every sentence is the playbook's, every citation is held, every quote is true."""

import pytest

from assistant.advise import (
    cite,
    completing,
    compose_reasons,
    confidence_words,
    headline,
    in_turn,
    may_complete,
    speaking,
)
from assistant.errors import PlaybookError
from assistant.models import Decision, Draft, Kind, Light, Passage, Question, Reason, Strength, Verdict
from assistant.playbook import load_playbook
from assistant.playbook.load import HERE
from assistant.playbook.things import spoken_of
from corpus.models import Issue


@pytest.fixture(scope="module")
def playbook(corpus):
    return load_playbook(corpus)


@pytest.mark.parametrize("issue", Issue)
def test_every_issue_has_an_entry_with_a_reason_for_each_light(playbook, issue):
    lights = {light for reason in playbook.entries[issue].reasons for light in reason.lights}
    assert lights >= {"green", "amber", "red"}


@pytest.mark.parametrize("issue", Issue)
@pytest.mark.parametrize("light", [Light.GREEN, Light.AMBER, Light.RED])
def test_citations_are_held_and_quotes_are_true(playbook, corpus, issue, light):
    for reason in compose_reasons([playbook.entries[issue]], light, [], corpus):
        for citation in reason.citations:
            paragraph = corpus.paragraphs[citation.paragraph]
            assert citation.quote in paragraph.text
            assert citation.strength is paragraph.strength
        if " must " in reason.text:
            assert any(c.strength is Strength.MUST for c in reason.citations)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.NOT_COVERED])
def test_headline_of_a_question_answers_it(playbook, kind, verdict):
    for entry in speaking(set(), decided(*Issue), playbook):
        words = headline(Draft("x") if kind is Kind.DRAFT else Question("Can I?"), verdict, [entry])
        assert "{" not in words
        if kind is Kind.QUESTION:
            start = {"ok": "Yes", "ok_with_care": "Yes", "get_advice_first": "Not yet", "do_not_post": "No"}.get(verdict, ("Not as it stands", "It depends"))
            assert words.startswith(start)


@pytest.mark.parametrize("text", ["Do I have to?", "Must I use my name?", "Was I wrong to?", "Should I reply?", "How do I reply?", "Is it wrong to like it?"])
@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.NOT_COVERED])
def test_no_yes_and_no_no_where_it_would_say_the_opposite(playbook, text, verdict):
    for entry in [None, *speaking(set(), decided(*Issue), playbook)]:
        words = headline(Question(text), verdict, [entry] if entry else [])
        assert words[0].isupper()
        assert not words.startswith(("Yes", "Not yet", "Not as it stands"))
        assert not words.startswith("No.") or words == entry.answers.question.duty


@pytest.mark.parametrize(
    ("issue", "text", "paragraph"),
    [
        pytest.param(Issue.DISCRIMINATION, "He keeps liking jokes about claimants", "mdu-private-messages-2024#p2", id="a-like"),
        pytest.param(Issue.ADVERTISING_RULES, "Wrinkle injections, 20% off this week", "gmc-cosmetic-interventions-2016#52", id="an-offer-beside-a-medicine"),
        pytest.param(Issue.ILLEGAL_OR_CRIMINAL, "I was arrested at a climate protest", "gmc-protests-activism-2024#position-2", id="a-protest"),
    ],
)
def test_the_very_point_asked_is_among_the_reasons(playbook, corpus, issue, text, paragraph):
    entries = speaking(spoken_of(Draft(text)), decided(issue), playbook)
    # everything else bears on the text more
    near = [Passage(corpus.paragraphs[c.paragraph], 1, 1.0, (), 0.9) for r in entries[0].reasons for c in r.cite if c.paragraph != paragraph]
    given = compose_reasons(entries, Light.RED, near, corpus)
    assert paragraph in [c.paragraph for r in given for c in r.citations]
    assert len(given) <= 4


def test_what_the_question_speaks_of_has_its_own_yes(playbook):
    text = "The local paper rang about our phones. Can the manager give them a quote?"
    (entry,) = speaking(spoken_of(Question(text)), decided(Issue.EMPLOYER_POLICY), playbook)
    assert headline(Question(text), Verdict.OK_WITH_CARE, [entry]).startswith("Yes, but not on the spot")
    assert headline(Question("Was I wrong to speak to the local paper?"), Verdict.OK_WITH_CARE, [entry]).startswith("It need not be a problem, as long as")
    (entry,) = speaking(set(), decided(Issue.EMPLOYER_POLICY), playbook)
    assert headline(Question("Can I post the rota?"), Verdict.OK_WITH_CARE, [entry]).startswith("Yes, as long as")


def test_whether_one_has_to_is_answered_as_such(playbook):
    entry = playbook.entries[Issue.FRIEND_OR_FOLLOW_REQUEST]
    assert headline(Question("Do I have to accept?"), Verdict.OK, [entry]).startswith("You need not accept")
    assert headline(Question("Do I have to accept?"), Verdict.DO_NOT_POST, [entry]).startswith("Patients, past ones included")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("I accepted a friend request from a patient by mistake, what now", "Stop reading", id="accepted"),
        pytest.param("My neighbour is a patient and we are already Facebook friends, is that ok", "Stop reading", id="friends-already"),
        pytest.param("A patient has added me on Facebook. Can I accept?", "Decline the request", id="asked-only"),
        pytest.param("Can I add our receptionist as a friend?", "Decline the request", id="nobody-added-yet"),
    ],
)
def test_who_is_linked_already_is_told_how_to_part(text, first, playbook):
    (entry,) = speaking(spoken_of(Question(text)), decided(Issue.FRIEND_OR_FOLLOW_REQUEST), playbook)
    assert entry.next_steps[0].text.startswith(first)


def test_a_rule_asked_for_is_not_answered_with_yes(playbook):
    entry = playbook.entries[Issue.PROFESSIONAL_IDENTITY_ANONYMITY]
    asked = Question("What does the GMC say about anonymity?")
    assert headline(asked, Verdict.OK_WITH_CARE, [entry]).startswith("Here is what the guidance says")
    assert headline(asked, Verdict.DO_NOT_POST, [entry]).startswith("Going under another name")


def test_two_issues_never_cite_a_paragraph_twice(playbook, corpus):
    entries = [playbook.entries[i] for i in (Issue.PATIENT_CONFIDENTIALITY, Issue.IDENTIFIABILITY_BY_DETAIL, Issue.PRIVATE_IS_NOT_PRIVATE)]
    cited = [c.paragraph for r in compose_reasons(entries, Light.RED, [], corpus) for c in r.citations]
    assert len(cited) == len(set(cited))


def test_heaviest_issue_comes_first(playbook, corpus):
    entries = [playbook.entries[i] for i in (Issue.COPYRIGHT, Issue.DEFAMATION)]
    assert compose_reasons(entries, Light.AMBER, [], corpus)[0].issue is Issue.COPYRIGHT


def test_retrieval_moves_a_fitting_reason_up(playbook, corpus):
    entry = playbook.entries[Issue.PATIENT_CONFIDENTIALITY]
    fitting = [r for r in entry.reasons if "red" in r.lights]
    last = fitting[-1].cite[0].paragraph
    passage = Passage(corpus.paragraphs[last], 1, 1.0, (), relevance=0.5)
    assert compose_reasons([entry], Light.RED, [passage], corpus)[0].citations[0].paragraph == last


def test_what_bears_squarely_completes_the_reasons(corpus):
    near = [Passage(corpus.paragraphs[f"gmc-social-media-2024#{n}"], rank, 1.0, (), relevance) for rank, (n, relevance) in enumerate([("18", 0.9), ("9", 0.5), ("4", 0.2)], 1)]
    (reason,) = completing((), near, corpus)
    assert [c.paragraph for c in reason.citations] == ["gmc-social-media-2024#18", "gmc-social-media-2024#9"]
    assert all(c.quote in corpus.paragraphs[c.paragraph].text for c in reason.citations)


def decided(*issues: Issue) -> Decision:
    return Decision(Verdict.CHANGE_FIRST, 0.8, issues, (), ())


def test_an_issue_whose_thing_is_not_spoken_of_leads_no_answer(playbook):
    issues = (Issue.PATIENT_IMAGE_OR_RECORDING, Issue.EMPLOYER_POLICY)
    assert [e.issue for e in speaking({"picture", "patient"}, decided(*issues), playbook)] == list(issues)
    assert [e.issue for e in speaking(set(), decided(*issues), playbook)] == list(reversed(issues))


def test_of_an_absent_thing_only_what_opens_with_its_condition_is_said(playbook):
    for issue in (Issue.PATIENT_IMAGE_OR_RECORDING, Issue.CONSENT_FOR_DISCLOSURE, Issue.RECORD_KEEPING, Issue.RAISING_CONCERNS):
        (entry,) = speaking(set(), decided(issue), playbook)
        assert all(reason.text.startswith("If ") for reason in entry.reasons)
        assert not entry.instead
        assert not entry.next_steps


def test_a_picture_without_a_patient_is_spoken_of_with_an_if(playbook):
    (entry,) = speaking({"picture"}, decided(Issue.PATIENT_IMAGE_OR_RECORDING), playbook)
    assert all(reason.text.startswith(("If ", "Before anyone films patients")) for reason in entry.reasons)


def test_a_reason_rests_on_its_paragraphs_in_either_wording(playbook):
    for entry in playbook.entries.values():
        for reason in entry.reasons:
            assert {c.paragraph for c in reason.cite} <= playbook.rests_on[reason.text]
            assert not reason.if_unsaid or reason.if_unsaid in playbook.rests_on


def test_words_written_for_no_condition_never_suppose_a_thing(playbook):
    for entry in playbook.entries.values():
        for reason in entry.reasons:
            assert not reason.if_unsaid or reason.supposes or entry.supposes, reason.text


def test_a_reason_about_what_the_text_speaks_of_comes_sooner(playbook, corpus):
    (calm,) = speaking(set(), decided(Issue.EMPLOYER_POLICY), playbook)
    (worried,) = speaking({"concern"}, decided(Issue.EMPLOYER_POLICY), playbook)
    cited = [[c.paragraph for r in compose_reasons([entry], Light.AMBER, [], corpus) for c in r.citations] for entry in (calm, worried)]
    assert "gmc-raising-concerns-2012#8" not in cited[0]
    assert "gmc-raising-concerns-2012#8" in cited[1]


@pytest.mark.parametrize(
    ("lists", "picked"),
    [
        pytest.param([["a", "b", "c", "d"]], ["a", "b", "c"], id="one-issue-has-all-the-room"),
        pytest.param([["a", "b", "c"], ["x", "y"]], ["a", "b", "x"], id="two-of-the-heaviest-then-the-next"),
        pytest.param([["a"], ["x", "y"], ["p"]], ["a", "x", "p"], id="each-next-in-turn"),
        pytest.param([["a"], ["a", "b"]], ["a", "b"], id="nothing-twice"),
        pytest.param([[], ["x"]], ["x"], id="the-heaviest-is-silent"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_no_issue_crowds_out_the_next(lists, picked):
    assert list(in_turn(3, lists)) == picked


@pytest.mark.parametrize(
    ("issue", "text", "offered"),
    [
        pytest.param(Issue.PATIENT_CONFIDENTIALITY, "Saw a chap with gout today", "in general", id="a-story-becomes-general"),
        pytest.param(Issue.PATIENT_CONFIDENTIALITY, "Thank you for your review", "the same thing every time", id="a-reply-does-not"),
        pytest.param(Issue.PATIENT_CONFIDENTIALITY, "Can someone look at her bloods?", "approved", id="a-colleague-is-asked-another-way"),
        pytest.param(Issue.RAISING_CONCERNS, "The unit is unsafe", "in writing", id="a-concern-is-put-in-writing"),
        pytest.param(Issue.RAISING_CONCERNS, "I'm being investigated over a death", "defence organisation", id="not-by-the-one-accused"),
        pytest.param(Issue.RESPONDING_TO_CRITICISM_OR_REVIEW, "She wrote us a bad review", "do it once", id="a-review-is-answered-once"),
        pytest.param(Issue.RESPONDING_TO_CRITICISM_OR_REVIEW, "A solicitor's letter about my reply, a claim against us", "say only that you have it", id="a-lawyer-is-not"),
        pytest.param(Issue.RESPONDING_TO_CRITICISM_OR_REVIEW, "The local paper rang about it", "journalist", id="a-reporter-gets-a-holding-line"),
    ],
)
def test_the_first_ready_text_is_for_the_occasion(playbook, issue, text, offered):
    (entry,) = speaking(spoken_of(Draft(text)), decided(issue), playbook)
    assert offered in entry.instead[0].text


def test_words_that_are_out_already_are_not_to_be_tidied(playbook):
    for text in ("I posted it last night and HR are investigating", "My colleague shared it in the group"):
        (entry,) = speaking(spoken_of(Draft(text)), decided(Issue.DISCRIMINATION), playbook)
        assert not any("Take out" in step.text for step in entry.next_steps)
        assert any("delete nothing" in step.text for step in entry.next_steps)


@pytest.mark.parametrize(
    ("paragraph", "spoken", "may"),
    [
        pytest.param("gmc-recordings-2011#37", set(), False, id="recordings-without-a-picture"),
        pytest.param("gmc-recordings-2011#37", {"picture"}, True, id="recordings-with-one"),
        pytest.param("gmc-social-media-2024#18", set(), True, id="a-document-about-everything"),
    ],
)
def test_a_document_about_one_thing_is_not_added_where_the_text_has_none(playbook, corpus, paragraph, spoken, may):
    assert may_complete(Passage(corpus.paragraphs[paragraph], 1, 1.0, ()), spoken, playbook) is may


def test_enough_square_citations_are_left_alone(corpus):
    near = [Passage(corpus.paragraphs[f"gmc-social-media-2024#{n}"], rank, 1.0, (), 0.9) for rank, n in enumerate(("18", "9", "4", "7"), 1)]
    given = (Reason(None, "A reason.", tuple(cite(p.paragraph, p.paragraph.digest, corpus) for p in near[:3])),)
    assert completing(given, near, corpus) == ()


@pytest.mark.parametrize(
    ("confidence", "start"),
    [(0.95, "Most advisers"), (0.70, "An adviser would probably"), (0.40, "Advisers could differ")],
)
def test_confidence_in_words(confidence, start):
    assert confidence_words(confidence).startswith(start)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("gmc-", "gmcc-", "not held", id="citation-not-held"),
        pytest.param('quote: "', 'quote: "zebra ', "not in the digest", id="quote-not-true"),
        pytest.param("issue: copyright", "issue: defamation", "speaks of", id="wrong-file"),
        pytest.param("flag:", "flagg:", "flag", id="unknown-key"),
        pytest.param("flag:", "supposes: [zebra]\nflag:", "no thing of things.yaml", id="unknown-thing"),
    ],
)
def test_a_bad_playbook_is_refused(tmp_path, corpus, old, new, message):
    for path in HERE.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace(old, new) if path.stem == "copyright" else text, encoding="utf-8")
    with pytest.raises(PlaybookError, match=message):
        load_playbook(corpus, tmp_path)
