"""The learned judge: the judging encoder, the heads fitted on the precedents, and the precedents nearest to a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from assistant.backends.protocols import Encoder, TokenEncoder, TokenVectors, Vectors
from assistant.checks import cues
from assistant.checks.text import ReadText
from assistant.encoder_text import encoder_text
from assistant.heads import ISSUES, VERDICTS, Heads, Matrix
from assistant.models import Kind, Request
from assistant.neighbours import Neighbours
from assistant.plainly import Known, parts, plainly, platform
from assistant.pointer import Pointer
from corpus.models import Issue, Verdict

MODEL_FOLDER = Path(__file__).parent / "weights"
# sentences judged one by one; a longer text is still judged whole
MOST_SENTENCES = 24
# how much the nearest precedents count beside the heads, and how far the two together are sharpened; chosen with
# HEARD in neighbours.py
VERDICT_SHARE = 0.7
ISSUE_SHARE = 0.5
MIXED_TEMPERATURE = 0.85
# a text of more paragraphs is judged whole as it stands
MOST_PARTS = 6
# what a paragraph that says nothing carries at most of any issue, and how sure its harmlessness must be; set by two
# preambles of the robustness words and three others, so more a judgement than a measurement
IDLE_ISSUE, IDLE_LIGHT = 0.20, 0.80
# issues that anybody's account of who they are and how the day went brings up
FRAME = (Issue.EMPLOYER_POLICY, Issue.PROFESSIONAL_IDENTITY_ANONYMITY, Issue.HEIGHTENED_EMOTION)
SUBJECTS = [place for place, issue in enumerate(ISSUES) if issue not in FRAME]
HARMLESS = (Verdict.OK, Verdict.OK_WITH_CARE, Verdict.NOT_COVERED)


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
    phrases: tuple[tuple[int, int], ...] | None = None
    """(start, end) of the words that carry the trouble, in order; None where no token was read."""
    read_to: int = 0
    """Offset up to which `phrases` speaks: of a long text the rest was not read word by word."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Scores texts; made by the index."""

    encoder: Encoder
    heads: Heads
    calibration: Calibration
    neighbours: Neighbours
    knows: Known = lambda word: True
    """Whether the encoder knows a word whole."""
    pointer: Pointer | None = None
    """Finds the words within a text; without it whole sentences are marked."""

    def score(self, read: ReadText) -> Scores:
        """Verdicts and issues of the whole text by heads and neighbours, and issues sentence by sentence by the heads, in one batch."""
        sentences = read.reading.sentences
        if not 1 < len(sentences) <= MOST_SENTENCES:
            sentences = ()
        request = self._plain(read.request)
        lines = [encoder_text(replace(request, text=self._to_the_point(request)))]
        lines += [encoder_text(request, plainly(read.text[start:end], self.knows)) for start, end in sentences]
        rows, tokens = self._read(lines, read)
        return replace(
            self.of_row(rows[0], self._sentences(rows[1:])),
            phrases=tuple(self.pointer.phrases(read.text, tokens)) if self.pointer and tokens else None,
            read_to=tokens.offsets[-1][1] if tokens and tokens.offsets else 0,
        )

    def each(self, requests: Sequence[Request]) -> tuple[Scores, ...]:
        """What the judge makes of each request as a whole, in one batch; no sentence is looked at by itself."""
        return tuple(self.of_row(row) for row in self.encoder.encode([encoder_text(self._plain(request)) for request in requests]))

    def of_row(self, row: Vectors, sentences: tuple[Mapping[Issue, float], ...] = ()) -> Scores:
        """What heads and neighbours make of one row."""
        votes = self.neighbours.vote(row)
        verdicts = sharpened((1 - VERDICT_SHARE) * self._verdicts(row[None])[0] + VERDICT_SHARE * votes.verdicts, MIXED_TEMPERATURE)
        issues = self.heads.issues(row[None], self.calibration.issue_temperature)[0]
        return Scores(
            {verdict: float(p) for verdict, p in zip(VERDICTS, verdicts, strict=True)},
            _by_issue((1 - ISSUE_SHARE) * issues + ISSUE_SHARE * votes.issues),
            sentences,
            row,
        )

    def _read(self, lines: Sequence[str], read: ReadText) -> tuple[Vectors, TokenVectors | None]:
        """The lines' vectors; and, where a pointer wants them, the tokens of a draft's words as they were written."""
        if self.pointer is None or not isinstance(self.encoder, TokenEncoder) or read.request.kind is Kind.QUESTION:
            return self.encoder.encode(lines), None
        written = encoder_text(read.request)
        if written == lines[0]:
            rows, tokens = self.encoder.read(lines)
        else:  # what is judged was made plain, so what is pointed at is read beside it
            rows, (_, tokens) = self.encoder.encode(lines), self.encoder.read([written])
        head = len(written) - len(read.text)
        held = [n for n, (_, end) in enumerate(tokens.offsets) if end > head]
        return rows, TokenVectors(tokens.vectors[held], tuple((max(0, tokens.offsets[n][0] - head), tokens.offsets[n][1] - head) for n in held))

    def _plain(self, request: Request) -> Request:
        """The request as the encoder should read it."""
        context = request.context.model_copy(update={"platform": platform(request.context.platform)})
        return replace(request, text=plainly(request.text, self.knows), context=context)

    def _to_the_point(self, request: Request) -> str:
        """The text without the paragraphs before its point, which would only thin it.

        One is left out where, judged alone, it is harmless and about nothing; words of consent or invention always
        stay, and so does the last paragraph.
        """
        held = parts(request.text)
        if not 1 < len(held) <= MOST_PARTS:
            return request.text
        rows = self.encoder.encode([encoder_text(request, part) for part in held[:-1]])
        harmless = self._verdicts(rows)[:, [VERDICTS.index(verdict) for verdict in HARMLESS]].sum(axis=1) >= IDLE_LIGHT
        about_nothing = self.heads.issues(rows, self.calibration.issue_temperature)[:, SUBJECTS].max(axis=1) < IDLE_ISSUE
        first = _first_with_a_point(held, [bool(a and b) for a, b in zip(harmless, about_nothing, strict=True)])
        return "\n\n".join(held[first:])

    def _verdicts(self, rows: Vectors) -> Matrix:
        return self.heads.verdicts(rows, self.calibration.verdict_temperature)

    def _sentences(self, rows: Vectors) -> tuple[Mapping[Issue, float], ...]:
        """The issues of each sentence, by the heads alone."""
        return tuple(_by_issue(row) for row in self.heads.issues(rows, self.calibration.issue_temperature))


def sharpened(probabilities: Matrix, temperature: float) -> Matrix:
    """Probabilities to the power of 1 / temperature, scaled to sum to 1."""
    raised = np.power(probabilities, 1.0 / temperature)
    return np.asarray(raised / raised.sum())


def _first_with_a_point(held: Sequence[str], idle: Sequence[bool]) -> int:
    """Place of the first paragraph that says something; `idle` is of all but the last."""
    said = (place for place, nothing in enumerate(idle) if not nothing or cues.CONSENT.search(held[place]) or cues.FICTION.search(held[place]))
    return next(said, len(held) - 1)


def _by_issue(row: Matrix) -> dict[Issue, float]:
    return {issue: float(p) for issue, p in zip(ISSUES, row, strict=True)}
