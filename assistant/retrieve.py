"""A request and what bears on it -> Passages: relevance, words and vectors, fused."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from assistant.backends.protocols import Vectors
from assistant.fuse import fuse
from assistant.index import Index
from assistant.models import Passage, Ranking
from corpus.models import Corpus

# how deep each ranking goes into the fusion
DEPTH = 30
# what a doctor writes shares few words with the paragraph that decides, so what the text does counts
# most; chosen on the published precedents (docs/judging.md)
WEIGHTS = {Ranking.RELEVANCE: 4.0, Ranking.WORDS: 0.5, Ranking.VECTORS: 0.5}
LOOKUP_WEIGHTS = {Ranking.WORDS: 1.0, Ranking.VECTORS: 1.0}
# how a search names the publisher it wants
PUBLISHERS = {
    "General Medical Council": re.compile(r"\bgmc\b|general medical council", re.IGNORECASE),
    "British Medical Association": re.compile(r"\bbma\b|british medical association", re.IGNORECASE),
    "Medical Defence Union": re.compile(r"\bmdu\b|medical defence union", re.IGNORECASE),
    "Advertising Standards Authority / Committee of Advertising Practice": re.compile(r"\b(?:ASA|CAP)\b|(?i:advertising standards)"),
    "Londonwide LMCs": re.compile(r"\blondon", re.IGNORECASE),
    "NWLMCs": re.compile(r"\bnwlmcs?\b|north west", re.IGNORECASE),
    "Somerset LMC": re.compile(r"\bsomerset\b", re.IGNORECASE),
    "Surrey and Sussex LMCs": re.compile(r"\b(?:surrey|sussex)\b", re.IGNORECASE),
    "Wessex LMCs": re.compile(r"\bwessex\b", re.IGNORECASE),
}  # fmt: skip
# a paragraph of the user's own policy must be so like the text (a cosine) to be cited: the lowest at which none of the 13
# texts of one half of tests/corpus/official/own_policy.yaml that the policy is silent about was given one. On the other
# half none of 13 either; of 17 that it speaks to, 11 were given a paragraph, 6 of them the right one
LEAST_OF_OWN = 0.40


def retrieve(
    text: str, vector: Vectors, relevance: Mapping[str, float], corpus: Corpus, index: Index, k: int
) -> list[Passage]:
    """Up to `k` Passages for a text, its `vector` and the `relevance` of paragraphs to it (best first), best first.

    Where nothing bears on it, what bears on any post stands in the place of the relevant.
    """
    rankings = {
        Ranking.RELEVANCE: list(relevance)[:DEPTH] or list(corpus.general),
        Ranking.WORDS: [id_ for id_, _ in index.words.nearest(text, DEPTH)],
        Ranking.VECTORS: [id_ for id_, _ in index.paragraphs.nearest(vector, DEPTH)],
    }
    guidance = {name: [id_ for id_ in ids if not is_of_own(id_, corpus)] for name, ids in rankings.items()}
    found = _passages(guidance, WEIGHTS, corpus, k)
    found = [replace(passage, relevance=relevance.get(passage.paragraph.id, 0.0)) for passage in found]
    return found + _of_own(vector, corpus, index, len(found) + 1)


def is_of_own(paragraph_id: str, corpus: Corpus) -> bool:
    """The paragraph is of a document that the user added."""
    return paragraph_id.partition("#")[0] in corpus.local


def lookup(text: str, corpus: Corpus, index: Index, k: int) -> list[Passage]:
    """Up to `k` Passages that answer a plain search, best first; a publisher named in it comes before the others."""
    rankings = {
        Ranking.WORDS: [id_ for id_, _ in index.words.nearest(text, DEPTH)],
        Ranking.VECTORS: [id_ for id_, _ in index.paragraphs.nearest(index.vector(text), DEPTH)],
    }
    found = _passages(rankings, LOOKUP_WEIGHTS, corpus, 2 * DEPTH)
    named = publishers_named(text)
    found.sort(key=lambda passage: corpus.source_of(passage.paragraph).publisher not in named)
    return [replace(passage, rank=rank) for rank, passage in enumerate(found[:k], start=1)]


def publishers_named(text: str) -> set[str]:
    """Publishers, as documents give them, that a search names."""
    return {publisher for publisher, words in PUBLISHERS.items() if words.search(text)}


def _of_own(vector: Vectors, corpus: Corpus, index: Index, rank: int) -> list[Passage]:
    """The paragraph of the user's own policies most like the text, where one is like it; after all guidance.

    No issue points to it, and words alone (a name, a day of the week) brought paragraphs that said nothing of the text.
    """
    if not corpus.local:
        return []
    nearest = index.paragraphs.nearest(vector, len(corpus.paragraphs))
    best = next(((id_, cosine) for id_, cosine in nearest if id_ in corpus.paragraphs and is_of_own(id_, corpus)), None)
    if best is None or best[1] < LEAST_OF_OWN:
        return []
    return [Passage(corpus.paragraphs[best[0]], rank, best[1], (Ranking.VECTORS,))]


def textbook(text: str, index: Index, k: int = 5) -> list[str]:
    """Ids by vectors alone: the usual pipeline, kept as the baseline that evals report beside ours."""
    return [id_ for id_, _ in index.paragraphs.nearest(index.vector(text), k)]


def _passages(
    rankings: Mapping[Ranking, Sequence[str]], weights: Mapping[Ranking, float], corpus: Corpus, k: int
) -> list[Passage]:
    fused = fuse(list(rankings.values()), [weights[name] for name in rankings])
    return [
        Passage(
            corpus.paragraphs[id_], rank, score, tuple(name for name, ids in rankings.items() if id_ in ids)
        )
        for rank, (id_, score) in enumerate(list(fused.items())[:k], start=1)
    ]


class GuidanceRetriever(BaseRetriever):
    """The same retrieval as a LangChain retriever, for use in other people's chains.

    Documents carry the official wording, else the digest, as text; id, source, strength, how sure its number is, rank and
    score as metadata.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    k: int = 12
    _corpus: Corpus = PrivateAttr()
    _index: Index = PrivateAttr()

    def __init__(self, corpus: Corpus, index: Index, **fields: Any) -> None:
        """Retrieve from `corpus` by `index`; `k` is how many Documents come back."""
        super().__init__(**fields)
        self._corpus = corpus
        self._index = index

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        relevance = self._index.relevance_of(query)
        return [
            Document(
                page_content=passage.paragraph.text,
                metadata={
                    "id": passage.paragraph.id, "source": passage.paragraph.source_id, "strength": passage.paragraph.strength.value,
                    "confidence": passage.paragraph.confidence.value, "rank": passage.rank, "score": passage.score,
                },
            )
            for passage in retrieve(query, self._index.vector(query), relevance, self._corpus, self._index, self.k)
        ]  # fmt: skip
