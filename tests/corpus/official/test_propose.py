"""What an import proves becomes a patch that git can apply, with no word of the publisher's in it."""

import subprocess

import pytest

from corpus.load import load
from corpus.models import Confidence
from corpus.official import propose, similar
from tests.corpus.official import guild

LIGHT = "guild-light-2021"


@pytest.fixture
def proposed(prepare, importer, encoder, tmp_path):
    """The patch of an import with its one point placed, and the corpus folder it is for."""
    folder = guild.write_corpus(tmp_path / "repository" / "corpus")
    importer.install(prepare(LIGHT, guild.numbered_text()), {f"{LIGHT}#unplaced-cats": "15"})
    imported = importer.store.newest(LIGHT, "2021-05-01")
    held = load(folder).paragraphs
    own = folder / "guidance" / f"{LIGHT}.yaml"
    paths = [own, folder / "issues-to-paragraphs.yaml"]
    missing = propose.gaps(imported, held, similar.by(encoder.encode))
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    return propose.patch(texts, folder.parent, propose.changes(imported, held), missing, own), folder


def test_git_applies_it_and_the_corpus_loads(proposed):
    patch, folder = proposed
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=folder.parent, check=True)
    corpus = load(folder)
    assert corpus.paragraphs[f"{LIGHT}#4"].confidence is Confidence.HIGH
    placed = corpus.paragraphs[f"{LIGHT}#15"]
    assert (placed.number, placed.confidence, placed.digest) == ("15", Confidence.HIGH, guild.UNPLACED[2])
    assert f"{LIGHT}#15" in next(iter(corpus.issue_map.values())), "whatever cites the point cites its number now"


def test_no_word_of_the_publisher(proposed):
    patch, _ = proposed
    added = "\n".join(line for line in patch.splitlines() if line.startswith("+"))
    for _, _, words, _, _ in guild.PARAGRAPHS:
        assert words[:25] not in added
    assert guild.UNPLACED[1][:25] not in added


def test_a_paragraph_without_a_digest_is_asked_for(prepare, importer, encoder):
    made = prepare(LIGHT, guild.numbered_text())
    (gap,) = propose.gaps(made.imported, importer.corpus.paragraphs, similar.by(encoder.encode))
    assert gap.wording.number == "15"
    text = propose.patched("paragraphs:\n", [], [gap])
    assert text.endswith("# 15 | Letters and newspapers | explains | no topic suggested\n")


def test_a_point_placed_where_a_record_stands_is_left_to_a_person(prepare, importer):
    made = prepare(LIGHT, guild.numbered_text())
    imported = made.imported.model_copy(update={"placed": {f"{LIGHT}#unplaced-cats": "14"}})
    held = importer.corpus.paragraphs
    assert [change.id for change in propose.changes(imported, held)] == [f"{LIGHT}#4", f"{LIGHT}#5"]
    assert propose.to_merge(imported, held) == {f"{LIGHT}#unplaced-cats": "14"}


def test_nothing_proved_is_no_patch(prepare, importer):
    made = prepare("guild-cheer", guild.article_text())
    assert propose.changes(made.imported, importer.corpus.paragraphs) == []


def test_an_id_that_begins_like_another_is_left():
    change = propose.Change("a#unplaced-x", "7")
    assert propose.renamed('"a#unplaced-x" "a#unplaced-x-more"', [change]) == '"a#7" "a#unplaced-x-more"'
