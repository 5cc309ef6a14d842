"""What the YAML files that ship hold: a piece of one, and the sentence at a key."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of a file: nothing unknown, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def sentence_at(held: Any, key: str, **filled: object) -> str:
    """The sentence at `key` ('thread.calm.one') of what a file holds, its {names} filled in. Raises KeyError where there is none."""
    for part in key.split("."):
        held = held[part]
    return str(held).format(**filled) if filled else str(held)
