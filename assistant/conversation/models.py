"""The values of a conversation: what is known, what a turn does, and what is said back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from assistant.models import NOWHERE, Advice, Citation, Context, Instead, Question, Reason
from assistant.pipeline import Standing


class FactName(StrEnum):
    """What a conversation remembers."""

    PLATFORM = "platform"
    AUDIENCE = "audience"
    ROLE = "role"
    CONSENT = "consent"
    WHOSE = "whose"
    ANONYMISED = "anonymised"
    POSTED = "posted"
    PAID = "paid"


class Act(StrEnum):
    """What a turn does."""

    ASK = "ask"
    """Begins a matter of its own."""
    DRAFT = "draft"
    """Hands in other words for the same matter."""
    TELL = "tell"
    """Says more of the matter, or asks about a part of it."""
    PUSH_BACK = "push-back"
    """Argues without saying anything new."""
    SURE = "sure"
    """Asks whether it is fine then."""
    WHY = "why"
    WHICH = "which-paragraph"
    SHORTER = "shorter"
    WRITE = "write"
    """Asks for the words."""
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact as it was said."""

    name: FactName
    value: str
    words: str = ""
    """The words it was read from."""
    who: str = ""
    """Whose agreement it is, where that was said."""


Facts = Mapping[FactName, Stated]
NOTHING: Facts = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that a turn changed."""

    name: FactName
    before: Stated | None
    after: Stated | None
    """None: it was taken back."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A ready answer to a question back: what stands on the button, and what is said by pressing it."""

    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Asking:
    """The one question that would change the answer."""

    fact: str
    """Its id, as a case names it."""
    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What the conversation is about: the words first handed in, what was said since, the words in hand."""

    opening: str
    since: tuple[str, ...] = ()
    """Turns since then that told something, oldest first."""
    draft: str = ""
    """The latest words to be posted, where some were handed in."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One of several matters that a later message asked about, as it may be taken up again."""

    matter: Matter
    facts: Facts


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said back to one turn."""

    act: Act
    advice: Advice
    lead: str = ""
    """What comes before the advice: what changed and why, or the answer to 'why'."""
    reasons: tuple[Reason, ...] = ()
    """The reasons asked for, where the turn asks why."""
    citations: tuple[Citation, ...] = ()
    """The paragraphs asked for, where the turn asks which."""
    wordings: tuple[Instead, ...] = ()
    """Ready words, where the turn asks for them."""
    changes: tuple[Change, ...] = ()
    asks: Asking | None = None
    standing: Standing | None = None
    """How a follow-up was judged, for a second opinion on it; None for a message that stands by itself."""
    threads: tuple[Thread, ...] = ()
    """Beside the advice's parts, where a later message asked about several matters."""

    @property
    def is_whole(self) -> bool:
        """The advice is to be shown whole, not only what was asked about it."""
        return self.act not in (Act.WHY, Act.WHICH, Act.SHORTER, Act.WRITE, Act.THANKS)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message and its answer."""

    user: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything said so far; a new one is empty."""

    turns: tuple[Turn, ...] = ()
    facts: Facts = field(default_factory=lambda: NOTHING)
    matter: Matter | None = None
    told: Context = NOWHERE
    """What was chosen beside the words, where a page or an option offers that."""
    asked: frozenset[str] = frozenset()
    """Facts that were asked for already: nothing is asked twice."""

    @property
    def last(self) -> Reply | None:
        """The last answer."""
        return self.turns[-1].reply if self.turns else None

    @property
    def last_asked(self) -> Question:
        """The last message as a question, with those before it and what was chosen beside it."""
        *earlier, last = self.turns
        return Question(last.user, self.told, tuple(turn.user for turn in earlier))

    def answered_with(self, advice: Advice) -> "Conversation":
        """The conversation with another advice in the place of the last answer's."""
        *before, last = self.turns
        return replace(self, turns=(*before, replace(last, reply=replace(last.reply, advice=advice))))
