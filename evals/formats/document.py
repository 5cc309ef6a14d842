"""Report -> the blocks of one document, which Markdown and HTML both draw."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.models import Verdict
from evals import ceiling
from evals.formats.moved import change_row, flip_row
from evals.paired import smallest_visible
from evals.results import (
    Comparison,
    GateResult,
    GateState,
    Group,
    Interval,
    PastRun,
    Provenance,
    Rate,
    Report,
    Robustness,
    SetReport,
    Worst,
)
from evals.score import MEASURES

NONE = "–"
# sentences of an answer shown under a worst error
SENTENCES = 4
BREAKDOWNS = {
    "kind": "By kind of request",
    "light": "By expected light",
    "issue": "By issue",
    "platform": "By platform",
    "tier": "By tier of the judgement",
    "source": "By who judged",
}
SHORT = {
    "light_agreement": "agreement", "unsafe_miss": "unsafe miss", "over_block": "over-block", "over_caution": "over-caution",
    "citation_hit_at_3": "citation hit", "issue_precision": "precision", "issue_recall": "recall", "issue_f1": "F1",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is the page's own."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's words, shown as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain text under a head; the first cell of a row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_counts: bool = False
    """Its cells are counts, and each row may be shaded by how its own are spread."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that may be folded away under a line."""

    line: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks in two columns, each under its title."""

    left: str
    left_blocks: tuple["Block", ...]
    right: str
    right_blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines over [0, 1] x [0, 1]; a format that draws none shows the words."""

    title: str
    across: str
    """What is measured across."""
    lines: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    """Name of a line, its points."""
    diagonal: bool = False
    """Whether the line of equality is drawn."""


@dataclass(frozen=True, slots=True)
class Filtered:
    """Folds of which a reader can choose a kind."""

    folds: tuple[tuple[str, Fold], ...]
    """Kind of a fold, the fold."""


Block = Heading | Para | Quoted | Table | Fold | Beside | Plot | Filtered


def document(report: Report) -> Iterator[Block]:
    """The whole report, in reading order."""
    yield Heading(1, "Evaluation")
    yield Para(_opening(report))
    for note in report.notes:
        yield Para(note)
    yield _headline(report)
    yield Heading(2, "How far people agree")
    yield Table(("who", "on what", "same label", "kappa"), ceiling.rows(report))
    yield Para(ceiling.CAUTION)
    if len(report.past) > 1:
        yield from _trend(report.past)
    for comparison in report.comparisons:
        yield from _comparison(comparison)
    yield Heading(2, "Every set at a glance")
    yield _overview((report.all, *report.sets))
    if report.gate:
        yield Heading(2, "Thresholds")
        yield _gate(report.gate)
    if report.robustness:
        yield from _robustness(report.robustness)
    for of_set in report.sets if len(report.sets) == 1 else (*report.sets, report.all):
        yield from _set(of_set)
    yield Heading(2, "The worst errors")
    yield Para("The gravest first; of one fault, those the assistant was surest of.")
    yield Filtered(tuple((error.fault, _worst(error, report.paragraphs)) for error in report.all.worst))
    yield Heading(2, "What was run")
    yield _provenance(report.provenance)


def _headline(report: Report) -> Table:
    """The three numbers that matter most, each with the interval to go by."""
    names = ("light_agreement", "unsafe_miss", "over_block")
    rows = []
    for of_set in report.sets:
        rates = [of_set.rates[name] for name in names]
        rows.append((of_set.name, str(of_set.cases), *(NONE if r.value is None else f"{number(r.value)} ({_interval(r.clustered or r.wilson)})" for r in rates)))
    return Table(("set", "cases", *(f"{SHORT[name]}, 95%" for name in names)), tuple(rows))


def _trend(past: Sequence[PastRun]) -> Iterator[Block]:
    """How the runs kept in this folder went, a plot a set."""
    yield Heading(2, "Runs written here")
    places = [place / (len(past) - 1) for place in range(len(past))]
    for name in past[-1].rates:
        lines = []
        for measure in past[-1].rates[name]:
            values = [run.rates.get(name, {}).get(measure) for run in past]
            points = tuple((at, value) for at, value in zip(places, values, strict=True) if value is not None)
            if points:
                lines.append((SHORT[measure], points))
        yield Plot(f"{name}: {len(past)} runs, {past[0].when[:10]} to {past[-1].when[:10]}", "runs, oldest first", tuple(lines))


def number(value: float | None) -> str:
    """A rate as it is shown."""
    return NONE if value is None else f"{value:.3f}"


