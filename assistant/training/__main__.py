"""`python -m assistant.training`: cross-fit, calibrate, tune on everything, export to assistant/weights."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from assistant.backends.onnx import OnnxEncoder
from assistant.encoder_text import encoder_text
from assistant.index import request_of
from assistant.judge import MODEL_FOLDER, Calibration
from assistant.training.base import unpack
from assistant.training.crossfit import Held, calibrate, crossfit
from assistant.training.export import export, worst_difference
from assistant.training.finetune import Recipe, encode, finetune
from assistant.training.rows import store_rows
from assistant.training.unread import unread
from corpus.load import load
from corpus.models import Precedent

NAME = "canipost-judge"


def main() -> None:
    """Build the judging encoder from the committed precedents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER, help="folder for the weights")
    parser.add_argument("--work", type=Path, default=user_cache_path("canipost", appauthor=False) / "training")
    parser.add_argument("--folds", type=int, default=3, help="folds of the cross-fit; 0 leaves it out (temperatures 1)")
    parser.add_argument("--most-folds", type=int, default=99, help="score no more than this many of the folds, to save time")
    parser.add_argument("--only-folds", action="store_true", help="cross-fit, then stop")
    parser.add_argument("--held", type=Path, help="out-of-fold logits of an earlier run, instead of a cross-fit")
    wanted = parser.parse_args()

    corpus = load()
    precedents = corpus.precedents
    base = unpack(wanted.work)
    recipe = Recipe()
    calibration = Calibration(verdict_temperature=1.0, issue_temperature=1.0)
    if wanted.held:
        calibration = calibrate(*_stored(wanted.held, precedents))
    elif wanted.folds:
        held, scored = crossfit(precedents, base, recipe, wanted.folds, wanted.most_folds, _say)
        known = [precedents[i] for i in scored]
        np.savez(wanted.work / "held.npz", verdicts=held.verdicts, issues=held.issues, ids=[p.id for p in known])
        calibration = calibrate(held, known)
        _say(f"calibration: {calibration}")
        if wanted.only_folds:
            return
    tuned_on = [p for p, is_unread in zip(precedents, unread(precedents), strict=True) if not is_unread]
    model = finetune(tuned_on, base, recipe, _say)
    texts = [encoder_text(request_of(p)) for p in precedents]
    sample = texts[:: max(1, len(texts) // 64)]
    wide = encode(model, sample, base)
    about = {"base": "all-mpnet-base-v2", "precedents": len(tuned_on), "recipe": asdict(recipe), "calibration": calibration.model_dump()}
    export(model, base, wanted.out, NAME, about)
    encoder = OnnxEncoder(wanted.out)
    _say(f"largest 1 - cosine between trained and shipped: {worst_difference(wide, encoder.encode(sample)):.4f}")
    store_rows(corpus, wanted.out)
    _say(f"written to {wanted.out}")


def _stored(path: Path, precedents: Sequence[Precedent]) -> tuple[Held, list[Precedent]]:
    """The out-of-fold logits of an earlier run, and the precedents they belong to that are still there."""
    by_id = {p.id: p for p in precedents}
    with np.load(path, allow_pickle=False) as stored:
        known = [row for row, id_ in enumerate(stored["ids"].tolist()) if id_ in by_id]
        held = Held(stored["verdicts"][known], stored["issues"][known])
        return held, [by_id[stored["ids"].tolist()[row]] for row in known]


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
