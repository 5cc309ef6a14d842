"""Feedback -> case candidates, for experts to judge at the labelling desk."""

from collections.abc import Iterable
from typing import Any

from assistant.feedback.models import Feedback


def candidates(given: Iterable[tuple[int, Feedback]]) -> list[dict[str, Any]]:
    """A candidate for each message whose writer ticked the box, in order, each message once (the last thumb counts).

    What was asked before it stands above it, for a follow-up says little alone. A line in the case format with `status` "candidate". No verdict is set: it is for experts to give, blind; what
    the assistant had answered stands under `given`, which the case format lets be.
    """
    last = {(one.text, one.turns, one.kind): (number, one) for number, one in given if one.consent and one.text.strip()}
    return [_candidate(number, one) for number, one in sorted(last.values(), key=lambda pair: pair[0])]


def _candidate(number: int, one: Feedback) -> dict[str, Any]:
    context = {key: value for key, value in one.context.model_dump(mode="json").items() if value is not None}
    record: dict[str, Any] = {"id": f"feedback-{number:05}", "kind": one.kind, "input": "\n".join((*one.turns, one.text)), "context": context, "verdict": None, "status": "candidate"}
    said = {"thumb": one.thumb.value, "reasons": list(one.reasons), "comment": one.comment}
    return record | {
        "feedback": said,
        "given": {"verdict": one.verdict.value, "confidence": round(one.confidence, 4), "issues": list(one.issues), "cited": list(one.cited), "edition": one.corpus_edition},
    }  # fmt: skip
