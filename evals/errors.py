"""What can stop an evaluation before it begins.

EvalError
├── NoCases         there is nothing to score
├── NoFolder        the reports cannot be written where they were asked for
├── BadPlan         an option of the run cannot be followed
├── BadThresholds   the thresholds file does not hold what it must
├── BadRun          an earlier run cannot be compared with
├── CannotAccept    a run is no new baseline
└── NoDatabase      labels cannot be read or saved

A bad line of a case file is a corpus.errors.BadRecord, as for every file of records.
"""

from pathlib import Path


class EvalError(Exception):
    """An evaluation cannot start; the message says what to do."""


class NoCases(EvalError):
    """A run over no cases proves nothing, so it fails."""

    def __init__(self, where: str) -> None:
        super().__init__(f"No cases in {where}. Give a file with at least one case a line: --cases FILE.jsonl")


class NoFolder(EvalError):
    """The folder for the reports cannot be made or written."""

    def __init__(self, out: Path, problem: str) -> None:
        super().__init__(f"Reports cannot be written to {out} ({problem}). Give another folder: --out DIR")


class BadPlan(EvalError):
    """An option cannot be followed."""

    def __init__(self, option: str, value: object, mend: str) -> None:
        super().__init__(f"{option} {value!r}: {mend}.")


class BadThresholds(EvalError):
    """A threshold cannot be held against a report."""

    def __init__(self, path: Path, problem: str, mend: str) -> None:
        super().__init__(f"{path}: {problem}. {mend}")


class BadRun(EvalError):
    """A file is no report.json or baseline.json of an earlier run."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path}: {problem}. Give the report.json of an earlier run, its folder, or a baseline.json made with --accept"
        )


class CannotAccept(EvalError):
    """A run may not become the baseline."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"No baseline was written: {problem}. {mend}")


class NoDatabase(EvalError):
    """The database of the labelling desk cannot be used; nothing typed is lost, for the page keeps it."""

    def __init__(self, url: str, problem: str) -> None:
        super().__init__(f"Labels cannot be read or saved at {url} ({problem}). Try again, or give another --db URL")
