"""words.yaml -> the sentences that the conversation says in its own words."""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.conversation.models import Stated
from assistant.yaml_file import sentence_at


def say(key: str, **filled: str) -> str:
    """The sentence at `key` ('change.moves'), its {names} filled in."""
    return sentence_at(_read(), key, **filled)


def said(fact: Stated) -> str:
    """The fact as it stands after 'You said': 'she agreed'."""
    return _of("said", fact)


def label(fact: Stated) -> str:
    """The fact as it stands on a chip: 'She agreed'."""
    words = said(fact)
    return words[:1].upper() + words[1:]


def told(fact: Stated) -> str:
    """The fact as a plain sentence that the judge reads."""
    return _of("told", fact)


def eases(fact: Stated) -> str:
    """Why the fact makes an answer milder; '' where nothing general can be said of it."""
    held: dict[str, str] = _read()["eases"].get(fact.name.value, {})
    return held.get(fact.value, "")


def listed(facts: Sequence[Stated]) -> str:
    """Facts in a row: 'she agreed and it goes on linkedin'."""
    return say("change.and").join(said(fact) for fact in facts)


def within(sentence: str) -> str:
    """A sentence as it stands after 'because': its first letter small, unless it begins with a name or 'I'."""
    first = sentence.split(" ", 1)[0]
    is_name = first in {"I", "GPs"} or (len(first) > 1 and first.isupper())
    return sentence if is_name else sentence[:1].lower() + sentence[1:]


def _of(kind: str, fact: Stated) -> str:
    held = _read()[kind][fact.name.value]
    words = held if isinstance(held, str) else held.get(fact.value, held.get("other", fact.value))
    who = fact.who or say("who.default")
    return str(words).format(value=fact.value, who=who)


@cache
def _read() -> dict[str, Any]:
    text = resources.files("assistant.conversation").joinpath("words.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
