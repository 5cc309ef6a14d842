"""Headlines of the whole runs written into one folder, so that a report can show how they went."""

import json
from pathlib import Path

from evals.results import PastRun, Report

FILE = "history.jsonl"
MEASURES = ("light_agreement", "unsafe_miss", "over_block")
# runs that the trend goes back
SHOWN = 30


def headline(report: Report) -> PastRun:
    """What is remembered of a run."""
    rates = {of_set.name: {name: of_set.rates[name].value for name in MEASURES} for of_set in report.sets}
    return PastRun(report.provenance.when, report.provenance.commit, rates)


def past(out: Path) -> tuple[PastRun, ...]:
    """The runs kept in the folder, oldest first; a line that cannot be read is left out."""
    held: list[PastRun] = []
    file = out / FILE
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            record = json.loads(line)
            rates = {str(name): {str(key): value for key, value in of_set.items()} for name, of_set in record["rates"].items()}
            held.append(PastRun(str(record["when"]), record["commit"], rates))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return tuple(held[-SHOWN:])


def remember(run: PastRun, out: Path) -> None:
    """Add a run to the folder."""
    with (out / FILE).open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps({"when": run.when, "commit": run.commit, "rates": run.rates}) + "\n")
