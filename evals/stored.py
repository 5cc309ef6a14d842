"""A run as it was kept: report.json or baseline.json -> the answers and scores of its exchanges."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.models import Verdict
from evals.errors import BadRun
from evals.models import Tally


@dataclass(frozen=True, slots=True)
class Kept:
    """One exchange of an earlier run."""

    given: Verdict | None
    """None where it could not be scored."""
    tallies: Mapping[str, Tally]
    """Measure -> its parts; a measure that did not apply is not there."""


@dataclass(frozen=True, slots=True)
class StoredRun:
    """An earlier run, as far as a later one is compared with it."""

    name: str
    """How a reader meets it: its file, when it was made, on which commit."""
    sets: Mapping[str, Mapping[str, Kept]]
    """Name of a set -> id of an exchange -> what was kept of it."""


def load_run(path: Path) -> StoredRun:
    """The run in a report.json or baseline.json, or in the folder that holds a report.json. Raises BadRun."""
    file = path / "report.json" if path.is_dir() else path
    data = read(file)
    try:
        if "exchanges" in data:
            when, commit = data["provenance"]["when"], data["provenance"]["commit"]
            sets: dict[str, dict[str, Kept]] = {}
            for exchange in data["exchanges"]:
                sets.setdefault(exchange["set"], {})[exchange["id"]] = _kept(exchange)
        else:
            when, commit = data["when"], data["commit"]
            sets = {
                name: {id_: _kept(exchange) for id_, exchange in of_set["exchanges"].items()}
                for name, of_set in data["sets"].items()
            }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRun(file, f"it does not hold what a run does ({type(error).__name__}: {error})") from error
    return StoredRun(f"{file.name} of {when}, commit {(commit or 'unknown')[:12]}", sets)


def read(file: Path) -> dict[str, Any]:
    """The JSON object in a file. Raises BadRun."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadRun(file, f"cannot be read ({error})") from error
    if not isinstance(data, dict):
        raise BadRun(file, f"it holds a {type(data).__name__}, not an object")
    return data


def _kept(exchange: Mapping[str, Any]) -> Kept:
    given = exchange["given"]
    # a report tells why a measure has no value; here only values count
    scores = {name: Tally(*parts) for name, parts in exchange["scores"].items() if isinstance(parts, list)}
    return Kept(None if given is None else Verdict(given), scores)
