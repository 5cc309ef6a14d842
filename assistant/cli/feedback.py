"""`canipost feedback`: what was said of answers on this machine."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import settings_of, wrong_use
from assistant.feedback import Feedback, Store, candidates, own_url
from corpus.load import as_jsonl

app = typer.Typer(no_args_is_help=True, help="Thumbs given to answers, kept on this machine alone.")
Database = Annotated[str | None, typer.Option(help="another database, an SQLAlchemy URL")]


@app.command(name="list")
def list_(db: Database = None) -> None:
    """Say how many thumbs there are, why they were given, and each in a line. Words are shown where their writer allowed it."""
    given = _all(db)
    up = sum(one.thumb.value == "up" for _, one in given)
    typer.echo(f"{len(given)} in all: {up} up, {len(given) - up} down; {sum(one.consent for _, one in given)} with their words.")
    for reason, count in Counter(reason for _, one in given for reason in one.reasons).most_common():
        typer.echo(f"  {count:4}  {reason}")
    for number, one in given:
        typer.echo(f"{number:5}  {one.saved:%Y-%m-%d}  {one.thumb.value:4}  {one.verdict.value:16}  {', '.join(one.reasons) or '-'}{_words(one)}")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="the case file to write (JSON Lines)")],
    db: Database = None,
) -> None:
    """Write what its writers allowed as candidates that 'canipost label --cases FILE' opens. They have no verdict yet."""
    records = candidates(_all(db))
    if not records:
        wrong_use("Nobody has ticked the box that lets their words be kept, so there is nothing to export.")
    try:
        file.write_text(as_jsonl(records), encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        wrong_use(f"{file} cannot be written ({error.strerror}). Name a file in a folder that you can write to.")
    typer.echo(f"{len(records)} candidates written to {file}. They hold words that somebody typed: take out names before you pass them on.", err=True)


def _all(db: str | None) -> list[tuple[int, Feedback]]:
    return Store(db or own_url(settings_of())).all()


def _words(one: Feedback) -> str:
    """The first words, where they may be shown."""
    line = " ".join(one.text.split())
    return f"  {line[:70]}" if line else ""
