"""A turn, and the matter it belongs to -> a request that stands by itself, and how it is put to the judge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.conversation import words
from assistant.conversation.facts import context_of
from assistant.conversation.models import Act, Change, FactName, Facts, Matter
from assistant.models import Draft, Question, Request

# of the turns since the matter was opened, how many are said again
MOST_SINCE = 3
LONGEST = 1_600
# words that only add to a text in hand: "add: ...", "and the last line: ..."
ADDS = re.compile(r"^\W*(?:(?:can|could|may|shall) (?:i|we) |want to |thinking to |i['’]?d |then |also |and |or )*add(?:ing|ed)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A turn that needs nothing said before."""

    request: Request
    """What the checks, the search and the answer go by."""
    readings: tuple[Request, ...]
    """As the judge reads it: with what was said before, by itself, and, where words are handed in, those words."""
    offset: int
    """Where the user's own words begin in the text of `request`; -1 where they are not in it."""


def resolved(text: str, draft: str, matter: Matter, earlier: Sequence[str], facts: Facts, changes: Sequence[Change]) -> Resolved:
    """The turn `text` with all that is known beside it; `draft` are the words that it hands in, `earlier` the messages before."""
    context = context_of(facts)
    readings: tuple[Request, ...] = (Question(text, context, tuple(earlier)), Question(text))
    if draft:
        whole = _whole(text, draft, matter)
        return Resolved(Draft(whole, context), (*readings, Draft(whole)), -1)
    statements = " ".join(words.told(c.after) for c in changes if c.after and c.name is not FactName.ROLE)
    full = f"{_before(matter)} {text} {statements}".strip()[-LONGEST:]
    return Resolved(Question(full, context), readings, full.rfind(text))


def _whole(text: str, draft: str, matter: Matter) -> str:
    """The words in hand after a turn: its own, behind those before where it only adds to them."""
    return f"{matter.draft} {draft}" if matter.draft and ADDS.match(text) else draft


def _before(matter: Matter) -> str:
    """What the matter is, in the words it was told in."""
    return " ".join((matter.opening, *matter.since[-MOST_SINCE:]))


def so_far(matter: Matter) -> str:
    """All that was said of the matter, the words in hand last where they are not in it already."""
    told = _before(matter)
    return (told if matter.draft in told else f"{told} {matter.draft}")[-LONGEST:]


def taken_up(matter: Matter | None, text: str, act: Act, draft: str) -> Matter:
    """The matter after a turn."""
    if matter is None or act is Act.ASK:
        return Matter(text, (), draft)
    if act is Act.DRAFT:
        return replace(matter, draft=_whole(text, draft, matter))
    if act in (Act.TELL, Act.PUSH_BACK):
        return replace(matter, since=(*matter.since, text))
    return matter
