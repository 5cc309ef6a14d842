"""Report -> what the terminal shows: rates, what failed, where the files are. Never a word of an input."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals import ceiling
from evals.formats.document import NONE, number
from evals.formats.moved import change_line, flip_line
from evals.gate import failures
from evals.results import Comparison, GateState, Interval, Report
from evals.score import MEASURES

# flips shown in the terminal
FLIPS = 12


def show(report: Report, written: Sequence[Path], gate: bool, console: Console) -> None:
    """Print the summary."""
    console.print(_rates(report))
    for lost in report.all.unscored:
        console.print(f"could not be scored: {lost.id} ({lost.error})", markup=False)
    if (ours := ceiling.score_of(report)) is not None:
        console.print(f"Light agreement with published judgements: {ours}. People among themselves, same label:", markup=False)
        for people in (*ceiling.PUBLISHED, *ceiling.OWN):
            console.print(f"  {people.raw} (kappa {people.kappa}): {people.who}, {people.on}", markup=False, soft_wrap=True)
    for note in report.notes:
        console.print(note, markup=False)
    for robust in report.robustness:
        console.print(
            f"{robust.name}: {robust.flips.hits} of {robust.flips.of} lights flip {_bounds(robust.wilson)}", markup=False
        )
    failed = failures(report.gate)
    for result in failed:
        console.print(
            f"{'FAILED' if gate else 'below its threshold'}: {result.set}, {result.measure} is {result.value:.4g}, "
            f"{result.bound} {result.threshold:g} is asked for",
            markup=False,
        )
    if gate and not failed:
        met = sum(result.state is GateState.MET for result in report.gate)
        console.print(f"All {met} thresholds that apply are met.")
    for comparison in report.comparisons:
        for line in told(comparison, gate):
            console.print(line, markup=False, soft_wrap=True)
    console.print("Written: " + ", ".join(str(path) for path in written), markup=False, soft_wrap=True)


def told(comparison: Comparison, gate: bool) -> Iterator[str]:
    """What a comparison found, a line each; verdicts and ids, never words."""
    yield f"Compared with {comparison.before}: {len(comparison.flips)} verdicts differ, {len(comparison.moved)} numbers moved."
    for flip in comparison.flips[:FLIPS]:
        yield f"  {flip_line(flip)}"
    if len(comparison.flips) > FLIPS:
        yield f"  and {len(comparison.flips) - FLIPS} more: the report lists them all"
    for change in comparison.moved:
        yield f"{'MOVED' if gate and comparison.is_baseline else 'moved'}: {change_line(change)}"
    if comparison.is_baseline and comparison.moved:
        yield "Mend what moved for the worse; or accept the new numbers, with the reason: canipost eval --accept 'WHY'"


def _rates(report: Report) -> Table:
    """One line a measure. One set is shown with intervals and n; of several, the rates stand side by side."""
    several = len(report.sets) > 1
    sets = (report.all, *report.sets) if several else report.sets
    table = Table(title=f"{report.all.cases} cases, {report.all.exchanges} requests", title_justify="left", box=SIMPLE)
    table.add_column("measure", no_wrap=True)
    for of_set in sets:
        table.add_column(escape(of_set.name), justify="right", overflow="fold")
    if not several:
        table.add_column("95%", no_wrap=True)
        table.add_column("n", justify="right")
    for name in MEASURES:
        rates = [of_set.rates[name] for of_set in sets]
        more = () if several else (_bounds(rates[0].wilson or rates[0].clustered), str(rates[0].of))
        table.add_row(name.replace("_", " "), *(number(rate.value) for rate in rates), *more)
    table.add_row("calibration error", *(number(of_set.calibration_error) for of_set in sets))
    table.add_row("median time", *(f"{s.latency.p50:.0f} ms" if s.latency else NONE for s in sets))
    return table


def _bounds(interval: Interval | None) -> str:
    return "" if interval is None else f"{interval.low:.2f} to {interval.high:.2f}"
