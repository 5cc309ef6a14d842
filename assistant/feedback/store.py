"""Feedback in a database: SQLite in the user's own folder, or any server that SQLAlchemy can reach."""

import json
from datetime import UTC
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    select,
)
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateTable

from assistant.errors import FeedbackUnusable
from assistant.feedback.models import Feedback
from assistant.settings import Settings

# seconds that a save waits for another one to finish
PATIENCE = 30
TABLES = MetaData()
FEEDBACK = Table(
    "feedback",
    TABLES,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("thumb", String(10), nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("verdict", String(40), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("issues", JSON, nullable=False),
    Column("cited", JSON, nullable=False),
    Column("corpus_edition", String(80), nullable=False),
    Column("consent", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("turns", JSON, nullable=False),
    Column("context", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("saved", DateTime(timezone=True), nullable=False),
)


def own_url(settings: Settings) -> str:
    """The database in the user's own folder, which is made where there is none. Raises FeedbackUnusable."""
    folder = settings.home / "feedback"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FeedbackUnusable(str(folder), str(error)) from error
    return f"sqlite:///{folder / 'feedback.db'}"


class Store:
    """Every thumb ever given. Rows are only ever added."""

    def __init__(self, url: str) -> None:
        """Open the database at a SQLAlchemy `url`, its table made where there is none. Raises FeedbackUnusable."""
        self._shown = url.rpartition("@")[2]
        try:
            self._engine = create_engine(url, **({"connect_args": {"timeout": PATIENCE}} if url.startswith("sqlite") else {}))
            if self._engine.dialect.name == "sqlite":
                event.listen(self._engine, "connect", _readers_do_not_wait)
            with self._engine.begin() as connection:
                connection.execute(CreateTable(FEEDBACK, if_not_exists=True))
        except (SQLAlchemyError, ArgumentError, ImportError) as error:
            raise FeedbackUnusable(self._shown, _first_line(error)) from error

    @property
    def engine(self) -> Engine:
        """The connection pool."""
        return self._engine

    def save(self, given: Feedback) -> None:
        """Add one; it is on disk when this returns. Raises FeedbackUnusable, and then nothing was saved."""
        row = json.loads(given.model_dump_json()) | {"saved": given.saved.astimezone(UTC)}
        try:
            with self._engine.begin() as connection:
                connection.execute(FEEDBACK.insert(), row)
        except SQLAlchemyError as error:
            raise FeedbackUnusable(self._shown, _first_line(error)) from error

    def all(self) -> list[tuple[int, Feedback]]:
        """Every one with its number, in the order they were saved. Raises FeedbackUnusable."""
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(select(FEEDBACK).order_by(FEEDBACK.c.id)).mappings().all()
        except SQLAlchemyError as error:
            raise FeedbackUnusable(self._shown, _first_line(error)) from error
        return [(row["id"], Feedback.model_validate({key: _aware(value) for key, value in row.items() if key != "id"})) for row in rows]


def _readers_do_not_wait(connection: Any, _: ConnectionPoolEntry) -> None:
    """SQLite's write-ahead log: one writes while others read."""
    connection.execute("PRAGMA journal_mode=WAL")


def _aware(value: Any) -> Any:
    """SQLite forgets the zone; what was saved is UTC."""
    return value.replace(tzinfo=UTC) if hasattr(value, "tzinfo") and value.tzinfo is None else value


def _first_line(error: Exception) -> str:
    """The cause without the statement, which would hold words of a user."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]
