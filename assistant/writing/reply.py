"""A language model's words -> a Reply of the one shape it may have, or None."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST_POINTS = 6


class Point(BaseModel):
    """One sentence with a rule, the passages behind it, and words copied from one of them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    sentence: str = Field(min_length=1, max_length=2_000)
    ids: tuple[str, ...] = Field((), max_length=12)
    quote: str = Field("", max_length=2_000)


class Reply(BaseModel):
    """All that a language model may return. Flat, for small models break deeper shapes."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    headline: str = Field(max_length=2_000)
    points: tuple[Point, ...] = Field(max_length=24)
    instead: str = Field("", max_length=8_000)
    question: str = Field("", max_length=2_000)


# written out, not derived: servers take different parts of JSON Schema, and all take this
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "headline": {"type": "string"},
        "points": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "sentence": {"type": "string"},
                    "ids": {"type": "array", "items": {"type": "string"}},
                    "quote": {"type": "string"},
                },
                "required": ["sentence", "ids", "quote"],
                "additionalProperties": False,
            },
        },
        "instead": {"type": "string"},
        "question": {"type": "string"},
    },
    "required": ["headline", "points", "instead", "question"],
    "additionalProperties": False,
}


def read_reply(text: str) -> Reply | None:
    """The first JSON object in `text` that is a Reply; what stands around it, thoughts or fences, is passed over."""
    for value in objects(text):
        try:
            return Reply.model_validate(value)
        except ValidationError:
            continue
    return None


def objects(text: str) -> Iterator[dict[str, Any]]:
    """Each whole JSON object in a text, outermost ones only, in order."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    tries = 0
    # a text of a million braces must not cost a million tries
    while at != -1 and tries < 50:
        tries += 1
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            if isinstance(value, dict):
                yield value
        at = text.find("{", end)
