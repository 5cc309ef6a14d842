"""The learned check: which words carry an issue that the judge sees in the text."""

from collections.abc import Mapping

from assistant.checks.text import ReadText, finding
from assistant.judge import Scores
from assistant.models import Finding, Issue, Kind

CHECK = "learned"
# an issue is worth marking from here; which of them decide is for decide.py
LEAST_ISSUE = 0.30
# a sentence is marked when it carries the issue about as strongly as the sentence that carries it most
SHARE_OF_BEST = 0.75
# one sentence flagged for everything tells a reader nothing
MOST_ISSUES_A_SENTENCE = 2


def check(read: ReadText, scores: Scores, flags: Mapping[Issue, str]) -> list[Finding]:
    """Phrases of a draft that carry an issue, in order of the text; `flags` gives the reason for each issue.

    The pointer says which words, the sentence they stand in says for what. Where words were not read one by one
    (the far end of a long text), whole sentences are marked.
    A question is judged but not marked: its words are a story told to us, and no one will post them.
    """
    if read.request.kind is Kind.QUESTION:
        return []
    likely = [issue for issue, probability in scores.issues.items() if probability >= LEAST_ISSUE]
    if not likely:
        return []
    spans = read.reading.sentences if scores.sentences else ((0, len(read.text)),)
    rows = scores.sentences or (scores.issues,)
    best = {issue: max(row[issue] for row in rows) for issue in likely}
    found: list[Finding] = []
    for span, row in zip(spans, rows, strict=True):
        carried = [issue for issue in likely if row[issue] >= SHARE_OF_BEST * best[issue]]
        # words that stand out in a sentence that carries no issue much are marked for the one it carries most
        carried = sorted(carried, key=lambda issue: -scores.issues[issue]) or [max(likely, key=lambda issue: row[issue])]
        is_carrier = any(row[issue] >= SHARE_OF_BEST * best[issue] for issue in carried)
        for start, end in _marks(span, scores, is_carrier):
            found += [finding(CHECK, issue, read, start, end, flags[issue], scores.issues[issue]) for issue in carried[:MOST_ISSUES_A_SENTENCE]]
    return found


def _marks(sentence: tuple[int, int], scores: Scores, is_carrier: bool) -> list[tuple[int, int]]:
    """What is marked of a sentence: the phrases in it, or all of it where its words were not read or none stood out anywhere."""
    start, end = sentence
    if not scores.phrases or start >= scores.read_to:
        return [sentence] if is_carrier else []
    return [(max(start, s), min(end, e)) for s, e in scores.phrases if s < end and start < e]
