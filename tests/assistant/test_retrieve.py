"""A search that names a publisher wants that publisher first; the same retrieval for other people's chains."""

from copy import copy

import pytest

from assistant import GuidanceRetriever, lookup
from assistant.retrieve import PUBLISHERS, publishers_named, retrieve


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


ASKED = "my patient Mrs Kendal has a rash"


def test_a_retriever_brings_what_an_answer_rests_on(small):
    found = GuidanceRetriever(small.corpus, small.index, k=4).invoke(ASKED)
    relevance = small.index.relevance_of(ASKED)
    passages = retrieve(ASKED, small.index.vector(ASKED), relevance, small.corpus, small.index, 4)
    assert [document.metadata["id"] for document in found] == [passage.paragraph.id for passage in passages]
    assert [document.metadata["rank"] for document in found] == [1, 2, 3, 4]
    for document, passage in zip(found, passages, strict=True):
        held = passage.paragraph
        assert document.page_content == held.digest, "no official wording is installed"
        assert document.metadata == {
            "id": held.id, "source": held.source_id, "strength": held.strength.value, "confidence": held.confidence.value,
            "rank": passage.rank, "score": passage.score,
        }  # fmt: skip


def test_a_retriever_gives_the_official_wording_where_it_is_held(small):
    corpus = copy(small.corpus)
    corpus.paragraphs = {id_: held.model_copy(update={"official": f"As published: {id_}"}) for id_, held in corpus.paragraphs.items()}
    found = GuidanceRetriever(corpus, small.index, k=2).invoke(ASKED)
    assert [document.page_content for document in found] == [f"As published: {document.metadata['id']}" for document in found]
