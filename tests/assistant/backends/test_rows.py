"""Records in a database: nothing is lost, whoever saves when, and no error shows what was saved."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import BaseModel
from sqlalchemy import JSON, Column, DateTime, Integer, MetaData, String, Table

from assistant.backends.rows import Rows

WHEN = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
NOTES = Table(
    "notes", MetaData(), Column("id", Integer, primary_key=True, autoincrement=True), Column("words", String(200), nullable=False, index=True),
    Column("marks", JSON, nullable=False), Column("saved", DateTime(timezone=True), nullable=False),
)  # fmt: skip


class Note(BaseModel):
    words: str
    marks: tuple[str, ...] = ()
    saved: datetime = WHEN


class Unusable(Exception):
    pass


def opened(url):
    return Rows(url, NOTES, Note, lambda place, problem: Unusable(f"{place}: {problem}"))


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'notes.db'}"


def test_records_come_back_as_they_were_saved_numbered_in_order(url):
    given = [Note(words="<b> 'words' é; DROP TABLE notes", marks=("a", "b")), Note(words="")]
    for note in given:
        opened(url).save(note)
    assert opened(url).numbered() == [(1, given[0]), (2, given[1])]


def test_a_time_of_another_zone_is_kept_as_the_same_moment(url):
    opened(url).save(Note(words="", saved=WHEN.astimezone(timezone(timedelta(hours=5)))))
    ((_, kept),) = opened(url).numbered()
    assert kept.saved == WHEN


def test_two_people_saving_at_once_lose_nothing(url):
    # each with a connection of their own, as two servers would have
    def save_thirty(name):
        rows = opened(url)
        for n in range(30):
            rows.save(Note(words=f"{name} {n}"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save_thirty, ["Ana", "Ben", "Cem", "Dee"]))
    assert len({note.words for _, note in opened(url).numbered()}) == 120


@pytest.mark.parametrize("url", ["no url", "sqlite:////nowhere/at/all/x.db", "postgresql://someone:secret@127.0.0.1:1/x"])
def test_a_database_that_cannot_be_used_is_told_without_its_password(url):
    with pytest.raises(Unusable) as caught:
        opened(url)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "x.db").write_text("not a database at all, " * 99, encoding="utf-8")
    with pytest.raises(Unusable):
        opened(f"sqlite:///{tmp_path / 'x.db'}")


def test_an_error_shows_no_word_of_a_record(url, tmp_path):
    rows = opened(url)
    with sqlite3.connect(tmp_path / "notes.db") as raw:
        raw.execute("DROP TABLE notes")
    with pytest.raises(Unusable, match="notes") as caught:
        rows.save(Note(words="Mrs Kendal"))
    assert "Kendal" not in str(caught.value)
    with pytest.raises(Unusable, match="notes"):
        rows.numbered()
