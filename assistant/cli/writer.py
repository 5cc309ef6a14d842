"""The language model on the command line: wording an answer, trying the model, weighing its second opinion."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from assistant.backends.chat import LangChainModel, open_model
from assistant.backends.protocols import ChatModel, Limits, Message
from assistant.cli.common import settings_of
from assistant.cli.show import STAYED
from assistant.errors import NoWriter, WriterFailed
from assistant.models import Advice, Request
from assistant.pipeline import Assistant, can_be_worded, outgoing, second_opinion, write
from assistant.settings import Settings
from assistant.writing import Outgoing, unworded
from assistant.writing.reply import SCHEMA, read_reply

TRIAL = (
    Message("system", 'Reply with one JSON object: {"headline": "...", "points": [], "instead": "", "question": ""}'),
    Message("user", "Write a headline of one short sentence that says hello to a doctor."),
)
TRIAL_TOKENS = 150
# about this many tokens each; the largest that comes back whole says how much the model can be told
CONTEXTS = (2_000, 4_000, 8_000)
WAITING = "{model} is wording this for your case; Ctrl+C keeps the standard answer."
STOPPED = "stopped"


def model_for(settings: Settings, wanted: bool | None) -> LangChainModel | None:
    """The model that is to word answers; None where none is wanted, or it cannot be opened, which is told. Raises WriterFailed where it is wanted and none is set."""
    if wanted is False or (wanted is None and not settings.writer):
        return None
    if not settings.writer:
        raise NoWriter
    try:
        return open_model(settings)
    except WriterFailed as error:
        typer.echo(f"canipost: {error} The standard answer follows.", err=True)
        return None


def writing(assistant: Assistant, request: Request, advice: Advice, wanted: bool | None, send: bool) -> tuple[Advice, str]:
    """The advice, worded where a writer is set and wanted, and the name of the model elsewhere that was sent words, or ''."""
    model = model_for(assistant.settings, wanted)
    if model is None or not can_be_worded(advice):
        return advice, ""
    agreed = model.is_local or agreed_to(outgoing(assistant, request, advice, model), model.name, send)
    worded = wording(assistant, request, advice, model, agreed, lambda: second_opinion(assistant, request, model, agreed))
    sent = not model.is_local and worded.written is not None and (worded.written.tries > 0 or agreed)
    return worded, model.name if sent else ""


def wording(assistant: Assistant, request: Request, advice: Advice, model: LangChainModel, agreed: bool, opinion: Callable[[], Advice | None]) -> Advice:
    """The advice in the model's words, its own judgement counted in first; Ctrl+C while it writes keeps the advice as it is."""
    if sys.stderr.isatty():
        typer.echo(WAITING.format(model=model.name), err=True)
    try:
        return write(assistant, request, opinion() or advice, model, agreed)
    except KeyboardInterrupt:
        return unworded(advice, model.name, STOPPED)


def try_writer(settings: Settings) -> int:
    """Print what the writer can do; 0 where it answers, 1 where it does not. Nothing of the user's is sent."""
    try:
        model = open_model(settings)
        if model is None:
            raise NoWriter
        typer.echo(f"model: {model.name}, {'on this machine' if model.is_local else 'elsewhere: it would be sent redacted words, once you agree'}")
        began = time.monotonic()
        told = model.tell(TRIAL, SCHEMA, Limits(settings.writer_timeout, TRIAL_TOKENS))
        took = time.monotonic() - began
        reply = read_reply(told.text)
        typer.echo(f"output: {_form(told.structured, reply is not None)}")
        typer.echo(f"shape: {'right' if reply else 'not the shape asked for; answers will often fall back to the standard ones'}")
        typer.echo(f"speed: {took:.1f} s for {told.tokens} tokens of prompt and reply, {told.tokens / max(took, 0.01):.0f} a second")
        typer.echo(f"context: {_context(model, settings)}")
    except WriterFailed as error:
        typer.echo(f"MEND {error}")
        return 1
    return 0 if reply else 1


def calibrate(
    writer: Annotated[str, typer.Option(help="the model to weigh, provider:model; or recorded:FILE to replay its replies")],
    cases: Annotated[Path | None, typer.Option(help="labelled cases (JSON Lines); the shipped expert ones by default")] = None,
    record: Annotated[Path | None, typer.Option(help="write the model's replies here, to be replayed")] = None,
) -> None:
    """Weigh a model's second opinion on expert cases; one that does not measurably help is refused with its figures."""
    # evals imports assistant, so it is met here by name alone
    from importlib import import_module

    run: Callable[..., int] = import_module("evals.second_opinion").calibrate
    raise typer.Exit(run(settings_of(), writer, cases, record))


def left(sent_to: str) -> str:
    """What a footer says of words that left this machine, where `sent_to` names the model that was sent some, or ''."""
    return f"What was sent to {sent_to} is above." if sent_to else STAYED


def agreed_to(going: Outgoing, name: str, send: bool) -> bool:
    """Show exactly what would be sent; agreed by --send, or by a yes at the terminal. Nothing to agree to where hiding is unsure."""
    if going.redaction.unsure or not going.messages:
        return False
    typer.echo(f"{name} is not on this machine. This, and nothing else, goes there:\n", err=True)
    typer.echo(going.text, err=True)
    if send:
        return True
    return sys.stdin.isatty() and typer.confirm("Send this?", default=False, err=True)


def _form(structured: bool, kept: bool) -> str:
    """How the server answers, in words; one that takes a schema may still break it."""
    if not structured:
        return "JSON in text, the server takes no schema"
    return "structured, the server keeps to a schema" if kept else "the server takes a schema and does not keep to it"


def _context(model: ChatModel, settings: Settings) -> str:
    """How long a prompt still comes back with an answer, in words."""
    best = 0
    for tokens in CONTEXTS:
        if tokens > settings.writer_tokens:
            break
        filler = "This sentence is only here to fill the page. " * (tokens // 11)
        try:
            told = model.tell((TRIAL[0], Message("user", filler + TRIAL[1].text)), SCHEMA, Limits(settings.writer_timeout, TRIAL_TOKENS))
        except WriterFailed:
            break
        if not told.text.strip():
            break
        best = tokens
    return f"at least {best:,} tokens (budget for an answer: {settings.writer_tokens:,})" if best else f"fewer than {CONTEXTS[0]:,} tokens, or too slow: too short to word an answer"
