"""What is asked back, counted: the right fact, a needless question, and two readers beside it."""

import pytest

from assistant.conversation.asking import LeftOpen, Needed, Silent
from corpus.errors import BadRecord
from corpus.models import Precedent
from evals.asking import Found, Founding, as_first_labelled, as_read, founding, rates

ASKED = [({"consent"}, "consent"), ({"consent"}, "audience"), ({"evidence"}, None), ((), "consent"), ((), None)]


def found(id_, wanted, asks):
    precedent = Precedent.model_validate({"id": id_, "kind": "question", "input": "May I?", "verdict": "ok"})
    needed = Needed(asks, 0.9, 0.9) if asks else None
    return Found(precedent, frozenset(wanted), LeftOpen(needed, None if asks else Silent.NOTHING_OPEN))


def reader(id_, open_, fact="consent", **said):
    return Founding(id=id_, open=(open_, open_), facts=((fact, "audience"), (fact, "policy")), **said)


def test_a_right_question_is_one_for_a_fact_that_is_needed():
    assert rates(ASKED) == "right fact asked 1/3 = 0.333, anything asked of those 2/3 = 0.667; of those that need nothing, asked 1/2 = 0.500"


def test_nothing_to_count_is_said_to_be_nothing():
    assert rates([]) == "right fact asked 0/0, anything asked of those 0/0; of those that need nothing, asked 0/0"


def test_a_label_that_was_corrected_counts_as_it_first_was_too():
    made = [found("a-1", (), None), found("a-2", {"consent"}, "consent")]
    readers = [reader("a-1", 0.1, first_label=["patient-consent"]), reader("a-2", 0.9)]
    assert as_first_labelled(made, readers) == [({"consent"}, None), ({"consent"}, "consent")]


def test_readers_are_held_against_the_rule_where_they_ask_needlessly_as_often():
    made = [found(f"a-{n}", (), None) for n in range(20)] + [found("b-1", {"consent"}, None), found("b-2", {"stage"}, None)]
    readers = [reader(f"a-{n}", n / 100) for n in range(20)] + [reader("b-1", 0.9), reader("b-2", 0.05)]
    asked = as_read(made, readers)
    assert sum(fact is not None for wanted, fact in asked if not wanted) == 2, "a tenth of 20"
    assert [fact for wanted, fact in asked if wanted] == ["consent", None]


def test_the_readers_looked_at_the_founding_questions_alone(corpus):
    readers = founding()
    assert len(readers) > 400
    assert set(readers) <= {p.id for p in corpus.precedents}
    assert not set(readers) & {asked.id for asked in corpus.asked_back}, "what is measured by is not learned from"


def test_a_file_of_something_else_is_refused(tmp_path):
    path = tmp_path / "other.jsonl"
    path.write_text('{"id": "a-1"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="open"):
        founding(path)
    path.write_text("[]\n", encoding="utf-8")
    with pytest.raises(BadRecord):
        founding(path)
