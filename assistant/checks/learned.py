"""The learned check: which sentences carry an issue that the judge sees in the text."""

from collections.abc import Mapping

from assistant.checks.text import ReadText, finding
from assistant.judge import Scores
from assistant.models import Finding, Issue

CHECK = "learned"
# an issue is worth marking from here; which of them decide is for decide.py
LEAST_ISSUE = 0.30
# a sentence is marked when it carries the issue about as strongly as the sentence that carries it most
SHARE_OF_BEST = 0.75


def check(read: ReadText, scores: Scores, flags: Mapping[Issue, str]) -> list[Finding]:
    """Sentences that carry an issue, in order of the text; `flags` gives the reason for each issue."""
    spans = read.reading.sentences if scores.sentences else ((0, len(read.text)),)
    rows = scores.sentences or (scores.issues,)
    found: list[Finding] = []
    for issue, probability in scores.issues.items():
        if probability < LEAST_ISSUE:
            continue
        best = max(row[issue] for row in rows)
        found += [
            finding(CHECK, issue, read, start, end, flags[issue], probability)
            for (start, end), row in zip(spans, rows, strict=True)
            if row[issue] >= SHARE_OF_BEST * best
        ]
    return sorted(found, key=lambda f: (f.start, -f.score))
