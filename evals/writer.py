"""Cases x a writer -> each written answer beside the embedded one: `canipost eval --writer`."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console

from assistant.backends.chat import LangChainModel
from assistant.backends.protocols import ChatModel
from assistant.backends.recorded import Recorded, Recording
from assistant.errors import AssistantError
from assistant.models import Advice, Context, Draft, Kind, Light, Question, Request
from assistant.pipeline import Assistant, ask, open_assistant, review, write
from assistant.settings import Settings
from corpus.errors import CorpusError
from evals.errors import EvalError, NoCases
from evals.load import load_sets, picked, shipped
from evals.measures import vital_recall
from evals.models import Case, Exchange, Tally
from evals.paired import Pair, difference
from evals.plan import Plan
from evals.results import Interval
from evals.run import sentences
from evals.vital import nearest

REPLAY = "recorded:"
PASSED, BELOW, WRONG_USE = 0, 1, 2
WORD = re.compile(r"\w+")
NUMBERS, PAGE = "writer.json", "writer.md"


@dataclass(frozen=True, slots=True)
class Row:
    """One exchange in both modes. No words of it are kept."""

    id: str
    cluster: str
    same_verdict: bool
    citations: int
    valid: int
    """Citations that are held and whose quote stands there."""
    vital_before: Tally
    vital_after: Tally
    words_before: int
    words_after: int
    seconds_before: float
    seconds_more: float
    tries: int
    fell_back: str
    dropped: dict[str, int]


@dataclass(frozen=True, slots=True)
class Beside:
    """A whole run in both modes."""

    model: str
    rows: tuple[Row, ...]
    vital: Interval | None
    """95% interval of vital recall written - embedded."""

    @property
    def worded(self) -> list[Row]:
        """Answers that were shown in the model's words."""
        return [row for row in self.rows if not row.fell_back]

    @property
    def failures(self) -> list[str]:
        """Promises broken, each in a line."""
        told = []
        if changed := [row.id for row in self.rows if not row.same_verdict]:
            told.append(f"the verdict differs for {', '.join(changed)}")
        if wrong := [row.id for row in self.rows if row.valid < row.citations]:
            told.append(f"a citation is not held, or its quote is not true, for {', '.join(wrong)}")
        if self.vital is not None and self.vital.high < 0:
            told.append("fewer vital points are made than by the embedded answers, by more than chance")
        return told


def main(plan: Plan, settings: Settings, writer: str, record: Path | None) -> int:
    """Run, write and print; 0, 1 where a promise is broken, 2 for what cannot be used."""
    errors, console = Console(stderr=True, highlight=False), Console(highlight=False)
    try:
        model = opened(writer, settings, record)
        sets = picked(load_sets(plan.cases or shipped(plan.full), plan.limit), plan.pattern)
        assistant = open_assistant(settings)
        made = compared(assistant, [case for case_set in sets for case in case_set.cases], model)
        plan.out.mkdir(parents=True, exist_ok=True)
        (plan.out / NUMBERS).write_text(json.dumps(numbers(made), indent=1) + "\n", encoding="utf-8")
        (plan.out / PAGE).write_text(page(made), encoding="utf-8")
    except (EvalError, CorpusError, AssistantError) as error:
        errors.print(f"canipost: {error}", markup=False, soft_wrap=True)
        return WRONG_USE
    console.print(page(made), markup=False, soft_wrap=True)
    return BELOW if made.failures else PASSED


def opened(writer: str, settings: Settings, record: Path | None) -> Recorded | Recording | LangChainModel:
    """The model, or its recorded replies, kept where asked for. Raises WriterFailed."""
    if writer.startswith(REPLAY):
        return Recorded(Path(writer.removeprefix(REPLAY)))
    model = LangChainModel(writer, settings.writer_url, settings.writer_retries, settings.writer_timeout)
    return Recording(model, record) if record else model


def compared(assistant: Assistant, cases: Sequence[Case], model: ChatModel) -> Beside:
    """Every exchange that has an answer to word, in both modes. Raises NoCases where there is none.

    Running it is the agreement: a model elsewhere is sent the cases, redacted.
    """
    rows = tuple(_rows(assistant, cases, model))
    if not rows:
        raise NoCases("these files that has an answer to word: all are out of scope")
    pairs = [Pair(row.cluster, row.vital_before, row.vital_after) for row in rows if row.vital_before.of]
    return Beside(model.name, rows, difference(pairs))


def _rows(assistant: Assistant, cases: Iterable[Case], model: ChatModel) -> Iterator[Row]:
    for case in cases:
        for place, exchange in enumerate(case.exchanges):
            request = request_of(exchange, Context(**case.context.model_dump()))
            began = time.perf_counter()
            advice = ask(assistant, request) if isinstance(request, Question) else review(assistant, request)
            took = time.perf_counter() - began
            if advice.light is Light.NOT_COVERED:
                continue
            before = getattr(model, "seconds", 0.0)
            written = write(assistant, request, advice, model, agreed=True)
            waited = getattr(model, "seconds", 0.0) - before
            yield row_of(f"{case.id}#{place}" if place else case.id, case.cluster, exchange, advice, written, assistant, took, waited)


