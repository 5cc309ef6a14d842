"""Check a draft: the words marked where the trouble is, and what a second check changed."""

import pytest

from tests.ui import fake
from tests.ui.conftest import HOSTILE, html, read, tags

DRAFT = "Mrs Harding, the blood tests were normal. Perhaps stop writing nonsense here."


def checked(at, text):
    at.text_area[0].set_value(text)
    at.button(key="check").click().run()
    return at


def test_an_empty_page_offers_drafts(draw):
    at = draw("check")
    next(b for b in at.button if b.label == "An annoyed reply to a review").click().run()
    assert at.text_area[0].value.startswith("Mrs Harding")
    assert at.selectbox(key="draft-platform").value == "Google reviews"
    assert "The answer: Do not post" in read(at)


def test_the_verdict_comes_first_then_the_draft_marked(draw):
    shown = read(checked(draw("check"), DRAFT))
    order = ["The answer: Do not post", "Your draft, marked", "What is marked", "Why", "What to do instead", "Next steps"]
    places = [shown.index(part) for part in order]
    assert places == sorted(places)


def test_a_mark_is_announced_with_its_reason(draw):
    shown = read(checked(draw("check"), DRAFT))
    assert "flagged 1: Mrs Harding1, because A name like this can show who the patient is; end of flag." in shown


def test_flags_are_tied_to_paragraphs(draw):
    shown = html(checked(draw("check"), DRAFT))
    group = shown[shown.index("Keeping patients") :]
    assert "GMC social media guidance, paragraph 18" in group


def test_a_second_check_says_what_changed(draw):
    at = checked(draw("check"), DRAFT)
    assert "Since your last check" not in read(at)
    shown = read(checked(at, "Sorry. Perhaps stop writing nonsense here. He was 84, the last keeper of the light."))
    assert "The answer went from “Do not post” to “Change it first”." in shown
    assert "2 points resolved: Mrs Harding, blood tests were normal" in shown
    assert "2 new points" in shown
    assert "2 points still there" in shown


def test_an_edit_not_yet_checked_is_told(draw):
    at = checked(draw("check"), DRAFT)
    at.text_area[0].set_value(DRAFT + " Sorry.").run()
    assert "You have changed the draft since this check." in read(at)


def test_clearing_begins_anew(draw):
    at = checked(draw("check"), DRAFT)
    next(b for b in at.button if b.label == "Clear the draft").click().run()
    assert at.text_area[0].value == ""
    assert "The answer" not in read(at)
    assert "Since your last check" not in read(checked(at, DRAFT))


def test_a_clean_draft_has_no_marks(draw):
    shown = read(checked(draw("check"), "The flu clinic runs on Saturday."))
    assert "No particular words are marked." in shown
    assert "flagged" not in shown


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "There are no words in this draft", id="empty"),
        pytest.param(" \n\t ", "There are no words in this draft", id="blank"),
        pytest.param("a" * 100_000, "100,000 characters; the most that can be judged at once is 8,000", id="too-long"),
        pytest.param("a\x00b", "control characters", id="binary"),
    ],
)
def test_what_cannot_be_judged_is_told_and_kept(draw, text, told):
    at = checked(draw("check"), text)
    assert told in read(at)
    assert at.text_area[0].value == text
    assert not at.exception


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_draft_is_text(draw, text):
    at = checked(draw("check"), f"Mrs Hall wrote {text} and Mr Poole read it")
    assert f"wrote {text} and" in read(at)
    assert not {"script", "img", "b"} & set(tags(html(at)))
    assert not any("wrote" in element.value for element in at.markdown), "Markdown would draw it"


def test_a_hostile_name_is_text_in_its_mark_and_in_the_list(draw, monkeypatch):
    monkeypatch.setattr(fake, "SEEN", ((r"<i>.*</i>", *fake.SEEN[0][1:]),))
    at = checked(draw("check"), "Seen today: <i>:red[Hall]</i>")
    assert read(at).count("<i>:red[Hall]</i>") == 2
    assert "i" not in tags(html(at))
