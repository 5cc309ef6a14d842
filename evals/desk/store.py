"""Labels in a database: SQLite on this machine, or any server that SQLAlchemy can reach."""

import json
from collections.abc import Iterable
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
from sqlalchemy.schema import CreateIndex, CreateTable

from evals.desk.models import Label
from evals.errors import NoDatabase

# seconds that a save waits for another one to finish
PATIENCE = 30
TABLES = MetaData()
LABELS = Table(
    "labels",
    TABLES,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case", String(200), nullable=False, index=True),
    Column("annotator", String(80), nullable=False, index=True),
    Column("verdict", String(40), nullable=False),
    Column("issues", JSON, nullable=False),
    Column("cite", JSON, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("vital", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("adjudicates", Boolean, nullable=False),
    Column("saved", DateTime(timezone=True), nullable=False),
)


class Store:
    """Every label ever committed. Rows are only ever added, so two people who save at once lose nothing."""

    def __init__(self, url: str) -> None:
        """Open the database at a SQLAlchemy `url`, its table made where there is none. Raises NoDatabase."""
        self._shown = url.rpartition("@")[2]
        try:
            self._engine = create_engine(url, **({"connect_args": {"timeout": PATIENCE}} if url.startswith("sqlite") else {}))
            if self._engine.dialect.name == "sqlite":
                event.listen(self._engine, "connect", _readers_do_not_wait)
            # not create_all: it looks first and creates then, and another desk may open in between
            with self._engine.begin() as connection:
                connection.execute(CreateTable(LABELS, if_not_exists=True))
                for index in LABELS.indexes:
                    connection.execute(CreateIndex(index, if_not_exists=True))
        except (SQLAlchemyError, ArgumentError, ImportError) as error:
            raise NoDatabase(self._shown, _first_line(error)) from error

    @property
    def engine(self) -> Engine:
        """The connection pool."""
        return self._engine

    def save(self, label: Label) -> None:
        """Add a label; it is on disk when this returns. Raises NoDatabase, and then nothing was saved."""
        # by way of JSON, so that enums and tuples arrive as plain values; the time stays one
        row = json.loads(label.model_dump_json()) | {"saved": label.saved.astimezone(UTC)}
        try:
            with self._engine.begin() as connection:
                connection.execute(LABELS.insert(), row)
        except SQLAlchemyError as error:
            raise NoDatabase(self._shown, _first_line(error)) from error

    def all(self) -> list[Label]:
        """Every label, in the order they were saved. Raises NoDatabase."""
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(select(LABELS).order_by(LABELS.c.id)).mappings().all()
        except SQLAlchemyError as error:
            raise NoDatabase(self._shown, _first_line(error)) from error
        return [Label.model_validate({key: _aware(value) for key, value in row.items() if key != "id"}) for row in rows]


def latest(labels: Iterable[Label]) -> list[Label]:
    """What each annotator said last of each case; adjudications are left out."""
    held = {(label.annotator, label.case): label for label in labels if not label.adjudicates}
    return list(held.values())


def settled(labels: Iterable[Label]) -> dict[str, Label]:
    """Case -> the last adjudication of it."""
    return {label.case: label for label in labels if label.adjudicates}


def _readers_do_not_wait(connection: Any, _: ConnectionPoolEntry) -> None:
    """SQLite's write-ahead log: one writes while others read."""
    connection.execute("PRAGMA journal_mode=WAL")


def _aware(value: Any) -> Any:
    """SQLite forgets the zone; what was saved is UTC."""
    return value.replace(tzinfo=UTC) if hasattr(value, "tzinfo") and value.tzinfo is None else value


def _first_line(error: Exception) -> str:
    """The cause without the statement, which would hold words of a case."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]
