"""Names and details -> words that fit many people."""

import pytest

from assistant.backends.presidio import read
from assistant.checks import jigsaw
from assistant.checks.identifiers import DIRECT
from assistant.checks.identifiers import check as identify
from assistant.checks.text import ReadText
from assistant.models import Draft, Issue
from assistant.rewrite import apply
from assistant.rewrite.people import edits_for, unnamed
from assistant.rewrite.search import disjoint


def mended(text):
    reading = ReadText(Draft(text), read(text))
    direct = [f for f in identify(reading) if f.issue is DIRECT]
    story = jigsaw.add_up(reading, {Issue.PATIENT_CONFIDENTIALITY: 0.9}, direct)
    return apply(text, disjoint(edits_for(text, story, direct)))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        pytest.param("Saw a 34-year-old bus driver from Thornaby yesterday with shingles.", "Saw someone with shingles.", id="a-person-in-so-many-words"),
        pytest.param("Had a chap in clinic on Tuesday, 84, the last lighthouse keeper in our village.", "Had a chap in clinic.", id="what-follows-a-comma-goes-with-it"),
        pytest.param("Sending love to a family on the Fulwell estate who lost their mum on Boxing Day.", "Sending love to a family.", id="a-clause-with-who-goes-whole"),
        pytest.param("The headteacher's wife I have been seeing would tell you that.", "Someone I have been seeing would tell you that.", id="somebody's-wife"),
        pytest.param("My patient Mrs Kendal came in again.", "My patient came in again.", id="my-patient-needs-no-name"),
        pytest.param("Mrs Kendal came in again with her rash.", "Someone came in again with her rash.", id="a-name-spoken-of"),
        pytest.param("Hi Mr Poole, thank you for coming to clinic.", "Hi, thank you for coming to clinic.", id="a-name-spoken-to"),
        pytest.param("She has Huntington's and knows it.", "She has a rare condition and knows it.", id="a-rare-condition"),
        pytest.param("She lives at 12 Mill Road, poor thing.", "She lives locally, poor thing.", id="an-address"),
        pytest.param("The idea came from Desmond, one of our COPD patients, who wanted to walk with his oxygen. All welcome.", "The idea came from one of our patients. All welcome.", id="a-name-and-what-he-is-to-us"),
        pytest.param("Thanks to the family of the late Mr Pettifer, who was on dialysis with us, for the gift.", "Thanks to a local family for the gift.", id="the-family-of-a-name"),
        pytest.param("Big thank you to Joan Pickles, who has come to us with COPD since 1988, for the blankets.", "Big thank you to one of our patients for the blankets.", id="one-who-is-thanked"),
        pytest.param("Spoke to Mrs Kendal, who has COPD and lives alone, about the clinic.", "Spoke to someone about the clinic.", id="a-clause-about-a-name-goes-with-it"),
        pytest.param("I shouted at a diabetic scaffolder called Keith in clinic in front of his kids.", "I shouted at someone in clinic in front of relatives.", id="a-trade-and-what-he-is-called"),
        pytest.param("Heads up that Baz in 14 Elm Close has his chest pain again.", "Heads up that someone has his chest pain again.", id="a-name-and-an-address"),
        pytest.param("Who is on call for clinic on Sunday? She has chest pain.", "Who is on call for clinic on Sunday? She has chest pain.", id="a-question-to-all-keeps-its-day"),
        pytest.param("Mrs Kendal the postmistress came in with her rash.", "Someone came in with her rash.", id="a-name-and-a-trade-are-one"),
        pytest.param("Sat with one of our dementia patients in clinic.", "Sat with one of our patients in clinic.", id="an-illness-before-patient"),
        pytest.param("My star pupil, the landlord of the Fox, has come off insulin.", "Someone has come off insulin.", id="both-commas-go"),
        pytest.param("Gary the postman has not smoked since clinic.", "Someone has not smoked since clinic.", id="a-first-name-and-a-trade"),
        pytest.param("Sam the receptionist is off; clinic runs late.", "Sam the receptionist is off; clinic runs late.", id="no-trade-of-a-patient"),
        pytest.param("Visited her at home with the cough and her parrot.", "Visited her at home with the cough.", id="who-else-lives-there"),
        pytest.param("Her husband found her with the ulcer on Friday.", "A relative found her with the ulcer.", id="a-relative-and-a-day"),
    ],
)
def test_mended(text, made):
    assert mended(text) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        pytest.param("Thanks Bev! Reviews like this make our week.", "Thanks! Reviews like this make our week.", id="thanks"),
        pytest.param("We are sad you feel this way, Janet. Our leaflet is on the site.", "We are sad you feel this way. Our leaflet is on the site.", id="at-the-end"),
        pytest.param("Dear Colin, we are sorry.", "We are sorry.", id="dear-is-nothing-alone"),
        pytest.param("Thanks all. We read these, Monday to Friday.", "Thanks all. We read these, Monday to Friday.", id="nobody-by-name"),
    ],
)
def test_a_reply_names_nobody(text, made):
    assert apply(text, unnamed(text)) == made


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Someone came in with a cough.", id="nobody-to-recognise"),
        pytest.param("He came in a Fiat with chest pain.", id="a-verb-that-needs-its-place"),
        pytest.param("Your 9am says he has chest pain.", id="a-time-that-is-somebody"),
        pytest.param("Dr Bethan Orme is on call for patients.", id="a-colleague-keeps-her-name"),
    ],
)
def test_let_be(text):
    assert mended(text) == text
