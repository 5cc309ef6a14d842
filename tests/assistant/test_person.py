"""Care for the person: which words open which door, and which only sound alike."""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from assistant.person import care_for, in_own_name, is_review_due, kind_sensed, person
from assistant.pipeline import _sensed
from assistant.sense import Said

TABLE = yaml.safe_load(Path(__file__).with_name("signs.yaml").read_text(encoding="utf-8"))
ROWS = [(text, kind) for part in TABLE.values() for kind, texts in part.items() for text in texts]


def test_there_are_sixty_of_each():
    assert sum(kind == "none" for _, kind in ROWS) >= 60
    assert sum(kind != "none" for _, kind in ROWS) >= 60


@pytest.mark.parametrize(("text", "kind"), ROWS, ids=[f"{kind}-{n}" for n, (_, kind) in enumerate(ROWS)])
def test_signs(text, kind):
    care = care_for(text)
    assert (care.kind if care else "none") == kind


def test_the_gravest_comes_first_and_its_door_is_a_crisis_line():
    care = care_for("I've just had a letter from the GMC and I don't want to be here anymore")
    assert care.kind == "suicidal"
    names = [door.name for door in care.doors]
    assert names[0] == "999"
    assert "Samaritans, 116 123" in names
    assert any("defence" in name for name in names)


def test_what_others_said_is_not_what_the_writer_feels():
    assert "be here" not in in_own_name("She said “I don't want to be here anymore”. Can I write that up?")
    assert "be here" in in_own_name("“I don't want to be here anymore”")


def test_every_door_is_held_and_links_to_the_organisation():
    held = person()
    for kind in held.kinds:
        assert set(kind.doors) <= set(held.doors)
    assert set(held.doors) == {door for kind in held.kinds for door in kind.doors}, "a door that nothing opens"


def test_nothing_says_it_was_checked():
    held = person()
    assert not any("checked" in words for words in [*(k.line for k in held.kinds), *(d.what for d in held.doors.values())])


def test_the_review_falls_due_the_day_after():
    assert not is_review_due(person().review_by)
    assert is_review_due(person().review_by + timedelta(days=1))
    assert not is_review_due(date(2026, 11, 21))


def test_what_is_sensed_opens_its_door_where_no_sign_stands():
    assert care_for("I keep the lights off and count") is None
    assert care_for("I keep the lights off and count", sensed="worn_out").kind == "worn_out"


def test_a_guess_opens_with_an_if_and_a_sign_does_not():
    for kind in person().kinds:
        assert kind.guessed.startswith("If ")
        care = care_for("I keep the lights off and count", sensed=kind.id)
        assert care.is_guess
        assert care.line.startswith("If ")
    care = care_for("I've just had a letter from the GMC", sensed="complaint")
    assert not care.is_guess
    assert not care.line.startswith("If ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("They have my intimate photos and are asking for money", True, id="intimate-pictures"),
        pytest.param("a man on facebook says he knows where I live and is going to kill me", False, id="a-threat-without-pictures"),
    ],
)
def test_help_with_intimate_pictures_is_for_those_who_speak_of_pictures(text, shown):
    names = [door.name for door in care_for(text).doors]
    assert ("StopNCII" in names) is shown
    assert ("Revenge Porn Helpline" in names) is shown


def test_the_gravest_of_sign_and_sense_comes_first():
    care = care_for("I've just had a letter from the GMC", sensed="suicidal")
    assert care.kind == "suicidal"
    assert any("defence" in door.name for door in care.doors), "the doors of both"


def test_a_line_that_says_nothing_surely_is_no_kind():
    assert kind_sensed(None) == ""
    assert kind_sensed(Said("worn_out", 0.9)) == "worn_out"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("just 'merry christmas from all of us' then", "", id="a-scrap-beside-a-quotation"),
        pytest.param("cannot sleep, dreading tomorrow", "worn_out", id="words-of-ones-own"),
    ],
)
def test_nothing_is_guessed_from_a_scrap(monkeypatch, text, kind):
    def row_of(own, encoder):
        return own

    assistant = SimpleNamespace(
        index=SimpleNamespace(judge=SimpleNamespace(encoder=None)), care_sense=SimpleNamespace(of=lambda own, row: Said("worn_out", 0.9))
    )
    monkeypatch.setattr("assistant.pipeline.row_of", row_of)
    assert _sensed(assistant, text) == kind
