"""Published judgements on cases like this one."""

from assistant.backends.protocols import Vectors
from assistant.index import Index
from assistant.models import Decision, Light, Similar
from corpus.models import Corpus

MOST = 2
# below this two texts merely share a subject
LEAST_COSINE = 0.45


def similar_cases(vector: Vectors, decision: Decision, corpus: Corpus, index: Index) -> list[Similar]:
    """Up to MOST precedents that somebody published, nearest to `vector` first, that share an issue with the decision."""
    if decision.verdict.light is Light.NOT_COVERED or not decision.issues:
        return []
    by_id = {p.id: p for p in corpus.precedents if p.source_url}
    cases = []
    for precedent_id, cosine in index.published.nearest(vector, MOST * 3):
        precedent = by_id[precedent_id]
        if cosine >= LEAST_COSINE and set(precedent.issues) & set(decision.issues):
            cases.append(
                Similar(
                    precedent.id, precedent.expert or "Published judgement", precedent.verdict, precedent.why,
                    precedent.source_url or "", cosine,
                )
            )  # fmt: skip
    return cases[:MOST]
