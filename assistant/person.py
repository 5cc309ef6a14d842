"""Care for the person who asks: signs of distress in their words -> a first line and the right doors."""

import re
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from importlib import resources
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.models import Advice, Care, Door, Kind, Light, Verdict
from assistant.sense import Said
from assistant.typed import as_typed_plainly

# heads over person-lines.yaml, which see what no sign matches; their labels are the kinds
SENSE = Path(__file__).with_name("person.json")
MOST_DOORS = 8
QUESTIONS_ONLY = frozenset(("complaint",))
# somebody else's words: not a sign of how the writer is
QUOTED = re.compile(r"“[^”]{2,}”|\"[^\"]{2,}\"|(?<![\w’'])[‘'](?=\w)[^\n]{4,}?[\w.!?][’'](?![\w])")
SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


class Part(BaseModel):
    """A piece of person.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DoorEntry(Part):
    """Somewhere to turn."""

    name: str
    what: str
    url: str = Field(pattern="^https://")


class KindEntry(Part):
    """Something that a person may be going through, how it shows, what to say first, and where to turn."""

    id: str
    line: str
    doors: tuple[str, ...] = Field(min_length=1)
    signs: tuple[str, ...] = Field(min_length=1)
    unless: str
    gently: str = Field("", description="said in the place of a yes, where nothing may be said to be fine")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of its signs."""
        return re.compile("|".join(f"(?:{sign})" for sign in self.signs), re.IGNORECASE | re.DOTALL)

    @cached_property
    def exceptions(self) -> re.Pattern[str]:
        """What makes a sign none."""
        return re.compile(self.unless, re.IGNORECASE)


class Person(Part):
    """All of person.yaml."""

    review_by: date = Field(description="the day by which a person has to look at every door again")
    doors: dict[str, DoorEntry]
    gently: str = Field(description="said in the place of a refusal")
    kinds: tuple[KindEntry, ...]


def care_for(text: str, handed_in: Kind = Kind.QUESTION, sensed: str = "") -> Care | None:
    """A first line and doors for the gravest thing that the words tell of their writer; None where they tell of none.

    A draft that speaks of a complaint is more often a letter about it than the shock of it. `sensed` is the kind that the
    words tell of by their sense, where they do.
    """
    own = in_own_name(text)
    shown = [
        kind for kind in person().kinds
        if kind.id == sensed or (_shows(kind, own) and (handed_in is Kind.QUESTION or kind.id not in QUESTIONS_ONLY))
    ]  # fmt: skip
    if not shown:
        return None
    doors = list(dict.fromkeys(door for kind in shown[:2] for door in kind.doors))[:MOST_DOORS]
    held = person().doors
    return Care(shown[0].id, " ".join(shown[0].line.split()), tuple(Door(held[d].name, held[d].what, held[d].url) for d in doors))


def kind_sensed(said: Said | None) -> str:
    """The kind that a line was taken to say, or ''."""
    return said.label if said else ""


def with_care(advice: Advice, care: Care | None) -> Advice:
    """The advice with care before it. A refusal is said gently; where nothing may be said to be fine, a yes becomes "this can wait".

    Nothing is ever loosened, and the paragraphs stay.
    """
    if care is None:
        return advice
    kind = next(kind for kind in person().kinds if kind.id == care.kind)
    advice = replace(advice, care=care)
    if advice.light is Light.NOT_COVERED:
        return replace(advice, headline=kind.gently or person().gently, next_steps=())
    if advice.light is Light.GREEN and kind.gently:
        step = "care: nothing is said to be fine to somebody who may be in danger"
        return replace(advice, verdict=Verdict.GET_ADVICE_FIRST, headline=kind.gently, conditions=(), steps=(*advice.steps, step))
    return advice


def in_own_name(text: str) -> str:
    """The text without what it quotes of others; all of it where it is one quotation."""
    plain = as_typed_plainly(text)
    left = as_typed_plainly(QUOTED.sub(" ", text))
    return left if re.search(r"\w", left) else plain


def _shows(kind: KindEntry, text: str) -> bool:
    """A sign of this kind stands in the text, and nothing in its sentence makes it none."""
    for match in kind.pattern.finditer(text):
        around = next((s.group() for s in SENTENCE.finditer(text) if s.start() <= match.start() < s.end()), text)
        if not kind.exceptions.search(f"{around} {match.group()}"):
            return True
    return False


def is_review_due(today: date) -> bool:
    """The day by which the doors had to be looked at again has passed."""
    return today > person().review_by


@cache
def person() -> Person:
    """What person.yaml holds."""
    return Person.model_validate(yaml.safe_load(resources.files("assistant").joinpath("person.yaml").read_text(encoding="utf-8")))
