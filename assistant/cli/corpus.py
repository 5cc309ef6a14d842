"""`canipost corpus`: what guidance is held."""

import json
from typing import Annotated

import typer

from assistant.cli import official, show, sync
from assistant.cli.common import settings_of
from assistant.render import paragraph_json
from corpus.errors import UnknownParagraph
from corpus.label import reference
from corpus.load import HERE, load, nearest
from corpus.models import Corpus

app = typer.Typer(no_args_is_help=True, help="The guidance held: list its documents, show a paragraph, import the publisher's wording.")
app.command(name="import")(official.import_)
app.command(name="propose")(official.propose_)
app.command(name="sync")(sync.sync_)

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
            "kind": s.kind.value, "url": s.url,
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
        show.paragraph(paragraph, reference(paragraph, source), source.url)


def _corpus() -> Corpus:
    settings = settings_of()
    return load(settings.corpus or HERE, settings.official_home)
