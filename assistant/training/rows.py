"""`python -m assistant.training.rows`: store the rows of precedents added since the tuning, so that the first index need not make them."""

from collections.abc import Sequence
from pathlib import Path

from assistant.backends.onnx import OnnxEncoder
from assistant.encoder_text import encoder_text
from assistant.index import precedent_rows, request_of
from assistant.judge import MODEL_FOLDER
from assistant.row_cache import RowCache
from corpus.load import load
from corpus.models import Precedent


def store_rows(precedents: Sequence[Precedent], folder: Path = MODEL_FOLDER) -> None:
    """Encode those of `precedents` whose rows are not beside the weights in `folder`, and store them all there."""
    encoder = OnnxEncoder(folder)
    rows = precedent_rows(precedents, encoder, lambda what, done, total: None, folder)
    RowCache.write(folder, encoder.id, [encoder_text(request_of(p)) for p in precedents], rows)


if __name__ == "__main__":
    store_rows(load().precedents)
