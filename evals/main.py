"""One evaluation from case files to exit code: what `canipost eval` and `python -m evals` run."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.errors import AssistantError
from assistant.pipeline import Assistant, open_assistant
from assistant.settings import Settings
from corpus.errors import CorpusError
from evals.errors import EvalError, NoCases, NoFolder
from evals.gate import failures, load_thresholds
from evals.load import load_sets, shipped
from evals.models import CaseSet, Prediction, Report
from evals.predictions import line
from evals.provenance import provenance
from evals.report import report_on, write
from evals.run import run
from evals.screen import show

PASSED, BELOW, WRONG_USE = 0, 1, 2
PREDICTIONS = "predictions.jsonl"


def main(cases: Sequence[Path] | None, out: Path, gate: bool, settings: Settings, limit: int | None = None) -> int:
    """Run the cases (None: those that ship), write the reports to `out`, and give the exit code.

    0; 1 with `gate` and a threshold not met, or where nothing could be scored; 2 for a file, folder or
    setting that cannot be used, with a message on standard error. `limit` takes only the first cases of each file.
    """
    errors = Console(stderr=True, highlight=False)
    try:
        if limit is not None and limit < 1:
            raise NoCases(f"the first {limit} of each file")
        sets = load_sets(cases or shipped(), limit)
        thresholds = load_thresholds()
        _make(out)
        with _progress(errors) as bars:
            assistant = _opened(settings, bars)
            predictions = list(_written(run(assistant, sets), sets, out / PREDICTIONS, bars))
        texts = {id_: paragraph.text for id_, paragraph in assistant.corpus.paragraphs.items()}
        report = report_on(predictions, sets, texts, thresholds, provenance(assistant, sets, datetime.now(UTC)))
        written = write(report, out)
    except (EvalError, CorpusError, AssistantError) as error:
        errors.print(f"canipost: {error}", markup=False, soft_wrap=True)
        return WRONG_USE
    except OSError as error:
        errors.print(
            f"canipost: {error}. Look at the folders of --out and CANIPOST_HOME.", markup=False, soft_wrap=True
        )
        return WRONG_USE
    show(report, written, gate, Console(highlight=False))
    return exit_code(report, gate)


def exit_code(report: Report, gate: bool) -> int:
    """1 where nothing could be scored, or with `gate` and a threshold not met; else 0."""
    nothing_scored = not report.all.rates["scored"].hits
    return BELOW if nothing_scored or (gate and failures(report.gate)) else PASSED


def _make(out: Path) -> None:
    """The folder, made, and shown to be writable before minutes are spent on cases."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / PREDICTIONS).touch()
    except OSError as error:
        raise NoFolder(out, error.strerror or str(error)) from error


def _opened(settings: Settings, bars: Progress) -> Assistant:
    """The assistant, with a bar for each part of an index that must be built first."""
    tasks = {}

    def progress(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(what, total=total)
        bars.update(tasks[what], completed=done, total=total)

    return open_assistant(settings, progress)


def _written(
    predictions: Iterable[Prediction], sets: Sequence[CaseSet], path: Path, bars: Progress
) -> Iterator[Prediction]:
    """The same predictions, each written to `path` as soon as it is made, so that a killed run keeps its part."""
    tasks = {case_set.name: bars.add_task(f"cases: {case_set.name}", total=len(case_set.cases)) for case_set in sets}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for prediction in predictions:
            file.write(line(prediction))
            file.flush()
            bars.advance(tasks[prediction.set])
            yield prediction


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