def request_of(exchange: Exchange, context: Context) -> Request:
    """What is put to the assistant."""
    if exchange.kind is Kind.DRAFT:
        return Draft(exchange.text, context)
    return Question(exchange.text, context, exchange.earlier)


def row_of(id_: str, cluster: str, exchange: Exchange, before: Advice, after: Advice, assistant: Assistant, took: float, waited: float) -> Row:
    """The two answers side by side."""
    citations = [c for reason in after.reasons for c in reason.citations]
    held = assistant.corpus.paragraphs
    told = after.written
    return Row(
        id_, cluster, before.verdict is after.verdict and before.issues == after.issues and before.findings == after.findings,
        len(citations), sum(c.paragraph in held and bool(c.quote.strip()) and c.quote in held[c.paragraph].text for c in citations),
        _vital(exchange, before, assistant), _vital(exchange, after, assistant), _words(before), _words(after), took,
        waited or (told.seconds if told else 0.0), told.tries if told else 0, told.fell_back if told else "", dict(told.dropped) if told else {},
    )  # fmt: skip


def numbers(made: Beside) -> dict[str, object]:
    """Everything counted, and a line a case, as plain JSON values."""
    rows = made.rows
    before, after = sum((r.vital_before for r in rows), Tally()), sum((r.vital_after for r in rows), Tally())
    dropped: Counter[str] = Counter()
    for row in rows:
        dropped.update(row.dropped)
    seconds = sorted(row.seconds_more for row in rows)
    return {
        "model": made.model,
        "answers": len(rows),
        "worded": len(made.worded),
        "fell_back": len(rows) - len(made.worded),
        "fell_back_because": dict(Counter(row.fell_back for row in rows if row.fell_back)),
        "repaired": sum(row.tries == 2 and not row.fell_back for row in rows),
        "same_verdict": sum(row.same_verdict for row in rows),
        "citations": sum(row.citations for row in rows),
        "citations_valid": sum(row.valid for row in rows),
        "vital_embedded": {"hits": before.hits, "of": before.of},
        "vital_written": {"hits": after.hits, "of": after.of},
        "vital_difference": asdict(made.vital) if made.vital else None,
        "words_embedded": round(sum(r.words_before for r in rows) / len(rows), 1),
        "words_written": round(sum(r.words_after for r in rows) / len(rows), 1),
        "seconds_embedded": round(sum(r.seconds_before for r in rows) / len(rows), 3),
        "seconds_more_median": round(seconds[len(seconds) // 2], 2),
        "seconds_more_slowest": round(seconds[-1], 2),
        "dropped": dict(dropped.most_common()),
        "failures": made.failures,
        "cases": [asdict(row) for row in rows],
    }


def page(made: Beside) -> str:
    """The run as Markdown, for people."""
    told = numbers(made)
    before, after = (sum((getattr(r, name) for r in made.rows), Tally()) for name in ("vital_before", "vital_after"))
    n = len(made.rows)
    interval = f" (95% {made.vital.low:+.3f} to {made.vital.high:+.3f})" if made.vital else ""
    dropped = ", ".join(f"{rule} {count}" for rule, count in told["dropped"].items()) or "nothing"  # type: ignore[attr-defined]
    lines = [
        f"# {made.model} beside the embedded answers", "",
        "| | embedded | written |", "| --- | --- | --- |",
        f"| answers | {n} | {len(made.worded)} worded, {n - len(made.worded)} fell back ({(n - len(made.worded)) / n:.0%}) |",
        f"| same verdict, issues and marks | | {told['same_verdict']} of {n} |",
        f"| citations held, quotes true | | {told['citations_valid']} of {told['citations']} |",
        f"| vital points made | {before.hits} of {before.of} | {after.hits} of {after.of}{interval} |",
        f"| words | {told['words_embedded']} | {told['words_written']} |",
        f"| seconds | {told['seconds_embedded']} | {told['seconds_more_median']} more (slowest {told['seconds_more_slowest']}) |",
        "", f"Dropped by the checks: {dropped}.",
    ]  # fmt: skip
    return "\n".join([*lines, *(f"BROKEN: {failure}." for failure in made.failures)]) + "\n"


def _vital(exchange: Exchange, advice: Advice, assistant: Assistant) -> Tally:
    if not exchange.expect.vital:
        return Tally()
    return vital_recall(nearest(exchange.expect.vital, "\n".join(sentences(advice)), assistant.index.encoder.encode))


def _words(advice: Advice) -> int:
    return sum(len(WORD.findall(sentence)) for sentence in sentences(advice))
