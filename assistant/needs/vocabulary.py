"""The facts that may be asked for, and which `needs` of the precedents each stands for."""

from collections.abc import Collection
from functools import cache
from importlib import resources

import yaml

from corpus.models import Precedent


def facts() -> tuple[str, ...]:
    """The facts that may be asked for."""
    return tuple(stands_for())


def vocabulary() -> dict[str, list[str]]:
    """Which needs each fact stands for, in a stable order."""
    return {fact: sorted(names) for fact, names in stands_for().items()}


def standing_for(needs: Collection[str]) -> frozenset[str]:
    """The facts that these needs stand for."""
    return frozenset(fact for fact, names in stands_for().items() if names & set(needs))


def says_what_it_needs(precedent: Precedent) -> bool:
    """Whether somebody noted the facts that this precedent needs, none among them."""
    return "needs" in precedent.model_fields_set


@cache
def stands_for() -> dict[str, frozenset[str]]:
    """Fact -> the names that stand for it, its own among them."""
    text = resources.files("assistant.needs").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    return {fact: frozenset((fact, *needs)) for fact, needs in yaml.safe_load(text).items()}
