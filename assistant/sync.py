"""`corpus sync`: the publishers' pages fetched, compared with what is held, and imported where they fit."""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from assistant.official import Importer
from corpus.errors import FileRefused, ImportRefused, NotFetched
from corpus.models import Source
from corpus.official.diff import changed_ids
from corpus.official.fetch import Fetched, Fetcher
from corpus.official.importing import Import
from corpus.official.store import Checked


class Status(StrEnum):
    """What became of one document."""

    UNCHANGED = "unchanged"
    NEW = "new"
    """Its wording was not held before."""
    CHANGED = "changed"
    REFUSED = "refused"
    """The page was fetched, and is not the document that we know."""
    NOT_FETCHED = "not fetched"
    NO_PAGE = "no page"
    """No public page of it is known."""


NEEDS_A_LOOK = {Status.NEW, Status.CHANGED, Status.REFUSED, Status.NOT_FETCHED}


@dataclass(frozen=True, slots=True)
class Synced:
    """One document after a sync."""

    source: str
    status: Status
    changed: tuple[str, ...] = ()
    """Ids of the paragraphs whose words are others than before."""
    reason: str = ""


def sync(tool: Importer, source: Source, fetcher: Fetcher, day: date, store_it: bool = True) -> Synced:
    """Bring one document up to date, or with `store_it` false say what a sync would bring.

    The page is tried first, then the PDF. Nothing is stored that an import would refuse.
    """
    urls = [url for url in (source.url, source.pdf_url) if url]
    if not urls:
        return Synced(source.id, Status.NO_PAGE)
    outcome = Synced(source.id, Status.NO_PAGE)
    for url in urls:
        try:
            return _from(tool, source, url, fetcher, day, store_it)
        except NotFetched as error:
            outcome = Synced(source.id, Status.NOT_FETCHED, reason=str(error))
        except (ImportRefused, FileRefused) as error:
            outcome = Synced(source.id, Status.REFUSED, reason=str(error))
    return outcome


def offline(results: Sequence[Synced]) -> bool:
    """Nothing at all could be reached."""
    tried = [result for result in results if result.status is not Status.NO_PAGE]
    return bool(tried) and all(r.status is Status.NOT_FETCHED and "are you online?" in r.reason for r in tried)


def _from(tool: Importer, source: Source, url: str, fetcher: Fetcher, day: date, store_it: bool) -> Synced:
    held = tool.store.newest(source.id, source.edition)
    # headers of a page whose wording is not held would make it unchanged for ever
    noted = tool.store.checked(source.id) if held else None
    known = noted if noted and noted.url == url else None
    fetched = fetcher.fetch(url, known.etag if known else None, known.last_modified if known else None)
    digest = known.page_sha256 if known and fetched.is_unchanged else hashlib.sha256(fetched.body).hexdigest()
    checked = Checked(day=day, url=url, etag=fetched.etag, last_modified=fetched.last_modified, page_sha256=digest)
    if known and (fetched.is_unchanged or digest == known.page_sha256):
        if store_it:
            tool.store.note_checked(source.id, checked)
        return Synced(source.id, Status.UNCHANGED)
    made = _prepared(tool, source, fetched, day)
    changed = changed_ids(held, made.imported) if held else ()
    if store_it:
        tool.install(made)
        tool.store.note_checked(source.id, checked)
    status = Status.NEW if held is None else Status.CHANGED if changed else Status.UNCHANGED
    return Synced(source.id, status, changed)


def _prepared(tool: Importer, source: Source, fetched: Fetched, day: date) -> Import:
    """The page read as any file is, by the process that limits itself."""
    with tempfile.TemporaryDirectory(prefix="canipost-") as folder:
        path = Path(folder) / (Path(urlsplit(fetched.url).path).name[:100] or "page")
        path.write_bytes(fetched.body)
        return tool.prepare(source.id, [path], day)