def _opening(report: Report) -> str:
    failed = sum(result.state is GateState.FAILED for result in report.gate)
    gate = "" if not report.gate else f" Thresholds: {failed} of {len(report.gate)} not met."
    return (
        f"{report.all.cases} cases ({report.all.exchanges} requests), {len(report.all.unscored)} of which could not be "
        f"scored and are in no rate.{gate} Rates are from 0 to 1."
    )


def _overview(sets: tuple[SetReport, ...]) -> Table:
    rows = [
        ("cases", *(str(of_set.cases) for of_set in sets)),
        *((measure.label, *(_value(of_set.rates[name]) for of_set in sets)) for name, measure in MEASURES.items() if any(of_set.rates[name].of for of_set in sets)),
        ("calibration error", *(number(of_set.calibration_error) for of_set in sets)),
        ("median time of an answer", *(f"{s.latency.p50:.0f} ms" if s.latency else NONE for s in sets)),
    ]
    return Table(("measure", *(of_set.name for of_set in sets)), tuple(rows))


def _value(rate: Rate) -> str:
    return NONE if rate.value is None else f"{rate.value:.3f} ({rate.hits}/{rate.of})"


def _gate(results: Iterable[GateResult]) -> Table:
    return Table(
        ("set", "measure", "asked for", "reached", "outcome", "why it is asked for"),
        tuple(
            (r.set, MEASURES[r.measure].label if r.measure in MEASURES else r.measure.replace("_", " "),
             f"{r.bound} {r.threshold:g}", NONE if r.value is None else f"{r.value:.4g}",
             r.state.value.upper() if r.state is GateState.FAILED else r.state.value, r.because)
            for r in results
        ),
    )  # fmt: skip


def _set(of_set: SetReport) -> Iterator[Block]:
    yield Heading(2, "All sets together" if of_set.name == "all" else f"Set: {of_set.name}")
    yield Table(
        ("measure", "rate", "n", "Wilson 95%", "clustered 95%", "better"),
        tuple(
            (measure.label, number(rate.value), f"{rate.hits}/{rate.of}", _interval(rate.wilson),
             _interval(rate.clustered), measure.better)
            for name, measure in MEASURES.items()
            for rate in [of_set.rates[name]]
            if rate.of
        ),
    )  # fmt: skip
    yield Para(_visible(of_set))
    yield Para(
        "The Wilson interval takes cases for independent; the clustered one draws whole publications or near-miss sets "
        "and is the one to go by where the two differ."
    )
    if of_set.calibration_error is not None:
        yield Para(
            f"Expected calibration error of the confidence, ten bins: {of_set.calibration_error:.3f} (0 is best)."
        )
        bins = tuple(
            (f"{held.low:.1f} to {held.high:.1f}", str(held.n), f"{held.said:.3f}", f"{held.right:.3f}") for held in of_set.reliability
        )
        curve = tuple((held.said, held.right) for held in of_set.reliability)
        kept = tuple((held.coverage, held.right) for held in of_set.coverage)
        yield Beside(
            "Is it as right as it is sure?",
            (Plot("Share right at each confidence", "mean confidence", (("share right", curve),), diagonal=True),),
            "How right, did it answer only where it is surest?",
            (Plot("Share right among the surest", "share of the answers that are kept", (("share right", kept),)),),
        )
        yield Fold("Reliability of the confidence", (Table(("confidence", "n", "mean confidence", "share right"), bins),))
    if of_set.latency:
        times = of_set.latency
        yield Para(
            f"Time of an answer: median {times.p50:.0f} ms, 95th percentile {times.p95:.0f} ms, slowest {times.slowest:.0f} ms."
        )
    yield Fold("Expected light by given light", (_confusion(of_set),))
    for name, title in BREAKDOWNS.items():
        if of_set.breakdowns[name]:
            yield Fold(title, (_breakdown(of_set.breakdowns[name]),))
    if of_set.unscored:
        rows = tuple((lost.id, lost.error, lost.detail) for lost in of_set.unscored)
        yield Fold(f"Could not be scored: {len(rows)}", (Table(("id", "error", "message"), rows),))


def _visible(of_set: SetReport) -> str:
    smallest = smallest_visible(of_set.exchanges)
    if smallest is None:
        return "With so few cases no change of a rate could be told from chance."
    return (
        f"The smallest change of a rate that these {of_set.exchanges} requests can show, every flip one way: {smallest:.3f}. "
        "Where some flip back, more is needed."
    )


