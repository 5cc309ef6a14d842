"""`canipost corpus import` and `propose`: the publishers' own words, brought to this machine, and what they prove."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.backends.protocols import Encoder
from assistant.backends.sentence_transformers import SentenceTransformersEncoder
from assistant.cli import show
from assistant.cli.common import settings_of, wrong_use
from assistant.official import Importer, importer
from assistant.settings import Settings
from corpus.load import HERE
from corpus.official import propose
from corpus.official.importing import Import
from corpus.official.match import Matched
from corpus.official.records import Outcome
from corpus.official.similar import by

AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]


def import_(
    source: Annotated[str, typer.Argument(help="the document's id; 'canipost corpus list' names them")],
    files: Annotated[list[Path], typer.Argument(help="the saved page (HTML), PDF or text; several files in order of the document")],
    edition: Annotated[str | None, typer.Option(help="ISO date from which it was in force, to keep an older edition beside the current one")] = None,
    place: Annotated[list[str] | None, typer.Option(help="ID=NUMBER: a point of unknown number stands there; again for more")] = None,
    check: Annotated[bool, typer.Option("--check", help="compare and report, store nothing")] = False,
    as_json: AsJson = False,
) -> None:
    """Read a document's own wording from files, compare it with our digests, and keep it on this machine."""
    settings = settings_of()
    tool = importer(settings, encoder(settings))
    made = tool.prepare(source, files, today(), iso_date(edition, "--edition") if edition else None)
    placed = placed_of(place or []) or ({} if check or as_json else _asked(made))
    path = None if check else tool.install(made, placed)
    if as_json:
        typer.echo(json.dumps(report_json(made, path), ensure_ascii=False, indent=1))
    else:
        _print(made, placed, path, tool)


def encoder(settings: Settings) -> Encoder:
    """The encoder of the index."""
    return SentenceTransformersEncoder(settings.encoder)


def today() -> date:
    """The day an import is dated with."""
    return datetime.now(UTC).date()


def iso_date(text: str, option: str) -> date:
    """The date in `text`; anything else is wrong use."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        wrong_use(f"{option} {text!r} is no date. Write it as 2024-01-30.")


def placed_of(given: Sequence[str]) -> dict[str, str]:
    """ID=NUMBER, each; anything else is wrong use."""
    placed = {}
    for pair in given:
        id_, _, number = pair.rpartition("=")
        if not id_ or not number:
            wrong_use(f"--place {pair!r}: write ID=NUMBER, e.g. gmc-social-media-2024#unplaced-boundaries=10")
        placed[id_] = number
    return placed


def report_json(made: Import, path: Path | None) -> dict[str, object]:
    """The report as plain JSON values."""
    return {
        "source": made.imported.source,
        "edition": made.imported.edition,
        "read": made.imported.read.isoformat(),
        "files": [file.model_dump() for file in made.imported.files],
        "paragraphs": len(made.imported.paragraphs),
        "stored": str(path) if path else None,
        "lines": [{"id": line.id, "outcome": line.outcome.value, "similarity": line.similarity, "note": line.note} for line in made.matched.lines],
        "placed": dict(made.imported.placed),
        "proposals": [{"id": p.id, "number": p.number, "similarity": p.similarity, "clear": p.is_clear} for p in made.matched.proposals],
    }


def _asked(made: Import) -> dict[str, str]:
    """Points that the user says stand where they are proposed; nobody is asked where nobody sits."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return {}
    placed = {}
    for proposal in made.matched.proposals:
        if proposal.is_clear and proposal.id not in made.imported.placed:
            show.proposal(proposal)
            if typer.confirm(f"Is {proposal.id} paragraph {proposal.number}?", default=False):
                placed[proposal.id] = proposal.number
    return placed


def _print(made: Import, placed: dict[str, str], path: Path | None, tool: Importer) -> None:
    lines = made.matched.lines
    for line in lines:
        likeness = f"{line.similarity:.2f}" if line.similarity is not None else "    "
        typer.echo(f"{line.outcome.value:9} {likeness}  {line.id}" + (f"  ({line.note})" if line.note else ""))
    typer.echo(f"{len(made.imported.paragraphs)} paragraphs of {made.imported.source}, edition {made.imported.edition}: {_counts(made.matched)}")
    for proposal in made.matched.proposals:
        at = placed.get(proposal.id) or made.imported.placed.get(proposal.id)
        known = f"placed at {at}" if at else f"may be paragraph {proposal.number} ({proposal.similarity:.2f}{'' if proposal.is_clear else ', not clear'})"
        typer.echo(f"{proposal.id}: {known}" + ("" if at else f"; confirm with --place '{proposal.id}={proposal.number}'"))
    typer.echo(f"Stored in {path}" if path else "Nothing was stored (--check).")
    if path and tool.source(made.imported.source).edition == made.imported.edition:
        typer.echo("The next answer quotes it. The index is brought up to date then, or now by 'canipost index'.")


def _counts(matched: Matched) -> str:
    counts = [(outcome, sum(line.outcome is outcome for line in matched.lines)) for outcome in Outcome]
    return ", ".join(f"{n} {outcome.value}" for outcome, n in counts if n) or "no digest to compare with"


def propose_(
    source: Annotated[str, typer.Argument(help="the document's id")],
    out: Annotated[Path | None, typer.Option(help="write the patch to this file, not to the screen")] = None,
) -> None:
    """Write what an import proved as a patch to the YAML files: numbers, confidence, topics; never the wording."""
    settings = settings_of()
    tool = importer(settings, encoder(settings))
    imported = tool.store.newest(source, tool.source(source).edition)
    if imported is None:
        wrong_use(f"Nothing is imported of {source}. Run 'canipost corpus import {source} FILE' first.")
    held = tool.corpus.paragraphs
    proved = propose.changes(imported, held)
    missing = propose.gaps(imported, held, by(tool.encoder.encode))
    folder = (settings.corpus or HERE).resolve()
    own = folder / "guidance" / f"{source}.yaml"
    text = propose.patch(_data_files(folder, own), folder.parent, proved, missing, own)
    for id_, number in propose.to_merge(imported, held).items():
        typer.echo(f"canipost: {id_} says what paragraph {number} says, which has a record: merge the two by hand.", err=True)
    if not text:
        typer.echo("canipost: the import proves nothing that the YAML files do not say.", err=True)
    elif out:
        out.write_text(text, encoding="utf-8")
        typer.echo(f"{len(proved)} records and {len(missing)} paragraphs without a digest: {out}. Review it, then 'git apply {out}'.")
    else:
        typer.echo(text, nl=False)


def _data_files(folder: Path, own: Path) -> dict[Path, str]:
    """Every data file that may name a paragraph: the corpus, and beside it the playbook and the cases where they are."""
    beside = folder.parent
    paths = [own, folder / "issues-to-paragraphs.yaml", *sorted((folder / "precedents").glob("*.jsonl"))]
    paths += sorted((beside / "assistant" / "playbook").glob("*.yaml")) + sorted((beside / "evals" / "cases").glob("*.jsonl"))
    return {path: path.read_text(encoding="utf-8") for path in paths}
