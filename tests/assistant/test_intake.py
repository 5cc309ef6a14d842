"""What is no text is refused plainly; what hides is seen."""

import pytest

from assistant.errors import UnusableInput
from assistant.intake import check_text, see
from assistant.models import Kind
from assistant.settings import Settings


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "no words", id="empty"),
        pytest.param(" \n\t ", "no words", id="white-space"),
        pytest.param("\u200b\u200f", "no words", id="invisible-only"),
        pytest.param("?!...", "no words", id="punctuation-only"),
        pytest.param("a\x00b", "control characters", id="nul"),
        pytest.param("x" * 8_001, "8,001 characters; the most that can be judged at once is 8,000", id="too-long"),
    ],
)
def test_refused(text, message):
    with pytest.raises(UnusableInput, match=message):
        check_text(text, Kind.DRAFT, Settings())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<script>alert(1)</script>", id="html"),
        pytest.param("👍", id="one-emoji"),
        pytest.param("Dw i wedi blino", id="another-language"),
        pytest.param("مرحبا", id="right-to-left"),
        pytest.param("a\r\n\tb", id="line-ends-and-tabs"),
        pytest.param("x" * 8_000, id="longest"),
    ],
)
def test_taken(text):
    check_text(text, Kind.DRAFT, Settings())


def test_invisible_characters_are_seen_through():
    text = "Mr\u200bs Ken\u200bdal"
    seen = see(text)
    assert seen.text == "Mrs Kendal"
    start, end = seen.original(0, 10)
    assert text[start:end] == text


def test_styled_letters_become_plain():
    assert see("𝐌𝐫𝐬 Ｋｅｎｄａｌ").text == "Mrs Kendal"


def test_offsets_point_into_the_original():
    text = "x\u200by z"
    seen = see(text)
    start, end = seen.original(seen.text.index("z"), seen.text.index("z") + 1)
    assert text[start:end] == "z"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("Мrs Kеndаl", "Mrs Kendal", id="cyrillic-in-a-latin-name"),
        pytest.param("Mrs Κendal", "Mrs Kendal", id="greek-in-a-latin-name"),
        pytest.param("Москва", "Москва", id="a-cyrillic-word-stays"),
        pytest.param("Ελλάδα", "Ελλάδα", id="a-greek-word-stays"),
        pytest.param("5 μg, NF-κB, β-blocker", "5 μg, NF-κB, β-blocker", id="units-and-names-stay"),
        pytest.param("M\U000e0061r\ufe0fs\u034f Kendal", "Mrs Kendal", id="tags-and-selectors"),
    ],
)
def test_a_name_reads_as_it_looks(text, read):
    assert see(text).text == read
