"""The seams of a text from which words were taken: marks, capitals and spaces as a reader expects them."""

from itertools import combinations

import pytest

from assistant.models import Issue
from assistant.rewrite import Edit, EditKind, apply


def edits(text, *changes):
    made = []
    for before, after in changes:
        start = text.index(before)
        made.append(Edit(start, start + len(before), before, after, EditKind.GENERALISE, Issue.IDENTIFIABILITY_BY_DETAIL, "test"))
    return made


@pytest.mark.parametrize(
    ("text", "changes", "made"),
    [
        pytest.param("Saw her yesterday, again.", [("yesterday", "")], "Saw her, again.", id="before-a-comma"),
        pytest.param("Saw her, yesterday.", [("yesterday", "")], "Saw her.", id="a-comma-left-hanging"),
        pytest.param("Yesterday, we met.", [("Yesterday", "")], "We met.", id="start-of-the-text"),
        pytest.param("Rain. Yesterday we met.", [("Yesterday", "")], "Rain. We met.", id="start-of-a-sentence"),
        pytest.param("One. Two. Three.", [("Two.", "")], "One. Three.", id="a-whole-sentence"),
        pytest.param("One. Two.", [("Two.", "")], "One.", id="the-last-sentence"),
        pytest.param("Fine (see photo) now.", [("see photo", "")], "Fine now.", id="empty-brackets-go"),
        pytest.param("A bus driver came.", [("A bus driver", "Someone")], "Someone came.", id="other-words"),
        pytest.param("Jabs early. Last week a student came.", [("Last week", ""), ("a student", "someone")], "Jabs early. Someone came.", id="what-goes-before-what-is-replaced"),
        pytest.param("We saw, last week a student here.", [("last week", ""), ("a student", "someone")], "We saw, someone here.", id="inside-a-sentence-so-too"),
        pytest.param("First\nSecond\nThird", [("Second", "")], "First\n\nThird", id="lines-stay-lines"),
        pytest.param("Nothing.", [], "Nothing.", id="no-edit"),
        pytest.param("  odd   spacing  stays ", [], "  odd   spacing  stays ", id="what-is-not-edited-is-not-touched"),
    ],
)
def test_apply(text, changes, made):
    assert apply(text, edits(text, *changes)) == made


def test_any_subset_may_be_applied_in_any_order():
    text = "On Tuesday, a bus driver from Thornaby came in. He wept. Take care."
    every = edits(text, ("On Tuesday,", ""), ("a bus driver", "someone"), ("from Thornaby", ""), ("He wept.", ""))
    for size in range(len(every) + 1):
        for some in combinations(every, size):
            made = apply(text, reversed(some))
            assert made == apply(text, some)
            # a capital may have moved to the new first word
            assert all(e.before.strip(",. ").lower() not in made.lower() for e in some)
            assert all(e.before.strip(",. ").lower() in made.lower() for e in every if e not in some)
            assert "  " not in made
            assert " ." not in made
