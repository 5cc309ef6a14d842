"""`python -m evals.phrasings`: how surely facts and distress are told by their sense, out of fold; `--write` fits the heads anew.

Two tables of lines are fitted: what a turn of a conversation states (phrasings.yaml and the precedents that say what they
state, with the follow-ups of the open conversations that state nothing) and what the person asking goes through (person-lines.yaml, beside every
question and follow-up of the precedents and the open conversations that is about something else: odd little turns are what misleads).
Without --write nothing is changed.
"""

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

import assistant
from assistant.backends.onnx import OnnxEncoder
from assistant.backends.protocols import Encoder
from assistant.conversation.facts import SENSE as FACTS
from assistant.conversation.facts import outside_quotes, stated
from assistant.heads import Matrix
from assistant.judge import MODEL_FOLDER
from assistant.models import Issue, Kind
from assistant.person import SENSE as PERSON
from assistant.person import care_for, in_own_name
from assistant.sense import NONE, SEPARATOR, LineHeads, Said, features, kind_of, rows_of
from corpus.load import HERE as CORPUS
from corpus.load import load
from corpus.models import Precedent
from evals.load import CASES, load_sets
from evals.models import Exchange

HERE = Path(assistant.__file__).parent
FOLDS = 10
C = 10.0
# of the lines that say nothing of the kind, the share that may be taken for something. Naming a fact that was not said
# is put right with one press on its chip; a door shown to somebody in no need of one costs more
MOST_FALSE = {"facts": 0.15, "person": 0.01}
PLACES = np.arange(0.10, 0.96, 0.01)


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what it says."""

    text: str
    label: str
    is_written: bool = False
    """Written to teach, where the others were met in conversations: of how often an empty line misleads it says nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How heads do on lines that they were not fitted on."""

    threshold: float
    seen: float
    """Share of the lines that say something of which it was said that they do, with the right kind or not."""
    right: float
    """Share with the right kind."""
    false: float


def fact_lines(precedents: Sequence[Precedent]) -> Iterator[Line]:
    """The phrasings and the turns of `precedents`, each under its fact and value, and the follow-ups that state none.

    Of a turn only what no pattern sees is there to be told by its sense, and only its heaviest fact; one that hands in words
    to be posted is left out.
    """
    held = yaml.safe_load((HERE / "conversation" / "phrasings.yaml").read_text(encoding="utf-8"))
    yield from (Line(text, NONE, is_written=True) for text in held.pop(NONE))
    for name, values in held.items():
        yield from (Line(text, f"{name}{SEPARATOR}{value}") for value, texts in values.items() for text in texts)
    for precedent in precedents:
        words = outside_quotes(precedent.input)
        if "states" in precedent.model_fields_set and words == " ".join(precedent.input.split()) and not stated(precedent.input):
            yield Line(words, next(iter(precedent.states), NONE))
    for exchange in open_turns():
        words = outside_quotes(exchange.text)
        if exchange.earlier and words and exchange.expect.changed is None and not stated(exchange.text):
            yield Line(words, NONE)


def person_lines() -> Iterator[Line]:
    """The lines of person-lines.yaml, each under its kind."""
    held = yaml.safe_load((HERE / "person-lines.yaml").read_text(encoding="utf-8"))
    yield from (Line(in_own_name(text), kind) for kind, texts in held.items() for text in texts)


def ordinary_lines(precedents: Sequence[Precedent]) -> Iterator[Line]:
    """The questions and turns of precedents and open conversations that are not about the writer's own state: nobody in need of a door."""
    asked = [p.input for p in precedents if Kind(p.kind) is Kind.QUESTION and Issue.HEIGHTENED_EMOTION not in p.issues]
    texts = dict.fromkeys(in_own_name(text) for text in (*asked, *(turn.text for turn in open_turns())) if care_for(text) is None)
    yield from (Line(text, NONE) for text in texts if text)


