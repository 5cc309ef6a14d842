"""wording.yaml -> the few sentences of an answer that belong to no issue."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml
from pydantic import Field

from assistant.checks.asked import Asked
from assistant.models import Kind
from assistant.yaml_file import Part


class Sureness(Part):
    """What is said from this confidence on."""

    least: float = Field(ge=0, le=1, description="calibrated probability")
    words: str


class Refusal(Part):
    """An answer that sends the doctor elsewhere."""

    headline: str
    next_steps: tuple[str, ...]


class Openings(Part):
    """How an answer opens, for one way of asking."""

    fine: str
    not_so: str
    not_yet: str
    no: str


class Writer(Part):
    """What is said about a language model's part in an answer."""

    worded: str
    fell_back: str
    words_to_use: str
    not_agreed: str
    unsure: str
    not_passed: str
    too_long: str


class Pausing(Part):
    """Why to wait, and what to ask oneself."""

    late: str
    heat: str
    spiral: str
    questions: tuple[str, ...]


class Rewriting(Part):
    """What became of a draft that was rewritten, and why an edit is made."""

    fine: str
    done: str
    advice: str
    red: str
    stand_in: str
    none: str
    nothing: str
    why_left_out: str
    why_story: str
    why_fallen: str
    why_stand_in: str


class Wording(Part):
    """All of wording.yaml."""

    confidence: tuple[Sureness, ...] = Field(description="surest first")
    second_thought: str
    rule_asked_for: str
    openings: Mapping[Asked, Openings]
    nothing_to_go_by: str
    plain_green: Mapping[Kind, str]
    not_covered: Mapping[Kind, Refusal]
    rule_bending: Refusal
    also_says: str
    guidance_changed: str
    own_policy: str
    not_yet_in_force: str
    writer: Writer
    pause: Pausing
    rewrite: Rewriting


@cache
def wording() -> Wording:
    """What wording.yaml holds."""
    return Wording.model_validate(yaml.safe_load(resources.files("assistant").joinpath("wording.yaml").read_text(encoding="utf-8")))
