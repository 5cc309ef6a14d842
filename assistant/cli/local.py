"""`canipost corpus add` and `remove`: a practice's or an LMC's own policy beside the guidance."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import settings_of, wrong_use
from assistant.cli.official import today
from corpus.load import HERE, load
from corpus.models import SourceKind
from corpus.official import local, reader


def add_(
    file: Annotated[Path, typer.Argument(help="the policy: PDF, HTML, Word (.docx) or text")],
    publisher: Annotated[str, typer.Option(help="whose it is, e.g. 'Elm Street Surgery'")] = "Our practice",
    title: Annotated[str | None, typer.Option(help="its title; else the one in the file")] = None,
    kind: Annotated[SourceKind, typer.Option(help="employer, or lmc for an LMC's own document")] = SourceKind.EMPLOYER,
) -> None:
    """Add a policy of your own. It is searched and cited after the GMC's guidance, and can never loosen it."""
    settings = settings_of()
    document = local.local_document(reader.read(file), publisher, title, kind, today())
    path = local.put(document, settings.official_home)
    load(settings.corpus or HERE, settings.official_home)  # it must be usable, not only stored
    typer.echo(f"{document.source.id}: {len(document.paragraphs)} paragraphs of {document.source.short_name}. Stored in {path}")


def remove_(source: Annotated[str, typer.Argument(help="the id that 'canipost corpus add' gave it")]) -> None:
    """Forget a policy that was added."""
    if not local.remove(source, settings_of().official_home):
        wrong_use(f"{source!r} is no document that was added. 'canipost corpus list' names them: their ids begin with 'local-'.")
    typer.echo(f"{source} is no longer held.")
