"""`canipost corpus sync`: the one command that goes online, and only when it is given."""

import json
from collections.abc import Iterable
from typing import Annotated

import typer

from assistant.cli.common import settings_of, wrong_use
from assistant.cli.official import AsJson, encoder, today
from assistant.official import importer
from assistant.sync import NEEDS_A_LOOK, Status, Synced, offline, sync
from corpus.models import Source
from corpus.official.fetch import Fetcher, Policy, hosts_of


def sync_(
    sources: Annotated[list[str] | None, typer.Argument(help="documents to look at; all, where none is named")] = None,
    check: Annotated[bool, typer.Option("--check", help="store nothing; exit 1 where something is new, changed, gone or no longer fits")] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch the official pages from their publishers and import them. Nothing of yours is sent."""
    settings = settings_of()
    tool = importer(settings, encoder(settings))
    wanted = [tool.source(id_) for id_ in sources] if sources else list(tool.corpus.sources.values())
    fetcher = Fetcher(policy(tool.corpus.sources.values()))
    results = []
    for source in wanted:
        results.append(sync(tool, source, fetcher, today(), store_it=not check))
        if not as_json:
            _print(results[-1])
    if as_json:
        rows = [{"source": r.source, "status": r.status.value, "changed": list(r.changed), "reason": r.reason} for r in results]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    if offline(results):
        wrong_use("No publisher can be reached: this machine seems to be offline. Nothing was changed.")
    if check and any(result.status in NEEDS_A_LOOK for result in results):
        raise typer.Exit(1)


def policy(sources: Iterable[Source]) -> Policy:
    """What may be fetched: https, from the hosts that the guidance files name."""
    return Policy(hosts_of(sources))


def _print(result: Synced) -> None:
    typer.echo(f"{result.status.value:11}  {result.source}" + (f"  {', '.join(result.changed)}" if result.changed else ""))
    if result.status in {Status.REFUSED, Status.NOT_FETCHED}:
        for line in result.reason.splitlines():
            typer.echo(f"             {line}")
