"""The newest evaluation that was written on this machine, as far as the page shows it."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.settings import Settings

REPORT, PAGE, POINTER = "report.json", "report.html", "latest.json"
# where `canipost eval` and the Makefile write, seen from the folder the app was started in
USUAL = ("eval-out", "eval-out-full")


class Read(BaseModel):
    """A part of a report; what this page does not show is let be."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Interval(Read):
    """Bounds of a 95% interval."""

    low: float
    high: float


class Rate(Read):
    """One rate of one set."""

    value: float | None
    of: int
    wilson: Interval | None = None
    clustered: Interval | None = None

    @property
    def interval(self) -> Interval | None:
        """The one to go by."""
        return self.clustered or self.wilson


class Worst(Read):
    """An error, the gravest first."""

    id: str
    set: str
    fault: str
    input: str
    expected: str | None
    given: str
    why: str
    said: str
    expected_paragraphs: tuple[str, ...] = ()
    given_paragraphs: tuple[str, ...] = ()


class SetReport(Read):
    """The rates over one set of cases."""

    name: str
    cases: int
    rates: dict[str, Rate]
    worst: tuple[Worst, ...] = ()


class Gate(Read):
    """One threshold."""

    set: str
    measure: str
    value: float | None
    threshold: float
    state: str


class Past(Read):
    """The headline of an earlier run in the same folder."""

    when: str
    rates: dict[str, dict[str, float | None]]


class Made(Read):
    """What was run."""

    when: str
    corpus_edition: str
    index: str
    commit: str | None = None


class People(Read):
    """How far people agree, as the report tells it."""

    rows: tuple[tuple[str, str, str, str], ...]
    caution: str


class Report(Read):
    """A report."""

    provenance: Made
    all: SetReport
    sets: tuple[SetReport, ...]
    gate: tuple[Gate, ...] = ()
    past: tuple[Past, ...] = ()
    notes: tuple[str, ...] = ()
    people: People | None = None
    paragraphs: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """A report and the folder that holds it."""

    folder: Path
    report: Report

    @property
    def page(self) -> Path | None:
        """The whole report as a page, where it stands beside."""
        file = self.folder / PAGE
        return file if file.is_file() else None


def newest(settings: Settings, here: Path) -> Found | None:
    """The report made last, of the folder that the last run left word of and the usual ones in `here`; None where there is none."""
    found = [Found(folder, report) for folder in dict.fromkeys(_folders(settings, here)) if (report := _report(folder / REPORT))]
    return max(found, key=lambda one: one.report.provenance.when, default=None)


def _folders(settings: Settings, here: Path) -> Iterator[Path]:
    with suppress(OSError, ValueError, KeyError, TypeError):
        yield Path(json.loads((settings.evals_home / POINTER).read_text(encoding="utf-8"))["folder"])
    yield from (here.resolve() / name for name in USUAL)


def _report(file: Path) -> Report | None:
    """The report in a file; None where there is none, or it is of another version."""
    try:
        return Report.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
