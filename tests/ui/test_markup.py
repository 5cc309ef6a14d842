"""A paragraph says whose words it holds, how binding it is and how sure its number is; words from outside stay words."""

from dataclasses import replace
from datetime import date

import pytest

from assistant import Draft, Finding, Question
from corpus.models import Confidence, Corpus, Strength
from tests.ui import fake
from tests.ui.conftest import HOSTILE, tags, words
from ui.markup import answer, draft, guidance, text

HELD = fake.CORPUS.paragraphs["gmc-social-media-2024#18"]
GMC = fake.CORPUS.source_of(HELD)


def test_the_words_relied_on_are_marked_in_our_words():
    shown = guidance.paragraph(HELD, GMC, "Whatever the platform, keep patient confidences")
    assert "In our words" in shown
    assert "The publisher’s words" not in shown
    assert "relied on: Whatever the platform, keep patient confidences (end of words relied on)" in words(shown)


def test_the_publishers_words_come_first_where_they_are_installed():
    shown = words(guidance.paragraph(HELD.model_copy(update={"official": "Exactly as printed."}), GMC, "Exactly as printed."))
    assert shown.index("The publisher’s words") < shown.index("Exactly as printed.") < shown.index("In our words")


@pytest.mark.parametrize(
    ("confidence", "number", "note"),
    [
        pytest.param(Confidence.HIGH, "paragraph 18", None, id="high-shows-it"),
        pytest.param(Confidence.MEDIUM, "paragraph 18 (number not checked)", "not checked against the page", id="medium-marks-it"),
        pytest.param(Confidence.LOW, None, "We do not know this paragraph’s number", id="low-names-the-document"),
    ],
)
def test_a_number_is_shown_as_far_as_it_is_sure(confidence, number, note):
    shown = words(guidance.chip(HELD.model_copy(update={"confidence": confidence}), GMC))
    assert (number in shown) if number else "paragraph 18" not in shown
    assert note is None or note in shown


@pytest.mark.parametrize("strength", list(Strength))
def test_strength_is_said_in_words(strength):
    shown = words(guidance.chip(HELD.model_copy(update={"strength": strength}), GMC))
    assert shown.startswith(strength.value.capitalize())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/check", ""])
def test_only_a_page_on_the_web_becomes_a_link(url):
    shown = guidance.link(GMC.model_copy(update={"url": url}))
    assert "<a" not in shown
    assert "No public page is known" in shown


def test_a_link_cannot_break_out_of_its_quotes():
    shown = guidance.link(GMC.model_copy(update={"url": 'https://example.org/"onmouseover="alert(1)'}))
    assert tags(shown) == ["p", "a", "span"]  # and no handler, which tags() refuses


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_imported_wording_is_text(hostile):
    held = HELD.model_copy(update={"official": f"As printed {hostile}", "section": hostile, "digest": hostile})
    shown = guidance.document(GMC, [held]) + guidance.chip(held, GMC, hostile) + guidance.found(held, GMC)
    assert f"As printed {hostile}" in words(shown)
    assert not {"script", "img", "b", "h1"} & set(tags(shown))


def test_a_citation_that_is_held_no_more_still_says_what_it_said():
    advice = fake.ask(fake.ASSISTANT, Question("How do I reply to a review?"))
    cited = advice.reasons[0].citations[0]
    gone = Corpus({}, {}, (), {}, (), "none")
    assert cited.quote in words(guidance.citation(cited, gone))


def test_overlapping_flags_are_told_once_with_both_reasons():
    told = words(draft.marked_draft("Oh dear. What nonsense you write.", fake.review(
        fake.ASSISTANT, Draft("Oh dear. What nonsense you write.")).findings))  # fmt: skip
    assert told.count("flagged") == 1
    assert "flagged 1, 2: What nonsense2 you write.1, because A reply in anger" in told
    assert "and This word belittles the person; end of flag." in told


def test_a_flag_on_no_words_speaks_of_the_whole_draft():
    advice = fake.review(fake.ASSISTANT, Draft("Mrs Hall was here"))
    whole = Finding("fake", advice.findings[0].issue, 0, 0, "", "It is written in anger.")
    shown = words(draft.findings(replace(advice, findings=(whole,)), fake.CORPUS, {}))
    assert "Flag 1 The draft as a whole" in shown


def test_a_verdict_is_in_words_and_its_icon_is_not_read_out():
    for word in ("review", "whatsapp", "complaint", "weather"):
        shown = answer.verdict(fake.ask(fake.ASSISTANT, Question(f"about a {word}")))
        assert 'aria-hidden="true"' in shown
        assert words(shown).startswith("The answer: ")


@pytest.mark.parametrize(
    ("iso", "said"),
    [("2024-01-30", "30 January 2024"), ("2024-07", "July 2024"), ("2012", "2012"), ("undated", "undated"), ("2024-13-01", "2024-13-01")],
)
def test_a_date_is_said_as_far_as_it_is_known(iso, said):
    assert text.day(iso) == said


OFFICIAL = HELD.model_copy(update={"official": "Lamps matter. Keep confidences, whatever the platform. Ask first."})


def test_the_words_relied_on_stand_in_the_publishers_paragraph_with_ours_beside_it():
    shown = guidance.paragraph(OFFICIAL, GMC, "Keep confidences, whatever the platform.")
    assert '<div class="beside">' in shown
    assert "Lamps matter. relied on: Keep confidences, whatever the platform. (end of words relied on) Ask first." in words(shown)
    assert HELD.digest in words(shown)
    assert "#:~:text=Keep%20confidences%2C%20whatever%20the%20platform." in shown


def test_words_of_ours_are_not_looked_for_on_the_publishers_page():
    assert ":~:text" not in guidance.paragraph(HELD, GMC, "keep patient confidences")


def test_a_paragraph_that_only_the_publisher_words_has_no_digest_drawn():
    shown = words(guidance.paragraph(OFFICIAL.model_copy(update={"digest": ""}), GMC))
    assert "In our words" not in shown


def test_a_changed_paragraph_says_so():
    assert "Guidance changed, review" in words(guidance.paragraph(OFFICIAL.model_copy(update={"is_changed": True}), GMC))
    assert "Guidance changed" not in words(guidance.paragraph(OFFICIAL, GMC))


@pytest.mark.parametrize(
    ("number", "near"),
    [pytest.param("18", ["Before", "After"], id="both"), pytest.param("1", ["After"], id="the-first"), pytest.param("unplaced-colleague-concerns", ["Before"], id="the-last")],
)
def test_what_stands_before_and_after(number, near):
    held = fake.CORPUS.paragraphs[f"gmc-social-media-2024#{number}"]
    shown = words(guidance.neighbours(held, fake.CORPUS))
    assert [where for where in ("Before", "After") if f"{where}:" in shown] == near


def test_a_document_says_whether_its_own_words_are_installed():
    assert guidance.standing(None, None).startswith("Only our digests")
    told = guidance.standing(date(2026, 1, 2), date(2026, 2, 3))
    assert "as read on 2 January 2026" in told
    assert "looked at on 3 February 2026" in told


def test_how_a_document_stands_is_text():
    assert "<b>" not in guidance.document(GMC, [HELD], told="<b>told</b>")
