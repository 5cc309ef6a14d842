"""What a person made of each rewrite, kept with the words that were read, and the list of rewrites for people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant import Light
from corpus.load import as_jsonl, read_jsonl
from evals.models import Reworded

FILE = Path(__file__).with_name("rewrite-readings.jsonl")
NOT_READ = "not read"


class Sense(StrEnum):
    """How a rewrite reads, to a tired doctor who would post it."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    OFF = "off"
    WRONG = "wrong"
    NONSENSE = "nonsense"


MEANS = {
    Sense.GOOD: "could be posted as it stands",
    Sense.FAIR: "safe and sensible, with something lost",
    Sense.POOR: "still tells, or says too little",
    Sense.OFF: "a ready text for another occasion",
    Sense.WRONG: "passed as green and should not have been",
    Sense.NONSENSE: "no sense as English",
}
NO_HELP = (Sense.POOR, Sense.OFF, Sense.WRONG, Sense.NONSENSE)


class Rewritten(BaseModel):
    """One draft that an expert would have changed, and what became of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    draft: str
    given: Light = Field(description="what the assistant made of the draft")
    text: str | None = Field(description="the rewrite; None where none is offered")
    note: str = Field(description="what happened, in a sentence")
    after: Light | None = Field(description="what the assistant makes of the rewrite, asked anew")
    is_whole: bool = Field(description="the words are others altogether")
    reworded: Reworded = Field(description="what had to go and should stay, found in the rewrite or not")


class Reading(BaseModel):
    """One rewrite as a person read it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="of the case")
    draft: str = Field("", description="beside which it was read; for the reader alone")
    text: str = Field(description="the words read: of any others it says nothing")
    reading: Sense
    note: str = Field("", description="what is lost or wrong, in half a sentence")


Readings = Mapping[tuple[str, str], Reading]
"""By the case's id and the words read."""


def load_readings(path: Path = FILE) -> Readings:
    """Every reading of the file; of two of the same words the later one counts."""
    read = (Reading.model_validate(data) for _, data in read_jsonl(path))
    return {(reading.id, reading.text): reading for reading in read}


def reading_of(result: Rewritten, readings: Readings) -> str:
    """What a reader made of the rewrite, in a word, or that nobody read it as it is now."""
    found = readings.get((result.id, result.text or ""))
    return found.reading.value if found else NOT_READ


def unread(results: Iterable[Rewritten], readings: Readings) -> str:
    """A line of JSON for each rewrite that nobody has read, its reading to be filled in."""
    waiting = (r for r in results if r.text is not None and (r.id, r.text) not in readings)
    return as_jsonl({"id": r.id, "draft": r.draft, "text": r.text, "reading": None, "note": ""} for r in waiting)


def page(results: Sequence[Rewritten], rates: Iterable[tuple[str, str]], readings: Readings) -> str:
    """The list of rewrites as Markdown, joined with what a reader made of each."""
    return "\n".join(_page(results, rates, readings)) + "\n"


def _page(results: Sequence[Rewritten], rates: Iterable[tuple[str, str]], readings: Readings) -> Iterator[str]:
    offered = [r for r in results if r.text is not None]
    counts = Counter(reading_of(r, readings) for r in offered)
    yield "# Drafts rewritten, and read\n"
    yield (
        "Made by `python -m evals.rewrites FILE ... --page docs/rewrites.md`: the amber drafts of the case files rewritten, each rewrite beside what one\n"
        "annotator made of it, reading as a tired doctor would. The readings stand in `evals/rewrite-readings.jsonl` with the words that were read; where\n"
        f"the words have changed since, it says '{NOT_READ}'. What read badly was mended in the code by these very drafts, so this is no fresh sample.\n"
    )
    yield from ("| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rates))
    known = [*Sense, NOT_READ]
    yield f"| read as: {' / '.join(known)} | {' / '.join(str(counts[name]) for name in known)} |\n"
    yield " ".join(f"**{sense}**: {means}." for sense, means in MEANS.items()) + "\n"
    no_help = sum(counts[sense] for sense in NO_HELP)
    yield f"{no_help} of the {len(offered) - counts[NOT_READ]} read are no help. Read every rewrite before you post it.\n"
    for light in (Light.GREEN, Light.NOT_COVERED, Light.RED):
        if ids := [r.id for r in results if r.given is light and r.text is None]:
            yield f"Judged {light.value.replace('_', ' ')} and so not rewritten, though labelled amber: {', '.join(ids)}.\n"
    if ids := [r.id for r in results if r.given is Light.AMBER and r.text is None]:
        yield f"Nothing found, and said so: {', '.join(ids)}.\n"
    yield "## The rewrites\n"
    for result in offered:
        yield from _entry(result, readings)


def _entry(result: Rewritten, readings: Readings) -> Iterator[str]:
    """One draft, its rewrite, and how that reads."""
    found = readings.get((result.id, result.text or ""))
    why = f": {found.note}" if found and found.note else ""
    yield f"- **{result.id}**, {reading_of(result, readings)}{why}{' (ready text)' if result.is_whole else ''}"
    yield f"  - was: {' '.join(result.draft.split())}"
    yield f"  - now: {' '.join((result.text or '').split())}"
