"""What a draft is about, in words general enough to be said again: a common condition, a public matter, a service."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from assistant.checks.details import names_a_rare_condition


class TopicKind(StrEnum):
    """What a ready text can carry over; the lists of topics.yaml."""

    HEALTH = "health"
    PUBLIC_MATTER = "public_matter"
    SERVICE = "service"


def topic(text: str, kind: TopicKind) -> str | None:
    """The topic of that kind that the text names first; None where it names none that is listed."""
    if kind is TopicKind.HEALTH and names_a_rare_condition(text):
        return None  # the draft is about that, and a text about anything else in it would not fit
    found = ((match.start(), words) for pattern, words in _topics()[kind] if (match := pattern.search(text)))
    return min(found, default=(0, None), key=lambda f: f[0])[1]


@cache
def _topics() -> Mapping[TopicKind, tuple[tuple[re.Pattern[str], str], ...]]:
    text = resources.files("assistant.rewrite").joinpath("topics.yaml").read_text(encoding="utf-8")
    lists: dict[str, list[tuple[str, str]]] = yaml.safe_load(text)
    return {TopicKind(kind): tuple((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), words) for pattern, words in rows) for kind, rows in lists.items()}
