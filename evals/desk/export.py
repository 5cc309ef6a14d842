"""Labels -> case records, with what every annotator said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

from evals.desk.items import Item, items_of
from evals.desk.models import Label
from evals.desk.store import latest, settled
from evals.models import Case


def exported(cases: Iterable[Case], labels: Sequence[Label]) -> list[dict[str, Any]]:
    """One record for each case that somebody judged, in order of the cases, in the format of a case file.

    A conversation goes as far as its messages were judged without a gap.

    The verdict is the adjudicated one, else that of most annotators; of equals the graver, for the cost of an
    error is not even. What others said is also acceptable. An issue, paragraph or mark counts where half of the
    annotators or more gave it. `labels` keeps every annotator's own.
    """
    final = settled(labels)
    by_case: dict[str, list[Label]] = {}
    for label in latest(labels):
        by_case.setdefault(label.case, []).append(label)
    records = []
    for case in cases:
        judged = list(takewhile(lambda item: item.id in by_case or item.id in final, items_of(case)))
        said = [_judgement(by_case.get(item.id, []), final.get(item.id)) for item in judged]
        if case.is_conversation and said:
            turns = [{"user": item.exchange.text, "expect": told} for item, told in zip(judged, said, strict=True)]
            records.append({"id": case.id, "context": _context(case), "turns": turns})
        elif said:
            records.append(_single(judged[0], said[0]))
    return records


def _single(item: Item, said: dict[str, Any]) -> dict[str, Any]:
    asked = {"id": item.id, "kind": item.exchange.kind.value, "input": item.exchange.text, "context": _context(item.case)}
    return asked | said | ({"source_url": item.case.source_url} if item.case.source_url else {})


def _context(case: Case) -> dict[str, Any]:
    return {key: value for key, value in case.context.model_dump(mode="json").items() if value is not None}


def _judgement(said: Sequence[Label], final: Label | None) -> dict[str, Any]:
    """What was judged of one request, and by whom."""
    told = [final] if final else said
    votes = Counter(label.verdict for label in told)
    severity = list(type(told[0].verdict))
    verdict = max(votes, key=lambda given: (votes[given], severity.index(given) if given.value != "not_covered" else -1))
    others = () if final else [given for given in votes if given is not verdict]
    spans = _shared([label.spans for label in told])
    return {
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


def _shared(given: Sequence[Sequence[str]]) -> list[str]:
    """What half of the annotators or more gave, in order of first sight."""
    votes = Counter(value for values in given for value in dict.fromkeys(values))
    return [value for value, count in votes.items() if 2 * count >= len(given)]


def _own(label: Label) -> dict[str, Any]:
    told = label.model_dump(mode="json", exclude={"case", "adjudicates"})
    return told | {"seconds": round(label.seconds, 1)}
