"""How a long text is cut into parts that are judged."""

from itertools import pairwise

import pytest

from assistant.errors import UnusableInput
from assistant.paste import document_of, in_parts, is_long
from assistant.paste.document import CLOSELY, MOST_PARTS
from corpus.official.blocks import Block, Content, Kind

LONG = "A sentence that says a few words in its turn. "


def parts(text):
    return [text[a:b] for a, b in in_parts(text).spans]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("One paragraph with seven words in it.\n\nAnother one with seven words in it.", 2, id="paragraphs"),
        pytest.param("A title\n\nA paragraph with more words than that.", 1, id="a-title-goes-with-what-follows"),
        pytest.param("A paragraph with more words than that.\n\nThe end", 1, id="a-short-end-goes-with-what-was-before"),
        pytest.param("Short", 1, id="one-word"),
        pytest.param(LONG * 30, 3, id="a-long-one-is-cut"),
        pytest.param("word " * 400, 4, id="without-any-stop"),
        pytest.param("x" * 1300, 3, id="without-any-space"),
        pytest.param("", 0, id="empty"),
    ],
)
def test_parts(text, count):
    assert len(parts(text)) == count


@pytest.mark.parametrize("text", [LONG * 40, "a\n\nb\n\n" + LONG * 20, "x" * 5000, "word " * 999, 'He said "go." ' * 99])
def test_every_word_is_in_a_part_and_no_part_is_too_long(text):
    spans = in_parts(text).spans
    assert all(b - a <= CLOSELY for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    left = "".join(text[b:a] for (_, b), (a, _) in pairwise(spans)) + text[: spans[0][0]] + text[spans[-1][1] :]
    assert not left.strip()


def test_too_many_paragraphs_are_refused():
    with pytest.raises(UnusableInput, match="Check it in parts"):
        in_parts("A paragraph with some seven words here.\n\n" * (MOST_PARTS + 1))


def test_a_file_s_blocks_become_paragraphs():
    content = Content((Block(Kind.HEADING, "My blog", 1), Block(Kind.PARAGRAPH, "I went for a long walk in the hills."), Block(Kind.ITEM, "boots")), "")
    assert document_of(content).text == "My blog\n\nI went for a long walk in the hills.\n\n- boots"


def test_long_is_what_would_not_be_read_closely():
    assert not is_long("x" * CLOSELY)
    assert is_long("x" * (CLOSELY + 1))
