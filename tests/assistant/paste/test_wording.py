"""One word for one, another for many."""

from types import SimpleNamespace

import pytest

from assistant.models import Light, Verdict
from assistant.paste.models import Because, LeftOut
from assistant.paste.wording import because, document_summary, left_out_words, not_judged, thread_summary

RED, AMBER = Verdict.DO_NOT_POST, Verdict.CHANGE_FIRST


@pytest.mark.parametrize(
    ("total", "troubled", "told"),
    [
        pytest.param(1, (), "1 message of yours, and nothing in it that should worry you.", id="one-calm"),
        pytest.param(3, (), "3 messages of yours, and nothing in them that should worry you.", id="many-calm"),
        pytest.param(1, (AMBER,), "1 of your 1 message needs another look.", id="one-of-one"),
        pytest.param(9, (AMBER, AMBER), "2 of your 9 messages need another look.", id="two"),
        pytest.param(9, (AMBER, RED), "2 of your 9 messages need another look. No edit would mend one of them.", id="one-red"),
        pytest.param(9, (RED, RED), "2 of your 9 messages need another look. No edit would mend 2 of them.", id="two-red"),
    ],
)
def test_thread_summary(total, troubled, told):
    made = SimpleNamespace(messages=[None] * total, troubled=[SimpleNamespace(verdict=verdict) for verdict in troubled])
    assert thread_summary(made) == told


@pytest.mark.parametrize(
    ("troubled", "light", "told"),
    [
        pytest.param(0, Light.GREEN, "Paragraph by paragraph: nothing to change in any of 4.", id="calm"),
        pytest.param(0, Light.AMBER, "Paragraph by paragraph: nothing to change in any of 4. It is what they say together that does.", id="together"),
        pytest.param(1, Light.AMBER, "Paragraph by paragraph: 1 of 4 needs changing.", id="one"),
        pytest.param(2, Light.RED, "Paragraph by paragraph: 2 of 4 need changing.", id="two"),
    ],
)
def test_document_summary(troubled, light, told):
    made = SimpleNamespace(parts=[None] * 4, troubled=[None] * troubled, whole=SimpleNamespace(light=light))
    assert document_summary(made) == told


def test_every_reason_to_stand_out_has_its_words():
    assert not because(Because.WORDS)
    assert all(because(what).endswith(".") for what in Because if what is not Because.WORDS)


def test_what_was_left_is_counted():
    assert left_out_words(LeftOut.DELETED, 2).startswith("2 of your messages")
    assert not_judged(7).startswith("7 of your older messages")
