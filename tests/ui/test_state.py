"""What is held while a page is open: a new draft is never taken for the one before it."""

import pytest

from assistant import Context, Verdict
from assistant.paste import read_thread
from assistant.rewrite import Rewrite
from ui import state

THREAD = read_thread(
    "12/03/24, 9:14 pm - Sam: she was in again\n12/03/24, 9:15 pm - Jo: oh no\n12/03/24, 9:16 pm - Jo: what now\n12/03/24, 9:17 pm - Sam: see you Friday\n"
)


@pytest.fixture(autouse=True)
def visit(monkeypatch):
    monkeypatch.setattr(state.st, "session_state", {})


@pytest.mark.parametrize(
    "begin",
    [
        pytest.param(lambda: state.take_words("from a file"), id="a-file"),
        pytest.param(lambda: state.put_whole(THREAD), id="a-conversation"),
        pytest.param(lambda: state.check_example("an example", Context()), id="an-example"),
        pytest.param(state.clear_draft, id="cleared"),
    ],
)
def test_another_draft_is_another_check(begin):
    """Each of these began at number 1 again, and what stood under the first draft then stood under the next."""
    state.add_check("first", "its advice")
    state.put_rewriting(Rewrite("mended", (), Verdict.OK, "Read it once more."))
    begin()
    state.add_check("second", "its advice")
    made = state.checks()
    assert (made.before, made.number) == (None, 2)
    assert state.rewriting() is None


def test_a_check_of_the_same_draft_comes_after_the_one_before_it():
    state.add_check("first", "its advice")
    state.add_check("first, mended", "its advice")
    made = state.checks()
    assert (made.before.text, made.last.text, made.number) == ("first", "first, mended", 2)
