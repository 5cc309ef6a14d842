"""Files of guidance and precedents -> Corpus, every record checked as it is read."""

import difflib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from corpus.errors import BadRecord, UnknownParagraph
from corpus.models import AskedBack, Corpus, Issue, Paragraph, Precedent, Source
from corpus.official.apply import applied
from corpus.official.local import documents
from corpus.official.records import Imported
from corpus.official.store import Store

HERE = Path(__file__).parent
Model = TypeVar("Model", bound=BaseModel)
Labelled = TypeVar("Labelled", Precedent, AskedBack)


def load(folder: Path = HERE, official: Path | None = None) -> Corpus:
    """The corpus under `folder` (guidance/, precedents/, asked_back/, issues-to-paragraphs.yaml).

    With the publishers' wording where the folder `official` holds it, of the edition that the digests are of, and with the
    documents that the user added. Raises BadRecord with path and line for the first record that cannot be used.
    """
    sources: dict[str, Source] = {}
    paragraphs: dict[str, Paragraph] = {}
    digest = hashlib.sha256()
    for path in sorted((folder / "guidance").glob("*.yaml")):
        digest.update(path.read_bytes())
        source, held = load_source(path)
        sources[source.id] = source
        paragraphs |= {paragraph.id: paragraph for paragraph in held}
    issue_map, general = load_issue_map(folder / "issues-to-paragraphs.yaml", paragraphs)
    precedents = load_precedents(sorted((folder / "precedents").glob("*.jsonl")))
    asked_back = load_asked_back(sorted((folder / "asked_back").glob("*.jsonl")), precedents)
    imports: dict[str, Imported] = {}
    local: set[str] = set()
    if official is not None:
        editions = {source.id: source.edition for source in sources.values()}
        store = Store(official)
        imports = {imported.source: imported for imported in store.all_newest(editions)}
        changed = [id_ for source_id in imports for id_ in store.changed(source_id, editions[source_id])]
        for imported in imports.values():
            digest.update(imported.model_dump_json(include={"paragraphs", "reprinted", "placed"}).encode())
        paragraphs = applied(paragraphs, imports.values(), changed)
        for document in documents(official):
            digest.update(document.model_dump_json(include={"paragraphs"}).encode())
            sources[document.source.id] = document.source
            paragraphs |= {paragraph.id: paragraph for paragraph in document.paragraphs}
            local.add(document.source.id)
    newest = max((s.effective for s in sources.values() if s.effective), default="undated")
    return Corpus(sources, paragraphs, precedents, issue_map, general, f"{newest}+{digest.hexdigest()[:8]}", imports, frozenset(local), asked_back)


def load_source(path: Path) -> tuple[Source, tuple[Paragraph, ...]]:
    """One document and its paragraphs, in order of the file."""
    data, lines = _read_yaml(path)
    items = data.pop("paragraphs", None)
    if not isinstance(items, list) or not items:
        raise BadRecord(path, 1, "no list 'paragraphs'", "A document needs at least one paragraph")
    source = _checked(Source, data, path, 1)
    if source.id != path.stem:
        raise BadRecord(path, 1, f"id {source.id!r} is not the file's name", "Make the two equal")
    seen: set[str] = set()
    paragraphs: list[Paragraph] = []
    for item, line in zip(items, lines, strict=True):
        paragraph = _checked(Paragraph, item, path, line)
        if paragraph.id != f"{source.id}#{paragraph.number}":
            raise BadRecord(
                path, line, f"id {paragraph.id!r} is not '{source.id}#{paragraph.number}'",
                "An id is the document's id, '#', and the number",
            )
        if not paragraph.digest:
            raise BadRecord(path, line, f"{paragraph.id!r} has no digest", "Say what the paragraph requires, in your own words")
        if paragraph.id in seen:
            raise BadRecord(path, line, f"id {paragraph.id!r} stands twice", "Give each paragraph once")
        seen.add(paragraph.id)
        paragraphs.append(paragraph)
    return source, tuple(paragraphs)


def load_issue_map(
    path: Path, paragraphs: dict[str, Paragraph]
) -> tuple[dict[Issue, tuple[str, ...]], tuple[str, ...]]:
    """Issue -> ids of the paragraphs that bear most on it, and the ids that bear on any post; best first."""
    data, _ = _read_yaml(path)
    unknown = set(data["issues"]) - set(Issue)
    if unknown:
        raise BadRecord(path, 1, f"unknown issue {min(unknown)!r}", "Use one of the issues in corpus/models.py")
    general = _held_ids(data.get("general", []), paragraphs)
    return {Issue(name): _held_ids(entries, paragraphs) for name, entries in data["issues"].items()}, general


