"""Below a checked draft: the pause, the rewrite edit by edit, the record; above it, a picture."""

import pytest

from assistant import Issue, Verdict
from assistant.rewrite import Edit, EditKind, Rewrite
from tests.ui.conftest import HOSTILE, read, tags
from ui.markup import review as markup

DRAFT = "Mrs Harding, the blood tests were normal. Perhaps stop writing nonsense here."
BOTH = (("Mrs Harding, ", ""), ("writing nonsense", "writing"))


def mended(*changes, text=DRAFT):
    edits = tuple(
        Edit(text.index(b), text.index(b) + len(b), b, a, EditKind.MASK, Issue.PATIENT_CONFIDENTIALITY, "Names point to one person.")
        for b, a in changes
    )
    return edits


@pytest.fixture
def suggest(draw, monkeypatch):
    """The page with a draft checked and a rewrite of these edits asked for."""

    def suggested(made, text=DRAFT):
        monkeypatch.setattr("ui.pages.before_posting.rewrite", lambda *_: made)
        at = draw("check")
        at.text_area[0].set_value(text)
        at.button(key="check").click().run()
        at.button(key="rewrite").click().run()
        return at

    return suggested


def rewrite(*changes):
    edits = mended(*changes)
    return Rewrite("x", edits, Verdict.OK, "With these edits it comes back green.")


def test_each_edit_is_shown_with_what_goes_what_comes_and_why(suggest):
    shown = read(suggest(rewrite(*BOTH)))
    assert "goes: Mrs Harding," in shown
    assert "comes: writing" in shown
    assert "Names point to one person." in shown


def test_a_rewrite_is_made_only_when_asked_for(draw, monkeypatch):
    monkeypatch.setattr("ui.pages.before_posting.rewrite", lambda *_: pytest.fail("nobody asked"))
    at = draw("check")
    at.text_area[0].set_value(DRAFT)
    at.button(key="check").click().run()
    assert "What you could post" not in read(at)


def test_an_edit_can_be_left_out(suggest):
    at = suggest(rewrite(*BOTH))
    assert at.code[-1].value == "The blood tests were normal. Perhaps stop writing here."
    at.checkbox[1].uncheck().run()
    assert at.code[-1].value == "The blood tests were normal. Perhaps stop writing nonsense here."
    assert "has not been checked yet" in read(at)


def test_the_result_goes_into_the_box_and_is_checked(suggest):
    at = suggest(rewrite(*BOTH))
    at.button(key="use-rewrite").click().run()
    assert at.text_area[0].value == "The blood tests were normal. Perhaps stop writing here."
    assert "Since your last check" in read(at)
    assert "With these edits" not in read(at), "the rewrite was of the draft before"


def test_a_rewrite_is_not_shown_under_another_draft(suggest):
    """A conversation took the draft's place, the next check was number 1 again, and the rewrite of the first stood under it."""
    at = suggest(rewrite(*BOTH))
    at.text_area[0].set_value("12/03/24, 9:14 pm - Sam: Mrs Hall was in\n12/03/24, 9:15 pm - Jo: oh no\n12/03/24, 9:16 pm - Jo: what nonsense\n")
    at.button(key="check").click().run()
    at.button(key="as-one-draft").click().run()
    assert "Your draft, marked" in read(at)
    assert "With these edits" not in read(at)


def test_where_no_edit_rescues_it_something_else_is_offered(suggest):
    from assistant.models import Instead

    at = suggest(Rewrite(None, (), None, "No edit rescues this one.", (Instead("Say this.", "Thank you for the feedback."),)))
    assert "No edit rescues this one." in read(at)
    assert "Thank you for the feedback." in [c.value for c in at.code]


def test_a_draft_that_is_fine_is_not_rewritten(draw):
    at = draw("check")
    at.text_area[0].set_value("The flu clinic runs on Saturday.")
    at.button(key="check").click().run()
    assert not [b for b in at.button if b.key == "rewrite"]


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_words_from_outside_are_text_in_an_edit(words):
    shown = markup.edit(1, Edit(0, 1, words, words, EditKind.MASK, Issue.COPYRIGHT, words))
    assert not {"script", "img", "b", "h1"} & set(tags(shown))


def test_shouting_brings_the_pause_with_a_line_to_copy(draw):
    at = draw("check")
    at.text_area[0].set_value("Mrs Harding STOP WRITING THIS NONSENSE")
    at.button(key="check").click().run()
    assert "Do I need to post it now?" in read(at)
    assert any(c.value.startswith("Thank you all") for c in at.code)


def test_a_record_is_offered_and_not_made_of_its_own(draw, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    at = draw("check")
    at.text_area[0].set_value(DRAFT)
    at.button(key="check").click().run()
    assert "Keep an advice record" in [e.label for e in at.expander]
    assert list(tmp_path.iterdir()) == []


def test_nobody_recognisable_no_panel():
    from assistant.models import NO_STORY

    assert markup.jigsaw(NO_STORY) == ""
    assert "script" not in html_of_hostile_jigsaw()


def html_of_hostile_jigsaw():
    from assistant.models import Detail, DetailKind, Grade, Jigsaw, Whose

    words = HOSTILE["script"]
    return tags(markup.jigsaw(Jigsaw(Grade.PUBLIC, Whose.PATIENT, (Detail(DetailKind.PLACE, 0, 1, words, 1.0),), ("They would know.",), (words,))))
