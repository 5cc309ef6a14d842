"""A file made to break the reader gives one clear error, within its limits, and loses nothing."""

import json

import pytest

from corpus.errors import FileRefused
from corpus.official import reader
from corpus.official.child import MEMORY
from tests.corpus.official import guild
from tests.corpus.official.hostile import HARMLESS, HTMLS, OTHERS, PDFS

REFUSED = {**{f"pdf-{k}": v for k, v in PDFS.items()}, **{f"html-{k}": v for k, v in HTMLS.items()}, **OTHERS}
# what a library may well make sense of, as readers do with broken files: a word of text is no harm
MAY_BE_READ = {
    "pdf-truncated-half", "pdf-wrong-start", "pdf-previous-table-is-itself", "pdf-kids-many-times", "pdf-no-root", "html-comments-never-closed",
    "html-declarations", "html-tags-never-closed", "html-instructions-never-closed", "html-nul-bytes", "html-odd-utf-16", "pdf-string-huge",
}  # fmt: skip
SECONDS = 6


def test_there_are_enough():
    assert len(REFUSED) + len(HARMLESS) >= 60


@pytest.mark.parametrize("name", REFUSED)
def test_one_clear_error(name, tmp_path):
    path = tmp_path / "file.pdf"
    path.write_bytes(REFUSED[name]())
    try:
        found = reader.read(path, processor=SECONDS)
    except FileRefused as error:
        message = str(error)
        assert message.startswith("file.pdf: ")
        assert message.endswith("Nothing was changed.")
        assert "\n" not in message
        assert "Traceback" not in message
    else:
        assert name in MAY_BE_READ
        assert len(found.content.words) <= 6_000_000
    assert [p.name for p in tmp_path.iterdir()] == ["file.pdf"]


@pytest.mark.parametrize("name", HARMLESS)
def test_only_the_text_is_taken(name, tmp_path):
    make, dropped = HARMLESS[name]
    path = tmp_path / "page"
    path.write_bytes(make())
    content = reader.read(path, processor=SECONDS).content
    assert "Keep." in content.words
    assert dropped not in content.words
    json.dumps(content.words, ensure_ascii=False).encode()


def test_a_reader_that_hangs_is_ended(tmp_path, monkeypatch):
    path = tmp_path / "page.txt"
    path.write_text("A paragraph.", encoding="utf-8")
    monkeypatch.setattr(reader, "_CHILD", "import time; time.sleep(600)")
    with pytest.raises(FileRefused, match="longer than"):
        reader.read(path, longest=0.5)


@pytest.mark.parametrize("code", ["b'x' * (4 << 30)", "[0] * (1 << 30)"], ids=["bytes", "list"])
def test_the_memory_limit_holds(tmp_path, monkeypatch, code):
    path = tmp_path / "page.txt"
    path.write_text("A paragraph.", encoding="utf-8")
    before = "import sys; sys.path.insert(0, sys.argv[1]); from corpus.official import child; "
    monkeypatch.setattr(reader, "_CHILD", f"{before}child.content = lambda *_: len({code}); child.main(*sys.argv[2:])")
    with pytest.raises(FileRefused, match=f"more than {MEMORY >> 20} MB"):
        reader.read(path)


@pytest.mark.parametrize("name", ["empty", "pdf-encrypted", "pdf-truncated-early", "html-deep"])
def test_nothing_held_is_lost(name, prepare, importer):
    importer.install(prepare("guild-light-2021", guild.numbered_text()))
    before = {p: p.read_bytes() for p in importer.store.folder.rglob("*.json")}
    with pytest.raises(FileRefused):
        prepare("guild-light-2021", REFUSED[name]())
    assert {p: p.read_bytes() for p in importer.store.folder.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"{n}\n\nA word." for n in range(1, 2000)), "1\n" * 5000, "in force from" + " " * 100_000 + "1\n", "a\n" * 5000,
        "1\n" + "aaaaaaaa" * 50_000 + "\n2\nword", "\n".join(f"{n % 9 + 1} A word of it." for n in range(5000)),
    ],
    ids=["numbers-without-end", "one-over-and-over", "white-space", "letters", "one-letter", "small-numbers"],
)  # fmt: skip
def test_hostile_text_is_refused_after_reading_too(prepare, text):
    with pytest.raises(Exception, match=r"[Nn]othing was changed"):
        prepare("guild-light-2021", text)
