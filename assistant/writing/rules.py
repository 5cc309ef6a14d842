"""The rules that a written sentence is held to: each says whether one text breaks it, and knows no model."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from assistant.models import Light, Paragraph, Strength
from assistant.yaml_file import Part

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘'A-Z])")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# so many words in a row, the same as in our instructions, are no accident
LEAK = 7
BEFORE = 4
LEAST_ENGLISH = 0.2
LONGEST = 320


class Rule(StrEnum):
    """What a part of a reply can break."""

    NOT_JSON = "not-json"
    UNKNOWN_ID = "unknown-id"
    NO_ID = "no-id"
    ALTERED_QUOTE = "altered-quote"
    UNSUPPORTED = "unsupported"
    MUST = "must-without-must"
    LOOSENS = "loosens"
    SHARPENS = "sharpens"
    IDENTIFIER = "identifier"
    MARKUP = "markup"
    LANGUAGE = "language"
    LEAK = "leak"
    TOO_LONG = "too-long"
    UNSAFE_TEXT = "unsafe-text"


class Phrases(Part):
    """rules.yaml."""

    allows: tuple[str, ...]
    forbids: tuple[str, ...]
    hopeless: tuple[str, ...]
    not_said: frozenset[str]
    cautious: str
    rule: str
    verdict: str
    asks: frozenset[str]
    must: str
    markup: str
    english: frozenset[str]


@cache
def phrases() -> Phrases:
    """The turns of phrase, read once."""
    text = (Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8")
    return Phrases.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order."""
    return [part.strip() for part in SENTENCE_END.split(text) if part.strip()]


def is_too_long(text: str, most: int = LONGEST) -> bool:
    """It is empty, or longer than `most` characters."""
    return not 1 <= len(text.strip()) <= most


def has_markup(text: str) -> bool:
    """It holds a link, an image, HTML, Markdown, or an id."""
    return _found(phrases().markup, text, re.MULTILINE)


def is_english(text: str, short: int = 1) -> bool:
    """It is, taken whole, and so is each of its sentences of more than `short` words: "Yes." holds none that tells."""
    return _sounds_english(text) and all(_sounds_english(part) for part in sentences(text) if len(part.split()) > short)


def _sounds_english(text: str) -> bool:
    """A fifth of its words at least are words that English cannot do without, and its letters are Latin."""
    words = [word.lower() for word in WORD.findall(text)]
    letters = [c for c in text if c.isalpha()]
    latin = sum(c.isascii() or "À" <= c <= "ɏ" for c in letters)
    common = sum(word in phrases().english for word in words)
    return bool(words) and latin >= 0.95 * len(letters) and common >= LEAST_ENGLISH * len(words)


def leaks(text: str, instructions: str) -> bool:
    """It repeats LEAK words in a row of our own instructions."""
    words, ours = _words(text), " ".join(_words(instructions))
    return any(" ".join(words[n : n + LEAK]) in ours for n in range(len(words) - LEAK + 1))


def loosens(text: str, light: Light) -> bool:
    """It allows what an amber or red verdict does not."""
    if light not in (Light.AMBER, Light.RED):
        return False
    return any(_allows(sentence) for sentence in sentences(text))


def sharpens(text: str, light: Light) -> bool:
    """It forbids what a green verdict allows, or calls an amber draft past mending."""
    if light is Light.GREEN:
        return any(_found(pattern, sentence) for pattern in phrases().forbids for sentence in sentences(text))
    return light is Light.AMBER and any(_found(pattern, text) for pattern in phrases().hopeless)


def is_cautious(headline: str) -> bool:
    """It holds a word that holds somebody back."""
    return _found(phrases().cautious, headline)


def states_a_rule(sentence: str) -> bool:
    """It says what guidance or law asks, so a paragraph has to stand behind it. "You should not post this" says the verdict, no more."""
    return _found(phrases().rule, re.sub(phrases().verdict, " ", sentence, flags=re.IGNORECASE))


def only_asks(text: str) -> bool:
    """It is one question that asks for a fact."""
    words = _words(text)
    return len(sentences(text)) == 1 and text.rstrip().endswith("?") and bool(words) and words[0] in phrases().asks


def says_must(text: str) -> bool:
    """It speaks of a duty."""
    return _found(phrases().must, text)


def lacks_must(text: str, cited: Sequence[Paragraph]) -> bool:
    """It speaks of a duty, and no paragraph it cites is one."""
    return says_must(text) and all(paragraph.strength is not Strength.MUST for paragraph in cited)


def broken_by_ids(ids: Sequence[str], quote: str, by_id: Mapping[str, Paragraph]) -> Rule | None:
    """What is wrong with ids or quote: every id was issued, and a quote stands in a paragraph cited."""
    if not ids:
        return Rule.NO_ID
    if any(id_ not in by_id for id_ in ids):
        return Rule.UNKNOWN_ID
    if quote and not any(quote in by_id[id_].text for id_ in ids):
        return Rule.ALTERED_QUOTE
    return None


def _allows(sentence: str) -> bool:
    """A phrase that allows stands in it, and no word before takes it back."""
    for pattern in phrases().allows:
        for match in re.finditer(pattern, sentence, re.IGNORECASE):
            before = [word.replace("’", "'") for word in _words(sentence[: match.start()])[-BEFORE:]]
            if not phrases().not_said.intersection(before):
                return True
    return False


def _found(pattern: str, text: str, flags: int = 0) -> bool:
    return re.search(pattern, text, re.IGNORECASE | flags) is not None


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]
