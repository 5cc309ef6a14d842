"""What the commands share: exit codes, settings, opening the assistant with a progress bar."""

import sys
from enum import StrEnum
from typing import NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress, TaskID

from assistant import index
from assistant.models import Context, Light
from assistant.pipeline import Assistant, open_assistant
from assistant.settings import Settings

EXIT = {Light.GREEN: 0, Light.AMBER: 1, Light.RED: 1, Light.NOT_COVERED: 3}
WRONG_USE = 2


class Audience(StrEnum):
    """Who can see a text."""

    PUBLIC = "public"
    PRIVATE_GROUP = "private-group"
    ONE_TO_ONE = "one-to-one"


def wrong_use(message: str) -> NoReturn:
    """Print the message to standard error and leave with exit code 2."""
    typer.echo(f"canipost: {message}", err=True)
    raise SystemExit(WRONG_USE)


def settings_of() -> Settings:
    """Settings from the environment; a bad value is wrong use."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        wrong_use(f"CANIPOST_{name}={first.get('input')!r}: {first['msg']}. Set it to another value, or unset it.")


def context_of(platform: str | None, audience: Audience | None, role: str | None) -> Context:
    """The context said on the command line."""
    for name, value in (("--platform", platform), ("--role", role)):
        if value is not None and len(value) > 120:
            wrong_use(f"{name} has {len(value)} characters; give a word or two.")
    return Context(platform=platform, audience=audience.value if audience else None, role=role)


def opened(rebuild: bool = False, quiet: bool = False) -> Assistant:
    """The assistant, with a progress bar on standard error while an index is built."""
    settings = settings_of()
    if quiet or not sys.stderr.isatty():
        return open_assistant(settings, rebuild=rebuild)
    with Progress(console=Console(stderr=True), transient=True) as bars:
        return open_assistant(settings, bar_for_each(bars), rebuild)


def bar_for_each(bars: Progress) -> index.Progress:
    """What tells `bars` how far a build is, a bar for each part of it."""
    tasks: dict[str, TaskID] = {}

    def progress(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(what, total=total)
        bars.update(tasks[what], completed=done, total=total)

    return progress
