"""Which texts are conversations, and who says what in them."""

import pytest

from assistant.paste import LeftOut, read_thread

IOS = (
    "[12/03/2024, 21:14:05] Elm St GPs: \u200eMessages and calls are end-to-end encrypted. Only people in this chat can read them.\n"
    "[12/03/2024, 21:14:05] Sam: Mrs Kendal in again\nwith her rash\n"
    "\u200e[12/03/2024, 21:14:09] Jo: \u200eimage omitted\n"
    "[12/03/2024, 9:15:05\u202fPM] ~\u202fJo: lol\n"
    "[12/03/2024, 21:16:05] Jo: \u200eYou deleted this message.\n"
)
ANDROID = (
    "12/03/2024, 21:14 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them. Tap to learn more.\n"
    '12/03/2024, 21:14 - Sam created group "Partners: rota"\n'
    "12/03/2024, 21:14 - Sam: <Media omitted>\n"
    "12/03/2024, 21:15 - Jo: ok <This message was edited>\n"
    '12/03/2024, 21:15 - Sam changed the subject from "A: b" to "C: d"\n'
    "12/03/2024, 21:15 - Sam: IMG-1.jpg (file attached)\nlook at this\n"
    "12/03/2024, 21:16 - Jo: null\n"
)


def said(thread):
    return [(m.speaker, m.text) for m in thread.messages]


def test_an_iphone_export():
    thread = read_thread(IOS)
    assert said(thread) == [("Sam", "Mrs Kendal in again\nwith her rash"), ("Jo", "lol")]
    assert thread.is_group
    assert ("Jo", LeftOut.ATTACHMENT) in thread.left_out
    assert ("Jo", LeftOut.DELETED) in thread.left_out


def test_an_android_export():
    thread = read_thread(ANDROID)
    assert said(thread) == [("Jo", "ok"), ("Sam", "look at this")]
    assert thread.is_group
    assert [kind for _, kind in thread.left_out].count(LeftOut.SYSTEM) == 4


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("12/03/24, 9:14 pm - Sam: hi\n12/03/24, 9:15 pm - Jo: hello\n", ("Sam", "hi"), id="twelve-hours"),
        pytest.param("[21:14, 12/03/2024] Sam: hi\n[21:15, 12/03/2024] Jo: hello\n", ("Sam", "hi"), id="copied-from-the-web"),
        pytest.param("[12.03.24, 21:14:05] Sam: hi\n[12.03.24, 21:15:05] Jo: hello\n", ("Sam", "hi"), id="dots"),
        pytest.param("12/03/2024, 21:14 - +44 7700 900123: hi\n12/03/2024, 21:15 - Jo: hello\n", ("+44 7700 900123", "hi"), id="a-number-for-a-name"),
        pytest.param("Sam: hi\nJo: hello\nyes\nSam: bye\n", ("Sam", "hi"), id="names-and-colons"),
        pytest.param("Dr Sam Lee: hi\nJo: hello\nDr Sam Lee: bye\n", ("Dr Sam Lee", "hi"), id="a-title"),
        pytest.param("Sam Lee 10:31\nhi\nJo 10:32\nhello\nSam Lee 10:40\nbye\n", ("Sam Lee", "hi"), id="names-over-words"),
        pytest.param("[12/03 10:31] Sam Lee\nhi\n", None, id="too-short"),
    ],
)
def test_shapes(text, first):
    thread = read_thread(text)
    assert (said(thread)[0] if thread else None) == first


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Opening hours: 8 to 6\nPhone: ring us\nBook: online\n", id="labels"),
        pytest.param("Q: can I?\nA: yes\nQ: really?\nA: no\n", id="questions-and-answers"),
        pytest.param("He said it on WhatsApp:\n[12/03/2024, 21:14:05] Sam: hi\n[12/03/2024, 21:15:05] Jo: x\n", id="a-report-that-quotes"),
        pytest.param("Lovely walk today. Note: wear boots.", id="a-post"),
        pytest.param("", id="empty"),
        pytest.param(":\n:\n:\n", id="colons"),
    ],
)
def test_an_ordinary_text_is_no_conversation(text):
    assert read_thread(text) is None


def test_two_people_are_no_group():
    assert not read_thread("12/03/24, 9:14 pm - Sam: hi\n12/03/24, 9:15 pm - Jo: hello\n").is_group


def test_a_caption_is_a_message():
    assert ("Sam", "look at this") in said(read_thread(ANDROID))
