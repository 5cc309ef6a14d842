"""Predictions -> predictions.jsonl, the file that other tools read."""

import json
from typing import Any

from evals.models import Answer, NoAnswer, Prediction


def line(prediction: Prediction) -> str:
    """One line of the file, with its newline.

    ASCII, so that a draft with half of a surrogate pair, or a line separator, breaks no reader.
    """
    turns = [_keys(answer) for answer in prediction.answers]
    record = {"id": prediction.case.id, **turns[-1]}
    if prediction.case.is_conversation:
        record["turns"] = [turn | _conversed(given) for turn, given in zip(turns, prediction.answers, strict=True)]
    return json.dumps(record, ensure_ascii=True) + "\n"


def _conversed(answer: Answer | NoAnswer) -> dict[str, Any]:
    """What a turn of a conversation has besides: the facts that it changed, and the fact asked back."""
    if isinstance(answer, NoAnswer):
        return {"changed": [], "asks": None}
    return {"changed": list(answer.changed or ()), "asks": answer.asked}


def _keys(answer: Answer | NoAnswer) -> dict[str, Any]:
    """The keys of one answer; where there is none, its verdict and confidence are null and its lists empty."""
    if isinstance(answer, NoAnswer):
        return {
            "verdict": None, "issues": [], "citations": [], "findings": [], "retrieved": [],
            "confidence": None, "latency_ms": round(answer.latency_ms, 3),
        }  # fmt: skip
    return {
        "verdict": answer.verdict.value,
        "issues": [issue.value for issue in answer.issues],
        "citations": list(answer.citations),
        "findings": [
            {"start": mark.start, "end": mark.end, "text": mark.text, "issue": mark.issue.value}
            for mark in answer.findings
        ],
        "retrieved": list(answer.retrieved),
        "confidence": answer.confidence,
        "latency_ms": round(answer.latency_ms, 3),
    }
