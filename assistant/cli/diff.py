"""`canipost corpus diff`: what a publisher changed between two imports, and what of ours rests on it."""

import json
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from assistant.cli.common import settings_of, wrong_use
from assistant.cli.official import AsJson
from assistant.playbook import load_playbook
from assistant.rests_on import Rests, rests_on
from corpus.load import HERE, load
from corpus.models import Corpus
from corpus.official.diff import Changed, Kind, diff
from corpus.official.records import Imported
from corpus.official.store import Store

STYLE = {Kind.KEPT: "", Kind.REMOVED: "red strike", Kind.ADDED: "green underline"}
# for a screen without colour
MARK = {Kind.KEPT: ("", ""), Kind.REMOVED: ("[-", "-]"), Kind.ADDED: ("{+", "+}")}


def diff_(
    sources: Annotated[list[str] | None, typer.Argument(help="documents; all that changed, where none is named")] = None,
    editions: Annotated[str | None, typer.Option(help="FROM..TO: compare two editions of one document, e.g. 2013-04-22..2024-01-30")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="note that the changed paragraphs of these documents have been reviewed")] = False,
    as_json: AsJson = False,
) -> None:
    """Show, word by word, what changed in imported guidance, and which entries, digests and cases rest on it."""
    settings = settings_of()
    corpus = load(settings.corpus or HERE, settings.official_home)
    store = Store(settings.official_home)
    unknown = [id_ for id_ in sources or () if id_ not in corpus.sources]
    if unknown:
        wrong_use(f"{unknown[0]!r} is no document held. 'canipost corpus list' names them.")
    if clear:
        _clear(store, corpus, sources or [])
        return
    playbook = load_playbook(corpus)
    cases = _case_files()
    rows = []
    for source_id in sources or sorted(corpus.imports):
        unread = store.changed(source_id, corpus.sources[source_id].edition)
        for changed in _changes(store, corpus, source_id, editions):
            rows.append((changed, rests_on(changed.id, corpus, playbook, cases), changed.id in unread))
    if as_json:
        typer.echo(json.dumps([_json(*row) for row in rows], ensure_ascii=False, indent=1))
        return
    for changed, rests, is_open in rows:
        _print(changed, rests, is_open)
    if not rows:
        typer.echo("Nothing changed between the imports held.")


def _changes(store: Store, corpus: Corpus, source_id: str, editions: str | None) -> list[Changed]:
    pair = _pair(store, corpus, source_id, editions)
    return diff(*pair) if pair else []


def _pair(store: Store, corpus: Corpus, source_id: str, editions: str | None) -> tuple[Imported, Imported] | None:
    """The two imports to compare: the last two of the current edition, or the newest of two editions."""
    if not editions:
        versions = store.versions(source_id, corpus.sources[source_id].edition)
        return (versions[-2], versions[-1]) if len(versions) > 1 else None
    before, _, after = editions.partition("..")
    pair = store.newest(source_id, before), store.newest(source_id, after)
    if pair[0] is None or pair[1] is None:
        wrong_use(f"{source_id}: held are the editions {', '.join(store.editions(source_id)) or 'none'}, not both of {editions!r}.")
    return pair[0], pair[1]


def _clear(store: Store, corpus: Corpus, sources: list[str]) -> None:
    if not sources:
        wrong_use("--clear needs the documents whose changes you have reviewed.")
    for source_id in sources:
        edition = corpus.sources[source_id].edition
        changed = store.changed(source_id, edition)
        if changed:
            store.clear(source_id, edition, changed)
        typer.echo(f"{source_id}: {len(changed)} changed paragraphs are marked as reviewed.")


def _case_files() -> list[Path]:
    # evals imports assistant, so it is met here by name alone
    return sorted((Path(str(import_module("evals").__file__)).parent / "cases").glob("*.jsonl"))


def _json(changed: Changed, rests: Rests, is_open: bool) -> dict[str, object]:
    return {
        "id": changed.id, "before": changed.before, "after": changed.after, "review": is_open,
        "words": [{"kind": s.kind.value, "text": s.text} for s in changed.words],
        "rests": {"digest": rests.digest, "playbook": rests.playbook, "issues": rests.issues, "precedents": rests.precedents, "cases": rests.cases},
    }  # fmt: skip


def _print(changed: Changed, rests: Rests, is_open: bool) -> None:
    out = Console(highlight=False, markup=False)
    what = "new" if changed.before is None else "gone" if changed.after is None else "changed"
    out.print(Text(f"{changed.id}: {what}", style="bold").append(" (guidance changed, review)" if is_open else "", style="yellow"))
    words = Text()
    for stretch in changed.words:
        opens, closes = MARK[stretch.kind] if not out.is_terminal else ("", "")
        words.append(f"{opens}{stretch.text.rstrip() if opens else stretch.text}{closes}{' ' if opens else ''}", style=STYLE[stretch.kind])
    out.print(words)
    named = (("playbook", rests.playbook), ("issues", rests.issues), ("precedents", rests.precedents), ("eval cases", rests.cases))
    rest = "; ".join(f"{name}: {', '.join(ids)}" for name, ids in named if ids)
    out.print(Text(f"rests on it: {'our digest; ' if rests.digest else ''}{rest or 'nothing else'}", style="dim"))
    out.print()
