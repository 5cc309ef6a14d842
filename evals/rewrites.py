"""How often a draft that an expert would have changed comes back green once rewritten, and how the rewrites read: `python -m evals.rewrites`.

    python -m evals.rewrites [FILE ...]                  the rates (the published judgements, where no file is named)
        --list                                           every draft beside its rewrite and what a reader made of it
        --out RESULTS, --from RESULTS                    keep what was made; go by what was kept instead of making it again
        --unread FILE                                    the rewrites that nobody has read as they are now, a line each to be filled in
        --page FILE                                      the whole list for people, such as docs/rewrites.md

No measure here knows sense from nonsense, so people read: `rewrite-readings.jsonl` keeps each reading with the words that were read, and one that was
made of other words is not counted.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assistant import Assistant, Draft, Kind, Light, open_assistant, review
from assistant.models import Context
from corpus.load import read_jsonl
from evals.load import CASES, load_sets
from evals.measures import rewrite_gone, rewrite_kept
from evals.models import Case, Tally
from evals.readings import Rewritten, load_readings, page, reading_of, unread
from evals.rewording import beside, rewording


def amber_drafts(cases: Iterable[Case]) -> Iterator[Case]:
    """The drafts that an expert would have changed, or taken advice on, first."""
    for case in cases:
        if case.kind is Kind.DRAFT and case.input and case.expect and case.expect.light is Light.AMBER:
            yield case


def rewritten_of(assistant: Assistant, case: Case) -> Rewritten:
    """The case's draft reviewed, rewritten, and the rewrite reviewed. `case` is one of `amber_drafts`."""
    assert case.input
    assert case.expect
    draft = Draft(case.input, Context(**case.context.model_dump()))
    advice = review(assistant, draft)
    given = rewording(assistant, draft, advice)
    return Rewritten(
        id=case.id, draft=draft.text, given=advice.light, text=given.text, note=given.made.note, after=given.after, is_whole=given.is_whole,
        reworded=beside(given, case.expect),
    )  # fmt: skip


def as_text(results: Sequence[Rewritten]) -> str:
    """The rates for a terminal."""
    return "\n".join(f"{name}: {value}" for name, value in rates(results))


def rates(results: Sequence[Rewritten]) -> list[tuple[str, str]]:
    """Each rate with what it is of."""
    mended = [r for r in results if r.text is not None]
    amber, red = ([r for r in results if r.given is light] for light in (Light.AMBER, Light.RED))
    rows = [
        ("expert amber drafts", str(len(results))),
        ("given amber here", _rate(Tally(len(amber), len(results)))),
        ("given red here", _rate(Tally(len(red), len(results)))),
        ("of the amber, rewritten", _rate(Tally(sum(r.text is not None for r in amber), len(amber)))),
        ("of the red, rewritten", _rate(Tally(sum(r.text is not None for r in red), len(red)))),
        ("of the rewritten, green when reviewed anew", _rate(Tally(sum(r.after is Light.GREEN for r in mended), len(mended)))),
        ("of the rewritten, other words altogether", _rate(Tally(sum(r.is_whole for r in mended), len(mended)))),
    ]
    gone = sum((rewrite_gone(r.reworded) for r in mended), Tally())
    # a ready text is other words by its nature, so what it keeps says nothing
    kept = sum((rewrite_kept(r.reworded) for r in mended if not r.is_whole), Tally())
    if gone.of:
        rows += [("words that must go and went", _rate(gone)), ("words that should stay and stayed, where the draft was edited", _rate(kept))]
    return rows


def listed(result: Rewritten, read: str) -> str:
    """A draft beside its rewrite, and what a reader made of that."""
    after = result.after.value if result.after else "none"
    return f"{result.id} ({result.given.value} -> {after}; {read})\n  was: {result.draft}\n  now: {result.text or result.note}"


def _rate(tally: Tally) -> str:
    return "none" if tally.value is None else f"{tally.value:.2f} ({tally.hits} of {tally.of})"


def made(files: Sequence[Path]) -> Iterator[Rewritten]:
    """The amber drafts of the case files, rewritten one by one."""
    assistant = open_assistant()
    for held in load_sets(files):
        for case in amber_drafts(held.cases):
            yield rewritten_of(assistant, case)


def main(arguments: Sequence[str] | None = None) -> None:
    """Rewrite the amber drafts of case files, or take what was kept of that, and print how it went."""
    parser = argparse.ArgumentParser(prog="python -m evals.rewrites", description="How drafts come back once rewritten, and how the rewrites read.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--list", action="store_true")
    for option, name in (("--out", "RESULTS"), ("--from", "RESULTS"), ("--unread", "FILE"), ("--page", "FILE")):
        parser.add_argument(option, type=Path, metavar=name, dest=option.strip("-").replace("from", "source"))
    asked = parser.parse_args(arguments)
    readings = load_readings()
    kept = (Rewritten.model_validate(data) for _, data in read_jsonl(asked.source)) if asked.source else made(asked.files or [CASES / "expert.jsonl"])
    results: list[Rewritten] = []
    for result in kept:
        results.append(result)
        if asked.list:
            print(listed(result, reading_of(result, readings)) + "\n", flush=True)
    if asked.out:
        asked.out.write_text("".join(result.model_dump_json() + "\n" for result in results), encoding="utf-8")
    if asked.unread:
        asked.unread.write_text(unread(results, readings), encoding="utf-8")
    if asked.page:
        asked.page.write_text(page(results, rates(results), readings), encoding="utf-8")
    print(as_text(results))


if __name__ == "__main__":
    main()
