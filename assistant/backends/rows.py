"""Records in a database, only ever added: SQLite on this machine, or any server that SQLAlchemy can reach."""

import json
from collections.abc import Callable
from datetime import UTC
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy import DateTime, Table, create_engine, event, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateIndex, CreateTable

# seconds that a save waits for another one to finish
PATIENCE = 30

R = TypeVar("R", bound=BaseModel)


class Rows(Generic[R]):
    """Every record ever saved. Rows are only ever added, so two people who save at once lose nothing."""

    def __init__(self, url: str, table: Table, record: type[R], unusable: Callable[[str, str], Exception]) -> None:
        """Open the database at a SQLAlchemy `url`, `table` made where there is none.

        `table` has a column for each field of `record`, and an `id` that counts up. What `unusable` makes of the place
        (no password in it) and the problem (no word of a record in it) is raised, here and by both methods.
        """
        self._shown = url.rpartition("@")[2]
        self._table = table
        self._record = record
        self._unusable = unusable
        try:
            self._engine = create_engine(url, **({"connect_args": {"timeout": PATIENCE}} if url.startswith("sqlite") else {}))
            if self._engine.dialect.name == "sqlite":
                event.listen(self._engine, "connect", _readers_do_not_wait)
            # not create_all: it looks first and creates then, and another process may open in between
            with self._engine.begin() as connection:
                connection.execute(CreateTable(table, if_not_exists=True))
                for index in table.indexes:
                    connection.execute(CreateIndex(index, if_not_exists=True))
        except (SQLAlchemyError, ArgumentError, ImportError) as error:
            raise unusable(self._shown, _first_line(error)) from error

    def save(self, record: R) -> None:
        """Add one; it is on disk when this returns, and where this raises nothing was saved."""
        # by way of JSON, so that enums and tuples arrive as plain values; a time stays one
        row = json.loads(record.model_dump_json()) | {name: getattr(record, name).astimezone(UTC) for name in self._times}
        try:
            with self._engine.begin() as connection:
                connection.execute(self._table.insert(), row)
        except SQLAlchemyError as error:
            raise self._unusable(self._shown, _first_line(error)) from error

    def numbered(self) -> list[tuple[int, R]]:
        """Every one with its number, in the order they were saved."""
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(select(self._table).order_by(self._table.c.id)).mappings().all()
        except SQLAlchemyError as error:
            raise self._unusable(self._shown, _first_line(error)) from error
        return [(row["id"], self._record.model_validate({key: _aware(value) for key, value in row.items() if key != "id"})) for row in rows]

    @property
    def _times(self) -> list[str]:
        return [column.name for column in self._table.columns if isinstance(column.type, DateTime)]


def _readers_do_not_wait(connection: Any, _: ConnectionPoolEntry) -> None:
    """SQLite's write-ahead log: one writes while others read."""
    connection.execute("PRAGMA journal_mode=WAL")


def _aware(value: Any) -> Any:
    """SQLite forgets the zone; what was saved is UTC."""
    return value.replace(tzinfo=UTC) if hasattr(value, "tzinfo") and value.tzinfo is None else value


def _first_line(error: Exception) -> str:
    """The cause without the statement, which would hold words of a record."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]
