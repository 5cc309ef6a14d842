"""Every hostile input that ships, drawn as the pages draw a draft: its words arrive, its markup does not."""

import pytest

from assistant.models import Finding, Issue
from evals.load import FULL, load_sets
from tests.ui.conftest import tags, words
from ui.markup.draft import marked_draft

DRAWN = {"h3", "div", "mark", "span", "sup", "bdi", "p"}
TEXTS = [
    pytest.param(exchange.text, id=f"{case.id}-{place}")
    for case in load_sets([FULL / "red-team.jsonl"])[0].cases
    for place, exchange in enumerate(case.exchanges)
]


@pytest.mark.parametrize("text", TEXTS)
def test_no_markup_of_a_draft_comes_alive(text):
    whole = Finding("wording", Issue.DEFAMATION, 0, len(text), text, "A reason.")
    for found in ((), (whole,)):
        drawn = marked_draft(text, found)
        assert set(tags(drawn)) <= DRAWN
        if text.isascii():
            assert text in words(drawn)
