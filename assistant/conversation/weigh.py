"""What the judge makes of a turn in several readings, and what was known before -> how likely each light is.

A turn of a conversation is read with the messages before it, by itself, and, where it hands in words to be posted, as
those words alone. How much each reading counts, beside the last answer and the facts just stated, was fitted on
conversations (`python -m evals.followups`) and stands in weights.json.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TypeVar

import numpy as np

from assistant.conversation.models import FactName, Facts
from assistant.decide import BY_LIGHT, light_probabilities
from assistant.heads import Matrix
from assistant.judge import Scores
from assistant.models import Light, Verdict

K = TypeVar("K")
LIGHTS = tuple(Light)
LEAST = 1e-3
# facts just stated, as the weights see them: name, values
STATED: tuple[tuple[FactName, frozenset[str]], ...] = (
    (FactName.CONSENT, frozenset({"agreed"})),
    (FactName.CONSENT, frozenset({"refused", "withdrawn", "not asked"})),
    (FactName.ANONYMISED, frozenset({"yes"})),
    (FactName.WHOSE, frozenset({"patient"})),
    (FactName.POSTED, frozenset({"posted"})),
    (FactName.ANONYMISED, frozenset({"no"})),
    (FactName.WHOSE, frozenset({"former patient"})),
    (FactName.WHOSE, frozenset({"not a patient", "self", "family", "nobody", "public figure"})),
    (FactName.POSTED, frozenset({"taken down", "not posted"})),
    (FactName.AUDIENCE, frozenset({"public"})),
    (FactName.AUDIENCE, frozenset({"private-group", "one-to-one"})),
    (FactName.PAID, frozenset({"yes"})),
    (FactName.PAID, frozenset({"no"})),
)
# a fact counts as much as the readings do; a turn that leans on those before tells less by itself
FACT_SCALE, LEANING = 2.0, 0.5
# added to the log odds of green: the costs of decide.py are set for the judge's own probabilities, which are surer than
# these. Chosen out of fold on the open conversations: 0 gives 0.706 right and 0.042 unsafe, 0.4 gives 0.727 and 0.077
EASE = 0.4
UNKNOWN: Mapping[Light, float] = {light: 1 / len(LIGHTS) for light in LIGHTS}


def features(with_before: Scores, alone: Scores, draft: Scores | None, last: Mapping[Light, float], told: Facts, leans: bool) -> Matrix:
    """(35,) what the weights are put to: five groups of centred log probabilities of the lights, then the facts."""
    none = np.zeros(len(LIGHTS))
    before = _log(last or UNKNOWN)
    facts = [name in told and told[name].value in values for name, values in STATED]
    return np.concatenate(
        [
            _log(light_probabilities(with_before.verdicts)),
            _log(light_probabilities(alone.verdicts)) * (LEANING if leans else 1.0),
            none if draft is None else _log(light_probabilities(draft.verdicts)),
            before if draft is None else none,
            none if draft is None else before,
            FACT_SCALE * np.array([*facts, draft is not None, leans], float),
        ]
    )


def weighed(with_before: Scores, alone: Scores, draft: Scores | None, last: Mapping[Light, float], told: Facts, leans: bool) -> Scores:
    """One judgement of the turn: lights by the weights, verdicts within a light and issues by the readings."""
    weights, bias = _weights()
    logits = features(with_before, alone, draft, last, told, leans) @ weights + bias
    logits[LIGHTS.index(Light.GREEN)] += EASE
    odds = np.exp(logits - logits.max())
    lights = dict(zip(LIGHTS, (odds / odds.sum()).tolist(), strict=True))
    readings = (with_before, draft) if draft else (with_before,)
    verdicts = _mean([r.verdicts for r in readings])
    issues = _mean([r.issues for r in readings])
    shares = light_probabilities(verdicts)
    given: dict[Verdict, float] = {
        verdict: lights[light] * verdicts[verdict] / max(shares[light], 1e-9) for light, members in BY_LIGHT.items() for verdict in members
    }
    return Scores(given, issues, (), readings[-1].row)


def _mean(held: Sequence[Mapping[K, float]]) -> dict[K, float]:
    return {key: sum(one[key] for one in held) / len(held) for key in held[0]}


def _log(lights: Mapping[Light, float]) -> Matrix:
    logs = np.log(np.clip([lights[light] for light in LIGHTS], LEAST, 1.0))
    return np.asarray(logs - logs.mean())


@cache
def _weights() -> tuple[Matrix, Matrix]:
    held = json.loads(resources.files("assistant.conversation").joinpath("weights.json").read_text(encoding="utf-8"))
    return np.array(held["weights"], float), np.array(held["bias"], float)
