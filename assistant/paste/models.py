"""Thread, Document's parts, and what the review of each comes to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.models import Advice, Light, Verdict

# worst first; what the guidance does not speak to is no reason to stop
GRAVITY = (Verdict.DO_NOT_POST, Verdict.GET_ADVICE_FIRST, Verdict.CHANGE_FIRST, Verdict.OK_WITH_CARE, Verdict.OK, Verdict.NOT_COVERED)


class LeftOut(StrEnum):
    """A line of a conversation that holds no words of anybody's."""

    SYSTEM = "system"
    """Written by the app: who joined, a missed call."""
    ATTACHMENT = "attachment"
    """A picture, recording or file; its caption, where it has one, is a message."""
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation."""

    speaker: str
    text: str
    when: str
    """As printed; '' where nothing is."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation as it was pasted or exported."""

    app: str
    """'whatsapp', or 'thread' for any other."""
    messages: tuple[Message, ...]
    """In order; those left out are not among them."""
    is_group: bool
    left_out: tuple[tuple[str, LeftOut], ...] = ()
    """(speaker or '', what) of every line left out, in order."""

    @property
    def speakers(self) -> Mapping[str, int]:
        """Who wrote how many messages, in order of first sight."""
        return Counter(message.speaker for message in self.messages)


class Because(StrEnum):
    """What of a message made it stand out."""

    WORDS = "words"
    """What it says by itself."""
    TOGETHER = "together"
    """What it says with the writer's own messages right before and after it."""
    CONTEXT = "context"
    """What it says to those who read the messages before it."""
    ASSENT = "assent"
    """It agrees with, or laughs at, the message before it."""


@dataclass(frozen=True, slots=True)
class MessageReview:
    """One message of the doctor's, judged in its place."""

    message: Message
    verdict: Verdict
    before: tuple[Message, ...]
    """What was read with it, oldest first."""
    because: Because | None = None
    """None for one that may stand."""
    judged: str = ""
    """The words that `advice` is about, the message's own or more."""
    advice: Advice | None = None
    """None for one that may stand."""


@dataclass(frozen=True, slots=True)
class ThreadReview:
    """All messages of one speaker of a conversation."""

    thread: Thread
    mine: str
    messages: tuple[MessageReview, ...]
    """In order of the conversation; the newest of them, where there are very many."""
    not_judged: int = 0
    """Older messages of the doctor's beyond the most that are judged."""

    @property
    def verdict(self) -> Verdict:
        """The gravest of all."""
        return gravest(m.verdict for m in self.messages)

    @property
    def troubled(self) -> tuple[MessageReview, ...]:
        """Those that should not stand as they are, in order."""
        return tuple(m for m in self.messages if m.advice is not None)


@dataclass(frozen=True, slots=True)
class PartReview:
    """One paragraph of a document, judged by itself."""

    start: int
    """Offset of its first character in the document's text."""
    text: str
    advice: Advice

    @property
    def is_troubled(self) -> bool:
        """It should not stand as it is."""
        return self.advice.light in (Light.AMBER, Light.RED)


@dataclass(frozen=True, slots=True)
class DocumentReview:
    """A document judged whole and paragraph by paragraph."""

    text: str
    whole: Advice
    """On the whole as one text."""
    parts: tuple[PartReview, ...]
    lead: Advice
    """The gravest of the whole and its parts, marked with what was found in any of them."""
    is_cut: bool = False
    """The whole was too long to be read as one, so its beginning was; every part was read."""

    @property
    def verdict(self) -> Verdict:
        """The gravest of the whole and its parts."""
        return self.lead.verdict

    @property
    def troubled(self) -> tuple[PartReview, ...]:
        """Parts that should not stand as they are, in order."""
        return tuple(part for part in self.parts if part.is_troubled)


def gravest(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of the verdicts; of none, not covered."""
    return min(verdicts, key=GRAVITY.index, default=Verdict.NOT_COVERED)