def _comparison(comparison: Comparison) -> Iterator[Block]:
    """What moved, flips first."""
    yield Heading(2, f"Since {comparison.before}")
    apart = [f"{len(comparison.moved)} of {len(comparison.changes)} numbers moved by more than chance, {len(comparison.flips)} verdicts differ."]
    if comparison.added or comparison.gone:
        apart.append(f"{comparison.added} requests are new and {comparison.gone} are gone; neither is compared.")
    if comparison.not_compared:
        apart.append(f"Only one of the two runs holds: {', '.join(comparison.not_compared)}.")
    yield Para(" ".join(apart))
    if comparison.flips:
        rows = tuple(flip_row(flip) for flip in comparison.flips)
        yield Table(("request", "set", "expected", "before", "now", ""), rows)
    head = ("measure", "set", "before", "now", "difference, 95%", "more / fewer", "McNemar p", "smallest visible", "")
    if comparison.moved:
        yield Table(head, tuple(map(change_row, comparison.moved)))
    unmoved = tuple(change_row(change) for change in comparison.changes if not change.moved)
    yield Fold(f"Not moved by more than chance: {len(unmoved)}", (Table(head, unmoved),))


def _robustness(held: Iterable[Robustness]) -> Iterator[Block]:
    yield Heading(2, "Changes that should not matter")
    yield Para(
        "The same requests in other words, letters or names, from a fixed seed; the target is under 0.03 for each. "
        "'Another name, gender or place' lays the answers to one text about different people side by side."
    )
    rows = []
    for of in held:
        flipped = "; ".join(f"{f.id}: {f.before.value} to {f.after.value}" for f in of.flipped[:5]) or NONE
        rows.append(
            (of.name, number(of.flips.value), f"{of.flips.hits}/{of.flips.of}", _interval(of.wilson), _interval(of.clustered),
             number(of.verdicts.value), flipped)
        )  # fmt: skip
    head = ("change", "lights that flip", "n", "Wilson 95%", "clustered 95%", "verdicts that flip", "among them")
    yield Table(head, tuple(rows))


def _confusion(of_set: SetReport) -> Table:
    lights = list(of_set.confusion)
    return Table(
        ("expected", *(f"given {light.replace('_', ' ')}" for light in lights)),
        tuple((expected.replace("_", " "), *(str(row[given]) for given in lights)) for expected, row in of_set.confusion.items()),
        is_counts=True,
    )  # fmt: skip


def _breakdown(groups: tuple[Group, ...]) -> Table:
    measures = list(groups[0].rates)
    return Table(
        ("", "n", *(SHORT[measure] for measure in measures)),
        tuple((group.name, str(group.n), *(_value(group.rates[measure]) for measure in measures)) for group in groups),
    )


def _worst(error: Worst, paragraphs: Mapping[str, str]) -> Fold:
    rows = (
        ("set", error.set),
        ("expected", ", or ".join(_told(verdict) for verdict in (error.expected, *error.also_acceptable) if verdict) or NONE),
        ("given", f"{_told(error.given)}, confidence {error.confidence:.2f}"),
        ("issues expected", ", ".join(error.expected_issues) or "none"),
        ("issues given", ", ".join(error.given_issues) or "none"),
        ("what decided", "; ".join(error.steps) or NONE),
    )
    beside = Beside(
        "What an expert says",
        (Para(error.why or NONE), *_paragraphs(error.expected_paragraphs, paragraphs)),
        "What was answered",
        (*(Para(sentence) for sentence in error.said.splitlines()[:SENTENCES] if sentence), *_paragraphs(error.given_paragraphs, paragraphs)),
    )
    return Fold(f"{error.id} – {error.fault}", (Quoted(error.input), Table(("", ""), rows), beside))


def _paragraphs(ids: Iterable[str], paragraphs: Mapping[str, str]) -> Iterator[Block]:
    rows = tuple((id_, paragraphs.get(id_, "not held")) for id_ in ids)
    if rows:
        yield Table(("paragraph", "as held"), rows)


def _told(verdict: Verdict) -> str:
    return f"{verdict.value.replace('_', ' ')} ({verdict.light.value.replace('_', ' ')})"


def _interval(interval: Interval | None) -> str:
    return NONE if interval is None else f"{interval.low:.3f} to {interval.high:.3f}"


def _provenance(run: Provenance) -> Table:
    return Table(
        ("", ""),
        (
            ("when", run.when),
            ("corpus edition", run.corpus_edition),
            ("index", run.index),
            ("commit", run.commit or NONE),
            *((f"cases: {name}", f"sha256 {sha256}") for name, sha256 in run.case_files.items()),
            *((f"version of {name}", version) for name, version in run.versions.items()),
            *((f"setting {name}", NONE if value is None else str(value)) for name, value in run.settings.items()),
        ),
    )