def _held_ids(entries: list[dict[str, str]], paragraphs: dict[str, Paragraph]) -> tuple[str, ...]:
    for entry in entries:
        if entry["id"] not in paragraphs:
            raise UnknownParagraph(entry["id"], nearest(entry["id"], paragraphs))
    return tuple(entry["id"] for entry in entries)


def load_precedents(paths: Iterable[Path]) -> tuple[Precedent, ...]:
    """Every precedent of the files, in order; ids must be unique over all of them."""
    precedents: list[Precedent] = []
    for path, line, precedent in _each_once(Precedent, paths, "Give it an id of its own"):
        for span in precedent.spans:
            if span.text not in precedent.input:
                raise BadRecord(path, line, f"span {span.text!r} is not in the input", "Copy its words exactly")
        precedents.append(precedent)
    return tuple(precedents)


def load_asked_back(paths: Iterable[Path], precedents: Iterable[Precedent]) -> tuple[AskedBack, ...]:
    """What readers would ask back, in order of the files; one without words of its own has to be about one of `precedents`."""
    known = {precedent.id for precedent in precedents}
    made: list[AskedBack] = []
    for path, line, asked in _each_once(AskedBack, paths, "Give each question once"):
        if (asked.input is None) != (asked.id in known):
            raise BadRecord(
                path, line, f"id {asked.id!r} is {'no' if asked.input is None else 'a'} precedent",
                "Name a precedent, or give an id of its own and the input",
            )
        made.append(asked)
    return tuple(made)


def _each_once(model: type[Labelled], paths: Iterable[Path], mend: str) -> Iterator[tuple[Path, int, Labelled]]:
    """(path, line from 1, record) of every record, in order; BadRecord, with what to do, for an id that stood before."""
    seen: set[str] = set()
    for path in paths:
        for line, data in read_jsonl(path):
            record = _checked(model, data, path, line)
            if record.id in seen:
                raise BadRecord(path, line, f"id {record.id!r} stands twice", mend)
            seen.add(record.id)
            yield path, line, record


def read_jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number from 1, object) for each line that is not blank.

    Raises BadRecord for a file that is missing, not UTF-8, or a line that is no JSON object.
    """
    for record in read_lines(path):
        if isinstance(record, BadRecord):
            raise record
        yield record


def as_jsonl(records: Iterable[Mapping[str, Any]]) -> str:
    """The records one a line, as read_jsonl reads them back."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]] | BadRecord]:
    """As read_jsonl, a line that cannot be used given as its BadRecord, so that every one can be told."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield BadRecord(path, 1, f"cannot be read ({error})", "Give the path of a UTF-8 JSON Lines file")
        return
    # not splitlines(): a draft may hold U+2028, which JSON leaves unescaped
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield BadRecord(path, number, f"not JSON ({error})", "Write one object on each line")
            continue
        if isinstance(data, dict):
            yield number, data
        else:
            yield BadRecord(path, number, f"a {type(data).__name__}, not an object", "Write one object on each line")


def nearest(paragraph_id: str, held: Iterable[str]) -> list[str]:
    """Up to three held ids that look like the one asked for, best first."""
    return difflib.get_close_matches(paragraph_id, list(held), n=3, cutoff=0.6)


def _read_yaml(path: Path) -> tuple[dict[str, Any], list[int]]:
    """The mapping in the file, and the line on which each entry of 'paragraphs' begins."""
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BadRecord(path, line, f"not readable as YAML ({error})", "Mend the indentation or quotes there") from error
    if not isinstance(data, dict) or node is None:
        raise BadRecord(path, 1, "not a mapping", "Begin with 'key: value' lines")
    lines = [
        entry.start_mark.line + 1
        for key, value in node.value
        if key.value == "paragraphs" and isinstance(value, yaml.SequenceNode)
        for entry in value.value
    ]
    return data, lines


def _checked(model: type[Model], data: object, path: Path, line: int) -> Model:
    """`data` as a `model`, or BadRecord naming the field."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "record"
        value = repr(first.get("input"))[:80]
        raise BadRecord(path, line, f"{field}: {first['msg']}, given {value}", "Mend that field") from error
