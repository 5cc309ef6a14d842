"""`canipost chat`: the same conversation as the app's, line by line, at a terminal or through a pipe."""

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from assistant.backends.chat import LangChainModel
from assistant.cli import show
from assistant.cli.read import write_record
from assistant.cli.writer import agreed_to, wording
from assistant.conversation import Act, Conversation, FactName, Reply, converse, drop, with_opinion
from assistant.conversation.follow import is_restart
from assistant.conversation.record import talk_record
from assistant.conversation.words import label
from assistant.errors import UnusableInput
from assistant.models import Context
from assistant.pipeline import Assistant, can_be_worded, outgoing
from assistant.render import VERDICT_ICONS, VERDICT_WORDS, advice_json

HELP = "Ask in your own words; a follow-up needs no more than what changed. /facts  /drop FACT  /record FILE  /new  /quit"
PROMPT = "> "
FINGERPRINT = "--fingerprint"
SENT = "Goes to {model}, with the verdict, the guidance and what was said before: {text}"


@dataclass(slots=True)
class Writer:
    """The model that words the answers of a conversation, where there is one, and whether the doctor has agreed to send words there."""

    model: LangChainModel | None = None
    send: bool = False
    """Agreed on the command line, for every conversation."""
    agreed: bool | None = None
    """In this conversation; None until it was asked."""

    @property
    def left(self) -> str:
        """What a footer says of words that left this machine."""
        return show.STAYED if self.model is None or self.model.is_local else f"{self.model.name} is sent only what you agree to."

    def may_send(self, assistant: Assistant, said: Conversation) -> bool:
        """Whether the last message may go to the model; one elsewhere is asked for once a conversation, and what goes there is shown each time."""
        if self.model is None or said.last is None or self.model.is_local:
            return self.model is not None
        going = outgoing(assistant, said.last_asked, said.last.advice, self.model)
        if going.redaction.unsure or not going.messages:
            return False  # writing says why; what the doctor agreed to stands
        if self.agreed is None:
            self.agreed = agreed_to(going, self.model.name, self.send)
        elif self.agreed:
            typer.echo(SENT.format(model=self.model.name, text=going.redaction.texts[0]), err=True)
        return self.agreed


def run(assistant: Assistant, context: Context, as_json: bool, plain: bool, writer: Writer | None = None) -> None:
    """Answer line after line until /quit or the end of the input."""
    is_terminal = sys.stdin.isatty()
    out = Console(no_color=plain, highlight=False, markup=False, emoji=False)
    if is_terminal and not as_json:
        out.print(Text(HELP, style="dim"))
    said, writer = Conversation(), writer or Writer()
    while (line := _next(is_terminal)) is not None:
        if not line.strip():
            continue
        if line.strip() == "/quit":
            return
        said = _heard(assistant, said, line, context, as_json, out, plain, writer)


def _heard(
    assistant: Assistant, said: Conversation, line: str, context: Context, as_json: bool, out: Console, plain: bool, writer: Writer
) -> Conversation:  # fmt: skip
    """The conversation after one line, what it made printed."""
    command, _, rest = ("/new" if is_restart(line) else line.strip()).partition(" ")
    before = len(said.turns)
    try:
        match command:
            case "/new":
                out.print(Text("A new conversation.", style="dim")) if not as_json else typer.echo(json.dumps({"new": True}))
                writer.agreed = None
                return Conversation()
            case "/facts":
                _facts(said, as_json, out)
            case "/drop":
                said = drop(assistant, said, _fact_of(rest))
            case "/record":
                _record(assistant, said, rest, as_json, out)
            case _ if command.startswith("/"):
                raise UnusableInput(f"There is no command {command}. {HELP}")
            case _:
                said = converse(assistant, said, line, context)
    except UnusableInput as error:
        typer.echo(json.dumps({"error": str(error)}, ensure_ascii=False) if as_json else f"canipost: {error}", err=not as_json)
        return said
    if len(said.turns) > before:
        if as_json:
            said = worded(assistant, said, writer)
            typer.echo(json.dumps(reply_json(said, assistant), ensure_ascii=False))
        else:
            said = _answered(assistant, said, out, plain, writer)
    return said


def _answered(assistant: Assistant, said: Conversation, out: Console, plain: bool, writer: Writer) -> Conversation:
    """The conversation with its last answer worded, where a model does; the standard answer is printed before the model is asked."""
    *_, turn = said.turns
    show_reply(turn.reply, turn.user, out, plain, writer.left)
    said = worded(assistant, said, writer)
    given = said.turns[-1].reply.advice
    if given.verdict is not turn.reply.advice.verdict:
        show.advice(given, turn.user, False, plain, writer.left)  # a second opinion was counted in
    elif given is not turn.reply.advice:
        show.written(given, turn.reply.advice, plain)
    return said


