"""BM25 over the words of the paragraphs, by bm25s."""

import re
from collections.abc import Sequence

from assistant.backends import quiet

# so common in the guidance, or in questions about it, that they find everything
STOP = frozenset(
    ["a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "doing", "for", "from", "had", "has", "have", "he", "her", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "me", "my", "no", "not", "of", "on", "one", "or", "our", "out", "own", "post", "posting", "s", "say", "says", "she", "should", "so", "some", "such", "t", "that", "the", "their", "them", "then", "there", "they", "this", "to", "too", "up", "us", "was", "we", "were", "what", "when", "where", "which", "who", "why", "will", "with", "would", "you", "your", "yours", "gmc", "lmc", "guidance", "paragraph", "tell", "please", "ok", "okay"]
)


class WordIndex:
    """Ranks ids by BM25 over their texts."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str]) -> None:
        """Index `texts`, one for each of `ids`."""
        quiet.hush()
        import bm25s

        self._ids = list(ids)
        self._bm25 = bm25s.BM25()
        self._bm25.index([tokens(text) for text in texts], show_progress=False)

    def nearest(self, text: str, k: int) -> list[tuple[str, float]]:
        """Up to `k` (id, score) that share a word with `text`, best first."""
        query = tokens(text)
        if not query:
            return []
        scores = self._bm25.get_scores(query)
        ranked = sorted(range(len(self._ids)), key=lambda i: (-scores[i], i))[:k]
        return [(self._ids[i], float(scores[i])) for i in ranked if scores[i] > 0]


def tokens(text: str) -> list[str]:
    """Lower-case words, a light plural and verb ending taken off, without STOP."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "'"))
    return [_stem(word) for word in words if word not in STOP and len(word) > 1]


def _stem(word: str) -> str:
    """A deliberately light stem: 'reviews' -> 'review', 'anonymous' stays."""
    for ending in ("ings", "ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith(("ss", "ous")):
            return word[: -len(ending)]
    return word
