"""Cases x assistant -> Predictions, one case after another; a case that fails never stops the run."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from assistant.conversation import Conversation, converse
from assistant.models import Advice, Context, Draft, Kind, Question, Strength, Whose
from assistant.pipeline import Assistant, ask, review, textbook
from assistant.render import advice_markdown, cited_ids
from evals.markup import live
from evals.models import Answer, Case, CaseSet, Exchange, Force, Mark, NoAnswer, Prediction, Quote
from evals.rewording import beside, rewording
from evals.vital import nearest

TEXTBOOK_K = 5
MUST = re.compile(r"\bmust\b", re.IGNORECASE)


def run(assistant: Assistant, sets: Sequence[CaseSet]) -> Iterator[Prediction]:
    """A Prediction for each case, in order, as soon as it is made."""
    for case_set in sets:
        for case in case_set.cases:
            yield Prediction(case_set.name, case, answers(assistant, case))


def answers(assistant: Assistant, case: Case) -> tuple[Answer | NoAnswer, ...]:
    """What the assistant says to each exchange of a case; those of a conversation one after another, as the chat does."""
    context = Context(**case.context.model_dump())
    if not case.is_conversation:
        return tuple(answer(assistant, exchange, context, partial(put, assistant, exchange, context)) for exchange in case.exchanges)
    talk = Talk(assistant, context)
    return tuple(_told(answer(assistant, exchange, context, partial(talk.hear, exchange.text)), talk) for exchange in case.exchanges)


class Talk:
    """A conversation under way; a message that fails leaves it as it was."""

    def __init__(self, assistant: Assistant, context: Context) -> None:
        """Begin one, with what was said of where it goes."""
        self._assistant, self._context, self.said = assistant, context, Conversation()

    def hear(self, text: str) -> Advice:
        """The Advice on the next message."""
        self.said = converse(self._assistant, self.said, text, self._context)
        return self.said.turns[-1].reply.advice


def _told(given: Answer | NoAnswer, talk: Talk) -> Answer | NoAnswer:
    """The answer with what else the reply did: facts changed, and what was asked back."""
    if isinstance(given, NoAnswer):
        return given
    reply = talk.said.turns[-1].reply
    return replace(given, changed=tuple(c.name.value for c in reply.changes), asked=reply.asks.fact if reply.asks else None)


def answer(assistant: Assistant, exchange: Exchange, context: Context, say: Callable[[], Advice]) -> Answer | NoAnswer:
    """What the assistant says to one exchange when `say` puts it, or why nothing can be scored.

    Latency is the time of `say` alone; the baseline runs after it.
    """
    began = time.perf_counter()
    try:
        advice = say()
        took = _since(began)
        expect = exchange.expect
        wanted = exchange.kind is Kind.DRAFT and (expect.gone or expect.kept)
        made = beside(rewording(assistant, Draft(exchange.text, context), advice), expect) if wanted else None
    # whatever goes wrong with one case is a result of that case, counted apart from every rate
    except Exception as error:
        return NoAnswer(type(error).__name__, str(error), _since(began))
    given = reduced(advice, took, baseline(assistant, exchange))
    return replace(
        given,
        reworded=made,
        vital=nearest(exchange.expect.vital, given.said, assistant.index.encoder.encode) if exchange.expect.vital else (),
        live=live(advice_markdown(advice, assistant.corpus), own_links(advice)),
    )


def own_links(advice: Advice) -> set[str]:
    """The addresses that an answer may link to: of what it cites, and of the doors it shows."""
    reasons = (*advice.reasons, *(advice.posted.steps if advice.posted else ()))
    doors = advice.care.doors if advice.care else ()
    return {c.url for reason in reasons for c in reason.citations if c.url} | {door.url for door in doors}


def put(assistant: Assistant, exchange: Exchange, context: Context) -> Advice:
    """The Advice on one request that stands alone: a draft is reviewed, a question asked."""
    match exchange.kind:
        case Kind.DRAFT:
            return review(assistant, Draft(exchange.text, context))
        case Kind.QUESTION:
            return ask(assistant, Question(exchange.text, context))


def baseline(assistant: Assistant, exchange: Exchange) -> tuple[str, ...] | None:
    """Ids that the textbook pipeline retrieves; None where no paragraph is expected, or where it fails."""
    if not exchange.expect.cite:
        return None
    try:
        return tuple(textbook(assistant, exchange.text, TEXTBOOK_K))
    # a baseline that fails is missing from its own rate, and takes nothing from the assistant's
    except Exception:
        return None


def reduced(advice: Advice, latency_ms: float, textbook_ids: tuple[str, ...] | None = None) -> Answer:
    """An Advice as it is measured: citations best first, each paragraph once."""
    citations = [citation for reason in advice.reasons for citation in reason.citations]
    return Answer(
        verdict=advice.verdict,
        issues=advice.issues,
        citations=tuple(cited_ids(advice)),
        findings=tuple(Mark(f.start, f.end, f.text, f.issue) for f in advice.findings),
        retrieved=tuple(passage.paragraph.id for passage in sorted(advice.passages, key=lambda p: p.rank)),
        confidence=advice.confidence,
        latency_ms=latency_ms,
        quotes=tuple(Quote(citation.paragraph, citation.quote) for citation in citations),
        steps=advice.steps,
        grade=advice.jigsaw.grade,
        is_of_a_patient=advice.jigsaw.whose is Whose.PATIENT,
        textbook=textbook_ids,
        forces=tuple(
            Force(MUST.search(reason.text) is not None, any(c.strength is Strength.MUST for c in reason.citations))
            for reason in advice.reasons
            if reason.citations
        ),
        said="\n".join(sentences(advice)),
    )


def sentences(advice: Advice) -> Iterator[str]:
    """Everything that an answer says in its own words, in the order it is read."""
    yield advice.headline
    yield from (reason.text for reason in advice.reasons)
    for instead in advice.instead:
        yield instead.text
        if instead.wording:
            yield instead.wording
    if advice.posted:
        yield from (step.text for step in advice.posted.steps)
        yield from advice.posted.whom
    yield from advice.conditions
    yield from advice.next_steps
    yield from (f"{fact.ask} {fact.if_yes} {fact.if_no}" for fact in advice.would_change)


def _since(began: float) -> float:
    """Milliseconds since `began`, a time of the same clock."""
    return (time.perf_counter() - began) * 1e3
