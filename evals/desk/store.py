"""Labels in a database: SQLite on this machine, or any server that SQLAlchemy can reach."""

from collections.abc import Iterable

from sqlalchemy import JSON, Boolean, Column, DateTime, Float, Integer, MetaData, String, Table, Text

from assistant.backends.rows import Rows
from evals.desk.models import Label
from evals.errors import NoDatabase

LABELS = Table(
    "labels",
    MetaData(),
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


class Store(Rows[Label]):
    """Every label ever committed."""

    def __init__(self, url: str) -> None:
        """Open the database at a SQLAlchemy `url`. Raises NoDatabase, as its methods do."""
        super().__init__(url, LABELS, Label, NoDatabase)

    def all(self) -> list[Label]:
        """Every label, in the order they were saved. Raises NoDatabase."""
        return [label for _, label in self.numbered()]


def latest(labels: Iterable[Label]) -> list[Label]:
    """What each annotator said last of each case; adjudications are left out."""
    held = {(label.annotator, label.case): label for label in labels if not label.adjudicates}
    return list(held.values())


def settled(labels: Iterable[Label]) -> dict[str, Label]:
    """Case -> the last adjudication of it."""
    return {label.case: label for label in labels if label.adjudicates}
