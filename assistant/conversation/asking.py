"""Whether one question back would change the answer, and which."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from assistant.backends.protocols import Vectors
from assistant.conversation.models import Act, Asking, Choice, Conversation, FactName, Facts
from assistant.decide import cheapest, light_probabilities, likeliest
from assistant.encoder_text import encoder_text
from assistant.lookup import Intent
from assistant.models import Advice, Light, Question, Verdict
from assistant.needs import seen
from assistant.pipeline import Assistant
from assistant.yaml_file import Part

# asked from this probability that an adviser would ask for the fact: one that a conversation keeps, and another. Chosen out of
# fold on precedents and on the open conversations together, at a tenth of the ordinary questions asked needlessly (`python -m evals.asking`)
LEAST_KEPT, LEAST_OTHER = 0.18, 0.27
# an answer is sure where red is likelier than this, or advice first than that: then it is tried whether the fact turns it
SURE_RED, SURE_AMBER = 0.50, 0.85
# the answers to a question are the same where no light moves by this much, and neither does the verdict
LEAST_MOVE = 0.02
# what is asked about an act; a rule that is explained or looked up leaves nothing open
ABOUT_AN_ACT = (Intent.CAN_I, Intent.WHAT_TO_DO)
# an argument is answered, not asked about, and neither is a turn about the answer
ASKED_IN = (Act.ASK, Act.TELL, Act.DRAFT)
# a fact stated with one of these values answers the question back of its name; any value does where a name is not listed
ANSWERED_BY: Mapping[FactName, frozenset[str]] = {
    FactName.WHOSE: frozenset({"patient", "former patient", "not a patient", "self", "family", "nobody"}),
    FactName.ROLE: frozenset({"practice"}),
}

# the questions back whose answer a conversation keeps as a fact; later in a matter no other is asked
KEPT = frozenset(name.value for name in FactName)


class Button(Part):
    """A ready answer."""

    label: str
    says: str


class Open(Part):
    """A fact that may be asked for."""

    ask: str
    choices: tuple[Button, ...]
    told: tuple[str, ...]


class Silent(StrEnum):
    """Why nothing is asked."""

    IN_NEED = "the person comes first"
    NOT_AN_ACT = "not about an act"
    NOTHING_OPEN = "nothing is likely enough to be open"
    NOT_KEPT = "later in a matter, and not kept as a fact"
    SAME_ANSWER = "the answer would be the same"


@dataclass(frozen=True, slots=True)
class Needed:
    """A fact that a question leaves open, and how likely an adviser would ask for it, in [0, 1]."""

    fact: str
    likely: float


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """The fact that is most worth asking for, and why it is not."""

    needed: Needed | None
    silent: Silent | None
    """None: it is asked for."""


def question_back(assistant: Assistant, question: Question, advice: Advice, said: Conversation) -> Asking | None:
    """The one question whose answer would change the advice, or None; nothing that was said or asked before is asked.

    `question` is all that was said of the matter, `said` the conversation with this turn's facts.
    """
    found = left_open(assistant, question, advice, said)
    if found.needed is None or found.silent:
        return None
    entry = entries()[found.needed.fact]
    return Asking(found.needed.fact, entry.ask, tuple(Choice(b.label, b.says) for b in entry.choices))


def chosen_by(text: str, asked: Asking | None) -> str:
    """What a message says that types the name of a button, or its first word, in answer to the question back; else the message."""
    typed = text.strip().strip(".!").lower()
    said = [choice.says for choice in asked.choices if typed in (choice.label.lower(), choice.label.lower().split(",")[0])] if asked else []
    return said[0] if len(said) == 1 else text


def left_open(assistant: Assistant, question: Question, advice: Advice, said: Conversation) -> LeftOpen:
    """The fact that is most likely open, and why it is not asked for, where it is not."""
    if advice.care:
        return LeftOpen(None, Silent.IN_NEED)
    if advice.light is Light.NOT_COVERED or advice.intent not in ABOUT_AN_ACT or advice.parts:
        return LeftOpen(None, Silent.NOT_AN_ACT)
    needed = needed_by(assistant, question, said.asked | known(said.facts), advice.row)
    if needed is None or needed.likely < _bar(needed.fact):
        return LeftOpen(needed, Silent.NOTHING_OPEN)
    if _is_later(question, said) and needed.fact not in KEPT:
        return LeftOpen(needed, Silent.NOT_KEPT)
    is_same = is_sure(advice) and not would_differ(assistant, question, needed.fact)
    return LeftOpen(needed, Silent.SAME_ANSWER if is_same else None)


def needed_by(assistant: Assistant, question: Question, closed: Collection[str] = (), row: Vectors | None = None) -> Needed | None:
    """The fact most worth asking for, those `closed` left out: the one farthest above its bar, by odds; None where none is left.

    `row` is the judging encoder's of the question, where it was read already.
    """
    judge = assistant.index.judge
    rows = judge.encoder.encode([encoder_text(question)]) if row is None else row[None]
    likely = assistant.index.needs.of(seen(rows, judge.heads, [question.text])[0])
    left = [Needed(fact, p) for fact, p in likely.items() if fact not in closed]
    return max(left, key=lambda each: _odds(each.likely) / _odds(_bar(each.fact)), default=None)


def is_sure(advice: Advice) -> bool:
    """The answer is a clear no, or clearly advice first."""
    is_amber = advice.verdict is Verdict.GET_ADVICE_FIRST and advice.lights.get(Light.AMBER, 0.0) >= SURE_AMBER
    return is_amber or advice.lights.get(Light.RED, 0.0) >= SURE_RED


def would_differ(assistant: Assistant, question: Question, fact: str) -> bool:
    """Whether the judge's answer depends on the fact: each possible answer stated beside the question, and judged."""
    told = entries()[fact].told
    each = assistant.index.judge.each([Question(f"{question.text} {statement}", question.context) for statement in told])
    lights = [light_probabilities(scores.verdicts) for scores in each]
    verdicts = {likeliest(scores.verdicts, cheapest(light)) for scores, light in zip(each, lights, strict=True)}
    return len(verdicts) > 1 or _move(lights) >= LEAST_MOVE


def known(facts: Facts) -> frozenset[str]:
    """The questions back that these facts answer."""
    return frozenset(name.value for name, fact in facts.items() if fact.value in ANSWERED_BY.get(name, {fact.value}))


def _bar(fact: str) -> float:
    """From how likely on a fact is asked for."""
    return LEAST_KEPT if fact in KEPT else LEAST_OTHER


def _odds(p: float) -> float:
    return p / max(1.0 - p, 1e-12)


def _is_later(question: Question, said: Conversation) -> bool:
    """More was said of the matter than what opened it."""
    return said.matter is not None and question.text != said.matter.opening


def _move(lights: Sequence[dict[Light, float]]) -> float:
    """How far the probability of any light moves between the answers."""
    return max(max(each[light] for each in lights) - min(each[light] for each in lights) for light in Light)


@cache
def entries() -> dict[str, Open]:
    """asking.yaml: fact -> how it is asked for."""
    text = resources.files("assistant.conversation").joinpath("asking.yaml").read_text(encoding="utf-8")
    return {fact: Open.model_validate(entry) for fact, entry in yaml.safe_load(text).items()}
