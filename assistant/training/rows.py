"""`python -m assistant.training.rows`: store the rows of what was added since the tuning, so that the first index need not make them."""

from pathlib import Path

from assistant.backends.onnx import OnnxEncoder
from assistant.encoder_text import encoder_text
from assistant.index import request_of, rows_of
from assistant.judge import MODEL_FOLDER
from assistant.models import Request
from assistant.needs import lessons
from assistant.row_cache import RowCache
from corpus.load import load
from corpus.models import Corpus


def store_rows(corpus: Corpus, folder: Path = MODEL_FOLDER) -> None:
    """Encode all that heads are fitted to and that has no row beside the weights in `folder` yet, and store every row there."""
    encoder = OnnxEncoder(folder)
    requests: list[Request] = [request_of(precedent) for precedent in corpus.precedents]
    requests += [lesson.question for lesson in lessons((), corpus.asked_back)]
    rows = rows_of(requests, encoder, RowCache.beside(folder, encoder.id))
    RowCache.write(folder, encoder.id, [encoder_text(request) for request in requests], rows)


if __name__ == "__main__":
    store_rows(load())
