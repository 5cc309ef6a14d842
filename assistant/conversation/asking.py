"""Whether one question back would change the answer, and which."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from assistant.backends.protocols import Vectors
from assistant.conversation.models import Act, Asking, Choice, Conversation, FactName, Facts
from assistant.encoder_text import encoder_text
from assistant.lookup import Intent
from assistant.models import Advice, Light, Question, Verdict
from assistant.needs import seen
from assistant.pipeline import Assistant
from assistant.yaml_file import Part

# a first message is asked about from this likelihood on that an adviser would ask for anything, a plain yes or no from the next on (few
# of them hang on a fact); a later turn from the last on that an adviser would ask for the fact. Chosen out of fold, at a tenth of the
# founding questions asked needlessly (`python -m evals.asking`)
LEAST_ANYTHING, LEAST_PLAIN, LEAST_LATER = 0.25, 0.35, 0.18
PLAIN = frozenset({Verdict.OK, Verdict.DO_NOT_POST})
# of a first message that leaves something open, a fact is asked for from this likelihood: else the one that is open was said already
LEAST_FACT = 0.4
# what is asked about an act; a rule that is explained or looked up leaves nothing open
ABOUT_AN_ACT = (Intent.CAN_I, Intent.WHAT_TO_DO)
# an argument is answered, not asked about, and neither is a turn about the answer
ASKED_IN = (Act.ASK, Act.TELL, Act.DRAFT)
# the questions back that a fact answers, by any of its values (None) or by these; one that is not listed answers that of its name
ANSWERS: Mapping[FactName, Mapping[str, frozenset[str] | None]] = {
    FactName.WHOSE: {
        "whose": frozenset({"patient", "former patient", "not a patient", "self", "family", "nobody"}),
        # nobody else has to agree
        "consent": frozenset({"self", "nobody"}),
    },
    FactName.ROLE: {"role": frozenset({"practice"})},
    FactName.PAID: {"interest": None},
    # of what is out, who has seen it is no longer a choice
    FactName.POSTED: {"posted": None, "audience": None},
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


class Silent(StrEnum):
    """Why nothing is asked."""

    IN_NEED = "the person comes first"
    NOT_AN_ACT = "not about an act"
    NOTHING_OPEN = "nothing is likely enough to be open"


@dataclass(frozen=True, slots=True)
class Needed:
    """A fact that a question leaves open."""

    fact: str
    likely: float
    """How likely it is what an adviser would ask for, in [0, 1]; of a first message, if anything is asked."""
    anything: float
    """`Unsaid.anything`."""


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
    is_later = _is_later(question, said)
    closed = said.asked | known(said.facts) | (frozenset(entries()) - KEPT if is_later else frozenset())
    if advice.posted or (said.matter and said.matter.draft):
        # nobody is asked to paste what should not have gone out
        closed |= {"wording"}
    needed = needed_by(assistant, question, is_later, closed, advice.row)
    return LeftOpen(needed, None if needed and _is_open(needed, advice.verdict, is_later) else Silent.NOTHING_OPEN)


def needed_by(assistant: Assistant, question: Question, is_later: bool, closed: Collection[str] = (), row: Vectors | None = None) -> Needed | None:
    """The fact an adviser would most likely ask for, those `closed` left out; None where none is left.

    `row` is the judging encoder's of the question, where it was read already.
    """
    judge = assistant.index.judge
    rows = judge.encoder.encode([encoder_text(question)]) if row is None else row[None]
    unsaid = assistant.index.needs.of(seen(rows, judge.heads, [question.text])[0])
    likely = unsaid.later if is_later else unsaid.first
    left = [Needed(fact, likely[fact], unsaid.anything) for fact in likely if fact not in closed]
    return max(left, key=lambda each: each.likely, default=None)


def known(facts: Facts) -> frozenset[str]:
    """The questions back that these facts answer."""
    answered = ((fact.value, ANSWERS.get(name, {name.value: None})) for name, fact in facts.items())
    return frozenset(question for value, questions in answered for question, values in questions.items() if values is None or value in values)


def _is_open(needed: Needed, verdict: Verdict, is_later: bool) -> bool:
    """Likely enough to be worth a question."""
    if is_later:
        return needed.likely >= LEAST_LATER
    return needed.anything >= (LEAST_PLAIN if verdict in PLAIN else LEAST_ANYTHING) and needed.likely >= LEAST_FACT


def _is_later(question: Question, said: Conversation) -> bool:
    """More was said of the matter than what opened it."""
    return said.matter is not None and question.text != said.matter.opening


@cache
def entries() -> dict[str, Open]:
    """asking.yaml: fact -> how it is asked for."""
    text = resources.files("assistant.conversation").joinpath("asking.yaml").read_text(encoding="utf-8")
    return {fact: Open.model_validate(entry) for fact, entry in yaml.safe_load(text).items()}
