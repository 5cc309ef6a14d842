"""The support check: what is fitted is what ships, it was measured on sentences it never saw, and it tells the shipped pairs apart."""

import json

import numpy as np
import pytest

from assistant.prompts import load_prompt
from assistant.writing.rules import Rule
from assistant.writing.support import FITTED, Fitted, lexical, open_support, stem
from evals.support.fit import least_threshold, measured
from evals.support.pairs import PAIRS, BrokenPair, load_pairs


@pytest.fixture(scope="module")
def pairs(corpus):
    return load_pairs(corpus)


def test_enough_pairs_of_both_kinds_and_four_in_ten_held_out(pairs):
    supported = sum(p.supported for p in pairs)
    assert supported >= 300
    assert len(pairs) - supported >= 300
    assert 0.35 <= sum(p.part == "held-out" for p in pairs) / len(pairs) <= 0.45


def test_no_paragraph_stands_in_both_parts(pairs):
    parts = {part: {p.paragraph for p in pairs if p.part == part} for part in ("fit", "held-out")}
    assert not parts["fit"] & parts["held-out"]


def test_no_sentence_stands_twice_beside_its_paragraph(pairs):
    assert len({(p.paragraph, p.sentence) for p in pairs}) == len(pairs)


def test_what_ships_was_measured_and_is_precise():
    fitted = Fitted.model_validate(json.loads(FITTED.read_text(encoding="utf-8")))
    assert len(fitted.features) == len(fitted.weights) == len(fitted.mean) == len(fitted.scale)
    assert fitted.held_out["precision"] >= 0.95
    assert fitted.held_out["recall"] >= 0.3


def test_a_broken_pair_says_where(corpus, tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text(PAIRS.read_text(encoding="utf-8").splitlines()[0].replace('"paragraph": "', '"paragraph": "x-') + "\n")
    with pytest.raises(BrokenPair, match=r"line 1.*not held.*Mend the line"):
        load_pairs(corpus, path)


def test_the_paragraphs_own_sentence_is_supported_whatever_the_encoder(small):
    support = open_support(small.corpus, small.index.encoder, small.index.paragraphs)
    paragraph = small.corpus.paragraphs["gmc-confidentiality-media-criticism-2017#6"]
    assert support.supports("Arguing with a patient in public seldom achieves anything.", [paragraph])
    assert not support.supports("Arguing with a patient in public always ends in a fine.", [paragraph])


@pytest.mark.parametrize(
    ("sentence", "feature"),
    [
        pytest.param("You may not report an unsuitable comment.", "negation_added", id="negated"),
        pytest.param("You must report an unsuitable comment.", "must_raised", id="raised"),
        pytest.param("Report an unsuitable comment to the police.", "parties_added", id="another party"),
        pytest.param("Report an unsuitable comment within 14 days.", "new_numbers", id="a figure"),
        pytest.param("Always report every unsuitable comment.", "absolutes_added", id="absolute"),
    ],
)
def test_what_is_suspect_is_seen(corpus, sentence, feature):
    paragraph = corpus.paragraphs["londonwide-lmcs-online-comments#options-2"]
    told = lexical(sentence, paragraph.digest, paragraph, lambda _: 1.0)
    assert told[feature] > 0
    assert told["clean"] == 0
    assert lexical("Report an unsuitable comment to the moderators.", paragraph.digest, paragraph, lambda _: 1.0)[feature] == 0


def test_forms_of_a_word_share_a_stem():
    assert stem("criticised") == stem("criticise")
    assert stem("anonymised") == stem("anonymising")


def test_threshold_worked_by_hand():
    scores, truth = np.array([0.9, 0.8, 0.7, 0.6]), np.array([True, True, False, True])
    assert measured(scores, truth, 0.8).precision == 1
    assert measured(scores, truth, 0.7).precision == pytest.approx(2 / 3)
    assert measured(scores, truth, 0.8).recall == pytest.approx(2 / 3)
    # with so few the search never stops, so every one passes: a threshold needs more than twenty shown to be refused
    assert least_threshold(scores, truth) == 0.6


def test_every_rule_can_be_told_to_the_model():
    assert set(load_prompt("write").faults) == {rule.value for rule in Rule}
