"""Case files (JSON Lines) -> CaseSets, every line checked as it is read."""

import difflib
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.conversation.models import FactName
from assistant.models import Grade, Issue, Kind, Verdict, Whose
from corpus.errors import BadRecord
from corpus.load import read_jsonl, read_lines
from evals.errors import NoCases
from evals.models import Case, CaseSet

CASES = Path(__file__).parent / "cases"
# sets that take minutes and hold to one property each: `canipost eval --full` runs them too
FULL = CASES / "full"
# rewriting a draft reviews it a dozen times over, and the conversations that the follow-ups were tuned on say little of new ones
SLOW = frozenset({"rewrites", "conversations"})
# fields that take one of a closed set of words: only these are shown in an error, for any other may be a draft
CLOSED_SETS: Mapping[str, Sequence[str]] = {
    "verdict": [verdict.value for verdict in Verdict],
    "also_acceptable": [verdict.value for verdict in Verdict],
    "issues": [issue.value for issue in Issue],
    "issue": [issue.value for issue in Issue],
    "kind": [kind.value for kind in Kind],
    "grade": [grade.value for grade in Grade],
    "whose": [whose.value for whose in Whose],
    "audience": ["public", "private-group", "one-to-one"],
    "changed": [name.value for name in FactName],
    "status": ["candidate"],
}


def shipped(full: bool = False) -> list[Path]:
    """The case files of this folder, by name; with `full` also those that take long."""
    held = [path for path in sorted(CASES.glob("*.jsonl")) if full or path.stem not in SLOW]
    return [*held, *(sorted(FULL.glob("*.jsonl")) if full else ())]


def load_sets(paths: Sequence[Path], limit: int | None = None, judged: bool = True) -> list[CaseSet]:
    """One CaseSet a file, in order; ids are unique over all of them.

    `limit` takes only the first cases of each file; `judged` asks that somebody said what is right, which cases that
    are still to be labelled do without. Raises BadRecord for the first line that cannot be
    used, and NoCases where a file (or the list) holds none.
    """
    if not paths:
        raise NoCases(str(CASES))
    seen: dict[str, str] = {}
    names = set_names(paths)
    return [load_set(path, name, seen, limit, judged) for path, name in zip(paths, names, strict=True)]


def load_set(path: Path, name: str, seen: dict[str, str], limit: int | None = None, judged: bool = True) -> CaseSet:
    """The cases of one file. `seen` (id -> 'path:line') is added to, so that ids stay unique over files."""
    cases: list[Case] = []
    for line, data in read_jsonl(path):
        case = checked(data, path, line, judged)
        if case.id in seen:
            raise BadRecord(path, line, f"id {case.id!r} stands already at {seen[case.id]}", "Give it an id of its own")
        seen[case.id] = f"{path}:{line}"
        cases.append(case)
    taken = tuple(cases[:limit])
    if not taken:
        raise NoCases(str(path))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return CaseSet(name, path, sha256, taken, partial=len(taken) < len(cases))


def picked(sets: Iterable[CaseSet], pattern: str | None) -> list[CaseSet]:
    """The cases whose 'set/id' `pattern` finds, letter case aside; None takes all. Raises NoCases where none is left."""
    if pattern is None:
        return list(sets)
    wanted = re.compile(pattern, re.IGNORECASE)
    kept = [
        replace(case_set, cases=cases, partial=case_set.partial or len(cases) < len(case_set.cases))
        for case_set in sets
        if (cases := tuple(case for case in case_set.cases if wanted.search(f"{case_set.name}/{case.id}")))
    ]
    if not kept:
        raise NoCases(f"the files whose 'set/id' holds {pattern!r}")
    return kept


def problems(path: Path) -> list[str]:
    """What is wrong with each line of a case file, as 'path:line: problem. mend'; nothing where all can be used."""
    found: list[str] = []
    seen: dict[str, int] = {}
    for record in read_lines(path):
        if isinstance(record, BadRecord):
            found.append(str(record))
            continue
        line, data = record
        try:
            case = checked(data, path, line)
        except BadRecord as error:
            found.append(str(error))
            continue
        if case.id in seen:
            found.append(str(BadRecord(path, line, f"id {case.id!r} stands already in line {seen[case.id]}", "Give it an id of its own")))
        seen.setdefault(case.id, line)
    return found or ([] if seen else [str(NoCases(str(path)))])


def set_names(paths: Iterable[Path]) -> list[str]:
    """A name for each file: its own without the ending, with its folder where two are alike."""
    paths = list(paths)
    stems = [path.stem for path in paths]
    return [
        stem if stems.count(stem) == 1 and stem != "all" else f"{path.parent.name}/{stem}"
        for path, stem in zip(paths, stems, strict=True)
    ]


def checked(data: dict[str, Any], path: Path, line: int, judged: bool = True) -> Case:
    """`data` as a Case, or BadRecord naming the field and the mend.

    `judged` asks that each request has a verdict, or the paragraphs that answer it: without both, nothing can be scored.
    """
    try:
        case = Case.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        loc = [str(part) for part in first["loc"]]
        # in a file the expectation of a single request has no level of its own
        field = loc[1:] if loc[:1] == ["expect"] and "expect" not in data and len(loc) > 1 else loc
        where = ".".join(field) or "case"
        raise BadRecord(path, line, *_told(where, first["type"], first["msg"], first.get("input"))) from error
    if judged and case.is_candidate:
        raise BadRecord(path, line, "a candidate has no verdict yet", "Judge it at 'canipost label --cases FILE', and use what '--export' writes")
    for turn, exchange in enumerate(case.exchanges):
        if judged and exchange.expect.verdict is None and not exchange.expect.cite:
            where = f"turns.{turn}.expect.verdict" if case.is_conversation else "verdict"
            raise BadRecord(path, line, *_told(where, "missing", "", None))
        for span in exchange.expect.spans or ():
            if span.text not in exchange.text:
                raise BadRecord(path, line, "a span's text is not in the input", "Copy its words exactly")
    return case


def _told(where: str, kind: str, message: str, given: object) -> tuple[str, str]:
    """What is wrong with a field, and the mend; a value is repeated only where it should be one of a few words."""
    name = next((part for part in reversed(where.split(".")) if not part.isdigit()), where)
    words = CLOSED_SETS.get(name, ())
    match kind:
        case "missing":
            return f"{where} is missing", f"Give {_one_of(words)}" if words else "Add it"
        case "enum" | "literal_error" if isinstance(given, str):
            near = difflib.get_close_matches(given, words, n=3, cutoff=0.5)
            return f"{where} {given[:60]!r} is unknown", f"Use {_one_of(near or words)}"
        case "string_unicode":
            return f"{where} holds half of a surrogate pair, which is no character", "Write it again in UTF-8"
        case "tuple_type":
            return f"{where} is not a list", "Write a list: [...]"
        case "model_type":
            return f"{where} is not an object", "Write an object: {...}"
        case _:
            return (
                f"{where}: {message.removeprefix('Value error, ')}",
                "Mend that field; evals/cases/README.md shows a line",
            )


def _one_of(words: Iterable[str]) -> str:
    return "one of: " + ", ".join(words)
