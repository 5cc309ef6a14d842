"""The errors a person should look at first."""

from collections.abc import Iterable

from assistant.models import Light
from evals.models import Answer, Scored
from evals.results import Worst

SHOWN = 25
# paragraphs of each side that are laid beside each other
PARAGRAPHS = 3
QUOTE = "a quote that is not in its paragraph"
NOT_FOUND = "no right paragraph among the first five found"
# (expected, given), the gravest first; the rest differ in colour only
FAULTS = {
    (Light.RED, Light.GREEN): "unsafe miss: red given green",
    (Light.RED, Light.NOT_COVERED): "unsafe miss: red given not covered",
    (Light.AMBER, Light.GREEN): "unsafe miss: amber given green",
    (Light.AMBER, Light.NOT_COVERED): "unsafe miss: amber given not covered",
    (Light.GREEN, Light.RED): "over-block: green given red",
    (Light.NOT_COVERED, Light.GREEN): "answered though not covered: given green",
    (Light.NOT_COVERED, Light.RED): "answered though not covered: given red",
    (Light.NOT_COVERED, Light.AMBER): "answered though not covered: given amber",
    (Light.GREEN, Light.NOT_COVERED): "over-caution: green given not covered",
    (Light.GREEN, Light.AMBER): "over-caution: green given amber",
    (Light.AMBER, Light.RED): "too severe: amber given red",
    (Light.RED, Light.AMBER): "too mild: red given amber",
}
GRAVITY = {fault: place for place, fault in enumerate((QUOTE, *FAULTS.values(), NOT_FOUND))}


def worst(items: Iterable[Scored], most: int = SHOWN) -> tuple[Worst, ...]:
    """Up to `most` errors: the gravest fault first, and of one fault the surest first."""
    errors = [
        _told(item, item.answer, fault)
        for item in items
        if isinstance(item.answer, Answer) and (fault := fault_of(item, item.answer)) is not None
    ]
    return tuple(sorted(errors, key=lambda error: (GRAVITY[error.fault], -error.confidence, error.id))[:most])


def fault_of(item: Scored, answer: Answer) -> str | None:
    """What is wrong with an answer, or None where its light (or, where nobody gave one, what it found) and every quote are right."""
    quotes = item.scores["quote_validity"].tally
    if quotes.hits < quotes.of:
        return QUOTE
    expect, given = item.exchange.expect, answer.verdict.light
    if expect.light is None:
        found = item.scores["retrieval_hit_at_5"].tally
        return NOT_FOUND if found.hits < found.of else None
    return None if given in expect.acceptable else FAULTS[expect.light, given]


def _told(item: Scored, answer: Answer, fault: str) -> Worst:
    expect = item.exchange.expect
    return Worst(
        id=item.id,
        set=item.set,
        fault=fault,
        input=item.exchange.text,
        expected=expect.verdict,
        also_acceptable=expect.also_acceptable,
        given=answer.verdict,
        confidence=answer.confidence,
        expected_issues=expect.issues,
        given_issues=answer.issues,
        why=expect.why,
        steps=answer.steps,
        said=answer.said,
        expected_paragraphs=expect.cite[:PARAGRAPHS],
        given_paragraphs=answer.citations[:PARAGRAPHS],
    )
