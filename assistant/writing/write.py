"""An Advice -> the same Advice, worded by a language model where what it writes passes every check."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from assistant.advise import cite
from assistant.backends.chat import estimate
from assistant.backends.protocols import ChatModel, Limits, Message, never
from assistant.errors import WriterFailed
from assistant.models import Advice, Citation, Instead, Light, Reason, Request, Written
from assistant.prompts import Prompt, load_prompt
from assistant.wording import wording
from assistant.writing.check import Checked, Checker, check
from assistant.writing.outgoing import REPLY_TOKENS, Desk, outgoing
from assistant.writing.reply import SCHEMA, read_reply
from assistant.writing.rules import Rule
from corpus.models import Corpus

TRIES = 2
MOST_POINTS_SHOWN = 4
# of a reply that broke a rule, sent back for the repair
MOST_SENT_BACK = 4_000


def write(
    desk: Desk, request: Request, advice: Advice, model: ChatModel, agreed: bool = False, is_cancelled: Callable[[], bool] = never,
    clock: Callable[[], float] = time.monotonic,
) -> Advice:  # fmt: skip
    """The Advice with the model's words where they pass, else as it was, with a line that says so. Never raises for the model.

    The verdict, the issues, the findings and every other field of the Advice are those decided. A model that is
    not on this machine is sent nothing unless `agreed`.
    """
    if advice.light is Light.NOT_COVERED or not advice.passages:
        return advice  # there is nothing to word: who to turn to is said already
    began = clock()
    tried = _Tried(model.name)
    sent = outgoing(desk, request, advice, model.is_local)
    if sent.checker is None:
        return _fallen_back(advice, tried, wording().writer.too_long, 0.0)
    if not model.is_local:
        if sent.redaction.unsure:
            return _fallen_back(advice, tried, wording().writer.unsure.format(why=", ".join(sent.redaction.unsure)), 0.0)
        if not agreed:
            return _fallen_back(advice, tried, wording().writer.not_agreed, 0.0)
    prompt, messages = load_prompt("write"), sent.messages
    why = ""
    while tried.tries < TRIES:
        left = desk.seconds - (clock() - began)
        if left <= 0 or tried.tokens + estimate(messages) + REPLY_TOKENS > desk.tokens:
            break
        try:
            told = model.tell(messages, SCHEMA, Limits(left, REPLY_TOKENS), is_cancelled)
        except WriterFailed as error:
            why = error.problem
            break
        tried.tries += 1
        tried.tokens += told.tokens
        checked = checked_reply(told.text, sent.checker)
        tried.dropped.update(checked.dropped)
        if checked.passes:
            return _worded(advice, checked, tried, clock() - began, desk.corpus)
        messages = (*sent.messages, Message("assistant", told.text[:MOST_SENT_BACK]), Message("user", repair(checked, prompt)))
    return _fallen_back(advice, tried, why, clock() - began)


def checked_reply(text: str, by: Checker) -> Checked:
    """What of a model's words passes; nothing where they are no Reply."""
    reply = read_reply(text)
    return check(reply, by) if reply else Checked("", (), "", "", {Rule.NOT_JSON: 1})


def repair(checked: Checked, prompt: Prompt) -> str:
    """What was wrong, told to the model."""
    faults = [f"- {prompt.faults[rule.value]}" for rule in checked.dropped]
    if not checked.headline and not checked.dropped:
        faults.append("- the headline is empty")
    if not checked.points:
        faults.append("- no point is left")
    return prompt.repair.format(faults="\n".join(faults))


class _Tried:
    """What the tries came to so far."""

    def __init__(self, model: str) -> None:
        self.model = model
        self.tries = 0
        self.tokens = 0
        self.dropped: Counter[Rule] = Counter()

    def made(self, kept: int, seconds: float, fell_back: str = "", question: str = "") -> Written:
        dropped = {rule.value: n for rule, n in sorted(self.dropped.items())}
        return Written(self.model, self.tries, kept, dropped, round(seconds, 3), self.tokens, fell_back, question)


def _fallen_back(advice: Advice, tried: _Tried, why: str, seconds: float) -> Advice:
    """The Advice as it was."""
    return _with_line(advice, tried.made(0, seconds, why or wording().writer.not_passed))


def _worded(advice: Advice, checked: Checked, tried: _Tried, seconds: float, corpus: Corpus) -> Advice:
    """The Advice in the model's words. A reason whose paragraphs none of its points cites stays: nothing vital is lost."""
    reasons = _reasons(checked, advice, corpus)
    used = {citation.paragraph for reason in reasons for citation in reason.citations}
    instead = (Instead(wording().writer.words_to_use, checked.instead), *advice.instead) if checked.instead else advice.instead
    passages = tuple(replace(p, used=p.paragraph.id in used) for p in advice.passages)
    advice = replace(advice, headline=checked.headline, reasons=reasons, instead=instead, mode=f"written:{tried.model}", passages=passages)
    return _with_line(advice, tried.made(checked.kept, seconds, question=checked.question))


def _with_line(advice: Advice, made: Written) -> Advice:
    return replace(advice, written=made, notices=(*advice.notices, notice_of(made)), steps=(*advice.steps, step(made)))


def _reasons(checked: Checked, advice: Advice, corpus: Corpus) -> tuple[Reason, ...]:
    held = {c.paragraph: (c, reason) for reason in reversed(advice.reasons) for c in reason.citations}
    written: list[Reason] = []
    for point in checked.points[:MOST_POINTS_SHOWN]:
        citations: list[Citation] = []
        for paragraph in point.paragraphs:
            if point.quote and point.quote in paragraph.text:
                citations.append(cite(paragraph, point.quote, corpus))
            else:
                citations.append(held[paragraph.id][0] if paragraph.id in held else cite(paragraph, paragraph.text, corpus))
        own = next((held[p.id][1].issue for p in point.paragraphs if p.id in held), None)
        written.append(Reason(own or (advice.issues[0] if advice.issues else None), point.sentence, tuple(citations)))
    said = {c.paragraph for reason in written for c in reason.citations}
    return (*written, *(reason for reason in advice.reasons if not said.intersection(c.paragraph for c in reason.citations)))


def unworded(advice: Advice, model: str, why: str) -> Advice:
    """The Advice as it was, with why a model that was to word it did not."""
    return _fallen_back(advice, _Tried(model), why, 0.0)


def notice_of(made: Written) -> str:
    """The one quiet line that a reader sees of the model."""
    return wording().writer.fell_back.format(model=made.model, why=made.fell_back) if made.fell_back else wording().writer.worded.format(model=made.model)


def step(made: Written) -> str:
    """One line for --explain: what was tried, kept and dropped, never the words dropped."""
    dropped = ", ".join(f"{rule} {n}" for rule, n in made.dropped.items()) or "nothing"
    end = f"; the standard answer stands: {made.fell_back}" if made.fell_back else ""
    return f"writer: {made.model}, {made.tries} tries, {made.seconds:.1f} s, {made.tokens} tokens; kept {made.kept} parts, dropped {dropped}{end}"

