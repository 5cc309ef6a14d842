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
from corpus.official.store import Checked, PageSeen


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

    Its pages are tried first, all of them, then the PDF. Nothing is stored that an import would refuse.
    """
    outcome = Synced(source.id, Status.NO_PAGE)
    for urls in ways(source):
        try:
            return _from(tool, source, urls, fetcher, day, store_it)
        except NotFetched as error:
            outcome = Synced(source.id, Status.NOT_FETCHED, reason=str(error))
        except (ImportRefused, FileRefused) as error:
            outcome = Synced(source.id, Status.REFUSED, reason=str(error))
    return outcome


def ways(source: Source) -> list[tuple[str, ...]]:
    """The addresses of the whole document, best first: the pages it is spread over, or its one page; its PDF."""
    pages = source.pages or ((source.url,) if source.url else ())
    return [way for way in (pages, (source.pdf_url,) if source.pdf_url else ()) if way]


def offline(results: Sequence[Synced]) -> bool:
    """Nothing at all could be reached."""
    tried = [result for result in results if result.status is not Status.NO_PAGE]
    return bool(tried) and all(r.status is Status.NOT_FETCHED and "are you online?" in r.reason for r in tried)


def _from(tool: Importer, source: Source, urls: Sequence[str], fetcher: Fetcher, day: date, store_it: bool) -> Synced:
    held = tool.store.newest(source.id, source.edition)
    # headers of a page whose wording is not held would make it unchanged for ever
    noted = tool.store.checked(source.id) if held else None
    known = {page.url: page for page in noted.pages} if noted and [page.url for page in noted.pages] == list(urls) else {}
    fetched = [_fetched(url, known.get(url), fetcher) for url in urls]
    seen = tuple(_seen(url, page, known.get(url)) for url, page in zip(urls, fetched, strict=True))
    if known and all(page.sha256 == known[page.url].sha256 for page in seen):
        if store_it:
            tool.store.note_checked(source.id, Checked(day=day, pages=seen))
        return Synced(source.id, Status.UNCHANGED)
    # a document is read whole: where one page changed, those that did not are needed too
    whole = [fetcher.fetch(url) if page.is_unchanged else page for url, page in zip(urls, fetched, strict=True)]
    made = _prepared(tool, source, urls, whole, day)
    changed = changed_ids(held, made.imported) if held else ()
    if store_it:
        tool.install(made)
        tool.store.note_checked(source.id, Checked(day=day, pages=seen))
    status = Status.NEW if held is None else Status.CHANGED if changed else Status.UNCHANGED
    return Synced(source.id, status, changed)


def _fetched(url: str, known: PageSeen | None, fetcher: Fetcher) -> Fetched:
    return fetcher.fetch(url, known.etag, known.last_modified) if known else fetcher.fetch(url)


def _seen(url: str, page: Fetched, known: PageSeen | None) -> PageSeen:
    """The page as it is now; a server that says it is unchanged need not repeat its headers."""
    if known and page.is_unchanged:
        return known.model_copy(update={"etag": page.etag or known.etag, "last_modified": page.last_modified or known.last_modified})
    return PageSeen(url=url, etag=page.etag, last_modified=page.last_modified, sha256=hashlib.sha256(page.body).hexdigest())


def _prepared(tool: Importer, source: Source, urls: Sequence[str], pages: Sequence[Fetched], day: date) -> Import:
    """The pages read as any files are, by the process that limits itself."""
    with tempfile.TemporaryDirectory(prefix="canipost-") as folder:
        paths = []
        for number, page in enumerate(pages):
            path = Path(folder) / str(number) / (Path(urlsplit(page.url).path).name[:100] or "page")
            path.parent.mkdir()
            path.write_bytes(page.body)
            paths.append(path)
        return tool.prepare(source.id, paths, day, urls=urls)
