"""Two matters in one message, or one matter in two sentences."""

from pathlib import Path

import pytest
import yaml

from assistant.models import Matter, Question, Verdict
from assistant.parts import matters, together
from tests.ui import fake

TABLE = yaml.safe_load(Path(__file__).with_name("messages.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", TABLE["two"], ids=lambda t: t[:40])
def test_two_matters(text):
    parts = matters(text)
    assert len(parts) == 2
    assert all(part in text for part in parts), "in the words it was asked in"


@pytest.mark.parametrize("text", TABLE["one"], ids=lambda t: t[:40])
def test_one_matter(text):
    assert matters(text) == (text,)


@pytest.mark.parametrize("words", [("weather", "review"), ("review", "weather"), ("whatsapp", "review")])
def test_the_stricter_answer_stands_for_all(words):
    made = together([Matter(word, fake.answer(Question(word))) for word in words])
    assert made.verdict is Verdict.CHANGE_FIRST
    assert [part.question for part in made.parts] == list(words)
