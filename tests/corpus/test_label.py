"""A paragraph number is shown only where we are sure of it."""

import pytest

from corpus.label import reference, shown_number
from corpus.models import Confidence


@pytest.mark.parametrize(
    ("paragraph_id", "shown", "number"),
    [
        pytest.param("gmc-social-media-2024#18", "GMC social media guidance, paragraph 18", "18", id="high-gives-the-number"),
        pytest.param(
            "gmc-social-media-2024#20", "GMC social media guidance, paragraph 20 (number not checked)", "20 (number not checked)",
            id="medium-is-marked",
        ),
        pytest.param("gmc-social-media-2024#unplaced-promotion", "GMC social media guidance", None, id="low-names-the-document"),
        pytest.param(
            "londonwide-lmcs-social-media#confidentiality-5", "Londonwide LMCs social media article, “Confidentiality”", None,
            id="our-own-numbers-are-not-shown",
        ),
    ],
)  # fmt: skip
def test_reference(corpus, paragraph_id, shown, number):
    paragraph = corpus.paragraphs[paragraph_id]
    source = corpus.source_of(paragraph)
    assert reference(paragraph, source) == shown
    assert shown_number(paragraph, source) == number


def test_no_low_confidence_number_is_shown_anywhere(corpus):
    for paragraph in corpus.paragraphs.values():
        shown = reference(paragraph, corpus.source_of(paragraph))
        if paragraph.confidence is Confidence.LOW:
            assert paragraph.number not in shown.removeprefix(corpus.source_of(paragraph).short_name), paragraph.id
        assert "unplaced" not in shown