def open_turns() -> Iterator[Exchange]:
    """Every turn of the open conversations, the first messages too."""
    return (exchange for case in load_sets([CASES / "conversations.jsonl"])[0].cases for exchange in case.exchanges)


def fitted(rows: Matrix, labels: Sequence[str]) -> LineHeads:
    """Heads over `rows`, without a threshold yet; no randomness, so the same lines give the same heads."""
    model = LogisticRegression(C=C, max_iter=1000).fit(rows, np.array(labels))
    return LineHeads("", tuple(model.classes_.tolist()), model.coef_.T, model.intercept_, 1.0)


def out_of_fold(rows: Matrix, lines: Sequence[Line]) -> list[Said]:
    """What each line is taken to say, and how surely, by heads that were fitted without it."""
    folds = np.array([int(hashlib.sha256(line.text.encode()).hexdigest(), 16) % FOLDS for line in lines])
    made = [Said("", 0.0)] * len(lines)
    for fold in range(FOLDS):
        heads = fitted(rows[folds != fold], [line.label for line, its in zip(lines, folds, strict=True) if its != fold])
        for place, said in zip(np.flatnonzero(folds == fold), heads.said(rows[folds == fold]), strict=True):
            made[place] = said
    return made


def measured(made: Sequence[Said], lines: Sequence[Line], most_false: float) -> Measured:
    """The lowest threshold that lets at most `most_false` of the empty lines that were met pass, and what is seen from there on."""
    best = np.array([said.surely for said in made])
    kinds = np.array([kind_of(said.label) for said in made])
    truth = np.array([kind_of(line.label) for line in lines])
    says = truth != NONE
    empty = ~says & ~np.array([line.is_written for line in lines])
    threshold = next((float(t) for t in PLACES if (best[empty] >= t).mean() <= most_false), float(PLACES[-1]))
    passed: NDArray[np.bool_] = best >= threshold
    return Measured(
        round(threshold, 2), float(passed[says].mean()), float((passed & (kinds == truth))[says].mean()), float(passed[empty].mean())
    )


def _fit(name: str, path: Path, lines: Sequence[Line], encoder: Encoder, is_written: bool) -> None:
    """Measure one table, print it, and write its heads where asked."""
    texts = [line.text for line in lines]
    rows = features(texts, rows_of(texts, encoder))
    found = measured(out_of_fold(rows, lines), lines, MOST_FALSE[name])
    said = sum(line.label != NONE for line in lines)
    print(
        f"{name}: {said} lines that say something, {len(lines) - said} that do not; out of fold from {found.threshold:.2f}: "
        f"seen {found.seen:.3f}, the right one {found.right:.3f}, taken for something {found.false:.3f}"
    )
    if is_written:
        replace(fitted(rows, [line.label for line in lines]), encoder=encoder.id, threshold=found.threshold).save(path)
        print(f"written to {path}")


def main() -> None:
    """Measure both tables, and write the heads where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the heads fitted on all of the lines")
    wanted = parser.parse_args()
    encoder = OnnxEncoder(MODEL_FOLDER)
    precedents = load(CORPUS).precedents
    _fit("facts", FACTS, list(fact_lines(precedents)), encoder, wanted.write)
    lines = list(person_lines())
    # what was looked at and labelled counts as that, and once
    labelled = {line.text for line in lines}
    ordinary = [line for line in ordinary_lines(precedents) if line.text not in labelled]
    # the ordinary lines were chosen by showing no sign, so they say nothing of how often one misleads
    _fit("person", PERSON, [*lines, *ordinary], encoder, wanted.write)
    seen = [care_for(line.text) is not None for line in lines if line.label != NONE]
    false = [care_for(line.text) is not None for line in lines if line.label == NONE]
    print(f"person, by the signs alone: seen {np.mean(seen):.3f}, of {len(false)} that only sound alike {np.mean(false):.3f}")


if __name__ == "__main__":
    main()
