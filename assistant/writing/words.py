"""Words, their stems, and the lists of words that turn a sentence: support.yaml."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from assistant.writing.rules import phrases
from assistant.yaml_file import Part

WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+")
SUFFIX = re.compile(r"(?:ations?|ings?|ments?|ed|es|ly|s|e|y|ies)$")


class WordLists(Part):
    """support.yaml."""

    absolutes: frozenset[str]
    conditions: frozenset[str]
    markers: frozenset[str]
    often: frozenset[str]
    negators: frozenset[str]
    refusals: frozenset[str]
    forbids: frozenset[str]
    permits: frozenset[str]
    held_back: frozenset[str]
    light: frozenset[str]
    doctor: frozenset[str]
    parties: Mapping[str, str]
    opposites: tuple[tuple[str, str], ...]
    self_: str = "doctor"

    @property
    def english(self) -> frozenset[str]:
        """Words that English cannot do without."""
        return phrases().english


@cache
def word_lists() -> WordLists:
    """The word lists, read once."""
    text = (Path(__file__).parent / "support.yaml").read_text(encoding="utf-8")
    return WordLists.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def words(text: str) -> list[str]:
    """The words of a text in small letters, with straight apostrophes."""
    return [word.replace("’", "'") for word in WORD.findall(text.lower())]


def stems(text: str) -> list[str]:
    """The words that carry meaning, shortened to what their forms share."""
    return [stem(word) for word in words(text) if word not in phrases().english]


@cache
def stem(word: str) -> str:
    """A word without its ending, where enough is left of it."""
    word = word.partition("'")[0]
    for _ in range(2):
        shorter = SUFFIX.sub("", word)
        if len(shorter) < 3:
            break
        word = shorter
    return word
