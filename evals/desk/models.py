"""What an annotator says of one case."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from assistant.models import Issue, Verdict


class Label(BaseModel):
    """One judgement of one case, as it was committed; a second one does not undo the first, it follows it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str = Field(min_length=1, description="Case.id")
    annotator: str = Field(min_length=1, max_length=80)
    verdict: Verdict
    issues: tuple[Issue, ...] = ()
    cite: tuple[str, ...] = Field((), description="paragraph ids any of which is right")
    spans: tuple[str, ...] = Field((), description="words of the case that cause the trouble, exactly as they stand")
    vital: tuple[str, ...] = Field((), description="what an answer must say")
    comment: str = ""
    seconds: float = Field(0.0, ge=0, description="from the case being shown to the commit")
    adjudicates: bool = Field(False, description="settles a disagreement, in place of the labels before it")
    saved: datetime = Field(description="UTC")
