"""Swearing and contempt, told from clinical words and from talk about oneself."""

import pytest

from assistant.backends.presidio import read
from assistant.checks import wording
from assistant.checks.text import ReadText
from assistant.models import Draft


def words(text: str) -> list[str]:
    return [f.text for f in wording.check(ReadText(Draft(text), read(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("what a shitty week", ["shitty"], id="ending"),
        pytest.param("f*** this", ["f***"], id="starred"),
        pytest.param("sh*t happens", ["sh*t"], id="one-letter-starred"),
        pytest.param("bloody printer", ["bloody"], id="mild"),
        pytest.param("he is a muppet", ["muppet"], id="insult"),
        pytest.param("waste of space", ["waste of space"], id="phrase"),
        pytest.param("FUCKING HELL", ["FUCKING"], id="capitals"),
    ],
)
def test_marked(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a gay couple and a lesbian couple", id="who-people-are"),
        pytest.param("penile and vaginal symptoms", id="anatomy"),
        pytest.param("Scunthorpe, Penistone and Cockermouth", id="place-names"),
        pytest.param("I'm an idiot, I left my keys", id="about-oneself"),
        pytest.param("a study of 5 * 3 = 15 and a * b", id="arithmetic"),
        pytest.param("spasticity clinic, psychosis pathway", id="clinical-ending"),
        pytest.param("Dr Dick Cockburn's class", id="surname"),
        pytest.param("email me @drjo", id="handle"),
    ],
)
def test_not_marked(text):
    assert words(text) == []
