"""A chat model's replies kept in a file, and played back: the same messages, the same words, without the model."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.backends.protocols import ChatModel, Limits, Message, Told, never
from assistant.errors import WriterFailed


class Record(BaseModel):
    """One reply, or one failure, as a line of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    is_local: bool
    key: str
    text: str = ""
    tokens: int = 0
    structured: bool = False
    seconds: float = 0.0
    problem: str = ""


class Recording:
    """Passes messages on to a model, and writes each reply to a file."""

    def __init__(self, model: ChatModel, path: Path) -> None:
        """Add to what `path` holds."""
        self._model, self._path = model, path
        self.name, self.is_local = model.name, model.is_local
        self.seconds = 0.0
        path.parent.mkdir(parents=True, exist_ok=True)

    def tell(
        self, messages: Sequence[Message], schema: Mapping[str, Any], limits: Limits, is_cancelled: Callable[[], bool] = never
    ) -> Told:
        """The model's reply, kept."""
        began = time.monotonic()
        kept = {"model": self.name, "is_local": self.is_local, "key": key(messages)}
        try:
            told = self._model.tell(messages, schema, limits, is_cancelled)
        except WriterFailed as error:
            self._keep(Record.model_validate(kept | {"seconds": self._since(began), "problem": error.problem}))
            raise
        self._keep(Record.model_validate(kept | {"text": told.text, "tokens": told.tokens, "structured": told.structured, "seconds": self._since(began)}))
        return told

    def _since(self, began: float) -> float:
        took = round(time.monotonic() - began, 3)
        self.seconds += took
        return took

    def _keep(self, record: Record) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(record.model_dump_json() + "\n")


class Recorded:
    """Plays back what a Recording wrote."""

    def __init__(self, path: Path) -> None:
        """Read the file. Raises WriterFailed where it holds no replies."""
        self._held: dict[str, Record] = {}
        self.seconds = 0.0
        try:
            for line in path.read_text(encoding="utf-8").splitlines():
                record = Record.model_validate(json.loads(line))
                self._held[record.key] = record
        except (OSError, ValueError, ValidationError) as error:
            raise WriterFailed(f"recorded:{path}", f"cannot be read ({type(error).__name__})", "Give a file that --record wrote") from error
        if not self._held:
            raise WriterFailed(f"recorded:{path}", "holds no replies", "Give a file that --record wrote")
        first = next(iter(self._held.values()))
        self.name, self.is_local = first.model, first.is_local

    def tell(
        self, messages: Sequence[Message], schema: Mapping[str, Any], limits: Limits, is_cancelled: Callable[[], bool] = never
    ) -> Told:
        """The reply that these very messages had. Raises WriterFailed as the model did, or where they were never sent."""
        record = self._held.get(key(messages))
        if record is None:
            raise WriterFailed(self.name, "no reply to these messages was recorded", "The prompt, the guidance or the case has changed since: record again")
        self.seconds += record.seconds
        if record.problem:
            raise WriterFailed(self.name, record.problem, "It was so when recorded")
        return Told(record.text, record.tokens, record.structured)


def key(messages: Sequence[Message]) -> str:
    """Sha256 over roles and words."""
    told = json.dumps([[m.role, m.text] for m in messages], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()
