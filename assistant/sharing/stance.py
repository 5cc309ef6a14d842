"""Words about somebody else's text -> whether they agree with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import Field

from assistant.models import Verdict
from assistant.playbook import Relied
from assistant.sharing.models import About, Stance
from assistant.yaml_file import Part

# an answer of more words than this says something of its own
MOST_BARE = 6
MOST_POINTING = 3

Side = Literal["agrees", "opposes"]


class StanceWords(Part):
    """Patterns that tell a stance."""

    idioms: Mapping[Side, tuple[str, ...]]
    agrees: tuple[str, ...]
    pointing: tuple[str, ...] = Field(description="agree where next to nothing else is said")
    marks: tuple[str, ...] = Field(description="that agree or laugh and are no words")
    opposes: tuple[str, ...]
    opposing_marks: tuple[str, ...]


class Told(Part):
    """A sentence and the paragraphs it rests on."""

    text: str
    cite: tuple[Relied, ...] = Field(min_length=1)


class Words(Part):
    """All of words.yaml."""

    stance: StanceWords
    headline: Mapping[About, Mapping[str, str]] = Field(description="'green' or a verdict -> the sentence")
    unclear: str
    spreads: str
    reasons: Mapping[Literal["endorses", "opposes"], Told]
    instead: Mapping[About, tuple[str, ...]]

    def headline_for(self, about: About, verdict: Verdict) -> str:
        """The opening sentence for a deed and its verdict."""
        told = self.headline[about]
        return told.get(verdict.value) or told["green"]


@cache
def words() -> Words:
    """The words of this folder's YAML."""
    return Words.model_validate(yaml.safe_load(resources.files("assistant.sharing").joinpath("words.yaml").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The lists of words.yaml, compiled."""

    idiom_agrees: re.Pattern[str]
    idiom_opposes: re.Pattern[str]
    agrees: re.Pattern[str]
    opposes: re.Pattern[str]
    pointing: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    held = words().stance

    def made(of: Sequence[str], marks: Sequence[str] = ()) -> re.Pattern[str]:
        return re.compile("|".join((r"(?<!\w)(?:" + "|".join(of) + r")(?!\w)", *marks)), re.IGNORECASE)

    return _Patterns(
        made(held.idioms["agrees"]), made(held.idioms["opposes"]), made(held.agrees, held.marks), made(held.opposes, held.opposing_marks),
        made(held.pointing),
    )  # fmt: skip


def stance_of(text: str) -> Stance:
    """Whether the words agree with what they are about; unclear where they say neither, or both."""
    look, plain = _patterns(), text.replace("’", "'")
    rest = look.idiom_agrees.sub(" ", plain)
    left = look.idiom_opposes.sub(" ", rest)
    opposes = left != rest or look.opposes.search(left) is not None
    agrees = rest != plain or look.agrees.search(left) is not None
    if not opposes and len(re.findall(r"\w+", plain)) <= MOST_POINTING:
        agrees = agrees or look.pointing.search(left) is not None
    if agrees == opposes:
        return Stance.UNCLEAR
    return Stance.AGREES if agrees else Stance.OPPOSES


def is_bare_assent(text: str) -> bool:
    """It agrees or laughs and says nothing else."""
    return len(re.findall(r"\w+", text)) <= MOST_BARE and stance_of(text) is Stance.AGREES and "?" not in text
