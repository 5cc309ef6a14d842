"""No case that is scored may stand among what was fitted."""

import pytest

from corpus.models import Precedent
from evals.leak import near_duplicates, shared_sources
from evals.load import load_sets, shipped
from evals.models import Case

TEXT = "Island surgery, last ferry gone, and the lighthouse keeper's wife is in labour with twins in my waiting room."
REWORDED = "Island surgery, last ferry gone and the lighthouse keeper's wife is in labour with triplets in our waiting room!"
OTHER = "Clinic over, the last patient seen, and a mug of tea with the receptionists in the waiting room before the ferry home."


def precedent(text, **keys):
    return Precedent.model_validate({"id": "p", "kind": "draft", "input": text, "verdict": "ok", **keys})


def case(text, **keys):
    return Case.model_validate({"id": "c", "kind": "draft", "input": text, "verdict": "ok", **keys})


@pytest.mark.parametrize(
    ("fitted", "asked", "found"),
    [
        pytest.param(TEXT, TEXT, True, id="the-same"),
        pytest.param(TEXT, TEXT.upper().replace(",", " -"), True, id="capitals-and-stops-change-nothing"),
        pytest.param(TEXT, REWORDED, True, id="a-few-words-changed"),
        pytest.param(TEXT + " " + OTHER + " And so to bed, after a very long week of it.", TEXT, True, id="inside-a-longer-text"),
        pytest.param(TEXT, OTHER, False, id="the-same-scene-in-other-words"),
        pytest.param("Can I post this? " + TEXT, "Can I post this?", False, id="a-phrase-anybody-may-use"),
        pytest.param("Can I post this?", "can i post this", True, id="a-short-text-that-is-the-same"),
    ],
)
def test_near_duplicates(fitted, asked, found):
    assert bool(near_duplicates([case(asked)], [precedent(fitted)])) is found


def test_every_turn_of_a_conversation_is_searched():
    talk = Case.model_validate({"id": "c", "turns": [{"user": said, "expect": {"verdict": "ok"}} for said in ("Hello", TEXT)]})
    assert [leak.case for leak in near_duplicates([talk], [precedent(TEXT)])] == ["c"]


def test_a_short_reply_in_a_conversation_is_anybodys():
    talk = Case.model_validate({"id": "c", "turns": [{"user": said, "expect": {"verdict": "ok"}} for said in (TEXT, "and if she agreed?")]})
    assert not near_duplicates([talk], [precedent("And if she agreed?")])


def test_a_leak_says_what_to_do():
    (leak,) = near_duplicates([case(TEXT)], [precedent(TEXT)])
    assert str(leak) == "case c and precedent p: Jaccard 1.00, containment 1.00. Take one of the two out, or write the case anew."


def test_a_publication_on_both_sides_is_found():
    url = "https://example.org/ruling"
    assert shared_sources([case(OTHER, source_url=url)], [precedent(TEXT, source_url=url)]) == [url]
    assert shared_sources([case(OTHER)], [precedent(TEXT)]) == []


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_no_shipped_case_is_among_the_precedents(path, corpus):
    (case_set,) = load_sets([path])
    leaks = near_duplicates(case_set.cases, corpus.precedents)
    assert not leaks, "\n".join(map(str, leaks))
    assert shared_sources(case_set.cases, corpus.precedents) == []
