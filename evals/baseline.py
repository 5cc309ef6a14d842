"""baseline.json: the numbers a person has accepted, each with a reason, and every answer behind them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evals.errors import CannotAccept
from evals.formats.as_json import scores_of
from evals.models import Answer, Scored
from evals.results import Report
from evals.score import MEASURES
from evals.stored import read

BASELINE = Path(__file__).parent / "baseline.json"
# how many earlier reasons are kept
REMEMBERED = 20


def accept(report: Report, reason: str, path: Path) -> None:
    """Write the sets of `report` into the baseline at `path`; other sets that it holds stay as they are.

    Raises CannotAccept where only some of the cases were run, or no reason is given.
    """
    if not reason.strip():
        raise CannotAccept("no reason was given", "Say why the new numbers are right: --accept 'what changed'")
    if report.provenance.partial:
        raise CannotAccept("only some of the cases were run", "Run all of them: leave out --limit and --filter")
    held = read(path) if path.exists() else {}
    history = held.get("history", [])
    made = {key: getattr(report.provenance, key) for key in ("when", "commit", "corpus_edition", "index")}
    sets: dict[str, Any] = dict(held.get("sets", {}))
    for of_set in report.sets:
        sets[of_set.name] = {
            "cases": report.provenance.case_files[of_set.name],
            "rates": {
                name: {"hits": of_set.rates[name].hits, "of": of_set.rates[name].of}
                for name in MEASURES
                if of_set.rates[name].of
            },
            "exchanges": _exchanges(item for item in report.items if item.set == of_set.name),
        }
    history = [*history, {"when": made["when"], "commit": made["commit"], "reason": reason.strip()}][-REMEMBERED:]
    path.write_text(text({"reason": reason.strip(), **made, "history": history, "sets": sets}), encoding="utf-8")


def text(data: Mapping[str, Any]) -> str:
    """The file: ordinary JSON, one exchange a line, so that a diff reads like the change it is."""
    sets = data["sets"]
    head = json.dumps({key: value for key, value in data.items() if key != "sets"}, indent=1)
    parts = [
        f' {json.dumps(name)}: {{"cases": {json.dumps(sets[name]["cases"])},\n'
        + '  "rates": {\n'
        + ",\n".join(f"   {json.dumps(key)}: {json.dumps(value)}" for key, value in sets[name]["rates"].items())
        + '\n  },\n  "exchanges": {\n'
        + ",\n".join(f"   {json.dumps(key)}: {json.dumps(value)}" for key, value in sets[name]["exchanges"].items())
        + "\n  }}"
        for name in sorted(sets)
    ]
    return head.removesuffix("\n}") + ',\n "sets": {\n' + ",\n".join(parts) + "\n }\n}\n"


def _exchanges(items: Iterable[Scored]) -> dict[str, Any]:
    """Id -> verdict given and the parts of each measure that applied."""
    return {
        item.id: {
            "given": item.answer.verdict.value if isinstance(item.answer, Answer) else None,
            "scores": {name: parts for name, parts in scores_of(item).items() if isinstance(parts, list)},
        }
        for item in items
    }
