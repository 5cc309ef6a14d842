"""`python -m evals.followups`: how much each reading of a follow-up counts, fitted on conversations and measured out of fold.

The last answer that a turn is weighed beside is the first reading of the turn before, so that every turn is fitted by itself.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.conversation import follow
from assistant.conversation.engine import fact_sensed
from assistant.conversation.models import Act, FactName, Facts, Matter
from assistant.conversation.resolve import resolved, taken_up
from assistant.conversation.weigh import EASE, LIGHTS, UNKNOWN, features
from assistant.decide import cheapest, light_probabilities
from assistant.heads import Matrix
from assistant.models import Light, Question
from assistant.pipeline import Assistant, open_assistant
from assistant.settings import Settings
from evals.load import CASES, load_sets
from evals.models import Case, Expect

WEIGHTS = Path(follow.__file__).with_name("weights.json")
FOLDS = 10
C = 0.03


@dataclass(frozen=True, slots=True)
class Row:
    """One follow-up: what the weights see, and what is right."""

    fold: int
    seen: Matrix
    expect: Expect
    truth: Light


def rows_of(assistant: Assistant, case: Case) -> list[Row]:
    """The follow-ups of a conversation that are judged."""
    fold = int(hashlib.sha256(case.id.encode()).hexdigest(), 16) % FOLDS
    made: list[Row] = []
    matter: Matter | None = None
    facts: Facts = {}
    last = UNKNOWN
    for exchange in case.exchanges:
        heard = follow.heard(exchange.text, matter, partial(fact_sensed, assistant))
        act, told = heard.act, heard.told
        draft = follow.draft_in(exchange.text, matter) if act in (Act.DRAFT, Act.ASK) else ""
        if matter is None or act is Act.ASK:
            facts = {n: f for n, f in facts.items() if n is FactName.ROLE} | dict(told)
            last = light_probabilities(assistant.index.judge.each([Question(exchange.text)])[0].verdicts)
        elif act in follow.GOES_ON:
            facts = {**facts, **told}
            readings = resolved(exchange.text, draft, matter, exchange.earlier, facts, ()).readings
            with_before, alone, *drafts = assistant.index.judge.each(readings)
            leans = follow.patterns().leans.search(exchange.text) is not None
            seen = features(with_before, alone, drafts[0] if drafts else None, last, told, leans)
            made += [Row(fold, seen, exchange.expect, exchange.expect.verdict.light)] if exchange.expect.verdict else []
            last = light_probabilities(with_before.verdicts)
        matter = taken_up(matter, exchange.text, act, draft)
    return made


def fitted(rows: Sequence[Row]) -> LogisticRegression:
    """Weights over what was seen; no randomness, so the same rows give the same weights."""
    truth = [LIGHTS.index(row.truth) for row in rows]
    return LogisticRegression(C=C, max_iter=3000).fit(np.stack([row.seen for row in rows]), truth)


def eased(probabilities: Matrix) -> dict[Light, float]:
    """The lights as `weighed` gives them, green eased."""
    odds = probabilities * np.exp([EASE if light is Light.GREEN else 0.0 for light in LIGHTS])
    return dict(zip(LIGHTS, (odds / odds.sum()).tolist(), strict=True))


def main() -> None:
    """Measure out of fold, and write the weights where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=CASES / "conversations.jsonl")
    parser.add_argument("--write", action="store_true", help="write the weights fitted on all of the cases")
    wanted = parser.parse_args()
    assistant = open_assistant(Settings())
    rows = [row for case in load_sets([wanted.cases])[0].cases for row in rows_of(assistant, case)]
    right = unsafe = troubled = 0
    for fold in range(FOLDS):
        model = fitted([row for row in rows if row.fold != fold])
        for row in (row for row in rows if row.fold == fold):
            given = cheapest(eased(model.predict_proba([row.seen])[0]))
            hit = given in row.expect.acceptable
            right += hit
            if row.truth in (Light.AMBER, Light.RED):
                troubled += 1
                unsafe += not hit and given in (Light.GREEN, Light.NOT_COVERED)
    print(f"{len(rows)} follow-ups, out of fold: {right / len(rows):.3f} right, {unsafe / max(troubled, 1):.3f} of {troubled} unsafe")
    if wanted.write:
        model = fitted(rows)
        held = {"weights": model.coef_.T.round(4).tolist(), "bias": model.intercept_.round(4).tolist()}
        WEIGHTS.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
        print(f"written to {WEIGHTS}")


if __name__ == "__main__":
    main()
