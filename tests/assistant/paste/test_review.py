"""Each message judged where it stands, each part of a long text, by a judge of a few words."""

from types import SimpleNamespace

import pytest

from assistant.advise import advise
from assistant.errors import UnusableInput
from assistant.models import Context, Decision, Finding, Issue, Verdict
from assistant.paste import Because, in_parts, read_thread, review_document, review_thread
from assistant.playbook import load_playbook
from assistant.sharing import as_endorsed

NOWHERE = Context()


@pytest.fixture
def judge(corpus):
    """Red where 'secret' stands; amber where a name and an illness meet; refuses a text without words."""
    playbook = load_playbook(corpus)
    asked = []

    def decided(draft):
        asked.append(draft)
        if not any(c.isalnum() or c == "😂" for c in draft.text):
            raise UnusableInput("no words")
        verdict, issues, findings = Verdict.OK, (), ()
        if "Kendal" in draft.text and "rash" in draft.text:
            verdict, issues = Verdict.CHANGE_FIRST, (Issue.PATIENT_CONFIDENTIALITY,)
        if "secret" in draft.text:
            verdict, issues = Verdict.DO_NOT_POST, (Issue.PATIENT_CONFIDENTIALITY,)
            at = draft.text.index("secret")
            findings = (Finding("test", issues[0], at, at + 6, "secret", "It is secret."),)
        return Decision(verdict, 0.9, issues, findings, ())

    return SimpleNamespace(
        decide=decided,
        review=lambda draft: advise(draft, decided(draft), [], [], corpus, playbook),
        endorse=lambda advice, about: as_endorsed(advice, about, corpus),
        asked=asked,
    )


def reviewed(judge, *lines, mine="Jo", context=NOWHERE):
    thread = read_thread("".join(f"12/03/24, 9:{n:02} pm - {line}\n" for n, line in enumerate(lines, start=10)))
    return review_thread(thread, mine, context, judge.decide, judge.review, judge.endorse)


@pytest.mark.parametrize(
    ("lines", "because"),
    [
        pytest.param(["Sam: hello", "Jo: it is a secret"], [Because.WORDS], id="its-own-words"),
        pytest.param(["Sam: hello", "Jo: Mrs Kendal came", "Jo: with her rash"], [None, Because.TOGETHER], id="two-of-mine-together"),
        pytest.param(["Sam: Mrs Kendal came", "Jo: with her rash?"], [Because.CONTEXT], id="with-what-was-said-before"),
        pytest.param(["Sam: it is a secret", "Jo: 😂"], [Because.ASSENT], id="laughing-at-it"),
        pytest.param(["Sam: it is a secret", "Jo: lol, good one"], [Because.ASSENT], id="agreeing-with-it"),
        pytest.param(["Sam: it is a secret", "Jo: please take that down"], [None], id="not-mine-to-answer-for"),
        pytest.param(["Sam: lovely day", "Jo: 😂"], [None], id="laughing-at-what-is-fine"),
        pytest.param(["Sam: Mrs Kendal and her rash", "Jo: I can swap Friday"], [None], id="as-bad-without-mine"),
        pytest.param(["Sam: hello", "Jo: ..."], [None], id="no-words"),
    ],
)
def test_what_makes_a_message_stand_out(judge, lines, because):
    assert [m.because for m in reviewed(judge, *lines).messages] == because


def test_a_thread_takes_the_gravest_verdict(judge):
    made = reviewed(judge, "Sam: hi", "Jo: it is a secret", "Jo: bye")
    assert made.verdict is Verdict.DO_NOT_POST
    assert [m.message.text for m in made.troubled] == ["it is a secret"]


@pytest.mark.parametrize(
    ("lines", "context", "platform", "audience"),
    [
        pytest.param(["Sam: hi", "Jo: bye"], NOWHERE, "whatsapp", "one-to-one", id="two-people"),
        pytest.param(["Sam: hi", "Lee: hi", "Jo: bye"], NOWHERE, "whatsapp group", "private-group", id="three"),
        pytest.param(["Sam: hi", "Jo: bye"], Context(platform="signal", audience="public"), "signal", "public", id="what-was-said-stands"),
    ],
)
def test_where_the_messages_go(judge, lines, context, platform, audience):
    reviewed(judge, *lines, context=context)
    assert {(d.context.platform, d.context.audience) for d in judge.asked} == {(platform, audience)}


def test_a_stranger_is_named_with_those_who_speak(judge):
    with pytest.raises(UnusableInput, match="Those who do: Sam, Jo"):
        reviewed(judge, "Sam: hi", "Jo: bye", mine="Alex")


def test_a_long_text_is_led_by_its_gravest_part_and_marked_in_place(judge):
    text = "A fine day with some cake for all. " * 30 + "\n\nAnd here at the very end is a secret of ours."
    made = review_document(in_parts(text), NOWHERE, 200, judge.review)
    assert made.whole.verdict is Verdict.OK
    assert made.is_cut
    assert made.verdict is Verdict.DO_NOT_POST
    assert [text[f.start : f.end] for f in made.lead.findings] == ["secret"]
    assert [part.is_troubled for part in made.parts][-1]
    assert len(made.troubled) == 1
