"""Which words of a text carry the trouble: a linear head over the judging encoder's vectors of single tokens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.backends.protocols import Span, TokenVectors, Vectors

FILE = "spans.npz"
# chosen on held-out folds (docs/judging.md): a word is judged with WINDOW neighbours each way, and half by its clause
WINDOW = 2
CLAUSE_SHARE = 0.5
# a word is marked from this share of the text's strongest, and from this much in any case
OF_BEST = 0.7
LEAST = 0.2
# unmarked words between two marked ones that are marked with them, and at a clause's edge
GAP = 2
FEWEST_WORDS = 2
WORD = re.compile(r"\S+")
CLAUSE_END = re.compile(r"[.,;:!?…)\]]+[\"”’']*$|^[-–—]$")
JOINS = frozenset(["and", "but", "so", "because", "that", "which", "who", "then", "or", "also", "as", "if", "when", "while"])
HANGS = JOINS | frozenset(["the", "a", "an", "of", "to", "in", "with", "for", "is", "was", "are", "my", "our", "his", "her", "their", "at", "on", "by", "from", "i"])
EDGE = " \t\n.,;:!?…"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Scores the tokens of a text."""

    weights: Vectors
    """(dim,)"""
    bias: float

    def phrases(self, text: str, tokens: TokenVectors) -> list[Span]:
        """(start, end) of the phrases that carry the trouble, in order; none past the last token."""
        if not len(tokens.offsets):
            return []
        scores = 1.0 / (1.0 + np.exp(-(tokens.vectors @ self.weights + self.bias)))
        words, read = word_scores(text, tokens.offsets, scores)
        return phrases_of(text, words, read)

    def save(self, folder: Path, maker: str) -> None:
        """Write it beside the weights of `maker` (an encoder's id), which it is good for alone."""
        np.savez(folder / FILE, weights=self.weights.astype(np.float32), bias=np.array(self.bias), maker=np.array(maker))

    @classmethod
    def beside(cls, folder: Path, maker: str) -> "Pointer | None":
        """What `save` left in `folder` for this very encoder, or None."""
        path = folder / FILE
        if not path.is_file():
            return None
        with np.load(path, allow_pickle=False) as held:
            return cls(held["weights"], float(held["bias"])) if str(held["maker"]) == maker else None


def word_scores(text: str, offsets: Sequence[Span], scores: Vectors) -> tuple[list[Span], Vectors]:
    """The words that tokens cover, and each one's score: its best token's, smoothed with its neighbours and its clause."""
    words = [m.span() for m in WORD.finditer(text) if m.start() < offsets[-1][1]]
    best = np.zeros(len(words), np.float32)
    at = 0
    for (start, end), score in zip(offsets, scores, strict=True):
        while at < len(words) - 1 and words[at][1] <= start:
            at += 1
        if words and words[at][0] < end and start < words[at][1]:
            best[at] = max(best[at], score)
    if not words:
        return [], best
    near = np.array([1.0 / (1 + abs(step)) for step in range(-WINDOW, WINDOW + 1)])
    smooth = np.convolve(np.pad(best, WINDOW, mode="edge"), near / near.sum(), "valid")
    clause = _clauses(text, words)
    mean = np.bincount(clause, smooth) / np.bincount(clause)
    return words, np.asarray((1 - CLAUSE_SHARE) * smooth + CLAUSE_SHARE * mean[clause], np.float32)


def phrases_of(text: str, words: Sequence[Span], scores: Vectors) -> list[Span]:
    """Runs of words that score high, made to read as phrases: within a sentence, no word left hanging at either end."""
    if not len(words):
        return []
    marked = scores >= max(LEAST, OF_BEST * float(scores.max()))
    clause = _clauses(text, words)
    runs: list[list[int]] = []
    for n in np.flatnonzero(marked).tolist():
        if runs and n - runs[-1][1] - 1 <= GAP and not any(_ends_sentence(text, words, k) for k in range(runs[-1][1], n)):
            runs[-1][1] = n
        else:
            runs.append([n, n])
    spans: list[Span] = []
    for run in runs:
        first, last = _to_clause_edges(run[0], run[1], clause)
        while first < last and _bare(text, words[first]) in JOINS:
            first += 1
        while first < last and _bare(text, words[last]) in HANGS and not CLAUSE_END.search(text[slice(*words[last])]):
            last -= 1
        if last - first + 1 >= FEWEST_WORDS or len(runs) == 1:
            spans.append(_trimmed(text, words[first][0], words[last][1]))
    return [span for span in spans if span[0] < span[1]]


def _to_clause_edges(first: int, last: int, clause: Sequence[int]) -> Span:
    """The run with the few words before and after it in its clauses: half a clause reads as a slip."""
    start, end = first, last
    while start > 0 and clause[start - 1] == clause[first]:
        start -= 1
    while end < len(clause) - 1 and clause[end + 1] == clause[last]:
        end += 1
    return (start if first - start <= GAP else first), (end if end - last <= GAP else last)


def _clauses(text: str, words: Sequence[Span]) -> list[int]:
    """For each word the number of its clause; a mark or a line's end closes one."""
    numbers, now = [], 0
    for n, (start, end) in enumerate(words):
        numbers.append(now)
        closes = CLAUSE_END.search(text[start:end]) or (n + 1 < len(words) and "\n" in text[end : words[n + 1][0]])
        now += bool(closes)
    return numbers


def _ends_sentence(text: str, words: Sequence[Span], n: int) -> bool:
    after = text[words[n][1] : words[n + 1][0]] if n + 1 < len(words) else ""
    return "\n" in after or re.search(r"[.!?…][\"”’')]*$", text[slice(*words[n])]) is not None


def _bare(text: str, word: Span) -> str:
    return re.sub(r"[^\w']", "", text[slice(*word)]).lower()


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without marks at its ends that belong to the sentence."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end
