"""Tables of near misses: what tells something of a person, and what only looks as if it did."""

import pytest

from assistant.backends.presidio import read
from assistant.checks.details import collect
from assistant.checks.text import ReadText
from assistant.models import DetailKind, Draft

K = DetailKind


def found(text: str) -> set[tuple[str, DetailKind]]:
    return {(d.text, d.kind) for d in collect(ReadText(Draft(text), read(text)))}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        pytest.param("a 34-year-old with a rash", "34-year-old", K.AGE, id="age"),
        pytest.param("an 82yo", "82yo", K.AGE, id="age-in-shorthand"),
        pytest.param("he had measles before vaccination began", "measles", K.CONDITION, id="an-illness-before-the-vaccine"),
        pytest.param("her shingles is across the eye", "shingles", K.CONDITION, id="an-illness-of-hers"),
        pytest.param("47F with a tremor", "47F", K.AGE, id="age-and-sex-in-shorthand"),
        pytest.param("a lovely chap, 84, on Tuesday", "84", K.AGE, id="age-between-commas"),
        pytest.param("in her eighties", "in her eighties", K.AGE, id="decade-of-life"),
        pytest.param("her husband found her", "her husband", K.FAMILY, id="relation"),
        pytest.param("a single mum", "single mum", K.FAMILY, id="family-role"),
        pytest.param("a lollipop lady", "lollipop lady", K.OCCUPATION, id="occupation"),
        pytest.param("she runs the wool shop", "runs the wool shop", K.OCCUPATION, id="what-they-run"),
        pytest.param("a Polish lad", "Polish lad", K.ETHNICITY, id="background-of-a-person"),
        pytest.param("from the Larch Court care home", "from the Larch Court care home", K.PLACE, id="place-of-care"),
        pytest.param("seen in Porthcawl", "in Porthcawl", K.PLACE, id="town"),
        pytest.param("seen on Tuesday afternoon", "on Tuesday afternoon", K.TIME, id="day"),
        pytest.param("at ten to six", "at ten to six", K.TIME, id="clock"),
        pytest.param("she has Huntington's", "Huntington's", K.RARE, id="rare-condition"),
        pytest.param("a man dressed as Elvis", "dressed as Elvis", K.EVENT, id="event"),
        pytest.param("he bled to death", "bled to death", K.OUTCOME, id="outcome"),
        pytest.param("look [photo: her ankle]", "[photo: her ankle]", K.PICTURE, id="picture-in-brackets"),
        pytest.param('she said "you have old hands"', '"you have old hands"', K.QUOTATION, id="quotation"),
        pytest.param("the last keeper of the light", "the last keeper of the light", K.UNIQUE, id="only-one-left"),
    ],
)
def test_found(text, words, kind):
    assert (words, kind) in found(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("in Polish and Urdu", K.ETHNICITY, id="a-language-is-no-person"),
        pytest.param("I work in the NHS", K.PLACE, id="an-organisation-is-no-place"),
        pytest.param("Shingles jabs are open to book now", K.CONDITION, id="a-jab-is-no-illness"),
        pytest.param("It is Sepsis Awareness month, and a cancer charity run", K.CONDITION, id="a-charity-is-no-illness"),
        pytest.param("No typhoid vaccine until Friday", K.RARE, id="a-vaccine-is-no-rare-illness"),
        pytest.param("on my list since school", K.PLACE, id="my-list-is-no-place"),
        pytest.param("the first Wednesday of the month", K.UNIQUE, id="the-first-day"),
        pytest.param("the last time I looked", K.UNIQUE, id="the-last-time"),
        pytest.param("send ms to the editor", K.CONDITION, id="short-name-in-lower-case"),
        pytest.param("paragraph 18, page 4", K.AGE, id="numbers"),
        pytest.param("they may well", K.TIME, id="may-the-verb"),
    ],
)
def test_not_found(text, kind):
    assert kind not in {k for _, k in found(text)}


def test_the_baker_of_one_place_weighs_more_than_a_baker():
    def weight(text):
        return next(d.weight for d in collect(ReadText(Draft(text), read(text))) if d.kind is K.OCCUPATION)

    assert weight("our butcher came in") > weight("a butcher came in")
    assert weight("butcher in Skipton") > weight("a butcher came in")
