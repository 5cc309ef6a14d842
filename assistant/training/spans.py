"""`python -m assistant.training.spans`: fit the pointer (which words carry the trouble) and write it beside the weights."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.backends.onnx import OnnxEncoder
from assistant.backends.protocols import TokenVectors
from assistant.encoder_text import encoder_text
from assistant.index import request_of
from assistant.judge import MODEL_FOLDER
from assistant.pointer import Pointer, word_scores
from assistant.training.export import name_tokens
from corpus.load import load
from corpus.models import Precedent

# inverse strength of regularisation, chosen on held-out folds
C = 0.03
FOLDS = 5


def main() -> None:
    """Read every draft that has spans, report held-out overlap, fit on all, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER, help="the weights folder")
    wanted = parser.parse_args()
    name_tokens(wanted.out)
    encoder = OnnxEncoder(wanted.out)
    marked = [p for p in load().precedents if p.kind == "draft" and p.spans]
    read = []
    for n, precedent in enumerate(marked, start=1):
        read.append(tokens_of(encoder, precedent))
        if n % 200 == 0:
            print(f"{n} of {len(marked)} read", flush=True)
    print(f"held out by near-miss set, {FOLDS} folds: F1 over words {held_out(marked, read):.3f} of {len(marked)} drafts", flush=True)
    fit(marked, read).save(wanted.out, encoder.id)
    print(f"written to {wanted.out}")


def tokens_of(encoder: OnnxEncoder, precedent: Precedent) -> TokenVectors:
    """The tokens of a precedent's own words."""
    line = encoder_text(request_of(precedent))
    head = len(line) - len(precedent.input)
    _, tokens = encoder.read([line])
    held = [n for n, (_, end) in enumerate(tokens.offsets) if end > head]
    return TokenVectors(tokens.vectors[held], tuple((max(0, tokens.offsets[n][0] - head), tokens.offsets[n][1] - head) for n in held))


def fit(marked: Sequence[Precedent], read: Sequence[TokenVectors]) -> Pointer:
    """The pointer fitted by logistic regression to tokens inside and outside the spans. No randomness."""
    rows = np.concatenate([tokens.vectors for tokens in read])
    inside = np.concatenate([truth(p, tokens) for p, tokens in zip(marked, read, strict=True)])
    head = LogisticRegression(C=C, max_iter=300).fit(rows, inside)
    return Pointer(np.asarray(head.coef_[0], np.float32), float(head.intercept_[0]))


def truth(precedent: Precedent, tokens: TokenVectors) -> np.ndarray:
    """(n_tokens,) whether each lies in a span."""
    spans = [(at, at + len(s.text)) for s in precedent.spans for at in _places(precedent.input, s.text)]
    return np.array([any(start < b and a < end for a, b in spans) for start, end in tokens.offsets])


def held_out(marked: Sequence[Precedent], read: Sequence[TokenVectors]) -> float:
    """F1 over words, each draft marked by a pointer that saw nothing of its near-miss set."""
    groups = [p.set or p.id for p in marked]
    fold_of = {group: n % FOLDS for n, group in enumerate(sorted(set(groups)))}
    both = ours = theirs = 0
    for fold in range(FOLDS):
        kept = [n for n, group in enumerate(groups) if fold_of[group] != fold]
        pointer = fit([marked[n] for n in kept], [read[n] for n in kept])
        for n, group in enumerate(groups):
            if fold_of[group] == fold:
                given, gold = _words(marked[n].input, pointer.phrases(marked[n].input, read[n])), _gold(marked[n])
                both, ours, theirs = both + len(given & gold), ours + len(given), theirs + len(gold)
    return 2 * both / max(1, ours + theirs)


def _gold(precedent: Precedent) -> set[int]:
    spans = [(at, at + len(s.text)) for s in precedent.spans for at in _places(precedent.input, s.text)]
    return _words(precedent.input, spans)


def _words(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Offsets of the words that any of the spans covers in part."""
    words, _ = word_scores(text, [(0, len(text))], np.zeros(1, np.float32))
    return {a for a, b in words if any(start < b and a < end for start, end in spans)}


def _places(text: str, words: str) -> list[int]:
    """Every place where the words stand."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


if __name__ == "__main__":
    main()
