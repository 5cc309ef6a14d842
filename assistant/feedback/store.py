"""Feedback in a database: SQLite in the user's own folder, or any server that SQLAlchemy can reach."""

from sqlalchemy import JSON, Boolean, Column, DateTime, Float, Integer, MetaData, String, Table, Text

from assistant.backends.rows import Rows
from assistant.errors import FeedbackUnusable
from assistant.feedback.models import Feedback
from assistant.settings import Settings

FEEDBACK = Table(
    "feedback",
    MetaData(),
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


class Store(Rows[Feedback]):
    """Every thumb ever given."""

    def __init__(self, url: str) -> None:
        """Open the database at a SQLAlchemy `url`. Raises FeedbackUnusable, as its methods do."""
        super().__init__(url, FEEDBACK, Feedback, FeedbackUnusable)

    def all(self) -> list[tuple[int, Feedback]]:
        """Every one with its number, in the order they were saved. Raises FeedbackUnusable."""
        return self.numbered()
