import json

import pytest
from pydantic import ValidationError

from assistant import Light
from evals.models import Reworded
from evals.readings import FILE, MEANS, NO_HELP, Reading, Rewritten, Sense, load_readings, page, reading_of, unread
from evals.rewrites import main, rates


def rewritten(id_, text, given=Light.AMBER, whole=False, gone=(), kept=()):
    made = Reworded(text is not None, text is not None, gone, kept)
    return Rewritten(id=id_, draft=f"{id_}\nwas", given=given, text=text, note="why", after=Light.GREEN if text else None, is_whole=whole, reworded=made)


READ = {("a", "New words."): Reading(id="a", text="New words.", reading=Sense.FAIR, note="the point is lost")}
RESULTS = [
    rewritten("a", "New words.", gone=(True, False), kept=(True,)),
    rewritten("b", "Ready words.", whole=True, kept=(False, False)),
    rewritten("c", None),
    rewritten("d", None, Light.GREEN),
    rewritten("e", None, Light.RED),
    rewritten("f", "What is left.", Light.RED),
]


@pytest.mark.parametrize(
    ("result", "reading"),
    [
        pytest.param(rewritten("a", "New words."), "fair", id="the-words-that-were-read"),
        pytest.param(rewritten("a", "New word."), "not read", id="a-letter-has-changed"),
        pytest.param(rewritten("b", "New words."), "not read", id="another-draft-came-to-the-same-words"),
        pytest.param(rewritten("a", None), "not read", id="nothing-offered-now"),
    ],
)
def test_a_reading_is_of_the_words_that_were_read(result, reading):
    assert reading_of(result, READ) == reading


def test_what_nobody_has_read_waits_with_the_draft_beside_it():
    line, _ = unread(RESULTS, READ).splitlines()
    assert json.loads(line) == {"id": "b", "draft": "b\nwas", "text": "Ready words.", "reading": None, "note": ""}
    with pytest.raises(ValidationError):
        Reading.model_validate_json(line)


def test_the_list_says_how_each_reads_and_why_the_rest_are_not_on_it():
    shown = page(RESULTS, rates(RESULTS), READ)
    assert "- **a**, fair: the point is lost\n  - was: a was\n  - now: New words." in shown
    assert "- **b**, not read (ready text)\n" in shown
    assert "| 0 / 1 / 0 / 0 / 0 / 0 / 2 |" in shown
    assert "0 of the 1 read are no help" in shown
    assert "Judged green and so not rewritten, though labelled amber: d." in shown
    assert "Judged red and so not rewritten, though labelled amber: e." in shown
    assert "Nothing found, and said so: c." in shown


def test_rates_by_hand():
    assert [value for _, value in rates(RESULTS)] == [
        "6", "0.50 (3 of 6)", "0.33 (2 of 6)", "0.67 (2 of 3)", "0.50 (1 of 2)", "1.00 (3 of 3)", "0.33 (1 of 3)", "0.50 (1 of 2)", "1.00 (1 of 1)",
    ]  # fmt: skip


def test_what_was_kept_is_read_again_without_making_it_again(tmp_path, capsys):
    kept = tmp_path / "made.jsonl"
    kept.write_text("".join(result.model_dump_json() + "\n" for result in RESULTS), encoding="utf-8")
    main(["--from", str(kept), "--list", "--out", str(tmp_path / "again.jsonl"), "--unread", str(tmp_path / "unread.jsonl"), "--page", str(tmp_path / "page.md")])
    assert (tmp_path / "again.jsonl").read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")
    assert (tmp_path / "unread.jsonl").read_text(encoding="utf-8").count("\n") == 3
    assert (tmp_path / "page.md").read_text(encoding="utf-8").startswith("# Drafts rewritten, and read")
    printed = capsys.readouterr().out
    assert "a (amber -> green; not read)\n  was: a\nwas\n  now: New words." in printed
    assert printed.rstrip().endswith("1.00 (1 of 1)")


def test_the_readings_that_ship_can_be_read_and_every_one_says_why_it_falls_short():
    assert set(MEANS) == set(Sense)
    assert FILE.is_file()
    assert not [reading.id for reading in load_readings().values() if reading.reading in NO_HELP and not reading.note]
