"""A footnote under its paragraph is no paragraph, whatever its number; a paragraph is none, whatever was called before it."""

import pytest

from corpus.official import html, lines
from corpus.official.numbered import numbered
from corpus.official.round_trip import strays

TITLES = {"other": "Good lamp practice"}


def read(page):
    content = html.read(f"<html><body><h1>Keeping a light</h1>{page}</body></html>".encode())
    reading = numbered([content], TITLES)
    assert strays([(n.number, n.text) for n in reading.paragraphs if n.number.isdigit()], content.words) == []
    return reading


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        pytest.param(
            "<p>1</p><p>Trim the wick<sup>1</sup> daily.</p><p>1</p><p>Any cord that burns.</p><p>2</p><p>Sleep.</p>",
            ["Trim the wick daily.", "Sleep."], id="a-note-of-the-same-number",
        ),
        pytest.param(
            "<p>1</p><p>Trim.</p><p>2</p><p>Ring<sup>3</sup> it.</p><p>3</p><p>By its rope.</p><p>3</p><p>Sleep.</p><p>4</p><p>Eat.</p>",
            ["Trim.", "Ring it.", "Sleep.", "Eat."], id="a-note-of-the-next-number",
        ),
        pytest.param(
            "<p>1</p><p>Trim.</p><p>2</p><p>Ring<sup>3</sup> it.</p><p>3</p><p>Sleep.</p><p>4</p><p>Eat.</p>",
            ["Trim.", "Ring it.", "Sleep.", "Eat."], id="a-paragraph-though-a-note-of-its-number-was-called",
        ),
        pytest.param(
            "<p>1</p><p>Trim<sup>8</sup> and ring<sup>9</sup>.</p><p>8</p><p>Daily.</p><p>9</p><p>Nightly.</p><p>2</p><p>Sleep.</p>",
            ["Trim and ring.", "Sleep."], id="as-many-notes-as-paragraphs",
        ),
        pytest.param(
            "<p>1</p><p>Trim<a href='#fn8'>8</a>.</p><p><sup>8</sup> Daily.</p><p>2</p><p>Sleep.</p>", ["Trim.", "Sleep."], id="a-note-whose-number-is-raised",
        ),
        pytest.param("<p>1</p><p>Trim boatmen8 with care.</p><p>8</p><p>All who row.</p><p>2</p><p>Sleep.</p>", ["Trim boatmen8 with care.", "Sleep."], id="a-number-glued"),
        pytest.param("<p>1</p><p>Trim.</p><p>7</p><p>And ring.</p><p>2</p><p>Sleep.</p>", ["Trim.\nAnd ring.", "Sleep."], id="a-page-number-nobody-called"),
        pytest.param("<p>1</p><p>On the 21<sup>st</sup> trim.</p><p>2</p><p>Sleep.</p>", ["On the 21st trim.", "Sleep."], id="the-end-of-a-word-raised"),
        pytest.param(
            "<p>1</p><p>Trim<sup>8</sup>:</p><ol><li>daily</li><li>well.</li></ol><p>8</p><p>The wick.</p><p>2</p><p>Sleep.</p>",
            ["Trim:\na daily\nb well.", "Sleep."], id="a-note-under-sub-points",
        ),
        pytest.param(
            "<p>1</p><p>You must:</p><ol><li>ask after<ol><li>oil</li><li>salt</li></ol></li></ol><ol><li>write it down</li><li>sleep.</li></ol><p>2</p><p>Eat.</p>",
            ["You must:\na ask after oil salt\nb write it down\nc sleep.", "Eat."], id="a-list-inside-a-point-after-which-counting-begins-anew",
        ),
        pytest.param(
            "<ol><li>Home</li><li>Guidance</li><li>Lights</li><li>Sea</li></ol><p>1</p><p>Trim the wick daily.</p><p>2</p><p>Sleep well by day.</p>",
            ["Trim the wick daily.", "Sleep well by day."], id="the-way-to-the-page-is-a-longer-list",
        ),
        pytest.param(
            "<ol><li>1. Trim.</li><li>2. Keep:<ol><li>(a) oil</li><li>(b) salt.</li></ol></li></ol><ol><li>3. Sleep.</li></ol>",
            ["Trim.", "Keep:\na oil\nb salt.", "Sleep."], id="numbered-by-hand-in-lists-that-begin-anew",
        ),
    ],
)  # fmt: skip
def test_paragraphs_and_notes(page, paragraphs):
    reading = read(page)
    assert [n.text for n in reading.paragraphs if n.number.isdigit()] == paragraphs
    assert [n.number for n in reading.paragraphs if n.number.isdigit()] == [str(n + 1) for n in range(len(paragraphs))]
    assert reading.missing == reading.doubled == ()


@pytest.mark.parametrize(
    ("page", "quoted"),
    [
        pytest.param("<p>1</p><p>Good lamp practice says:</p><p>75. You must act.</p><p>a. Ring.</p><p>2</p><p>Sleep.</p>", ["75", "75a"], id="quoted"),
        pytest.param("<p>1</p><p>Some say:</p><p>75. You must act.</p><p>2</p><p>Sleep.</p>", [], id="nobody-named"),
        pytest.param("<p>1</p><p>Read Good lamp practice.</p><p>a. Ring.</p><p>b. Sleep.</p><p>2</p><p>Sleep.</p>", [], id="named-but-no-number"),
        pytest.param("<p>1</p><p>Good lamp practice says:</p><ul><li>36 You must act.</li></ul><p>2</p><p>Sleep.</p>", ["36"], id="quoted-as-a-bullet"),
        pytest.param("<p>1</p><p>Ring.</p><h2>Annex: Good lamp practice</h2><h3>Honesty</h3><p>81 Be.</p><h3>Safety</h3><p>75 Act.</p>", ["81", "75"], id="annex-going-back"),
    ],
)  # fmt: skip
def test_what_is_quoted_of_another_document(page, quoted):
    assert [(n.document, n.number) for n in read(page).reprinted] == [("other", number) for number in quoted]


def test_a_text_copied_from_a_screen_has_the_same_notes():
    text = "Keeping a light\n\n1\n\nTreat boatmen2  with kindness.\n\n2\n\nAll who row.\n\n2\n\nSleep by day.\n"
    assert [n.text for n in numbered([lines.read(text)], TITLES).paragraphs] == ["Treat boatmen2 with kindness.", "Sleep by day."]
