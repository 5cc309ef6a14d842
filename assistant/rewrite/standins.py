"""What could be posted instead, for the same occasion and the same readers."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml
from pydantic import Field

from assistant.models import Draft, Issue
from assistant.rewrite.topic import TopicKind, topic
from assistant.yaml_file import Part

# of a draft's issues, heaviest first, those that a ready text has to speak to
HEAVIEST = 2
CHAT = re.compile(r"whats ?app|teams|slack|signal|group chat|text|sms", re.IGNORECASE)
# a group in which members do not share a workplace
WIDE = re.compile(r"\b(?:forum|subreddit|reddit|mailing list|facebook group|discord|doctors[’']? only|doctors\.net|\d[\d,]* members|members|everyone in here)\b", re.IGNORECASE)
GAP = re.compile(r"\{(\w+)\}")


class Circle(StrEnum):
    """Who reads it."""

    PUBLIC = "public"
    TEAM = "team"
    """A group of those who work together."""
    WIDE_GROUP = "wide-group"
    """A closed group of people who share no workplace and no record."""
    ONE = "one-to-one"


def circle(draft: Draft) -> Circle:
    """Who reads the draft: what was said of its audience, else what its platform is known for; strangers where neither tells."""
    context = draft.context
    platform = context.platform or ""
    if context.audience == "one-to-one":
        return Circle.ONE
    if context.audience == "private-group" or (context.audience is None and CHAT.search(platform)):
        return Circle.WIDE_GROUP if WIDE.search(f"{platform} {draft.text}") else Circle.TEAM
    return Circle.PUBLIC


class StandIn(Part):
    """Texts for one occasion, and what the occasion is known by."""

    name: str
    platforms: str | None = Field(None, description="a regular expression over Context.platform; None fits any")
    issues: tuple[Issue, ...] = Field((), description="one of the draft's two heaviest issues is among these; none listed fits any")
    circles: tuple[Circle, ...] = Field((), description="who reads it is one of these; none listed fits any")
    words: str | None = Field(None, description="a regular expression that the draft holds; None: any draft")
    besides: str | None = Field(None, description="another regular expression that the draft holds too; None: any draft")
    unless: str | None = Field(None, description="a regular expression that the draft does not hold")
    texts: tuple[str, ...] = Field(min_length=1, description="may hold {health}, {public_matter} or {service}: offered only where the draft names one")

    def fits(self, draft: Draft, issues: Sequence[Issue]) -> bool:
        """The draft is of this occasion."""
        if any(wanted and not re.search(wanted, draft.text, re.IGNORECASE) for wanted in (self.words, self.besides)):
            return False
        if self.unless and re.search(self.unless, draft.text, re.IGNORECASE):
            return False
        if self.platforms and not re.search(self.platforms, draft.context.platform or "", re.IGNORECASE):
            return False
        if self.issues and not set(self.issues) & set(issues[:HEAVIEST]):
            return False
        return not self.circles or circle(draft) in self.circles


def fitting(draft: Draft, issues: Sequence[Issue]) -> Iterator[str]:
    """Texts that fit, what the draft is about carried over; those for the heaviest issue first, and what is known by platform or words before all."""
    held = [s for s in _all() if s.fits(draft, issues)]

    def place(standin: StandIn) -> int:
        if standin.platforms or standin.words:
            return -1
        return min((issues.index(i) for i in standin.issues if i in issues), default=len(issues))

    for standin in sorted(held, key=place):
        yield from filter(None, (filled(words, draft.text) for words in standin.texts))


def filled(words: str, text: str) -> str | None:
    """The words with what the text is about in their gaps; None where the text names no such thing."""
    gaps = set(GAP.findall(words))
    known = {gap: found for gap in gaps if (found := topic(text, TopicKind(gap)))}
    if len(known) < len(gaps):
        return None
    made = GAP.sub(lambda gap: known[gap.group(1)], words)
    return made[:1].upper() + made[1:]


@cache
def _all() -> tuple[StandIn, ...]:
    text = resources.files("assistant.rewrite").joinpath("standins.yaml").read_text(encoding="utf-8")
    return tuple(StandIn.model_validate(entry) for entry in yaml.safe_load(text))
