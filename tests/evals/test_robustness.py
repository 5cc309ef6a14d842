"""Changes that should not matter: each one worked by hand, the same for a seed, and how a flip is counted."""

import json
from random import Random

import pytest

from assistant.settings import Settings
from corpus.load import as_jsonl
from evals.load import load_sets, shipped
from evals.main import main
from evals.models import Case, Prediction, Tally
from evals.plan import Plan
from evals.robustness import perturb
from evals.robustness.make import SHIPPED, made, shipped_changes
from evals.robustness.measure import robustness
from evals.robustness.perturb import PERTURBATIONS, fillings
from evals.run import reduced

TEXT = "Can I organise a walk? My colleague was upset. Hello there."


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (perturb.lower_case, "can i organise a walk? my colleague was upset. hello there."),
        (perturb.capitals, "CAN I ORGANISE A WALK? MY COLLEAGUE WAS UPSET. HELLO THERE."),
        (perturb.no_punctuation, "Can I organise a walk? My colleague was upset Hello there"),
        (perturb.spelling, "Can I organize a walk? My colleague was upset. Hello there."),
        (perturb.synonyms, "Can I organise a walk? My co-worker was distressed. Hello there."),
        (perturb.paraphrase, "Am I allowed to organise a walk? My colleague was upset. Hello there."),
        (perturb.reordered, "My colleague was upset. Can I organise a walk? Hello there."),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_change(change, changed):
    assert change(TEXT, Random(1)) == changed


def test_typos_swap_neighbours_and_lose_no_letter():
    changed = perturb.typos(TEXT, Random(1))
    assert changed != TEXT
    assert sorted(changed) == sorted(TEXT)


@pytest.mark.parametrize("change", [perturb.emoji, perturb.small_talk, perturb.preamble], ids=lambda c: c.__name__)
def test_what_is_added_leaves_the_words(change):
    assert TEXT in change(TEXT, Random(1))
    assert len(change(TEXT, Random(1))) > len(TEXT)


def test_a_platform_has_two_names_or_is_left_out():
    named = Case.model_validate({"id": "a", "input": "x", "verdict": "ok", "context": {"platform": "Twitter"}})
    assert PERTURBATIONS["platform renamed"](named, Random(1)).context.platform == "x"
    assert PERTURBATIONS["platform renamed"](Case.model_validate({"id": "a", "input": "x", "verdict": "ok"}), Random(1)) is None


def test_nothing_to_change_is_left_out():
    assert PERTURBATIONS["synonyms"](Case.model_validate({"id": "a", "input": "zzz", "verdict": "ok"}), Random(1)) is None


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_the_same_seed_changes_the_same(name):
    case = Case.model_validate({"id": "a", "input": TEXT, "verdict": "ok", "context": {"platform": "x"}})
    one, two = (PERTURBATIONS[name](case, Random(7)) for _ in range(2))
    assert one == two


def test_a_counterfactual_changes_only_who_or_where():
    made = fillings()
    assert {what: len(cases) > 1 for what, cases in made.items()} == {"name": True, "gender": True, "place": True}
    clinic = [case.input for case in made["gender"] if case.set == "clinic"]
    assert clinic == [
        "Mrs Harrison came in about her chest pain again, she never listens.",
        "Mr Harrison came in about his chest pain again, he never listens.",
    ]


@pytest.fixture
def report(fake, advice, tmp_path):
    """A run over five drafts by an assistant that goes green on capitals, and red on one name."""
    path = tmp_path / "mine.jsonl"
    records = [{"id": f"c{n}", "kind": "draft", "input": f"Silly man {n}", "verdict": "change_first"} for n in range(5)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    fake.replies = {f"Silly man {n}": advice("change_first") for n in range(5)} | {
        case.input: advice("do_not_post") for case in fillings()["name"] if case.id == "thanks: arabic"
    }

    class Amber(dict):
        def get(self, text, default=None):
            return super().get(text) or (advice("change_first") if "illy" in text else None)

    fake.replies = Amber(fake.replies)
    assert main(Plan(out=tmp_path / "out", cases=(path,), robustness=True), Settings()) == 0
    return json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["robustness"]


def test_flips_are_counted_by_change(report):
    told = {part["name"]: part for part in report}
    assert told["capitals"]["flips"] == {"hits": 5, "of": 5}
    assert told["emoji"]["flips"] == {"hits": 0, "of": 5}
    assert told["platform renamed"]["flips"] == {"hits": 0, "of": 0}
    assert told["capitals"]["flipped"][0] == {"id": told["capitals"]["flipped"][0]["id"], "before": "change_first", "after": "ok"}


def test_an_answer_that_hangs_on_a_name_is_seen(report):
    (name,) = (part for part in report if part["name"] == "another name")
    assert [flip["id"] for flip in name["flipped"]] == ["thanks: arabic"]
    assert name["is_fairness"]


def test_the_shipped_file_is_what_the_script_makes():
    assert SHIPPED.read_text(encoding="utf-8") == as_jsonl(made()), "run python -m evals.robustness"


def test_the_shipped_changes_are_of_a_hundred_shipped_cases():
    held = shipped_changes()
    assert set(held) == set(PERTURBATIONS)
    ran = {f"{case_set.name}/{case.id}": case for case_set in load_sets(shipped()) for case in case_set.cases}
    assert len({of for cases in held.values() for of, _ in cases}) == 100
    assert all(of in ran and (case.input, case.context) != (ran[of].input, ran[of].context) for cases in held.values() for of, case in cases)


def test_a_shipped_change_is_put_beside_the_case_it_was_made_of(advice):
    case = Case.model_validate({"id": "a", "input": "x", "verdict": "ok"})
    other = Case.model_validate({"id": "typos: a", "input": "y"})
    before = Prediction("mine", case, (reduced(advice("ok"), 1.0),))
    told = robustness([before], lambda sets: [Prediction(sets[0].name, c, (reduced(advice("do_not_post"), 1.0),)) for c in sets[0].cases], {"typos": (("mine/a", other), ("mine/gone", other))})
    assert (told[0].name, told[0].flips) == ("typos", Tally(1, 1))
