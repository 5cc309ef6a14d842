"""The support check: what is fitted is what ships, it was measured on sentences it never saw, and it tells the shipped pairs apart."""

import json
from dataclasses import replace

import numpy as np
import pytest

from assistant.prompts import load_prompt
from assistant.writing.rules import Rule
from assistant.writing.support import FITTED, Fitted, brings_in, open_support, repeats
from assistant.writing.words import stem
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
    assert fitted.held_out["precision"] >= 0.92
    assert fitted.held_out["recall"] >= 0.55


def test_a_broken_pair_says_where(corpus, tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text(PAIRS.read_text(encoding="utf-8").splitlines()[0].replace('"paragraph": "', '"paragraph": "x-') + "\n")
    with pytest.raises(BrokenPair, match=r"mine.jsonl, line 1.*not held.*Mend the line"):
        load_pairs(corpus, [path])


def test_the_paragraphs_own_sentence_is_supported_whatever_the_encoder(small):
    support = open_support(small.corpus, small.index.encoder, small.index.paragraphs, small.playbook.rests_on)
    paragraph = small.corpus.paragraphs["gmc-confidentiality-media-criticism-2017#6"]
    assert support.supports("Arguing with a patient in public seldom achieves anything.", [paragraph])
    assert not support.supports("Arguing with a patient in public always ends in a fine.", [paragraph])


def test_a_line_of_ours_is_supported_beside_all_that_it_rests_on_and_by_nothing_less(small):
    support = open_support(small.corpus, small.index.encoder, small.index.paragraphs, small.playbook.rests_on)
    never = replace(support, fitted=support.fitted.model_copy(update={"threshold": 2.0}))
    line, ids = next((line, ids) for line, ids in small.playbook.rests_on.items() if len(ids) == 2)
    both = [small.corpus.paragraphs[id_] for id_ in ids]
    assert never.supports(line, both)
    assert not never.supports(line, both[:1])
    assert not never.supports(line, [p for p in small.corpus.paragraphs.values() if p.id not in ids])
    assert not never.supports(f"Never {line[0].lower()}{line[1:]}", both)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        pytest.param("Call the police first.", True, id="a party nobody named"),
        pytest.param("Wait 28 days.", True, id="a figure nobody gave"),
        pytest.param("Take the patient's name out.", False, id="a party that was named"),
    ],
)
def test_brings_in(text, new):
    assert brings_in(text, ("The patient should not be named.", "Wait before you post.")) is new


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        pytest.param("You should reply once, courteously and in general words.", True, id="nearly the same"),
        pytest.param("You should not reply once, courteously and in general words.", False, id="negated"),
        pytest.param("You must reply once, courteously and in general words.", False, id="raised"),
        pytest.param("You should reply only to complaints.", False, id="another rule"),
    ],
)
def test_repeats(sentence, says):
    assert repeats(sentence, ("You should reply once, courteously and in general.",)) is says


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
