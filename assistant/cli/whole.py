"""`canipost check` on more than one draft: a conversation, and a like, share or comment on somebody else's text."""

import json
from collections.abc import Collection

import typer

from assistant.cli import show, show_whole
from assistant.cli.common import EXIT, WRONG_USE, opened, wrong_use
from assistant.cli.read import read_draft
from assistant.models import Context
from assistant.paste import Thread
from assistant.pipeline import review_sharing, review_thread
from assistant.render_whole import sharing_json, speakers_json, thread_json
from assistant.sharing import About


def check_thread(thread: Thread, mine: str | None, context: Context, as_json: bool, plain: bool) -> int:
    """Review the messages of `mine` and print them; without a name, say who speaks. The exit code comes back."""
    speakers = thread.speakers
    name = _who(mine, speakers) if mine else None
    if name is None:
        if as_json:
            typer.echo(json.dumps(speakers_json(thread), ensure_ascii=False, indent=1))
        listed = "".join(f"\n  {speaker} ({count})" for speaker, count in speakers.items())
        typer.echo(f"canipost: This is a conversation. Which of these is you? Say it with --mine \"NAME\", or --as-one to check it as one draft.{listed}", err=True)
        return WRONG_USE
    assistant = opened(quiet=as_json)
    made = review_thread(assistant, thread, name, context)
    if as_json:
        typer.echo(json.dumps(thread_json(made, assistant.corpus), ensure_ascii=False, indent=1))
    else:
        show_whole.thread(made, plain)
    return EXIT[made.verdict.light]


def _who(mine: str, names: Collection[str]) -> str:
    """The speaker meant, capitals aside."""
    found = [name for name in names if name == mine] or [name for name in names if name.casefold() == mine.strip().casefold()]
    if not found:
        wrong_use(f"Nobody called {mine!r} speaks in this conversation. Those who do: {', '.join(names)}.")
    return found[0]


def check_sharing(about: About | None, other: str | None, own: str | None, context: Context, as_json: bool, explain: bool, plain: bool) -> int:
    """Review a like, share or comment and print it; the exit code comes back."""
    if about is None or other is None:
        wrong_use("--about says what you want to do, and --other gives the other text. Give both, e.g. --about share --other post.txt")
    if own is None and about is About.COMMENT:
        wrong_use("A comment needs its words: canipost check MY-COMMENT.txt --about comment --other POST.txt")
    if own == "-" and other == "-":
        wrong_use("Only one of the two texts can come from standard input. Put the other into a file.")
    words = read_draft(own).text if own else ""
    theirs = read_draft(other).text
    assistant = opened(quiet=as_json)
    made = review_sharing(assistant, about, theirs, words, context)
    if as_json:
        typer.echo(json.dumps(sharing_json(made, assistant.corpus), ensure_ascii=False, indent=1))
    else:
        show.advice(made.advice, theirs if made.judged == "other" else words, explain, plain)
    return EXIT[made.advice.light]
