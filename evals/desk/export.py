"""Labels -> case records, with what every annotator said."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.desk.models import Label
from evals.desk.store import latest, settled
from evals.models import Case


def exported(cases: Iterable[Case], labels: Sequence[Label]) -> list[dict[str, Any]]:
    """One record for each case that somebody judged, in order of the cases, in the format of a case file.

    The verdict is the adjudicated one, else that of most annotators; of equals the graver, for the cost of an
    error is not even. What others said is also acceptable. An issue, paragraph or mark counts where half of the
    annotators or more gave it. `labels` keeps every annotator's own.
    """
    final = settled(labels)
    by_case: dict[str, list[Label]] = {}
    for label in latest(labels):
        by_case.setdefault(label.case, []).append(label)
    return [_record(case, by_case.get(case.id, []), final.get(case.id)) for case in cases if case.id in by_case or case.id in final]


def lines(records: Iterable[Mapping[str, Any]]) -> str:
    """The records as a case file."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _record(case: Case, said: Sequence[Label], final: Label | None) -> dict[str, Any]:
    told = [final] if final else said
    votes = Counter(label.verdict for label in told)
    severity = list(type(told[0].verdict))
    verdict = max(votes, key=lambda given: (votes[given], severity.index(given) if given.value != "not_covered" else -1))
    others = () if final else [given for given in votes if given is not verdict]
    spans = _shared([label.spans for label in told])
    record = {
        "id": case.id,
        "kind": case.kind.value,
        "input": case.input,
        "context": {key: value for key, value in case.context.model_dump(mode="json").items() if value is not None},
        "verdict": verdict.value,
        "also_acceptable": [given.value for given in others],
        "issues": _shared([[issue.value for issue in label.issues] for label in told]),
        "cite": _shared([label.cite for label in told]),
        "spans": [{"text": words} for words in spans],
        "vital": _shared([label.vital for label in told]),
        "why": next((label.comment for label in told if label.comment), ""),
        "label_basis": "adjudicated" if final else f"{len(said)} annotators at the labelling desk",
        "labels": [_own(label) for label in said],
    }
    if case.source_url:
        record["source_url"] = case.source_url
    return record


def _shared(given: Sequence[Sequence[str]]) -> list[str]:
    """What half of the annotators or more gave, in order of first sight."""
    votes = Counter(value for values in given for value in dict.fromkeys(values))
    return [value for value, count in votes.items() if 2 * count >= len(given)]


def _own(label: Label) -> dict[str, Any]:
    told = label.model_dump(mode="json", exclude={"case", "adjudicates"})
    return told | {"seconds": round(label.seconds, 1)}
