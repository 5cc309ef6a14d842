"""One evaluation from case files to exit code: what `canipost eval` and `python -m evals` run."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.cli.common import bar_for_each
from assistant.errors import AssistantError
from assistant.pipeline import open_assistant
from assistant.settings import Settings
from corpus.errors import CorpusError
from evals.baseline import BASELINE, accept
from evals.cache import AnswerCache, maker
from evals.compare import compare
from evals.errors import BadPlan, EvalError, NoFolder
from evals.gate import THRESHOLDS, failures, load_thresholds
from evals.history import headline, past, remember
from evals.latest import point_to
from evals.load import load_sets, picked, problems, shipped
from evals.models import CaseSet, Prediction, Scored
from evals.plan import Plan
from evals.predictions import line
from evals.provenance import provenance
from evals.report import report_on, write
from evals.results import Comparison, Report, Robustness
from evals.robustness.make import shipped_changes
from evals.robustness.measure import robustness
from evals.score import score
from evals.screen import show
from evals.stored import StoredRun, load_run
from evals.workers import answered, repeated

PASSED, BELOW, WRONG_USE = 0, 1, 2
PREDICTIONS = "predictions.jsonl"
CACHE = "cache"
NO_BASELINE = (
    "No numbers have been accepted yet, so nothing can be seen to move: make baseline REASON='the first numbers' writes "
    "evals/baseline.json, which the gate then holds to."
)


def main(plan: Plan, settings: Settings) -> int:
    """Run the cases, write the reports, and give the exit code.

    0; 1 with `gate` and a threshold not met or a number that left the baseline, or where nothing could be
    scored; 2 for a file, folder or setting that cannot be used, with a message on standard error.
    """
    errors = Console(stderr=True, highlight=False)
    try:
        report = evaluate(plan, settings, errors)
        written = write(report, plan.out)
        if not report.provenance.partial:
            point_to(plan.out, settings)
        if plan.accept is not None:
            accepted = plan.baseline or BASELINE
            accept(report, plan.accept, accepted)
            written.append(accepted)
    except (EvalError, CorpusError, AssistantError) as error:
        errors.print(f"canipost: {error}", markup=False, soft_wrap=True)
        return WRONG_USE
    except OSError as error:
        errors.print(
            f"canipost: {error}. Look at the folders of --out and CANIPOST_HOME.", markup=False, soft_wrap=True
        )
        return WRONG_USE
    show(report, written, plan.gate, Console(highlight=False))
    return exit_code(report, plan.gate)


def evaluate(plan: Plan, settings: Settings, console: Console) -> Report:
    """Everything a run finds. Raises EvalError, CorpusError or AssistantError; bars are drawn on `console`."""
    check(plan)
    sets = picked(load_sets(plan.cases or shipped(plan.full), plan.limit), plan.pattern)
    thresholds = load_thresholds(plan.thresholds or THRESHOLDS)
    earlier = list(_earlier(plan))
    _make(plan.out)
    with _progress(console) as bars:
        assistant = open_assistant(settings, bar_for_each(bars))
        cache = AnswerCache(plan.out / CACHE, maker(assistant)) if plan.cache else None
        predictions = list(_written(answered(assistant, sets, plan.jobs, cache), sets, plan.out / PREDICTIONS, bars))
        if plan.repeat > 1:
            again = repeated(predictions, settings, plan.repeat - 1)
            predictions = list(bars.track(again, total=len(predictions), description="the same again"))
        robust: tuple[Robustness, ...] = ()
        if plan.robustness or plan.full:

            def answering(changed: Sequence[CaseSet]) -> Iterable[Prediction]:
                asked = answered(assistant, changed, plan.jobs, cache)
                return bars.track(asked, total=len(changed[0].cases), description=f"changed: {changed[0].name}")

            # cases of the user's own are changed here; for those that ship it was done once, and can be read
            robust = robustness(predictions, answering, None if plan.cases else shipped_changes())
    texts = {id_: paragraph.text for id_, paragraph in assistant.corpus.paragraphs.items()}
    items = score(predictions, texts)
    made = provenance(assistant, sets, datetime.now(UTC))
    report = report_on(items, sets, texts, thresholds, made, _compared(earlier, items), robust)
    if not plan.cases and plan.baseline is None and plan.accept is None and not BASELINE.exists():
        report = replace(report, notes=(*report.notes, NO_BASELINE))
    if made.partial:
        return report
    this = headline(report)
    before = past(plan.out)
    remember(this, plan.out)
    return replace(report, past=(*before, this))


def check(plan: Plan) -> None:
    """Raise BadPlan for options that cannot be followed, before minutes are spent."""
    for name, value in (("--limit", plan.limit), ("--jobs", plan.jobs), ("--repeat", plan.repeat)):
        if value is not None and value < 1:
            raise BadPlan(name, value, "No cases would be run. Give 1 or more")
    if plan.pattern is not None:
        try:
            re.compile(plan.pattern)
        except re.error as error:
            raise BadPlan("--filter", plan.pattern, f"It is no regular expression ({error}). Give a part of 'set/id'") from error
    if plan.accept is not None and not plan.accept.strip():
        raise BadPlan("--accept", plan.accept, "Say why the new numbers are right")
    if plan.accept is not None and plan.cases and plan.baseline is None:
        raise BadPlan("--accept", plan.accept, "For cases of your own, say where their baseline is kept: --baseline FILE")


def validate(paths: Sequence[Path]) -> int:
    """Print every line of the case files that cannot be used; 0 where there is none, else 2."""
    console = Console(highlight=False)
    found = [problem for path in paths for problem in problems(path)]
    for problem in found:
        console.print(problem, markup=False, soft_wrap=True)
    if not found:
        console.print(f"Every line can be used: {', '.join(map(str, paths))}", markup=False, soft_wrap=True)
    return WRONG_USE if found else PASSED


def exit_code(report: Report, gate: bool) -> int:
    """1 where nothing could be scored, or with `gate` and a threshold not met or a number moved; else 0."""
    nothing_scored = not report.all.rates["scored"].hits
    return BELOW if nothing_scored or (gate and (failures(report.gate) or report.moved)) else PASSED


def _earlier(plan: Plan) -> Iterator[tuple[StoredRun, bool]]:
    """The runs to compare with, and whether each is the baseline; one being replaced is none."""
    baseline = plan.baseline or (BASELINE if not plan.cases and BASELINE.exists() else None)
    if baseline is not None and plan.accept is None:
        yield load_run(baseline), True
    if plan.against is not None:
        yield load_run(plan.against), False


def _compared(earlier: Iterable[tuple[StoredRun, bool]], items: Sequence[Scored]) -> tuple[Comparison, ...]:
    return tuple(compare(run, items, is_baseline) for run, is_baseline in earlier)


def _make(out: Path) -> None:
    """The folder, made, and shown to be writable before minutes are spent on cases."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / PREDICTIONS).touch()
    except OSError as error:
        raise NoFolder(out, error.strerror or str(error)) from error


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
