"""What the YAML files that ship hold: a piece of one, and what stands at a key."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of a file: nothing unknown, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def at(held: Any, key: str) -> Any:
    """What a file holds at `key` ('thread.calm.one'). Raises KeyError, or TypeError where a part on the way holds no keys."""
    for part in key.split("."):
        held = held[part]
    return held


def sentence_at(held: Any, key: str, **filled: object) -> str:
    """The sentence at `key`, its {names} filled in. Raises as `at` does."""
    sentence = str(at(held, key))
    return sentence.format(**filled) if filled else sentence
