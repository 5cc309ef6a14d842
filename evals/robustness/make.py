"""The shipped cases -> the same requests changed in ways that should not matter, the same ones every time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from corpus.load import read_jsonl
from evals.load import CASES, load_sets
from evals.models import Case
from evals.robustness.perturb import PERTURBATIONS, SEED, fillings

SHIPPED = CASES / "robustness" / "changed.jsonl"
# the sets that are changed, and how many requests of each: a hundred in all tell 3% from 10%
OF = ("expert", "ordinary", "out-of-scope", "jigsaw", "identifiers")
EACH = 20

Changes = Mapping[str, tuple[tuple[str, Case], ...]]
"""Name of a change -> the requests it was made to: 'set/id' as it was, and the case as it is now."""


def made() -> list[dict[str, Any]]:
    """One record for each change of each request it can be made to, then the texts about other people and places."""
    return [*_changed(), *_filled()]


def shipped_changes(path: Path = SHIPPED) -> Changes:
    """The changed requests of the file, change by change; texts about other people are `fillings`."""
    held: defaultdict[str, list[tuple[str, Case]]] = defaultdict(list)
    for _, record in read_jsonl(path):
        if "of" in record:
            held[record["change"]].append((record["of"], Case.model_validate(record)))
    return {name: tuple(cases) for name, cases in held.items()}


def _changed() -> Iterator[dict[str, Any]]:
    for case_set in load_sets([CASES / f"{name}.jsonl" for name in OF]):
        single = [case for case in case_set.cases if not case.is_conversation]
        for case in Random(f"{SEED} {case_set.name}").sample(single, k=min(EACH, len(single))):  # noqa: S311
            for name, change in PERTURBATIONS.items():
                other = change(case, Random(f"{SEED} {name} {case.id}"))  # noqa: S311
                if other is not None:
                    # a near-miss pair is one source, and so is one publication
                    together = {key: value for key, value in (("set", case.set), ("source_url", case.source_url)) if value}
                    yield {"id": f"{name}: {case.id}", "of": f"{case_set.name}/{case.id}", "change": name, **_asked(other), **together}


def _filled() -> Iterator[dict[str, Any]]:
    for what, cases in fillings().items():
        for case in cases:
            yield {"id": f"another {what}: {case.id}", "change": f"another {what}", **_asked(case), "set": case.set}


def _asked(case: Case) -> dict[str, Any]:
    context = {key: value for key, value in case.context.model_dump(mode="json").items() if value is not None}
    return {"kind": case.kind.value, "input": case.input, "context": context}
