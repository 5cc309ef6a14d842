"""Report -> JSON: every number, and every exchange without its text."""

import json
from dataclasses import asdict, fields
from typing import Any

from evals import ceiling
from evals.models import Answer, Scored, State
from evals.results import Report


def json_text(report: Report) -> str:
    """The report as JSON. Inputs stand only under `worst`, so that a person can judge those errors."""
    parts = {part.name: getattr(report, part.name) for part in fields(report) if part.name != "items"}
    data = {
        "provenance": asdict(parts.pop("provenance")),
        "all": asdict(parts.pop("all")),
        "sets": [asdict(part) for part in parts.pop("sets")],
        "gate": [asdict(part) for part in parts.pop("gate")],
        "comparisons": [asdict(part) for part in parts.pop("comparisons")],
        "robustness": [asdict(part) for part in parts.pop("robustness")],
        "past": [asdict(part) for part in parts.pop("past")],
        **parts,
        "people": {"head": ["who", "on", "raw", "kappa"], "rows": ceiling.rows(report), "caution": ceiling.CAUTION},
        "exchanges": [_exchange(item) for item in report.items],
    }
    return json.dumps(data, ensure_ascii=True, indent=1) + "\n"


def _exchange(item: Scored) -> dict[str, Any]:
    """One exchange: what was expected and given, and each Score as [hits, of] or the state it is in."""
    answer = item.answer
    given = (
        {
            "given": answer.verdict,
            "issues": answer.issues,
            "citations": answer.citations,
            "confidence": answer.confidence,
        }
        if isinstance(answer, Answer)
        else {"given": None}
    )
    return {
        "id": item.id,
        "set": item.set,
        "expected": item.exchange.expect.verdict,
        **given,
        "scores": scores_of(item),
    }


def scores_of(item: Scored) -> dict[str, list[int] | str]:
    """Measure -> [hits, of], or the state that says why it has no value."""
    return {
        name: [score.tally.hits, score.tally.of] if score.state is State.SCORED else score.state.value
        for name, score in item.scores.items()
    }
