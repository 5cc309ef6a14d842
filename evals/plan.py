"""What an evaluation was asked to do: the options of `canipost eval`, in one object."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """Which cases, how they are run, what they are held to, and where the reports go."""

    out: Path
    """Folder of the reports and of the cache."""
    cases: tuple[Path, ...] = ()
    """Case files; none: those that ship."""
    full: bool = False
    """With the shipped sets that take long."""
    robustness: bool = False
    """Ask again with changes that should not matter; `full` does so too."""
    pattern: str | None = None
    """Only cases whose 'set/id' this regular expression finds."""
    limit: int | None = None
    """Only the first cases of each file."""
    jobs: int = 1
    """Processes that answer side by side."""
    repeat: int = 1
    """Times each case is answered, each time in a new process with another hash seed."""
    cache: bool = True
    """Answers of the same code, data and settings are taken from the last run in this folder."""
    gate: bool = False
    """Exit 1 below a threshold, or where a number left the baseline."""
    thresholds: Path | None = None
    """None: evals/thresholds.yaml."""
    baseline: Path | None = None
    """None: evals/baseline.json for the shipped cases, none for others."""
    accept: str | None = None
    """The reason why this run is the new baseline."""
    against: Path | None = None
    """An earlier run to compare with."""
