"""A moment of what `make fuzz` does for ten minutes."""

import pytest

from corpus.official import pdf
from tests.corpus.official import fuzz, printing


@pytest.mark.parametrize("name", fuzz.CHECKS)
def test_no_file_crashes_or_hangs_a_reader(name):
    fuzz.run(name, number=1, examples=25)


def test_a_line_said_over_and_over_between_page_heads():
    # found by a long run: the round trip took the first way through such lines, lost itself, and called the paragraph made up
    whole = printing.guild_pdf()
    end = whole.index(b"(winter.) Tj ET") + len(b"(winter.) Tj ET\n")
    begin = whole.rindex(b"BT", 0, whole.rindex(b"(Guild of keepers)", 0, end))
    crafted = b"objobj\n" + whole[:end] + whole[begin:end] * 12 + whole[end:]
    assert pdf.read(crafted).words.count("winter.") == 13
    fuzz.printed(crafted)
