"""How like a text a paragraph of one's own policy must be: what the bound was measured with."""

from pathlib import Path

import pytest
import yaml

from assistant.retrieve import LEAST_OF_OWN

DATA = yaml.safe_load(Path(__file__).with_name("own_policy.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cited(encoder):
    """(half, what the policy has to say to a text, the paragraph it is given or None) of each text."""
    names, texts = list(DATA["policy"]), [row["text"] for row in DATA["texts"]]
    likeness = encoder.encode(texts) @ encoder.encode(list(DATA["policy"].values())).T
    best = [names[int(row.argmax())] if row.max() >= LEAST_OF_OWN else None for row in likeness]
    return [(row["half"], row["speaks"], given) for row, given in zip(DATA["texts"], best, strict=True)]


@pytest.mark.parametrize(("half", "given", "right"), [("a", 10, 7), ("b", 11, 6)], ids=["chosen-on", "reported"])
def test_the_figures_are_as_stated(cited, half, given, right):
    rows = [(speaks, name) for at, speaks, name in cited if at == half and name]
    assert abs(len(rows) - given) <= 1
    assert abs(sum(name in speaks for speaks, name in rows) - right) <= 1


def test_a_policy_that_is_silent_is_not_cited(cited):
    silent = [name for _, speaks, name in cited if not speaks]
    assert len(silent) == 26
    assert not any(silent)


def test_every_label_is_a_paragraph():
    assert {name for row in DATA["texts"] for name in row["speaks"]} <= DATA["policy"].keys()
