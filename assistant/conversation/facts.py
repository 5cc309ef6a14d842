"""A turn -> the facts that it states."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal, cast

import yaml

from assistant.conversation.models import FactName, Facts, Stated
from assistant.models import Context
from assistant.sense import SEPARATOR, Said

Audience = Literal["public", "private-group", "one-to-one"]

# heads over phrasings.yaml, which read what no pattern matches; their labels are "consent: agreed"
SENSE = Path(__file__).with_name("phrasings.json")
# words of a draft are not told to us, they are to be posted
QUOTED = re.compile(r"[\"“”][^\"“”]{3,}[\"“”]|(?<!\w)['‘][^'‘’]{12,}['’](?!\w)")
# "asked her, she's fine" is said again as "she agreed"
AS_SUBJECT = {"her": "she", "him": "he", "them": "they"}
# who can see it, where nobody said so and the place tells
USUAL_AUDIENCE: Mapping[str, Audience] = {
    **dict.fromkeys(("X", "linkedin", "tiktok", "youtube", "Google reviews", "NHS.uk review", "practice website", "press", "podcast", "blog", "threads", "bluesky", "mastodon", "reddit", "poster", "newsletter"), "public"),
    **dict.fromkeys(("whatsapp group", "telegram", "signal", "teams"), "private-group"),
    **dict.fromkeys(("text message", "email", "messenger"), "one-to-one"),
}  # fmt: skip


def stated(text: str) -> dict[FactName, Stated]:
    """The facts that a turn states outside quotation marks, in the order of FactName."""
    told = QUOTED.sub(lambda quoted: " " * len(quoted.group()), text)
    return _with_audience({name: fact for name in FactName if (fact := _latest(name, told)) is not None})


def with_sensed(found: Mapping[FactName, Stated], text: str, said: Said | None) -> dict[FactName, Stated]:
    """The facts `found` in a turn by its words, and beside them the one that it states by its sense."""
    if said is None:
        return dict(found)
    label, _, value = said.label.partition(SEPARATOR)
    sensed = Stated(FactName(label), value, " ".join(text.split()))
    both = {sensed.name: sensed, **found}
    return _with_audience({name: both[name] for name in FactName if name in both})


def outside_quotes(text: str) -> str:
    """What a turn says itself, the words it would post left out."""
    return " ".join(QUOTED.sub(" ", text).split())


def _with_audience(found: dict[FactName, Stated]) -> dict[FactName, Stated]:
    """The facts, with who can see it where the place alone tells."""
    place = found.get(FactName.PLATFORM)
    if place and FactName.AUDIENCE not in found and place.value in USUAL_AUDIENCE:
        found[FactName.AUDIENCE] = Stated(FactName.AUDIENCE, USUAL_AUDIENCE[place.value], place.words)
    return found


def of_context(context: Context) -> dict[FactName, Stated]:
    """The facts chosen beside the words."""
    chosen = ((FactName.PLATFORM, context.platform), (FactName.AUDIENCE, context.audience), (FactName.ROLE, context.role))
    return {name: Stated(name, value) for name, value in chosen if value}


def context_of(facts: Facts) -> Context:
    """The facts that a Context holds."""
    held = {name: facts[name].value if name in facts else None for name in (FactName.PLATFORM, FactName.AUDIENCE, FactName.ROLE)}
    return Context(
        platform=held[FactName.PLATFORM], audience=cast("Audience | None", held[FactName.AUDIENCE]), role=held[FactName.ROLE]
    )


def _latest(name: FactName, told: str) -> Stated | None:
    """What is said last of a fact; of words that overlap, the value that stands first in the file."""
    kept: list[tuple[int, int, Stated]] = []
    for start, end, fact in _matches(name, told):
        if not any(start < other_end and other_start < end for other_start, other_end, _ in kept):
            kept.append((start, end, fact))
    return max(kept, key=lambda match: match[0])[2] if kept else None


def _matches(name: FactName, told: str) -> Iterator[tuple[int, int, Stated]]:
    for value, patterns in _read()[name].items():
        for pattern in patterns:
            for match in pattern.finditer(told):
                who = (match.groupdict().get("who") or "").lower()
                yield match.start(), match.end(), Stated(name, value, " ".join(match.group().split()), AS_SUBJECT.get(who, who))


@cache
def _read() -> dict[FactName, dict[str, list[re.Pattern[str]]]]:
    data = yaml.safe_load(resources.files("assistant.conversation").joinpath("facts.yaml").read_text(encoding="utf-8"))
    return {
        FactName(name): {value: [re.compile(f"(?<!\\w)(?:{p})", re.IGNORECASE) for p in patterns] for value, patterns in values.items()}
        for name, values in data.items()
    }  # fmt: skip
