"""A Request and its Advice -> Outgoing: exactly what a model would be sent, and what its reply will be held against."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.backends.presidio import Reading
from assistant.backends.protocols import Message
from assistant.models import Advice, Light, Question, Request
from assistant.prompts import load_prompt
from assistant.writing.brief import brief_of, fitted, messages_of
from assistant.writing.check import Checker, Supports
from assistant.writing.redact import Redaction, redact
from corpus.models import Corpus

# of an answer's budget kept for each reply
REPLY_TOKENS = 700


@dataclass(frozen=True, slots=True)
class Desk:
    """What writing needs of the assistant."""

    corpus: Corpus
    supports: Supports
    vocabulary: Callable[[], frozenset[str]]
    """Words that may leave the machine; see redact.plain_words."""
    read: Callable[[str], Reading]
    light_of: Callable[[str], Light]
    """The light of a text that might be posted in the place of this one."""
    seconds: float
    tokens: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Exactly what would be sent, before it is."""

    messages: tuple[Message, ...]
    redaction: Redaction
    checker: Checker | None
    """None where nothing can be sent: the request is longer than the budget."""

    @property
    def text(self) -> str:
        """The messages as one text, to be read before agreeing."""
        return "\n\n".join(message.text for message in self.messages)


def outgoing(desk: Desk, request: Request, advice: Advice, is_local: bool) -> Outgoing:
    """What a model would be sent about this request: for one elsewhere, redacted."""
    prompt = load_prompt("write")
    turns = request.turns if isinstance(request, Question) else ()
    context = request.context
    where = tuple(str(part) for part in (context.platform, context.audience, context.role) if part)
    brief = brief_of(request, advice, desk.corpus, is_local)
    # the reasons of findings are ours, yet some name the words they mark
    said = (request.text, *brief.turns, *where, *brief.seen)
    redaction = Redaction(said) if is_local else redact(said, desk.vocabulary(), desk.read)
    after_turns, after_where = 1 + len(brief.turns), 1 + len(brief.turns) + len(where)
    texts = redaction.texts
    brief = replace(brief, text=texts[0], turns=texts[1:after_turns], where=", ".join(texts[after_turns:after_where]), seen=texts[after_where:])
    fits = fitted(brief, prompt, desk.tokens - REPLY_TOKENS)
    if fits is None:
        return Outgoing((), redaction, None)
    words = "\n".join((request.text, *turns))
    checker = Checker(fits, words, redaction, prompt.system, desk.supports, desk.read, desk.light_of)
    return Outgoing(messages_of(fits, prompt), redaction, checker)
