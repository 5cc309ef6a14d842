"""pairs.jsonl -> Pair: a sentence, a paragraph, and whether the one says the other."""

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.models import Corpus
from evals.errors import EvalError

PAIRS = Path(__file__).parent / "pairs.jsonl"


class BrokenPair(EvalError):
    """A line of pairs.jsonl that cannot be used."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"{PAIRS.name}, line {line}: {problem}. Mend the line, then run 'python -m evals.support --fit'.")


class Pair(BaseModel):
    """One sentence beside one paragraph, as a person labelled it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    part: Literal["fit", "held-out"]
    paragraph: str
    sentence: str
    supported: bool
    kind: str


def load_pairs(corpus: Corpus, path: Path = PAIRS) -> list[Pair]:
    """Every pair, in order. Raises BrokenPair for a line that is none, or that names a paragraph not held."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            pair = Pair.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            raise BrokenPair(number, str(error).splitlines()[0]) from error
        if pair.paragraph not in corpus.paragraphs:
            raise BrokenPair(number, f"{pair.paragraph!r} is not held")
        pairs.append(pair)
    return pairs
