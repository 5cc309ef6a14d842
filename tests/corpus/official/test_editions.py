"""Editions are never mixed up, and what a publisher changed is marked until somebody has read it."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from assistant.advise import changed_notices, cite
from assistant.as_of import as_of, past_paragraph
from assistant.cli.commands import app
from assistant.models import Advice, Reason, Verdict
from assistant.playbook import load_playbook
from assistant.rests_on import rests_on
from assistant.settings import Settings
from corpus.errors import ImportRefused
from corpus.load import load
from corpus.official.diff import Kind, diff, word_diff
from tests.corpus.official import guild

LIGHT = "guild-light-2021"
NOW = "2021-05-01"
BEFORE = date(2009, 6, 3)
OLD_TEXT = guild.numbered_text().replace("1 May 2021", "3 June 2009").replace("twice a minute", "once an hour").replace(guild.TITLE, guild.EARLIER, 1)
NEW_TEXT = guild.numbered_text().replace("twice a minute", "thrice a minute")


@pytest.fixture
def changed(prepare, importer):
    """A store with two imports of the current edition, paragraph 6 changed between them, and one of an older edition."""
    importer.install(prepare(LIGHT, guild.numbered_text()))
    importer.install(prepare(LIGHT, NEW_TEXT))
    importer.install(prepare(LIGHT, OLD_TEXT, edition=BEFORE))
    return importer.store


@pytest.fixture
def advice(importer):
    """An answer that cites paragraph 6 of the guild's guidance."""
    corpus = importer.corpus
    paragraph = corpus.paragraphs[f"{LIGHT}#6"]
    reason = Reason(None, "Ring the bell.", (cite(paragraph, paragraph.digest, corpus),))
    return Advice(
        verdict=Verdict.OK, confidence=0.9, confidence_words="", headline="", issues=(), reasons=(reason,), findings=(), conditions=(), instead=(),
        would_change=(), next_steps=(), reader_test={}, similar=(), passages=(), corpus_edition=corpus.edition,
    )  # fmt: skip


@pytest.fixture
def run(changed, guild_folder, monkeypatch):
    settings = Settings(home=changed.folder.parent, corpus=guild_folder)
    for module in ("corpus", "diff"):
        monkeypatch.setattr(f"assistant.cli.{module}.settings_of", lambda: settings)
    monkeypatch.setattr("assistant.cli.diff.load_playbook", lambda corpus: load_playbook(load()))
    return lambda *arguments: CliRunner().invoke(app, ["corpus", *arguments])


def test_the_current_edition_is_the_one_in_use(changed, guild_folder):
    corpus = load(guild_folder, changed.folder)
    assert "thrice a minute" in corpus.paragraphs[f"{LIGHT}#6"].text
    assert changed.editions(LIGHT) == ["2009-06-03", NOW]


def test_an_older_edition_is_not_taken_for_the_current_one(prepare):
    with pytest.raises(ImportRefused, match="2009-06-03"):
        prepare(LIGHT, OLD_TEXT)


@pytest.mark.parametrize(
    ("edition", "reason"),
    [(date(2010, 1, 1), "in force from 2009-06-03, not 2010-01-01"), (date(2021, 5, 1), "is the current edition")],
    ids=["another-date", "the-current-date"],
)
def test_an_edition_is_what_it_says(prepare, edition, reason):
    with pytest.raises(ImportRefused, match=reason):
        prepare(LIGHT, OLD_TEXT, edition=edition)


def test_only_the_changed_paragraph_is_marked_until_cleared(changed, guild_folder):
    marked = [p.id for p in load(guild_folder, changed.folder).paragraphs.values() if p.is_changed]
    assert marked == [f"{LIGHT}#6"]
    changed.clear(LIGHT, NOW, marked)
    corpus = load(guild_folder, changed.folder)
    assert not any(p.is_changed for p in corpus.paragraphs.values())


def test_a_change_after_a_review_is_marked_again(changed, prepare, importer, guild_folder):
    changed.clear(LIGHT, NOW, [f"{LIGHT}#6"])
    importer.install(prepare(LIGHT, NEW_TEXT.replace("thrice a minute", "four times a minute")))
    assert load(guild_folder, changed.folder).paragraphs[f"{LIGHT}#6"].is_changed


