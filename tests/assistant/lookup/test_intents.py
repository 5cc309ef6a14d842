"""What a message asks for, measured on a table of phrasings."""

from pathlib import Path

import pytest
import yaml

from assistant.lookup import Intent, intent_of
from assistant.lookup.intents import LOOK_UPS

PHRASINGS = yaml.safe_load(Path(__file__).with_name("phrasings.yaml").read_text(encoding="utf-8"))
ROWS = [(text, wanted.replace("_", "-")) for half in PHRASINGS.values() for wanted, texts in half.items() for text in texts]
NAMES = {"what-to-do": Intent.WHAT_TO_DO}


def test_the_table_is_large_and_nothing_stands_twice():
    assert len(ROWS) >= 120
    assert len({text for text, _ in ROWS}) == len(ROWS)


def test_most_phrasings_are_told_apart():
    right = sum(intent_of(text).value == wanted for text, wanted in ROWS)
    assert right / len(ROWS) >= 0.90


@pytest.mark.parametrize(("text", "wanted"), [row for row in ROWS if row[1] in {"can-i", "what-to-do"}], ids=lambda v: v[:40])
def test_an_act_is_never_taken_for_a_question_about_the_guidance(text, wanted):
    """The costly error: an act that is looked up instead of judged."""
    assert intent_of(text) not in LOOK_UPS


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        pytest.param("paragraph 9 says accounts can be traced, so can I slag him off?", Intent.CAN_I, id="a-paragraph-as-wrapping"),
        pytest.param("What does the GMC say if I post her photo?", Intent.CAN_I, id="an-act-inside"),
        pytest.param("what does paragraph 3 of the sepsis guideline say about lactate", Intent.OUT_OF_SCOPE, id="another-body's-paragraph"),
        pytest.param("I never get round to replying to reviews, is that bad?", Intent.CAN_I, id="getting-round-to-it"),
        pytest.param("Thanks. Can I reply to the review?", Intent.CAN_I, id="thanks-before-a-question"),
        pytest.param("thanks!", Intent.SMALL_TALK, id="thanks-alone"),
        pytest.param("Can I write a reply to this review?", Intent.CAN_I, id="may-I-write"),
        pytest.param("Can you write a reply to this review?", Intent.WRITE, id="write-for-me"),
        pytest.param("Can I tweet about tax?", Intent.CAN_I, id="a-post-about-tax"),
        pytest.param("Can I claim my phone against tax?", Intent.OUT_OF_SCOPE, id="tax"),
    ],
)  # fmt: skip
def test_near_misses(text, intent):
    found = intent_of(text)
    assert found is intent or (intent is Intent.OUT_OF_SCOPE and found not in LOOK_UPS)
