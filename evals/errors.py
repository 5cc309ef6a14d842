"""What can stop an evaluation before it begins.

EvalError
├── NoCases         there is nothing to score
├── NoFolder        the reports cannot be written where they were asked for
└── BadThresholds   the thresholds file does not hold what it must

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


class BadThresholds(EvalError):
    """A threshold cannot be held against a report."""

    def __init__(self, path: Path, problem: str, mend: str) -> None:
        super().__init__(f"{path}: {problem}. {mend}")
