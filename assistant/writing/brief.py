"""A Request and its Advice -> Brief: all that a language model is given, and nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.backends.chat import estimate
from assistant.backends.protocols import Message
from assistant.models import Advice, Kind, Paragraph, Question, Reason, Request, Verdict
from assistant.prompts import Prompt
from assistant.wording import wording
from corpus.models import Corpus

MOST_PASSAGES = 8
MOST_TURNS = 3
TURN_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Handed:
    """A paragraph under the short id that it is cited by."""

    id: str
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Brief:
    """What is handed to the model, before it is put into words."""

    kind: Kind
    verdict: Verdict
    text: str
    where: str
    """Platform, audience and role; filled in by whoever knows whether they may be told."""
    turns: tuple[str, ...]
    """What was asked before, oldest first, each cut short."""
    seen: tuple[str, ...]
    """What the checks saw, each in a sentence, without the doctor's words."""
    passages: tuple[Handed, ...]
    adviser: tuple[str, ...]
    """What the playbook says, a sentence a line."""

    @property
    def by_id(self) -> dict[str, Paragraph]:
        """The paragraphs under their short ids."""
        return {handed.id: handed.paragraph for handed in self.passages}


def brief_of(request: Request, advice: Advice, corpus: Corpus, is_local: bool = True) -> Brief:
    """The Brief of a request; the paragraphs already cited come first, then the best found.

    A model that is not on this machine gets nothing of a policy that the user added: that is theirs.
    """
    cited = [c.paragraph for reason in advice.reasons for c in reason.citations]
    found = [p.paragraph.id for p in sorted(advice.passages, key=lambda p: p.rank)]
    ids = [id_ for id_ in dict.fromkeys((*cited, *found)) if id_ in corpus.paragraphs]
    if not is_local:
        ids = [id_ for id_ in ids if corpus.source_of(corpus.paragraphs[id_]).id not in corpus.local]
    passages = tuple(Handed(f"g{n}", corpus.paragraphs[id_]) for n, id_ in enumerate(ids[:MOST_PASSAGES], start=1))
    return Brief(
        request.kind, advice.verdict, request.text, "", short_turns(request),
        tuple(dict.fromkeys(found_.reason for found_ in advice.findings))[:6], passages, tuple(_adviser(advice, passages)),
    )  # fmt: skip


def messages_of(brief: Brief, prompt: Prompt) -> tuple[Message, ...]:
    """The Brief in words. What is not ours stands between marks that it cannot itself hold."""
    user = prompt.user.format(
        verdict=prompt.verdicts.get(brief.verdict.value, brief.verdict.value),
        did="WANTS TO POST OR SEND" if brief.kind is Kind.DRAFT else "ASKS",
        where=f" ({fenced(brief.where)})" if brief.where else "",
        text=fenced(brief.text),
        earlier=prompt.earlier.format(turns=fenced("\n".join(brief.turns))) if brief.turns else "",
        seen="\n".join(f"- {line}" for line in brief.seen) or "- nothing in particular",
        passages="\n".join(f"[{h.id}] ({h.paragraph.strength.value}) {fenced(h.paragraph.text)}" for h in brief.passages),
        adviser="\n".join(f"- {line}" for line in brief.adviser) or "- nothing in particular",
    )
    return (Message("system", prompt.system.format()), Message("user", user))


def fitted(brief: Brief, prompt: Prompt, tokens: int) -> Brief | None:
    """The Brief with passages left out, the last first, until its messages cost `tokens` at most; None where none would do."""
    while estimate(messages_of(brief, prompt)) > tokens:
        if len(brief.passages) <= 1:
            return None
        brief = replace(brief, passages=brief.passages[:-1])
    return brief


def short_turns(request: Request) -> tuple[str, ...]:
    """What was asked before, oldest first, the last few only, each cut short."""
    turns = request.turns if isinstance(request, Question) else ()
    return tuple(_short(turn) for turn in turns[-MOST_TURNS:])


def fenced(text: str) -> str:
    """The text without the marks that fence it in."""
    return text.replace("<<<", "‹‹‹").replace(">>>", "›››")


def _adviser(advice: Advice, passages: Sequence[Handed]) -> list[str]:
    short = {handed.paragraph.id: handed.id for handed in passages}
    # a line that only points at a paragraph tells the model nothing that the paragraph does not
    reasons = (reason for reason in advice.reasons if reason.text != wording().also_says and any(c.paragraph in short for c in reason.citations))
    lines = [advice.headline, *(_reason(reason, short) for reason in reasons)]
    lines += [item.text for item in advice.instead]
    return [*lines, *advice.conditions, *advice.next_steps]


def _reason(reason: Reason, short: dict[str, str]) -> str:
    ids = [short[c.paragraph] for c in reason.citations if c.paragraph in short]
    return f"{reason.text} ({', '.join(ids)})"


def _short(turn: str) -> str:
    return turn if len(turn) <= TURN_LENGTH else turn[: TURN_LENGTH - 1].rstrip() + "…"
