"""How often a draft that an expert would have changed comes back green once rewritten: `python -m evals.rewrites [FILE] [--list]`.

A line may say what must be `gone` from a rewrite and what should be `kept` of the draft, each as words of it. `--list` prints each draft beside its rewrite, to be read by a person: no measure here knows sense from nonsense.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant import Assistant, Draft, Kind, Light, open_assistant, review, rewrite
from assistant.models import Context
from assistant.rewrite import EditKind, Rewrite
from corpus.load import read_jsonl
from evals.load import CASES, load_sets
from evals.models import Case, Tally


class Wanted(BaseModel):
    """What an annotator wants of the rewrite of one case; the other keys of its line are let be."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    gone: tuple[str, ...] = Field((), description="words of the draft that may not stand in the rewrite")
    kept: tuple[str, ...] = Field((), description="words of the draft that should")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """One amber draft and what became of it."""

    case: Case
    given: Light
    """What the assistant made of the draft."""
    made: Rewrite
    after: Light | None
    """What the assistant makes of the rewrite, asked anew; None where there is none."""
    wanted: Wanted

    @property
    def is_whole(self) -> bool:
        """The words are others altogether."""
        return any(edit.kind is EditKind.STAND_IN for edit in self.made.edits)


def amber_drafts(cases: Iterable[Case]) -> Iterator[Case]:
    """The drafts that an expert would have changed, or taken advice on, first."""
    for case in cases:
        if case.kind is Kind.DRAFT and case.input and case.expect and case.expect.light is Light.AMBER:
            yield case


def rewritten_of(assistant: Assistant, case: Case, wanted: Wanted) -> Rewritten:
    """The case's draft reviewed, rewritten, and the rewrite reviewed."""
    draft = Draft(case.input or "", Context(**case.context.model_dump()))
    advice = review(assistant, draft)
    made = rewrite(assistant, draft, advice)
    after = review(assistant, Draft(made.text, draft.context)).light if made.text and made.edits else None
    return Rewritten(case, advice.light, made, after, wanted)


def as_text(results: list[Rewritten]) -> str:
    """The rates for a terminal."""
    mended = [r for r in results if r.made.edits]
    rows = {
        "expert amber drafts": str(len(results)),
        "given amber here": _rate(Tally(sum(r.given is Light.AMBER for r in results), len(results))),
        "of those, rewritten": _rate(Tally(len(mended), sum(r.given is Light.AMBER for r in results))),
        "of the rewritten, green when reviewed anew": _rate(Tally(sum(r.after is Light.GREEN for r in mended), len(mended))),
        "of the rewritten, other words altogether": _rate(Tally(sum(r.is_whole for r in mended), len(mended))),
    }
    edited = [r for r in mended if not r.is_whole]
    if any(r.wanted.gone for r in results):
        rows["words that must go and went"] = _rate(_count(mended, lambda r: [not _stands(words, r) for words in r.wanted.gone]))
        rows["words that should stay and stayed, where the draft was edited"] = _rate(_count(edited, lambda r: [_stands(words, r) for words in r.wanted.kept]))
    return "\n".join(f"{name}: {value}" for name, value in rows.items())


def _count(results: Iterable[Rewritten], hits: Callable[[Rewritten], list[bool]]) -> Tally:
    """Hits of all results, of how many."""
    found = [hit for r in results for hit in hits(r)]
    return Tally(sum(found), len(found))


def _stands(words: str, result: Rewritten) -> bool:
    """The words stand in the rewrite, capitals aside: a sentence may begin with them now."""
    return words.casefold() in (result.made.text or "").casefold()


def listed(results: Iterable[Rewritten]) -> str:
    """Every draft beside its rewrite."""
    return "\n\n".join(
        f"{r.case.id} ({r.given.value} -> {r.after.value if r.after else 'none'})\n  was: {r.case.input}\n  now: {r.made.text if r.made.edits else r.made.note}"
        for r in results
    )


def _rate(tally: Tally) -> str:
    return "none" if tally.value is None else f"{tally.value:.2f} ({tally.hits} of {tally.of})"


def main(arguments: list[str]) -> None:
    """Rewrite the amber drafts of a case file (the published judgements, or yours) and print how that went."""
    files = [Path(name) for name in arguments if not name.startswith("--")] or [CASES / "expert.jsonl"]
    assistant = open_assistant()
    wanted = {line.id: line for path in files for line in (Wanted.model_validate(data) for _, data in read_jsonl(path))}
    results = []
    for case in (case for held in load_sets(files) for case in amber_drafts(held.cases)):
        results.append(rewritten_of(assistant, case, wanted[case.id]))
        if "--list" in arguments:
            print(listed(results[-1:]) + "\n", flush=True)
    print(as_text(results))


if __name__ == "__main__":
    main(sys.argv[1:])
