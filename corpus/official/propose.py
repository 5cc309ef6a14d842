"""What an import proved -> a patch to the YAML files, for a maintainer to review: numbers, confidence, topics, never the wording."""

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.models import Confidence, Paragraph
from corpus.official.apply import strength_of
from corpus.official.records import Imported, Outcome, Wording
from corpus.official.similar import Similarity

# topics are taken from so many of the digests most like a paragraph, where at least two of them share it
NEAREST, SHARED = 3, 2


@dataclass(frozen=True, slots=True)
class Change:
    """What an import proved about one record of a YAML file."""

    id: str
    number: str | None = None
    """Its number, where it had none; the id changes with it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A paragraph of the document that has no digest yet."""

    wording: Wording
    topics: tuple[str, ...]


def changes(imported: Imported, held: Mapping[str, Paragraph]) -> list[Change]:
    """Records whose number an import checked or placed; `held` are our digests by id.

    A point placed where a digest stands already is left for a person to merge, so it is not among them.
    """
    checked = [
        Change(w.id)
        for w in imported.paragraphs
        if w.outcome is Outcome.MATCHES and w.id in held and held[w.id].confidence is Confidence.MEDIUM
    ]
    placed = Counter(imported.placed.values())
    return checked + [
        Change(id_, number)
        for id_, number in imported.placed.items()
        if id_ in held and f"{imported.source}#{number}" not in held and placed[number] == 1
    ]


def to_merge(imported: Imported, held: Mapping[str, Paragraph]) -> dict[str, str]:
    """Points placed at a number that is taken: id -> number."""
    done = {change.id for change in changes(imported, held)}
    return {id_: number for id_, number in imported.placed.items() if id_ in held and id_ not in done}


def gaps(imported: Imported, held: Mapping[str, Paragraph], similarity: Similarity) -> list[Gap]:
    """Paragraphs without a digest, with the topics that the digests most like them share."""
    placed = set(imported.placed.values())
    new = [w for w in imported.paragraphs if w.id not in held and w.number.isdigit() and w.number not in placed]
    digests = [p for p in held.values() if p.topics]
    table = similarity([w.text for w in new], [p.digest for p in digests])
    found = []
    for wording, row in zip(new, table, strict=True):
        best = sorted(range(len(digests)), key=lambda at: -row[at])[:NEAREST]
        topics = Counter(topic for at in best for topic in digests[at].topics)
        found.append(Gap(wording, tuple(topic for topic, count in topics.most_common() if count >= SHARED)))
    return found


def patched(text: str, proved: Sequence[Change], missing: Sequence[Gap] = ()) -> str:
    """The text of a guidance file with the records changed, and a comment at its end for each paragraph to be digested."""
    lines = text.splitlines(keepends=True)
    for change in proved:
        start, end = _record(lines, change.id)
        if start < 0:
            continue
        record = [_line(line, change) for line in lines[start:end]]
        lines[start:end] = [line for line in record if line]
    if missing:
        lines.append("# Paragraphs that the publisher prints and no record digests yet: number, section, strength, topics to consider.\n")
    for gap in missing:
        w = gap.wording
        lines.append(f"# {w.number} | {w.section} | {strength_of(w.text).value} | {', '.join(gap.topics) or 'no topic suggested'}\n")
    return "".join(lines)


def renamed(text: str, proved: Sequence[Change]) -> str:
    """The text of any other data file, ids of placed points made those of their numbers."""
    for change in proved:
        if change.number:
            text = re.sub(rf"{re.escape(change.id)}(?![\w-])", new_id(change), text)
    return text


def patch(files: Mapping[Path, str], root: Path, proved: Sequence[Change], missing: Sequence[Gap], own: Path) -> str:
    """A unified diff over `files` (path -> text), `own` being the document's; '' where nothing would change."""
    diffs: list[str] = []
    for path, text in files.items():
        new = patched(text, proved, missing) if path == own else renamed(text, proved)
        if new != text:
            name = path.relative_to(root).as_posix()
            diffs += difflib.unified_diff(text.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{name}", f"b/{name}")
    return "".join(diffs)


def new_id(change: Change) -> str:
    """The id that a record will have."""
    return f"{change.id.partition('#')[0]}#{change.number}" if change.number else change.id


def _record(lines: Sequence[str], id_: str) -> tuple[int, int]:
    """First line of the record and the line after its last, or (-1, -1)."""
    begins = re.compile(r"- id: *[\"']?(.*?)[\"']?\s*$")
    starts = [(at, found.group(1)) for at, line in enumerate(lines) if (found := begins.match(line))]
    for place, (at, found_id) in enumerate(starts):
        if found_id == id_:
            return at, starts[place + 1][0] if place + 1 < len(starts) else len(lines)
    return -1, -1


def _line(line: str, change: Change) -> str:
    """One line of a record as it should be; '' where it goes."""
    if re.match(r"\s+confidence:", line):
        return re.sub(r"confidence:.*", "confidence: high", line)
    if change.number is None:
        return line
    if re.match(r"\s+note:", line):
        return ""  # a guess at the number, which is known now
    if re.match(r"\s+number:", line):
        return re.sub(r"number:.*", f'number: "{change.number}"', line)
    return line.replace(change.id, new_id(change)) if line.startswith("- id:") else line
