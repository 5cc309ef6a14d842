"""Uploaded files -> an import, checked and stored; no screen."""

import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from assistant import Assistant
from assistant.official import importer
from corpus.official.importing import Import, with_placed


class Upload(Protocol):
    """A file as the browser sent it."""

    name: str

    def getvalue(self) -> bytes:
        """Its bytes."""
        ...


def install(assistant: Assistant, source_id: str, uploads: Sequence[Upload]) -> Import:
    """Read the files as a document, compare and store. Raises CorpusError with every reason when they do not fit."""
    tool = importer(assistant.settings, assistant.index.encoder)
    with tempfile.TemporaryDirectory(prefix="canipost-") as folder:
        paths = []
        for number, upload in enumerate(uploads):
            # a name from outside is no path
            path = Path(folder) / f"{number}-{re.sub(r'[^a-zA-Z0-9._-]', '_', upload.name)[-80:]}"
            path.write_bytes(upload.getvalue())
            paths.append(path)
        made = tool.prepare(source_id, paths, datetime.now(UTC).date())
    tool.install(made)
    return made


def place(assistant: Assistant, made: Import, placed: Mapping[str, str]) -> Import:
    """Store the import again with points that the user has placed (id -> number). Raises ImportRefused."""
    tool = importer(assistant.settings, assistant.index.encoder)
    now = with_placed(made, {**made.imported.placed, **placed})
    tool.install(now)
    return now
