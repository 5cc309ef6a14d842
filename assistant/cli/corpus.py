"""`canipost corpus`: what guidance is held."""

import json
from typing import Annotated

import typer

from assistant.as_of import past_id, past_paragraph
from assistant.cli import diff, local, official, show, sync
from assistant.cli.common import settings_of
from assistant.render import paragraph_json
from corpus.errors import UnknownParagraph
from corpus.label import reference
from corpus.load import HERE, load, nearest
from corpus.models import Corpus
from corpus.official.records import Imported, Wording
from corpus.official.store import Store

app = typer.Typer(no_args_is_help=True, help="The guidance held: list its documents, show a paragraph, import the publisher's wording.")
app.command(name="import")(official.import_)
app.command(name="propose")(official.propose_)
app.command(name="sync")(sync.sync_)
app.command(name="diff")(diff.diff_)
app.command(name="add")(local.add_)
app.command(name="remove")(local.remove_)

AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command(name="list")
def list_(as_json: AsJson = False) -> None:
    """Print every document with its publisher, edition and number of paragraphs held."""
    corpus = _corpus()
    if not as_json:
        show.documents(corpus)
        return
    documents = [
        {
            "id": s.id, "title": s.title, "publisher": s.publisher, "paragraphs": len(corpus.by_source[s.id]), "edition": s.edition,
            "kind": s.kind.value, "url": s.url, "installed": corpus.imports[s.id].read.isoformat() if s.id in corpus.imports else None,
        }
        for s in corpus.sources.values()
    ]  # fmt: skip
    typer.echo(json.dumps(documents, ensure_ascii=False, indent=1))


@app.command(name="show")
def show_(
    paragraph_id: Annotated[str, typer.Argument(metavar="ID", help="a paragraph, e.g. gmc-social-media-2024#18, or a document")],
    as_json: AsJson = False,
) -> None:
    """Print one paragraph, or every paragraph of a document."""
    corpus = _corpus()
    past = past_paragraph(paragraph_id, Store(settings_of().official_home)) if "@" in paragraph_id else None
    if past:
        _print_past(*past, as_json)
        return
    paragraph_id = _by_number(paragraph_id, corpus)
    if paragraph_id in corpus.sources:
        paragraphs = corpus.by_source[paragraph_id]
    elif paragraph_id in corpus.paragraphs:
        paragraphs = (corpus.paragraphs[paragraph_id],)
    else:
        raise UnknownParagraph(paragraph_id, nearest(paragraph_id, [*corpus.paragraphs, *corpus.sources]))
    if as_json:
        found = [paragraph_json(p, corpus.source_of(p)) for p in paragraphs]
        typer.echo(json.dumps(found if paragraph_id in corpus.sources else found[0], ensure_ascii=False, indent=1))
        return
    for number, paragraph in enumerate(paragraphs):
        if number:
            typer.echo("")
        source = corpus.source_of(paragraph)
        show.paragraph(paragraph, reference(paragraph, source), paragraph.page or source.url)


def _by_number(paragraph_id: str, corpus: Corpus) -> str:
    """The id asked for, or that of the point which was placed at the number asked for."""
    source_id, _, number = paragraph_id.partition("#")
    if paragraph_id in corpus.paragraphs or source_id not in corpus.imports:
        return paragraph_id
    placed = corpus.imports[source_id].placed
    return next((id_ for id_, at in placed.items() if at == number), paragraph_id)


def _print_past(imported: Imported, wording: Wording, as_json: bool) -> None:
    """One paragraph of an edition that is not the current one."""
    if as_json:
        row = {"id": past_id(imported, wording.number), "number": wording.number, "section": wording.section, "edition": imported.edition}
        typer.echo(json.dumps(row | {"official": wording.text, "read": imported.read.isoformat()}, ensure_ascii=False, indent=1))
        return
    typer.echo(f"{imported.source}, edition of {imported.edition}, paragraph {wording.number} (read {imported.read.isoformat()})")
    typer.echo(f"\n{wording.text}")


def _corpus() -> Corpus:
    settings = settings_of()
    return load(settings.corpus or HERE, settings.official_home)
