"""Tables of near misses: what points to a person, and what only looks as if it did."""

import pytest

from assistant.backends.presidio import read
from assistant.checks import floors, identifiers
from assistant.checks.text import ReadText
from assistant.models import Draft, Issue, Question, Verdict

DIRECT, IMAGE = Issue.PATIENT_CONFIDENTIALITY, Issue.PATIENT_IMAGE_OR_RECORDING


def found(text: str) -> set[tuple[str, Issue]]:
    return {(f.text, f.issue) for f in identifiers.check(ReadText(Draft(text), read(text)))}


def floored(request):
    seen = ReadText(request, read(request.text))
    return floors.check(seen, identifiers.check(seen))


@pytest.mark.parametrize(
    ("text", "words", "issue"),
    [
        pytest.param("Mrs Kendal rang again", "Mrs Kendal", DIRECT, id="titled-name"),
        pytest.param("saw mr p at ten", "mr p", DIRECT, id="titled-initial-in-lower-case"),
        pytest.param("NHS number 943 476 5919 on the form", "NHS number 943 476 5919", DIRECT, id="nhs-number-said"),
        pytest.param("for NHS use: 943 476 5919 please", "943 476 5919", DIRECT, id="nhs-number-with-nhs-near"),
        pytest.param("DOB 4/3/51, wants a call", "DOB 4/3/51", DIRECT, id="date-of-birth"),
        pytest.param("ring 07700 900123", "07700 900123", DIRECT, id="mobile"),
        pytest.param("write to j.bloggs@example.org", "j.bloggs@example.org", DIRECT, id="e-mail"),
        pytest.param("she lives at 12 Mill Road", "12 Mill Road", DIRECT, id="street-address"),
        pytest.param("look [photo: her ankle]", "[photo: her ankle]", IMAGE, id="picture-in-brackets"),
    ],
)
def test_found(text, words, issue):
    assert (words, issue) in found(text)


def test_a_titled_name_is_marked_once_and_without_the_verb_before_it():
    assert [words for words, _ in found("Saw Mrs Kendal again today, 34, bus driver from Ilkley")] == ["Mrs Kendal"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("order 9434765919 has shipped", id="ten-digits-without-nhs"),
        pytest.param("I miss the old rota", id="miss-is-a-verb"),
        pytest.param("did we miss having a coffee room", id="miss-before-a-verb"),
        pytest.param("room 12 at 3.15", id="room-and-time"),
        pytest.param("the 2024 contract, paragraph 18", id="year-and-number"),
        pytest.param("40 contacts and 3 visits", id="counts"),
        pytest.param("Good Medical Practice is worth a read", id="title-of-a-document"),
    ],
)
def test_no_direct_identifier(text):
    assert not [words for words, issue in found(text) if issue is DIRECT]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mrs Kendal came in with chest pain", id="titled-name-and-symptom"),
        pytest.param("mr p's biopsy is back", id="initial-and-result"),
        pytest.param("Dear Mr Haldane, you were seen on the 4th and had an MRI", id="reply-to-a-review"),
        pytest.param("NHS number 943 476 5919", id="number-alone"),
        pytest.param("Mary T, dob 4/3/51, dressing soaked", id="date-of-birth-alone"),
        pytest.param("Mrs Kendal is on a novel anticoagulant after her stroke", id="a-novel-drug-is-no-novel"),
        pytest.param("Mr Poole the actor came in about his chest pain", id="an-actor-is-real"),
        pytest.param("Mrs Kendal made up her mind about the chemo", id="made-up-her-mind"),
        pytest.param("The bed was made up for Mrs Kendal on the ward", id="a-bed-made-up"),
        pytest.param("Mr Poole, who invented the cat flap, has dementia", id="an-inventor"),
        pytest.param("Mrs Kendal missed her smear because she was watching EastEnders", id="a-patient-watches-too"),
        pytest.param("You couldn't make it up: Mrs Kendal's rash. Not made up.", id="said-not-to-be-made-up"),
        pytest.param("Mrs Kendal's scan. She hasn't given consent but it's fine", id="consent-denied"),
    ],
)
def test_floor(text):
    assert [f.verdict for f in floored(Draft(text))] == [Verdict.CHANGE_FIRST]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mrs Kendal won the raffle", id="no-care-spoken-of"),
        pytest.param("Mrs Patel, our practice nurse, did 900 smears", id="staff"),
        pytest.param("With her written consent, Mrs Kendal's story of her scan", id="consent-stated"),
        pytest.param("Mrs Kendal, our fictional patient, has chest pain", id="fiction"),
        pytest.param("Mr Streeting should fund general practice", id="politician"),
        pytest.param("Mrs Featherbed's prescription of monkey glands is in my novel, which is all made up", id="all-made-up"),
        pytest.param("Mock patient for the OSCE: Mr Poole has chest pain", id="mock-patient"),
        pytest.param("Names are invented. Mrs Kendal has chest pain", id="names-invented"),
        pytest.param("Mr Darcy never needed antibiotics in my novel", id="novel"),
    ],
)
def test_no_floor(text):
    assert floored(Draft(text)) == ()


def test_a_question_has_no_floor():
    text = "Can I tell Mrs Kendal's daughter about her scan?"
    assert floored(Question(text)) == ()
