"""A document of the user's own, an employer's policy say -> a Source and its paragraphs, numbered by us."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from corpus.errors import BadRecord, FileRefused
from corpus.models import Confidence, Paragraph, Record, Source, SourceKind
from corpus.official.apply import strength_of
from corpus.official.derived import Unit, units_of
from corpus.official.reader import FileRead
from corpus.official.records import FileSeen
from corpus.official.store import write_whole

# whose own documents may be added; a regulator's, a code's or a defence body's come from this repository alone
KINDS = (SourceKind.EMPLOYER, SourceKind.LMC)
MOST_PARAGRAPHS = 1_500
# shorter pieces are labels, not paragraphs
FEWEST_WORDS = 3
LONGEST_NAME = 80


class LocalDocument(Record):
    """A document that the user added."""

    source: Source
    paragraphs: tuple[Paragraph, ...]
    file: FileSeen
    added: date


def local_document(file: FileRead, publisher: str, title: str | None, kind: SourceKind, day: date) -> LocalDocument:
    """The document in a file, in its own words: it is the user's, so there is no digest. Raises FileRefused.

    Ids are 'local-<publisher>-<title>#<section>-<n>': n counts bullets, pn paragraphs, a letter sub-bullets.
    """
    if kind not in KINDS:
        raise FileRefused(file.name, f"a document of your own is of kind {' or '.join(k.value for k in KINDS)}, not {kind.value}")
    publisher, title = publisher.strip(), (title or file.content.title or Path(file.name).stem).strip()
    if not slug(publisher) or not slug(title) or max(len(publisher), len(title)) > 3 * LONGEST_NAME:
        raise FileRefused(file.name, "its publisher and title need a few letters each; give them with --publisher and --title")
    id_ = f"local-{slug(publisher)}-{slug(title)}"[:LONGEST_NAME].rstrip("-")
    units = [unit for unit in units_of([file.content]) if len(unit.text.split()) >= FEWEST_WORDS]
    if not units:
        raise FileRefused(file.name, "no paragraphs were found in it")
    if len(units) > MOST_PARAGRAPHS:
        raise FileRefused(file.name, f"it holds {len(units):,} paragraphs, more than {MOST_PARAGRAPHS:,}; add the part on posting and messaging")
    source = Source(
        id=id_, publisher=publisher, kind=kind, short_name=f"{publisher}: {title}", title=title, url=None, numbering="derived",
        rights="The wording of its publisher, held on this machine alone.", provenance=f"Added from {file.name} on {day.isoformat()}.",
    )  # fmt: skip
    seen = FileSeen(name=file.name, sha256=file.sha256, format=file.format.value)
    return LocalDocument(source=source, paragraphs=tuple(_paragraphs(id_, title, units)), file=seen, added=day)


def slug(words: str) -> str:
    """Lower-case letters and figures, joined by hyphens.

    >>> slug("St. Anne's Surgery")
    'st-anne-s-surgery'
    """
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))


def put(document: LocalDocument, folder: Path) -> Path:
    """Keep a document in the user's data folder; one of the same id is replaced."""
    path = _folder(folder) / f"{document.source.id}.json"
    write_whole(path, document.model_dump_json(indent=1))
    return path


def remove(source_id: str, folder: Path) -> bool:
    """Forget a document; False where there was none."""
    held = [path for path in _files(folder) if path.stem == source_id]
    for path in held:
        path.unlink()
    return bool(held)


def documents(folder: Path) -> list[LocalDocument]:
    """The documents that were added, by id. Raises BadRecord."""
    found = []
    for path in _files(folder):
        try:
            found.append(LocalDocument.model_validate_json(path.read_bytes()))
        except (OSError, ValidationError) as error:
            raise BadRecord(path, 1, f"no document of ours ({str(error).splitlines()[0]})", "Delete it, and add the document again") from error
    return found


def _folder(folder: Path) -> Path:
    return folder / "local"


def _files(folder: Path) -> list[Path]:
    return sorted(_folder(folder).glob("local-*.json")) if _folder(folder).is_dir() else []


def _paragraphs(source_id: str, title: str, units: Sequence[Unit]) -> list[Paragraph]:
    made: list[Paragraph] = []
    counts: dict[tuple[str, str], int] = {}
    item = ""
    for unit in units:
        section = (slug(unit.section) or "text")[:40].rstrip("-")
        if unit.kind == "sub" and item.startswith(f"{section}-"):
            at = counts[item, "sub"] = counts.get((item, "sub"), 0) + 1
            number = f"{item}{_letters(at)}"
        else:
            kind = "p" if unit.kind == "p" else ""
            at = counts[section, kind] = counts.get((section, kind), 0) + 1
            number = f"{section}-{kind}{at}"
            item = "" if kind else number
        made.append(
            Paragraph(
                id=f"{source_id}#{number}", number=number, section=_section(unit, title), strength=strength_of(unit.text), digest="",
                confidence=Confidence.HIGH, official=unit.text,
            )
        )  # fmt: skip
    return made


def _section(unit: Unit, title: str) -> str:
    """Where a paragraph stands, as the document tells it: under which heading, and with which number."""
    section = unit.section or title
    return f"{section}, {unit.printed}" if unit.printed else section


def _letters(at: int) -> str:
    """1 -> 'a', 26 -> 'z', 27 -> 'aa'."""
    letters = ""
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
