"""Guidance: what is held can be read through, searched and filtered, and no number is shown that is not sure."""

import pytest

from corpus.models import Confidence
from tests.ui import fake
from tests.ui.conftest import HOSTILE, html, read, tags


def test_every_document_and_paragraph_is_there(draw):
    at = draw("guidance")
    assert "22 documents, 314 paragraphs" in read(at)
    for source in fake.CORPUS.sources.values():
        assert source.title in read(at)
    for paragraph in fake.CORPUS.paragraphs.values():
        assert paragraph.digest in read(at)


def test_the_regulator_comes_first(draw):
    shown = read(draw("guidance"))
    assert shown.index("General Medical Council") < shown.index("Advertising rules") < shown.index("Local medical committees")


def test_a_search_by_words(draw):
    at = draw("guidance")
    at.text_input[0].set_value("anonymised").run()
    assert "nearest paragraphs" in read(at)
    assert "Replaces" not in read(at)


def test_filters_narrow_a_search(draw):
    at = draw("guidance")
    at.text_input[0].set_value("recordings").run()
    at.selectbox(key="guidance-document").select("gmc-recordings-2011").run()
    at.pills(key="guidance-strength").set_value(["may"]).run()
    shown = html(at)
    assert shown.count("<article") == shown.count('class="strength may"') > 0
    assert "GMC social media guidance" not in shown


def test_a_paragraph_that_holds_the_words_is_found_though_retrieval_missed_it(draw, monkeypatch):
    monkeypatch.setattr("ui.pages.guidance.lookup", lambda *_: [])
    at = draw("guidance")
    at.text_input[0].set_value("patient CONFIDENCES platform").run()
    assert "GMC social media guidance, paragraph 18" in read(at)


def test_one_document_alone_stands_open(draw):
    at = draw("guidance")
    at.selectbox(key="guidance-document").select("gmc-social-media-2024").run()
    assert html(at).count("<details") == html(at).count('<details class="document" open') == 1


@pytest.mark.parametrize("query", ["zzzz qqqq", *HOSTILE.values()])
def test_a_search_that_finds_nothing_says_so(draw, query, monkeypatch):
    monkeypatch.setattr("ui.pages.guidance.lookup", lambda *_: [])
    at = draw("guidance")
    at.text_input[0].set_value(query).run()
    assert "No paragraph here fits that." in read(at)
    assert not {"script", "img", "b"} & set(tags(html(at)))


def test_a_number_is_shown_only_where_it_is_sure(draw):
    at = draw("guidance")
    at.selectbox(key="guidance-document").select("gmc-boundaries-2024").run()
    held = fake.CORPUS.by_source["gmc-boundaries-2024"]
    assert "We do not know this paragraph’s number" in read(at)
    for paragraph in held:
        if paragraph.confidence is Confidence.LOW:
            assert f"paragraph {paragraph.number}" not in read(at)
            assert not paragraph.note or paragraph.note not in read(at), "a note may guess at a number"


def test_official_links_open_beside_the_app(draw):
    shown = html(draw("guidance"))
    assert shown.count("<a href=") == shown.count('target="_blank" rel="noopener noreferrer"') > 15
    assert "No public page is known for this document." in read(draw("guidance"))


def test_every_document_says_how_it_stands_and_a_file_can_be_given(draw):
    at = draw("guidance")
    assert read(at).count("Only our digests are held here") == len(fake.CORPUS.sources)
    assert at.expander[0].label == "Bring in the publisher’s own words"
    assert at.button(key="import-go").disabled
