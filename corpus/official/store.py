"""The user's data folder: every import kept, the newest of an edition in use, each written whole or not at all.

    <folder>/<source id>/<edition>/<n>.json     one Imported, n rising
    <folder>/<source id>/<edition>/reviewed.json  words of changed paragraphs that a person has since read
    <folder>/<source id>/checked.json           when the publisher's pages were last looked at, and their headers
    <folder>/local/<source id>.json             a document that the user added
"""

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from corpus.errors import BadRecord
from corpus.models import Record
from corpus.official.records import Imported

UNDATED = "undated"
# stands for the words of a paragraph that is not there
GONE = ""
_EDITION = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?|undated")


class PageSeen(Record):
    """A publisher's page as it was when it was last looked at."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    sha256: str


class Checked(Record):
    """When a publisher's pages were last looked at."""

    day: date
    pages: tuple[PageSeen, ...]


class Store:
    """Imports under one folder; a folder that is not there holds none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, imported: Imported) -> Path:
        """Keep an import, and return its file. One with the same words as the newest of its edition takes its place."""
        versions = self._files(imported.source, imported.edition)
        newest = _read(versions[-1]) if versions else None
        if newest and _words(newest) == _words(imported):
            path = versions[-1]
        else:
            path = self.folder / imported.source / imported.edition / f"{len(versions) + 1:04d}.json"
        write_whole(path, imported.model_dump_json(indent=1))
        return path

    def versions(self, source_id: str, edition: str) -> list[Imported]:
        """Every import of an edition, oldest first. Raises BadRecord for a file that was changed by hand and broken."""
        return [_read(path) for path in self._files(source_id, edition)]

    def newest(self, source_id: str, edition: str) -> Imported | None:
        """The import of an edition that is in use, or None."""
        files = self._files(source_id, edition)
        return _read(files[-1]) if files else None

    def editions(self, source_id: str) -> list[str]:
        """The editions held of a document, oldest first; an undated one comes first."""
        folder = self.folder / source_id
        names = [p.name for p in folder.iterdir() if p.is_dir() and _EDITION.fullmatch(p.name)] if folder.is_dir() else []
        return sorted((n for n in names if self._files(source_id, n)), key=lambda n: "" if n == UNDATED else n)

    def changed(self, source_id: str, edition: str) -> frozenset[str]:
        """Ids of paragraphs whose words are others than when they were last reviewed; the first import counts as reviewed."""
        files = self._files(source_id, edition)
        if len(files) < 2:
            return frozenset()
        known = {w.id: w.sha256 for w in _read(files[0]).paragraphs} | self._reviewed(source_id, edition)
        now = {w.id: w.sha256 for w in _read(files[-1]).paragraphs}
        return frozenset(id_ for id_ in known.keys() | now.keys() if known.get(id_, GONE) != now.get(id_, GONE))

    def clear(self, source_id: str, edition: str, ids: Iterable[str]) -> None:
        """Note that a person has reviewed these paragraphs as they are now."""
        newest = self.newest(source_id, edition)
        now = {w.id: w.sha256 for w in newest.paragraphs} if newest else {}
        reviewed = self._reviewed(source_id, edition) | {id_: now.get(id_, GONE) for id_ in ids}
        write_whole(self.folder / source_id / edition / "reviewed.json", json.dumps(reviewed, indent=1, sort_keys=True))

    def _reviewed(self, source_id: str, edition: str) -> dict[str, str]:
        path = self.folder / source_id / edition / "reviewed.json"
        try:
            return dict(json.loads(path.read_bytes())) if path.is_file() else {}
        except (OSError, ValueError) as error:
            raise BadRecord(path, 1, "no list of reviewed paragraphs", "Delete it, and review the changes again") from error

    def checked(self, source_id: str) -> Checked | None:
        """When the publisher's page was last looked at, or None."""
        path = self.folder / source_id / "checked.json"
        try:
            return Checked.model_validate_json(path.read_bytes()) if path.is_file() else None
        except (OSError, ValidationError):
            return None  # it is only a memory of headers: the page is fetched anew

    def note_checked(self, source_id: str, checked: Checked) -> None:
        """Remember when the publisher's page was looked at."""
        write_whole(self.folder / source_id / "checked.json", checked.model_dump_json())

    def placed(self, source_id: str, edition: str) -> Mapping[str, str]:
        """Points of unknown number that the user has placed: id -> number."""
        newest = self.newest(source_id, edition)
        return newest.placed if newest else {}

    def all_newest(self, editions: Mapping[str, str]) -> Iterator[Imported]:
        """The import in use of each document: `editions` says which edition (Source.id -> edition)."""
        for source_id, edition in editions.items():
            held = self.newest(source_id, edition)
            if held:
                yield held

    def _files(self, source_id: str, edition: str) -> list[Path]:
        folder = self.folder / source_id / edition
        return sorted(folder.glob("[0-9]*.json")) if folder.is_dir() else []


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one, and a killed process leaves the old. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read(path: Path) -> Imported:
    try:
        return Imported.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise BadRecord(path, 1, f"no import of ours ({str(error).splitlines()[0]})", "Delete it, and import the document again") from error


def _words(imported: Imported) -> str:
    parts = [(w.id, w.sha256) for w in (*imported.paragraphs, *imported.reprinted)]
    return json.dumps([parts, sorted(imported.placed.items())])
