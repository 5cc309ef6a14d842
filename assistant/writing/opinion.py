"""A language model's own judgement, and how far it counts: one more check, weighed on expert cases, off until then."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.backends.presidio import Reading
from assistant.backends.protocols import ChatModel, Limits, Message, never
from assistant.errors import WriterFailed
from assistant.models import Assessment, Issue, Kind, Paragraph, Request, Verdict
from assistant.prompts import load_prompt
from assistant.writing.brief import fenced, short_turns
from assistant.writing.redact import Redaction, redact
from assistant.writing.reply import objects

REPLY_TOKENS = 200
MOST_PASSAGES = 6

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "verdict": {"type": "string", "enum": [verdict.value for verdict in Verdict]},
        "issues": {"type": "array", "items": {"type": "string"}},
        "ids": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["verdict", "issues", "ids"],
    "additionalProperties": False,
}


class Told(BaseModel):
    """What a model may return."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    verdict: Verdict
    issues: tuple[str, ...] = Field((), max_length=40)
    ids: tuple[str, ...] = Field((), max_length=40)


@dataclass(frozen=True, slots=True)
class Opinion:
    """A model's judgement, as far as it can be used."""

    verdict: Verdict
    issues: tuple[Issue, ...]
    ids: tuple[str, ...]
    """Of the paragraphs issued; one that was not makes no opinion."""


class Weights(BaseModel):
    """How far a model's opinion counts, as `canipost calibrate` found, with the figures it rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    prompt: int
    own: float = Field(gt=0, description="exponent of the embedded probabilities")
    vote: float = Field(ge=0, description="log odds that the model's light gains")
    named: float = Field(0.0, ge=0, description="log odds that an issue gains where the model names it")
    unnamed: float = Field(0.0, ge=0, description="log odds that an issue loses where the model does not")
    cases: int
    cost_before: float
    cost_after: float
    light_before: float
    light_after: float
    missed_before: int
    missed_after: int
    issues_before: float = Field(0.0, description="F1 of the issues given")
    issues_after: float = 0.0


def opinion_of(
    request: Request, passages: Sequence[Paragraph], model: ChatModel, seconds: float, hide: Callable[[Sequence[str]], Redaction],
    is_cancelled: Callable[[], bool] = never,
) -> Opinion | None:  # fmt: skip
    """What the model makes of the request; None where it fails, answers out of shape, or its words may not be sent.

    `hide` redacts for a model elsewhere; whoever calls has the doctor's agreement.
    """
    messages = messages_of(request, passages, model.is_local, hide)
    if messages is None:
        return None
    try:
        told = model.tell(messages, SCHEMA, Limits(seconds, REPLY_TOKENS), is_cancelled)
    except WriterFailed:
        return None
    return read_opinion(told.text, [f"g{n}" for n in range(1, len(passages[:MOST_PASSAGES]) + 1)], passages)


def messages_of(
    request: Request, passages: Sequence[Paragraph], is_local: bool, hide: Callable[[Sequence[str]], Redaction]
) -> tuple[Message, ...] | None:
    """What is sent; None where hiding who it is about is unsure."""
    prompt, context = load_prompt("judge"), request.context
    earlier = short_turns(request)
    said = (request.text, *earlier, *(str(part) for part in (context.platform, context.audience, context.role) if part))
    redaction = Redaction(said) if is_local else hide(said)
    if redaction.unsure:
        return None
    text, turns, where = redaction.texts[0], redaction.texts[1 : 1 + len(earlier)], redaction.texts[1 + len(earlier) :]
    user = prompt.user.format(
        did="WANTS TO POST OR SEND" if request.kind is Kind.DRAFT else "ASKS", where=f" ({fenced(', '.join(where))})" if where else "",
        text=fenced(text), earlier=prompt.earlier.format(turns=fenced("\n".join(turns))) if turns else "",
        passages="\n".join(f"[g{n}] ({p.strength.value}) {fenced(p.text)}" for n, p in enumerate(passages[:MOST_PASSAGES], start=1)),
    )  # fmt: skip
    return (Message("system", prompt.system.format(issues=", ".join(issue.value for issue in Issue))), Message("user", user))


def read_opinion(text: str, issued: Sequence[str], passages: Sequence[Paragraph]) -> Opinion | None:
    """The opinion in a reply; None where it has no verdict of ours, or cites what was not issued."""
    for value in objects(text):
        try:
            told = Told.model_validate(value)
        except ValidationError:
            continue
        if any(id_ not in issued for id_ in told.ids):
            return None
        known = {issue.value for issue in Issue}
        ids = tuple(passages[issued.index(id_)].id for id_ in told.ids)
        return Opinion(told.verdict, tuple(Issue(name) for name in told.issues if name in known), ids)
    return None


def combined(verdicts: Mapping[Verdict, float], opinion: Opinion | None, own: float, vote: float) -> dict[Verdict, float]:
    """Probability of each verdict with the opinion counted in: p ∝ embedded^own · e^vote for the verdicts of its light.

    A product of experts (Hinton, Neural Computation 2002). Without an opinion the embedded ones stand as they are.
    What no score may undo is laid on afterwards, by `decide`.
    """
    if opinion is None:
        return dict(verdicts)
    odds = {v: max(p, 1e-12) ** own * (math.exp(vote) if v.light is opinion.verdict.light else 1.0) for v, p in verdicts.items()}
    whole = sum(odds.values())
    return {v: value / whole for v, value in odds.items()}


def combined_issues(issues: Mapping[Issue, float], opinion: Opinion | None, named: float, unnamed: float) -> dict[Issue, float]:
    """Probability of each issue with the opinion counted in: its log odds gain `named` where the model names it, and lose `unnamed` where it does not."""
    if opinion is None:
        return dict(issues)
    return {issue: _moved(p, named if issue in opinion.issues else -unnamed) for issue, p in issues.items()}


def counted_in(assessment: Assessment, opinion: Opinion | None, weights: Weights) -> Assessment:
    """What the checks made of a text, with the opinion counted in as far as it was calibrated. Findings and floors stand."""
    verdicts = combined(assessment.verdicts, opinion, weights.own, weights.vote)
    return replace(assessment, verdicts=verdicts, issues=combined_issues(assessment.issues, opinion, weights.named, weights.unnamed))


def _moved(p: float, by: float) -> float:
    p = min(max(p, 1e-9), 1 - 1e-9)
    return p * math.exp(by) / (1 - p + p * math.exp(by)) if by else p


def weights_path(home: Path, model: str) -> Path:
    """Where a model's weights are kept."""
    return home / (re.sub(r"[^\w.-]+", "_", model) + ".json")


def load_weights(home: Path, model: str) -> Weights | None:
    """The model's weights, or None where none were kept, they are another's, or the prompt has changed since."""
    try:
        weights = Weights.model_validate_json(weights_path(home, model).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return weights if weights.model == model and weights.prompt == load_prompt("judge").version else None


def hider(vocabulary: frozenset[str], read: Callable[[str], Reading]) -> Callable[[Sequence[str]], Redaction]:
    """redact(), with what it needs."""
    return lambda texts: redact(texts, vocabulary, read)
