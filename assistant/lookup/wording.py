"""wording.yaml -> the sentences around paragraphs that were looked up; old-rules.yaml -> what has changed."""

import re
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import PlaybookError
from assistant.playbook import Relied
from assistant.yaml_file import Part, sentence_at
from corpus.models import Corpus


class Remark(Part):
    """A sentence with the paragraphs behind it."""

    text: str
    cite: tuple[Relied, ...]


class OldRule(Part):
    """Something that an earlier edition is remembered for, and what is held on it now."""

    id: str
    words: str
    headline: str
    reasons: tuple[Remark, ...]


class Adds(Part):
    """What one document, or several, says beyond another."""

    theirs: str
    ours: str
    headline: str
    reasons: tuple[Remark, ...]


def say(key: str, **filled: object) -> str:
    """The sentence at `key` ('explain.one'), its {names} filled in."""
    return sentence_at(_read("wording.yaml"), key, **filled)


def small_talk(text: str) -> str:
    """What is said back to small talk."""
    kinds: list[dict[str, str]] = _read("wording.yaml")["small_talk"]
    return next(kind["headline"] for kind in kinds if re.search(kind["words"], text, re.IGNORECASE))


@cache
def old_rules() -> tuple[OldRule, ...]:
    """Every entry of old-rules.yaml, the narrower first."""
    return tuple(map(OldRule.model_validate, _read("old-rules.yaml")))


@cache
def additions() -> tuple[Adds, ...]:
    """Every entry of adds.yaml."""
    return tuple(map(Adds.model_validate, _read("adds.yaml")))


def check(corpus: Corpus) -> None:
    """Raise PlaybookError for a quote, of a remark on old rules or on what others add, that is no part of its digest."""
    for name, remarks in (("old-rules.yaml", [r for e in old_rules() for r in e.reasons]), ("adds.yaml", [r for e in additions() for r in e.reasons])):
        for relied in (relied for remark in remarks for relied in remark.cite):
            held = corpus.paragraphs.get(relied.paragraph)
            if held is not None and relied.quote not in held.digest:
                raise PlaybookError(Path(__file__).with_name(name), f"quotes {relied.quote!r}, which is not in the digest of {relied.paragraph!r}")


@cache
def _read(name: str) -> Any:
    return yaml.safe_load(resources.files("assistant.lookup").joinpath(name).read_text(encoding="utf-8"))
