"""A search that names a publisher wants that publisher first."""

import pytest

from assistant import lookup
from assistant.retrieve import PUBLISHERS, publishers_named


def test_every_publisher_can_be_named(corpus):
    assert set(PUBLISHERS) == {source.publisher for source in corpus.sources.values()}


@pytest.mark.parametrize(
    ("text", "publisher"),
    [("what does the GMC say about anonymity", "General Medical Council"), ("mdu on whatsapp", "Medical Defence Union")],
)
def test_the_named_publisher_comes_first(small, text, publisher):
    found = lookup(small, text)
    assert small.corpus.source_of(found[0].paragraph).publisher == publisher
    assert [p.rank for p in found] == list(range(1, len(found) + 1))


def test_no_publisher_is_read_into_other_words():
    assert publishers_named("a cap on posts, asap, and consent for photographs") == set()
    assert publishers_named("is it in the CAP Code?") == {"Advertising Standards Authority / Committee of Advertising Practice"}
