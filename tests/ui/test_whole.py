"""On the draft page: a conversation, a long text, a file's words, and somebody else's text."""

import pytest

from assistant import UnusableInput, Verdict
from assistant.models import Draft
from assistant.paste import review_thread
from assistant.sharing import as_endorsed
from tests.ui import fake
from tests.ui.conftest import HOSTILE, html, read, tags
from ui.markup.text import label

CHAT = (
    "12/03/24, 9:14 pm - Sam: Mrs Harding was in again\n12/03/24, 9:15 pm - Jo: 😂\n"
    "12/03/24, 9:16 pm - Jo: what nonsense\n12/03/24, 9:17 pm - Jo: <b>see you</b> Friday\n"
)


@pytest.fixture
def checked(draw, monkeypatch):
    """The draft page with a text checked; the fake judges messages too."""

    def thread(assistant, thread, mine, context, progress=None):
        def review(draft):
            return fake.review(assistant, draft)

        return review_thread(thread, mine, context, review, review, lambda advice, about: as_endorsed(advice, about, fake.CORPUS), progress)

    monkeypatch.setattr("ui.pages.whole.review_thread", thread)

    def check(text):
        at = draw("check")
        at.text_area[0].set_value(text)
        return at.button(key="check").click().run()

    return check


def test_a_conversation_asks_who_you_are_then_reviews_each_message(checked):
    at = checked(CHAT)
    assert "Which of these is you?" in read(at)
    next(b for b in at.button if b.label.startswith("Jo")).click().run()
    shown = read(at)
    assert "The answer: Do not post" in shown
    assert "2 of your 3 messages need another look." in shown
    assert "agreeing counts as saying it" in shown
    assert "Said before:Sam Mrs Harding was in again" in shown
    assert "1 message of yours that may stand" in shown
    assert "<b>see you</b> Friday" in shown
    assert "b" not in tags(html(at))


def test_a_conversation_can_be_one_draft(checked):
    at = checked(CHAT)
    at.button(key="as-one-draft").click().run()
    assert "Your draft, marked" in read(at)


def test_another_speaker_can_be_chosen(checked):
    at = checked(CHAT)
    next(b for b in at.button if b.label.startswith("Jo")).click().run()
    at.button(key="speaker-again").click().run()
    assert "Which of these is you?" in read(at)


def test_a_long_text_is_summed_up_by_paragraph(checked):
    at = checked("A fine clinic day with cake and friends. " * 20 + "\n\nMrs Harding, what nonsense you write about our flu clinic.")
    shown = read(at)
    assert "Paragraph by paragraph: 1 of 3 needs changing." in shown
    assert "Paragraph 3:" in shown
    assert "flagged 1" in shown


def test_a_short_draft_has_no_summary(checked):
    assert "Paragraph by paragraph" not in read(checked("Mrs Harding was here."))


def test_somebody_elses_words(draw, monkeypatch):
    from assistant.sharing import weigh

    def sharing(assistant, about, other, own, context):
        if not other.strip():
            raise UnusableInput("There are no words in this draft.")
        given = fake.review(assistant, Draft(other))
        return weigh(about, given, own, fake.review(assistant, Draft(own)) if own else None, fake.CORPUS)

    monkeypatch.setattr("ui.pages.sharing.review_sharing", sharing)
    at = draw("check")
    at.radio(key="doing").set_value("like").run()
    at.button(key="check-sharing").click().run()
    assert "There are no words in this draft." in read(at)
    at.text_area(key="other").set_value("Mrs Harding was in again").run()
    at.button(key="check-sharing").click().run()
    shown = read(at)
    assert "Do not like this." in shown
    assert "Their words, marked" in shown
    assert "You answer for what you like and share" in shown
    at.radio(key="doing").set_value("comment").run()
    assert "Do not like this." not in read(at), "that answer was about a like"
    at.text_area(key="draft").set_value("This is wrong and cruel.").run()
    at.button(key="check-sharing").click().run()
    assert "you do not agree" in read(at)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_name_is_text_in_a_label(words):
    made = label(words)
    assert not any(mark in made.replace(f"\\{mark}", "") for mark in ":[]$*`<")


def test_a_file_that_cannot_be_read_says_why(draw, monkeypatch):
    from ui import state
    from ui.pages import whole

    class Given:
        name = "a.docx"

        def getvalue(self):
            return b"\x89PNG\r\n\x1a\n"

    told = []
    monkeypatch.setattr(whole.st, "session_state", {whole.UPLOAD: Given()})
    monkeypatch.setattr(state, "refuse_file", told.append)
    whole.take()
    assert "it is a picture" in told[0]


def test_the_gravest_verdict_leads():
    from assistant.paste.models import gravest

    assert gravest([Verdict.OK, Verdict.DO_NOT_POST, Verdict.NOT_COVERED]) is Verdict.DO_NOT_POST
    assert gravest([]) is Verdict.NOT_COVERED