def test_an_answer_says_that_what_it_cites_has_changed(changed, guild_folder):
    corpus = load(guild_folder, changed.folder)
    (notice,) = changed_notices([f"{LIGHT}#6", f"{LIGHT}#9"], corpus)
    assert notice.startswith("Guidance changed, review")
    assert "paragraph 6" in notice


def test_diff_is_word_by_word(changed):
    (only,) = diff(*changed.versions(LIGHT, NOW))
    assert only.id == f"{LIGHT}#6"
    assert [(s.kind, s.text.strip()) for s in only.words if s.kind is not Kind.KEPT] == [(Kind.REMOVED, "twice"), (Kind.ADDED, "thrice")]


@pytest.mark.parametrize(("before", "after"), [("", "a b"), ("a b", ""), ("a b c", "a x c"), ("one", "one"), ("a  b\nc", "a b c d")])
def test_a_word_diff_holds_both_texts(before, after):
    words = word_diff(before, after)
    assert "".join(s.text for s in words if s.kind is not Kind.ADDED).split() == before.split()
    assert "".join(s.text for s in words if s.kind is not Kind.REMOVED) == after


def test_new_and_gone_paragraphs_are_changes(prepare, importer):
    importer.install(prepare(LIGHT, guild.numbered_text()))
    without = guild.numbered_text().replace(f"15\n\n{guild.UNPLACED[1]}\n\n", "")
    importer.install(prepare(LIGHT, without))
    before, after = importer.store.versions(LIGHT, NOW)
    assert [(c.id, c.after) for c in diff(before, after)] == [(f"{LIGHT}#15", None)]
    assert [(c.id, c.before) for c in diff(after, before)] == [(f"{LIGHT}#15", None)]
    assert importer.store.changed(LIGHT, NOW) == {f"{LIGHT}#15"}


def test_diff_says_what_rests_on_a_change(run):
    (row,) = json.loads(run("diff", "--json").stdout)
    assert (row["id"], row["review"], row["rests"]["digest"]) == (f"{LIGHT}#6", True, True)
    assert "[-twice-] {+thrice+}" in run("diff", LIGHT).stdout
    assert "1 changed paragraphs are marked as reviewed" in run("diff", LIGHT, "--clear").stdout
    (row,) = json.loads(run("diff", "--json").stdout)
    assert row["review"] is False


def test_diff_of_two_editions(run):
    rows = json.loads(run("diff", LIGHT, "--editions", f"2009-06-03..{NOW}", "--json").stdout)
    assert {row["id"] for row in rows} == {f"{LIGHT}#2", f"{LIGHT}#6"}
    assert run("diff", LIGHT, "--editions", "1999-01-01..2021-05-01").exit_code == 2
    assert run("diff", "no-such-document").exit_code == 2


def test_what_rests_on_a_paragraph_of_the_shipped_corpus(corpus, tmp_path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text(json.dumps({"id": "mine", "cite": ["gmc-social-media-2024#18"]}) + "\n", encoding="utf-8")
    rests = rests_on("gmc-social-media-2024#18", corpus, load_playbook(corpus), [cases])
    assert "patient-confidentiality" in rests.playbook
    assert "patient-confidentiality" in rests.issues
    assert rests.cases == ("mine",)


def test_as_of_a_past_date_the_edition_then_is_quoted(changed, advice, importer, encoder):
    then = as_of(advice, date(2015, 1, 1), importer.corpus, changed, encoder)
    (citation,) = then.reasons[0].citations
    assert (citation.paragraph, citation.edition, citation.official) == (f"{LIGHT}@2009-06-03#6", "2009-06-03", True)
    assert "once an hour" in citation.quote
    _, wording = past_paragraph(citation.paragraph, changed)
    assert citation.quote in wording.text
    assert then.verdict is advice.verdict


def test_as_of_a_date_for_which_nothing_is_held_says_so(advice, importer, encoder):
    then = as_of(advice, date(2015, 1, 1), importer.corpus, importer.store, encoder)
    assert then.reasons == advice.reasons
    assert "not held here" in then.notices[-1]
    assert guild.EARLIER in then.notices[-1]


def test_as_of_today_changes_no_citation(advice, importer, encoder):
    assert as_of(advice, date(2024, 1, 1), importer.corpus, importer.store, encoder).reasons == advice.reasons


def test_a_paragraph_of_a_past_edition_is_shown(run):
    shown = json.loads(run("show", f"{LIGHT}@2009-06-03#6", "--json").stdout)
    assert (shown["edition"], "once an hour" in shown["official"]) == ("2009-06-03", True)
