"""Private is not private: which ways a message to a group or to one person could come out."""

import re
from functools import cache
from importlib import resources

import yaml
from pydantic import Field

from assistant.advise import citations_of
from assistant.models import Advice, Context, Draft, Issue, Light, Reason
from assistant.playbook import Relied
from assistant.yaml_file import Part
from corpus.models import Corpus

MOST_WAYS = 4
PRIVATE_PLACES = re.compile(
    r"whatsapp|signal\b|messenger|telegram|\btext\b|\bsms\b|e-?mail|slack|\bteams\b|\bdms?\b|direct message|closed|private|facebook group", re.IGNORECASE
)


class When(Part):
    """What makes a way likely; one of what is given is enough."""

    always: bool = False
    audiences: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    words: str | None = Field(None, description="a regular expression over the text and where it goes")

    def fits(self, draft: Draft, advice: Advice) -> bool:
        """This way is likely for this message."""
        if self.always or draft.context.audience in self.audiences:
            return True
        if set(self.issues) & set(advice.issues):
            return True
        return bool(self.words and re.search(self.words, f"{draft.context.platform or ''}\n{draft.text}", re.IGNORECASE))


class Way(Part):
    """One way in which a message comes out."""

    text: str
    when: When
    cite: tuple[Relied, ...] = Field(min_length=1)


def ways_out(draft: Draft, advice: Advice, corpus: Corpus) -> tuple[Reason, ...]:
    """The ways likely for this message, each with its paragraphs; none for a public or a harmless text."""
    if advice.light not in (Light.AMBER, Light.RED) or not is_private(draft.context):
        return ()
    fitting = [way for way in ways() if way.when.fits(draft, advice)]
    # "deleting is no safeguard" is told last, whatever else is
    told = fitting[: MOST_WAYS - 1] + [w for w in fitting[-1:] if w not in fitting[: MOST_WAYS - 1]]
    return tuple(Reason(Issue.PRIVATE_IS_NOT_PRIVATE, way.text, citations_of(way.cite, corpus)) for way in told)


def is_private(context: Context) -> bool:
    """The text goes to a group or to one person rather than to anyone."""
    if context.audience:
        return context.audience != "public"
    return PRIVATE_PLACES.search(context.platform or "") is not None


@cache
def ways() -> tuple[Way, ...]:
    """Every way held in exposure.yaml, in its order."""
    text = resources.files("assistant").joinpath("exposure.yaml").read_text(encoding="utf-8")
    return tuple(Way.model_validate(entry) for entry in yaml.safe_load(text))
