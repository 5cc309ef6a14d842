"""What could be posted instead, for the same occasion."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.models import Draft, Issue


class StandIn(BaseModel):
    """Texts for one occasion, and what the occasion is known by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    platforms: str | None = Field(None, description="a regular expression over Context.platform; None fits any")
    issues: tuple[Issue, ...] = Field((), description="the draft carries one of these; none listed fits any")
    audiences: tuple[str, ...] = Field((), description="Context.audience is one of these or not said; none listed fits any")
    words: str | None = Field(None, description="a regular expression that the draft holds; None: any draft")
    besides: str | None = Field(None, description="another regular expression that the draft holds too; None: any draft")
    unless: str | None = Field(None, description="a regular expression that the draft does not hold")
    texts: tuple[str, ...] = Field(min_length=1)

    def fits(self, draft: Draft, issues: Sequence[Issue]) -> bool:
        """The draft is of this occasion."""
        context = draft.context
        if any(wanted and not re.search(wanted, draft.text, re.IGNORECASE) for wanted in (self.words, self.besides)):
            return False
        if self.unless and re.search(self.unless, draft.text, re.IGNORECASE):
            return False
        if self.platforms and not re.search(self.platforms, context.platform or "", re.IGNORECASE):
            return False
        if self.issues and not set(self.issues) & set(issues):
            return False
        return not self.audiences or context.audience in (None, *self.audiences)


def fitting(draft: Draft, issues: Sequence[Issue]) -> Iterator[str]:
    """Texts that fit, those for the heaviest issue first; what is known by platform or words before all."""
    held = [s for s in _all() if s.fits(draft, issues)]

    def place(standin: StandIn) -> int:
        if standin.platforms or standin.words:
            return -1
        return min((issues.index(i) for i in standin.issues if i in issues), default=len(issues))

    for standin in sorted(held, key=place):
        yield from standin.texts


@cache
def _all() -> tuple[StandIn, ...]:
    text = resources.files("assistant.rewrite").joinpath("standins.yaml").read_text(encoding="utf-8")
    return tuple(StandIn.model_validate(entry) for entry in yaml.safe_load(text))
