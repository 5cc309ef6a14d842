"""Scored exchanges -> Report; Report -> its files."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evals.formats.as_html import html_text
from evals.formats.as_json import json_text
from evals.formats.as_junit import junit_text
from evals.formats.as_markdown import markdown_text
from evals.gate import Thresholds, judge, judge_robustness
from evals.models import CaseSet, Scored
from evals.results import Comparison, Provenance, Report, Robustness
from evals.summary import summarise

FORMATS = {
    "report.json": json_text,
    "report.md": markdown_text,
    "report.html": html_text,
    "junit.xml": junit_text,
}


def report_on(
    items: Sequence[Scored],
    sets: Sequence[CaseSet],
    texts: Mapping[str, str],
    thresholds: Thresholds,
    provenance: Provenance,
    comparisons: tuple[Comparison, ...] = (),
    robustness: tuple[Robustness, ...] = (),
) -> Report:
    """Everything that the scored exchanges show: each set apart, and all in one.

    `texts` is paragraph id -> the words a quote may hold.
    """
    reports = tuple(
        summarise(case_set.name, [item for item in items if item.set == case_set.name]) for case_set in sets
    )
    all_ = summarise("all", items)
    named = {id_ for error in all_.worst for id_ in (*error.expected_paragraphs, *error.given_paragraphs)}
    return Report(
        provenance=provenance,
        all=all_,
        sets=reports,
        gate=(*judge(thresholds, reports), *judge_robustness(thresholds, robustness)),
        items=tuple(items),
        notes=tuple(notes(items, texts, provenance)),
        comparisons=comparisons,
        robustness=robustness,
        paragraphs={id_: texts[id_] for id_ in sorted(named) if id_ in texts},
    )


def write(report: Report, out: Path) -> list[Path]:
    """Write every format into the folder; the paths written."""
    for name, text_of in FORMATS.items():
        # half of a surrogate pair, which a case may hold, has no UTF-8: it is shown as '?'
        (out / name).write_text(text_of(report), encoding="utf-8", errors="replace", newline="\n")
    return [out / name for name in FORMATS]


def notes(items: Iterable[Scored], texts: Mapping[str, str], provenance: Provenance) -> Iterable[str]:
    """What a reader must know before the numbers."""
    items = list(items)
    if provenance.partial:
        yield "Only some cases of a file were run, so these rates are a first look and no measurement."
    strange = sorted({id_ for item in items for id_ in item.exchange.expect.cite if id_ not in texts})
    if strange:
        yield (
            f"The cases cite {len(strange)} paragraphs that the corpus does not hold, which can never be hit: "
            f"{', '.join(strange[:10])}{' ...' if len(strange) > 10 else ''}. Mend 'cite', or add the paragraphs."
        )
