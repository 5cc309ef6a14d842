"""What is measured of a sentence beside its paragraph: each change of a word or two that makes it false is seen, and other words for the same are not."""

import pytest

from assistant.backends.grammar import parse
from assistant.writing.clauses import Clauses
from assistant.writing.likeness import SUSPECT, Evidence, grammatical, lexical, together
from assistant.writing.support import texts_of


def measures(corpus, paragraph_id, sentence):
    """What is measured without vectors."""
    paragraph = corpus.paragraphs[paragraph_id]
    held = Evidence(paragraph.text, paragraph.strength, tuple(texts_of(paragraph)))
    told = lexical(sentence, paragraph.digest, held, lambda _: 1.0)
    told |= grammatical(Clauses(parse(sentence)), [Clauses(parse(text)) for text in held.texts], lambda _: 1.0)
    return told | together(told | {"near": 1.0})


@pytest.mark.parametrize(
    ("paragraph", "sentence", "feature"),
    [
        pytest.param("londonwide-lmcs-online-comments#options-2", "You may not report an unsuitable comment.", "negation_added", id="negated"),
        pytest.param("londonwide-lmcs-online-comments#options-2", "You must report an unsuitable comment.", "must_raised", id="raised"),
        pytest.param("londonwide-lmcs-online-comments#options-2", "Report an unsuitable comment to the police.", "parties_added", id="another party"),
        pytest.param("londonwide-lmcs-online-comments#options-2", "Report an unsuitable comment within 14 days.", "new_numbers", id="a figure"),
        pytest.param("londonwide-lmcs-online-comments#options-2", "Always report every unsuitable comment.", "absolutes_added", id="absolute"),
        pytest.param("londonwide-lmcs-online-comments#options-2", "Only report an unsuitable comment once it is old.", "markers_added", id="a condition"),
        pytest.param("londonwide-lmcs-social-media#promotion-2", "You may take advantage of people who know little about medicine.", "denied", id="a ban that has gone"),
        pytest.param("gmc-good-medical-practice-2024#89c", "Making light of risks is allowed.", "denied", id="a ban turned into leave"),
        pytest.param("gmc-confidentiality-2017#122", "Your patients must understand information governance.", "others_do_it", id="another must do it"),
    ],
)
def test_what_is_suspect_is_seen(corpus, paragraph, sentence, feature):
    told = measures(corpus, paragraph, sentence)
    assert told[feature] > 0
    assert told["clean"] == 0
    assert feature in SUSPECT


@pytest.mark.parametrize(
    ("paragraph", "sentence"),
    [
        pytest.param("londonwide-lmcs-online-comments#options-2", "Report an unsuitable comment to the moderators.", id="same words"),
        pytest.param("gmc-good-medical-practice-2024#89c", "You must not make light of risks of harm.", id="a command put as a duty"),
        pytest.param("gmc-good-medical-practice-2024#89c", "Making light of the risks of harm is not allowed.", id="a ban in other words"),
        pytest.param("gmc-confidentiality-2017#122", "You must understand information governance at the level your role needs.", id="the doctor is meant"),
    ],
)
def test_what_is_said_in_other_words_is_not_suspect(corpus, paragraph, sentence):
    told = measures(corpus, paragraph, sentence)
    assert [name for name in SUSPECT if told[name]] == []
