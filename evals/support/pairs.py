"""pairs.jsonl and paraphrases.jsonl -> Pair: a sentence, a paragraph, and whether the one says the other."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.models import Corpus
from evals.errors import EvalError

HERE = Path(__file__).parent
PAIRS = HERE / "pairs.jsonl"
# sentences as a model words them: close paraphrases, and such with a word or two changed
PARAPHRASES = HERE / "paraphrases.jsonl"


class BrokenPair(EvalError):
    """A line of a pairs file that cannot be used."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path.name}, line {line}: {problem}. Mend the line, then run 'python -m evals.support --fit'.")


class Pair(BaseModel):
    """One sentence beside one paragraph, as a person labelled it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    part: Literal["fit", "held-out"]
    paragraph: str
    sentence: str
    supported: bool
    kind: str


def load_pairs(corpus: Corpus, paths: Sequence[Path] = (PAIRS, PARAPHRASES)) -> list[Pair]:
    """Every pair, in order. Raises BrokenPair for a line that is none, or that names a paragraph not held."""
    return [pair for path in paths for pair in _read(path, corpus)]


def _read(path: Path, corpus: Corpus) -> Iterator[Pair]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            pair = Pair.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            raise BrokenPair(path, number, str(error).splitlines()[0]) from error
        if pair.paragraph not in corpus.paragraphs:
            raise BrokenPair(path, number, f"{pair.paragraph!r} is not held")
        yield pair
