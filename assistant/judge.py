"""The learned judge: the judging encoder, the heads fitted on the precedents, and the precedents nearest to a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from assistant.backends.protocols import Encoder, Vectors
from assistant.checks.text import ReadText
from assistant.encoder_text import encoder_text
from assistant.heads import ISSUES, VERDICTS, Heads, Matrix
from assistant.neighbours import Neighbours
from corpus.models import Issue, Verdict

MODEL_FOLDER = Path(__file__).parent / "weights"
# sentences judged one by one; a longer text is still judged whole
MOST_SENTENCES = 24
# how much the nearest precedents count beside the heads, and how far the two together are sharpened; chosen with
# HEARD in neighbours.py
VERDICT_SHARE = 0.7
ISSUE_SHARE = 0.5
MIXED_TEMPERATURE = 0.85


class Calibration(BaseModel):
    """How far to trust the heads, fitted on texts that neither encoder nor heads had seen."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    verdict_temperature: float = Field(1.0, gt=0, description="divides the verdict logits (Guo et al., ICML 2017)")
    issue_temperature: float = Field(1.0, gt=0, description="divides the issue logits")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the judge makes of one text."""

    verdicts: Mapping[Verdict, float]
    issues: Mapping[Issue, float]
    sentences: tuple[Mapping[Issue, float], ...]
    """For each sentence read, in order; empty where the text is one sentence or too many."""
    row: Vectors
    """(dim,) of the whole text."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Scores texts; made by the index."""

    encoder: Encoder
    heads: Heads
    calibration: Calibration
    neighbours: Neighbours

    def score(self, read: ReadText) -> Scores:
        """Verdicts and issues of the whole text by heads and neighbours, and issues sentence by sentence by the heads, in one batch."""
        sentences = read.reading.sentences
        if not 1 < len(sentences) <= MOST_SENTENCES:
            sentences = ()
        lines = [encoder_text(read.request)]
        lines += [encoder_text(read.request, read.text[start:end]) for start, end in sentences]
        rows = self.encoder.encode(lines)
        votes = self.neighbours.vote(rows[0])
        verdicts = self.heads.verdicts(rows[:1], self.calibration.verdict_temperature)[0]
        verdicts = sharpened((1 - VERDICT_SHARE) * verdicts + VERDICT_SHARE * votes.verdicts, MIXED_TEMPERATURE)
        issues = self.heads.issues(rows, self.calibration.issue_temperature)
        return Scores(
            {verdict: float(p) for verdict, p in zip(VERDICTS, verdicts, strict=True)},
            _by_issue((1 - ISSUE_SHARE) * issues[0] + ISSUE_SHARE * votes.issues),
            tuple(_by_issue(row) for row in issues[1:]),
            rows[0],
        )


def sharpened(probabilities: Matrix, temperature: float) -> Matrix:
    """Probabilities to the power of 1 / temperature, scaled to sum to 1."""
    raised = np.power(probabilities, 1.0 / temperature)
    return np.asarray(raised / raised.sum())


def _by_issue(row: Matrix) -> dict[Issue, float]:
    return {issue: float(p) for issue, p in zip(ISSUES, row, strict=True)}
