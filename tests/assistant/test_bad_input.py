"""No input crashes it: a clear message or a plain answer."""

import pytest

from assistant import Draft, Question, UnusableInput, ask, review
from assistant.render import advice_json, advice_markdown

HOSTILE = [
    pytest.param("<script>alert(1)</script><img src=x onerror=alert(1)>", id="html"),
    pytest.param(":red[hello] **bold** [link](javascript:alert(1)) $x^2$ ![i](http://192.0.2.1/x.png)", id="markdown"),
    pytest.param("\u202egnp.tneitap\u202c of mine", id="right-to-left-override"),
    pytest.param("M\u200br\u200bs K\u200bendal has chest pain", id="zero-width"),
    pytest.param("مريض اليوم كان غاضبا جدا", id="arabic"),
    pytest.param("患者さんの写真を投稿していいですか", id="japanese"),
    pytest.param("a" * 8_000, id="one-long-word"),
    pytest.param("word " * 1_600, id="many-words"),
    pytest.param("\n".join(["line"] * 900), id="many-lines"),
    pytest.param("😀" * 500, id="emoji"),
    pytest.param("Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!", id="stacked-marks"),
    pytest.param("'; DROP TABLE patients; --", id="sql"),
    pytest.param("{{7*7}} ${7*7} %s %n {0}", id="templates"),
    pytest.param("\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace") + " lone", id="replacement-character"),
    pytest.param("943 476 5919 " * 400, id="numbers"),
    pytest.param("(a(b(c(d(e " * 300, id="brackets"),
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_draft_gets_an_answer(small, text):
    advice = review(small, Draft(text))
    assert advice_json(advice, small.corpus)["verdict"]
    assert advice_markdown(advice, small.corpus)
    for found in advice.findings:
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", [p for p in HOSTILE if len(p.values[0]) <= 2_000])
def test_a_question_gets_an_answer(small, text):
    assert ask(small, Question(text)).headline


@pytest.mark.parametrize("text", ["", "   ", "\x00", "x" * 100_000, "%PDF-1.7\x01\x02", "\u200b"])
def test_no_text_is_refused(small, text):
    with pytest.raises(UnusableInput):
        review(small, Draft(text))


def test_a_lone_surrogate_is_judged(small):
    assert review(small, Draft("hello \ud83d there")).headline
