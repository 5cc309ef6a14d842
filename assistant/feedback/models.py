"""What a user said of one answer."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from corpus.models import Context, Verdict


class Thumb(StrEnum):
    """The judgement in one press."""

    UP = "up"
    DOWN = "down"


# why, in one more press; ui/wording.yaml has their words
Why = Literal["clear", "right-paragraph", "saved-me", "too-strict", "too-lenient", "wrong-paragraph", "misunderstood", "hard-to-read", "other"]
REASONS: tuple[str, ...] = get_args(Why)


class Feedback(BaseModel):
    """One thumb. Without consent it holds nothing of what was typed: no words, and no hash that words could be found by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    thumb: Thumb
    reasons: tuple[Why, ...] = ()
    kind: Literal["question", "draft"]
    verdict: Verdict = Field(description="what the assistant had answered")
    confidence: float = Field(ge=0, le=1)
    issues: tuple[str, ...] = ()
    cited: tuple[str, ...] = Field((), description="paragraph ids that the answer cited")
    corpus_edition: str
    consent: bool = Field(False, description="the box was ticked: the words may be kept")
    text: str = Field("", max_length=20_000)
    turns: tuple[str, ...] = ()
    context: Context = Context()
    comment: str = Field("", max_length=2_000)
    saved: datetime = Field(description="UTC")

    @model_validator(mode="before")
    @classmethod
    def _no_words_without_consent(cls, data: Any) -> Any:
        """What was typed is dropped here, whoever calls: the store never sees it."""
        if isinstance(data, dict) and not data.get("consent"):
            return {key: value for key, value in data.items() if key not in {"text", "turns", "context", "comment"}}
        return data
