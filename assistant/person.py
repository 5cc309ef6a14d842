"""Care for the person who asks: signs of distress in their words -> a first line and the right doors."""

import re
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from importlib import resources
from pathlib import Path

import yaml
from pydantic import Field

from assistant.models import Advice, Care, Door, Kind, Light, Verdict
from assistant.sense import Said
from assistant.typed import as_typed_plainly
from assistant.yaml_file import Part

# heads over person-lines.yaml, which see what no sign matches; their labels are the kinds
SENSE = Path(__file__).with_name("person.json")
MOST_DOORS = 8
QUESTIONS_ONLY = frozenset(("complaint",))
# somebody else's words: not a sign of how the writer is
QUOTED = re.compile(r"“[^”]{2,}”|\"[^\"]{2,}\"|(?<![\w’'])[‘'](?=\w)[^\n]{4,}?[\w.!?][’'](?![\w])")
SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


class DoorEntry(Part):
    """Somewhere to turn."""

    name: str
    what: str
    url: str = Field(pattern="^https://")
    only_with: str = Field("", description="a regular expression: the door is shown only to words that it finds")


class KindEntry(Part):
    """Something that a person may be going through, how it shows, what to say first, and where to turn."""

    id: str
    line: str
    guessed: str = Field(description="the line where only the sense of the words tells of it: it opens with an if")
    doors: tuple[str, ...] = Field(min_length=1)
    signs: tuple[str, ...] = Field(min_length=1)
    unless: str
    stays: bool = Field(False, description="shown on with the turns that follow, until another matter is taken up")
    gently: str = Field("", description="said in the place of a yes, where nothing may be said to be fine")
    gently_guessed: str = Field("", description="the same, where only the sense of the words tells of it")

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
    words tell of by their sense, where they do; where no sign of it stands in them, it is a guess and is said as one.
    """
    own = in_own_name(text)
    shown = [
        kind for kind in person().kinds
        if kind.id == sensed or (_shows(kind, own) and (handed_in is Kind.QUESTION or kind.id not in QUESTIONS_ONLY))
    ]  # fmt: skip
    if not shown:
        return None
    held = person().doors
    fitting = (door for kind in shown[:2] for door in kind.doors if re.search(held[door].only_with, own, re.IGNORECASE))
    doors = tuple(Door(held[d].name, held[d].what, held[d].url) for d in list(dict.fromkeys(fitting))[:MOST_DOORS])
    is_guess = not _shows(shown[0], own)
    return Care(shown[0].id, " ".join((shown[0].guessed if is_guess else shown[0].line).split()), doors, is_guess)


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
        return replace(advice, headline=_gently(kind, care) or person().gently, next_steps=())
    if advice.light is Light.GREEN and kind.gently:
        step = "care: nothing is said to be fine to somebody who may be in danger"
        return replace(advice, verdict=Verdict.GET_ADVICE_FIRST, headline=_gently(kind, care), conditions=(), steps=(*advice.steps, step))
    return advice


def _gently(kind: KindEntry, care: Care) -> str:
    """What is said in the place of a yes or a refusal, or ''."""
    return kind.gently_guessed if care.is_guess and kind.gently_guessed else kind.gently


def that_stays(care: Care | None) -> Care | None:
    """The care where its kind is grave enough to stand beside what is said next, though that tells of nothing; else None."""
    return care if care and next(kind for kind in person().kinds if kind.id == care.kind).stays else None


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