def worded(assistant: Assistant, said: Conversation, writer: Writer) -> Conversation:
    """The conversation with its last answer in the model's words, where there is a model, the answer is a whole one, and the words pass."""
    model, reply = writer.model, said.turns[-1].reply
    if model is None or not reply.is_whole or not can_be_worded(reply.advice):
        return said
    agreed = writer.may_send(assistant, said)
    advice = wording(assistant, said.last_asked, reply.advice, model, agreed, lambda: with_opinion(assistant, said, model, agreed))
    return said.answered_with(advice)


def reply_json(said: Conversation, assistant: Assistant) -> dict[str, Any]:
    """The last reply as plain JSON values: the advice, and what the conversation adds to it."""
    turn = said.turns[-1]
    reply = turn.reply
    return {
        "user": turn.user,
        "act": reply.act.value,
        "lead": reply.lead,
        "changed": [{"fact": c.name.value, "before": c.before.value if c.before else None, "after": c.after.value if c.after else None} for c in reply.changes],
        "facts": {name.value: fact.value for name, fact in said.facts.items()},
        "asks": {"fact": reply.asks.fact, "question": reply.asks.question, "choices": [c.label for c in reply.asks.choices]} if reply.asks else None,
        "wordings": [item.wording for item in reply.wordings],
        "paragraphs": [c.paragraph for c in reply.citations],
        **advice_json(reply.advice, assistant.corpus),
    }  # fmt: skip


def show_reply(reply: Reply, user: str, out: Console, plain: bool, left: str = show.STAYED) -> None:
    """Print one reply: what changed, then the advice or the part of it that was asked for, then the question back."""
    if reply.lead:
        out.print()
        out.print(Text(reply.lead, style="bold"))
    if reply.is_whole:
        show.advice(reply.advice, user, False, plain, left)
    else:
        for reason in reply.reasons:
            out.print(Padding(Text("• " + reason.text), (0, 2)))
        for c in reply.citations:
            out.print(Padding(Text(f"{c.reference} [{c.strength.value}; in force from {c.edition}] “{c.quote}”", style="cyan"), (0, 2)))
        for item in reply.wordings:
            out.print(Padding(Text(item.wording or item.text, style="italic"), (0, 2)))
        if reply.act is not Act.THANKS:
            out.print(Text(f"{VERDICT_ICONS[reply.advice.verdict]} {VERDICT_WORDS[reply.advice.verdict]}", style=show.STYLE[reply.advice.light]))
    if reply.asks:
        out.print()
        out.print(Text(reply.asks.question, style="bold"))
        for choice in reply.asks.choices:
            out.print(Padding(Text(f"• {choice.label}"), (0, 2)))


def _facts(said: Conversation, as_json: bool, out: Console) -> None:
    """Print what the conversation remembers."""
    if as_json:
        typer.echo(json.dumps({"facts": {name.value: fact.value for name, fact in said.facts.items()}}, ensure_ascii=False))
        return
    for name, fact in said.facts.items():
        out.print(Text(f"{name.value}: {label(fact)}"))
    if not said.facts:
        out.print(Text("Nothing yet.", style="dim"))


def _record(assistant: Assistant, said: Conversation, rest: str, as_json: bool, out: Console) -> None:
    """Write what was said and answered to the file named; with `--fingerprint` no word of what was said. Raises UnusableInput."""
    names = [word for word in rest.split() if word != FINGERPRINT]
    if not names:
        raise UnusableInput(f"Say where to put it: /record FILE.md or FILE.pdf, with {FINGERPRINT} to leave out your words.")
    file = Path(" ".join(names)).expanduser()
    write_record(file, talk_record(said, datetime.now().astimezone(), keep_words=FINGERPRINT not in rest.split()), assistant.corpus)
    out.print(Text(f"Written to {file}.", style="dim")) if not as_json else typer.echo(json.dumps({"record": str(file)}, ensure_ascii=False))


def _fact_of(name: str) -> FactName:
    """The fact of that name. Raises UnusableInput."""
    try:
        return FactName(name.strip().lower())
    except ValueError:
        raise UnusableInput(f"There is no fact {name.strip()!r}. Give one of: {', '.join(FactName)}.") from None


def _next(is_terminal: bool) -> str | None:
    """The next line, or None at the end; a pipe gets no prompt."""
    try:
        return input(PROMPT if is_terminal else "")
    except (EOFError, KeyboardInterrupt):
        return None
