"""Somebody's words in Markdown: shown as they stand, never obeyed."""

import pytest
from markdown_it import MarkdownIt

from assistant.models import Advice, Finding, Issue, Verdict
from assistant.render import advice_markdown

HOSTILE = [
    "<b>Mrs Kendal</b>", "<script>alert(1)</script>", "![x](https://example.org/x.png)", "[x](javascript:alert(1))",
    "<https://example.org>", "`code` **bold** _thin_", "a | b", "&lt;b&gt;", "line\n\n# heading", "back\\slash",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_marked_words_come_through_as_they_were_typed(corpus, text):
    found = Finding("wording", Issue.DEFAMATION, 0, len(text), text, "A reason.")
    advice = Advice(
        verdict=Verdict.CHANGE_FIRST, confidence=0.5, confidence_words="", headline="H", issues=(), reasons=(), findings=(found,),
        conditions=(), instead=(), would_change=(), next_steps=(), reader_test={}, similar=(), passages=(), corpus_edition="e", steps=(),
    )  # fmt: skip
    tokens = MarkdownIt("commonmark").parse(advice_markdown(advice, corpus))
    inside = [child for token in tokens for child in token.children or ()]
    said = "".join(child.content for child in inside)
    assert f"“{' '.join(text.split())}”" in said
    assert {child.type for child in inside} <= {"text", "text_special", "softbreak", "em_open", "em_close"}
