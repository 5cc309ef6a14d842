"""It has been posted already: what to do now, in order, with the paragraphs behind it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, cached_property
from importlib import resources
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.advise import citations_of
from assistant.errors import PlaybookError
from assistant.models import Advice, Instead, Light, Posted, Reason, Verdict
from assistant.playbook import PlaybookInstead, Relied
from assistant.typed import as_typed_plainly
from assistant.yaml_file import Part
from corpus.models import Corpus

FILE = "posted.yaml"
# in words: up to here a message says that it happened, and little else
CRY_FOR_HELP = 25


class Step(Part):
    """One thing to do, and what it rests on."""

    text: str
    cite: tuple[Relied, ...]


class KindEntry(Part):
    """How far it has gone, and what to do then."""

    id: str
    headline: str
    steps: tuple[Step, ...] = Field(min_length=3)
    wordings: tuple[PlaybookInstead, ...]


class Book(BaseModel):
    """All of posted.yaml; the lists that its entries are put together from are let be."""

    model_config = ConfigDict(frozen=True, extra="ignore", ignored_types=(cached_property,))

    kinds: tuple[KindEntry, ...]
    whom: tuple[str, ...]
    signs: Mapping[str, str]
    trouble: str
    unless: str


def already_posted(text: str, corpus: Corpus) -> Posted | None:
    """What to do now, where the message tells of a post that is out and of trouble with it; else None.

    Paragraphs that a corpus does not hold are left out. The kinds stand in order: a complaint weighs more than a copy.
    """
    kind = kind_of(text)
    if kind is None:
        return None
    entry = next(entry for entry in book().kinds if entry.id == kind)
    steps = tuple(Reason(None, step.text, citations_of(step.cite, corpus)) for step in entry.steps)
    return Posted(kind, entry.headline, steps, tuple(Instead(w.text, w.wording) for w in entry.wordings), book().whom)


def with_posted(advice: Advice, posted: Posted | None, text: str) -> Advice:
    """The advice with what to do now beside it. To a short cry for help that the judge passed, advice comes first.

    A longer message asks about something in particular, and keeps the answer to that.
    """
    if posted is None:
        return advice
    # "reply once" and "leave it overnight" are for a post that is not out yet
    advice = replace(advice, posted=posted, instead=(), next_steps=())
    if advice.light in (Light.GREEN, Light.NOT_COVERED) and len(text.split()) <= CRY_FOR_HELP:
        step = f"posted: it is out ({posted.kind}), so advice comes first"
        return replace(advice, verdict=Verdict.GET_ADVICE_FIRST, headline=posted.headline, conditions=(), steps=(*advice.steps, step))
    return advice


def kind_of(text: str) -> str | None:
    """How far the writer's own post has gone, by the words of the message."""
    text = as_typed_plainly(text)
    held = book()
    if not _has(held.signs["posted"], text) or not _has(held.trouble, text) or _has(held.unless, text):
        return None
    return next(entry.id for entry in held.kinds if _has(held.signs[entry.id], text))


def check(corpus: Corpus) -> None:
    """Raise PlaybookError for a quote that is no part of its digest."""
    path = Path(__file__).with_name(FILE)
    for entry in book().kinds:
        for step in entry.steps:
            for relied in step.cite:
                held = corpus.paragraphs.get(relied.paragraph)
                if held is not None and relied.quote not in held.digest:
                    raise PlaybookError(path, f"quotes {relied.quote!r}, which is not in the digest of {relied.paragraph!r}")


def _has(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


@cache
def book() -> Book:
    """What posted.yaml holds."""
    return Book.model_validate(yaml.safe_load(resources.files("assistant").joinpath(FILE).read_text(encoding="utf-8")))
