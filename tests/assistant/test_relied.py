"""The publisher's sentence behind our words, and a link that opens its page there."""

import pytest

from assistant.advise import cite
from assistant.relied import at_words, relied_words
from corpus.models import Corpus

OFFICIAL = "The bell is old. You must not ring it twice; once is enough.\na visitors talk\nb dogs howl."


@pytest.mark.parametrize(
    ("ours", "words"),
    [
        pytest.param("Never ring twice.", "You must not ring it twice;", id="the-sentence-that-shares-most"),
        pytest.param("Dogs may howl.", "b dogs howl.", id="a-point-on-its-own-line"),
        pytest.param("Zebras.", OFFICIAL, id="no-shared-word-is-the-whole"),
        pytest.param("", OFFICIAL, id="nothing-is-the-whole"),
    ],
)
def test_relied_words(ours, words):
    assert relied_words(ours, OFFICIAL) == words
    assert words in OFFICIAL


@pytest.mark.parametrize(
    ("url", "words", "link"),
    [
        pytest.param("https://g.example/p", "Ring, twice-over", "https://g.example/p#:~:text=Ring%2C%20twice%2Dover", id="short-words-whole"),
        pytest.param(
            "https://g.example/p", "one two three four five six seven eight nine ten eleven",
            "https://g.example/p#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven", id="long-words-by-their-ends",
        ),
        pytest.param("https://g.example/p", "first line\nsecond", "https://g.example/p#:~:text=first%20line", id="over-a-line-end"),
        pytest.param("https://g.example/p", "b watch the tide", "https://g.example/p#:~:text=watch%20the%20tide", id="a-point-without-its-letter"),
        pytest.param("https://g.example/p", "• in ink", "https://g.example/p#:~:text=in%20ink", id="a-bullet-without-its-dot"),
        pytest.param("https://g.example/p", "A tide & a half", "https://g.example/p#:~:text=A%20tide%20%26%20a%20half", id="an-ampersand"),
        pytest.param("https://g.example/p.pdf", "words", "https://g.example/p.pdf", id="a-pdf-has-none"),
        pytest.param("https://g.example/p#x", "words", "https://g.example/p#x", id="an-address-with-a-place-keeps-it"),
        pytest.param("https://g.example/p", "", "https://g.example/p", id="no-words"),
    ],
)  # fmt: skip
def test_link(url, words, link):
    assert at_words(url, words) == link


def test_a_citation_quotes_the_publisher_where_its_words_are_held(corpus: Corpus):
    digest = corpus.paragraphs["gmc-social-media-2024#18"]
    held = digest.model_copy(update={"official": "Lamps matter. Whatever platform you use, keep confidences of patients."})
    citation = cite(held, "keep patient confidences", corpus)
    assert (citation.quote, citation.official) == ("Whatever platform you use, keep confidences of patients.", True)
    assert citation.url.endswith("#:~:text=Whatever%20platform%20you%20use%2C%20keep%20confidences%20of%20patients.")
    ours = cite(digest, "keep patient confidences", corpus)
    assert (ours.quote, ours.official) == ("keep patient confidences", False)
    assert "#" not in ours.url
