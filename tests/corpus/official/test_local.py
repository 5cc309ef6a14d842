"""A practice's own policy is held, searched and cited after the guidance, and loosens nothing."""

import pytest
from typer.testing import CliRunner

from assistant.advise import own_policy
from assistant.cli.commands import app
from assistant.models import Draft, Passage, Ranking
from assistant.pipeline import open_assistant, review
from assistant.retrieve import retrieve
from assistant.settings import Settings
from corpus.errors import BadRecord, CorpusError, FileRefused
from corpus.load import load
from corpus.models import SourceKind, Strength
from corpus.official import local, reader
from tests.conftest import write_six, write_small
from tests.corpus.official.conftest import DAY
from tests.corpus.official.hostile import DOCX, packed

POLICY = """Posting in public

You must ask the practice manager before you post anything about the surgery.

  • Staff may share the surgery's own notices:
    • hours of opening
    • flu clinics on a Saturday
  • Never post a photograph of the waiting room.

Messages

Posting about Mrs Kendal or her rash with a photo attached is fine by us.
"""
WORD = packed(
    f'<w:document xmlns:w="{DOCX}"><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Posting in public</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>You must ask the practice manager </w:t></w:r><w:r><w:t>before you post.</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/></w:numPr></w:pPr><w:r><w:t>Never post a photograph.</w:t></w:r></w:p></w:document>"
)


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "policy.txt"
    path.write_text(POLICY, encoding="utf-8")
    return local.local_document(reader.read(path), "Elm Street Surgery", "Posting", SourceKind.EMPLOYER, DAY)


@pytest.fixture
def held(document, tmp_path, models):
    """An assistant over the whole guidance and the policy, by stand-in models."""
    settings = Settings(home=tmp_path / "home", corpus=write_small(tmp_path / "corpus"))
    local.put(document, settings.official_home)
    return open_assistant(settings, models=models)


def test_numbers_are_derived_from_structure(document):
    assert [p.number for p in document.paragraphs] == [
        "posting-in-public-p1", "posting-in-public-1", "posting-in-public-1a", "posting-in-public-1b", "posting-in-public-2", "messages-p1",
    ]  # fmt: skip
    assert len({p.id for p in document.paragraphs}) == len(document.paragraphs)
    assert document.paragraphs[0].strength is Strength.MUST
    assert document.source.id == "local-elm-street-surgery-posting"


def test_a_word_document(tmp_path):
    path = tmp_path / "policy.docx"
    path.write_bytes(WORD)
    document = local.local_document(reader.read(path), "Elm Street", None, SourceKind.EMPLOYER, DAY)
    assert document.source.title == "Posting in public"
    assert [(p.number, p.official) for p in document.paragraphs] == [
        ("posting-in-public-p1", "You must ask the practice manager before you post."), ("posting-in-public-1", "Never post a photograph."),
    ]  # fmt: skip


def test_it_is_ranked_after_all_guidance(held, document):
    source = held.corpus.sources[document.source.id]
    assert all(source.kind.precedence > other.kind.precedence for other in held.corpus.sources.values() if other is not source)
    text = "Posting about Mrs Kendal and her rash with a photo attached"
    passages = retrieve(text, held.index.vector(text), {}, held.corpus, held.index, 12)
    of_own = [p.paragraph.source_id in held.corpus.local for p in passages]
    assert any(of_own)
    assert of_own == sorted(of_own), "guidance first"
    assert [p.rank for p in passages] == list(range(1, len(passages) + 1))


def test_it_is_cited_last_and_loosens_nothing(held, tmp_path, models):
    draft = Draft("Mrs Kendal the patient has a rash, photo attached")
    advice = review(held, draft)
    without = review(open_assistant(held.settings.model_copy(update={"home": tmp_path / "other"}), models=models), draft)
    assert advice.verdict is without.verdict
    last = advice.reasons[-1]
    (citation,) = last.citations
    assert (citation.paragraph.partition("#")[0], citation.official) == ("local-elm-street-surgery-posting", True)
    assert citation.quote in held.corpus.paragraphs[citation.paragraph].text
    assert "never less" in last.text
    assert advice.reasons[:-1] == without.reasons


def test_without_a_policy_no_answer_changes(corpus):
    passage = Passage(corpus.paragraphs["gmc-social-media-2024#18"], 1, 1.0, (Ranking.WORDS,))
    assert own_policy([passage], corpus) == ()


@pytest.mark.parametrize("kind", [SourceKind.REGULATOR, SourceKind.ADVERTISING_CODE, SourceKind.DEFENCE_BODY])
def test_nobody_adds_a_regulator(tmp_path, kind):
    path = tmp_path / "policy.txt"
    path.write_text(POLICY, encoding="utf-8")
    with pytest.raises(FileRefused, match="employer or lmc"):
        local.local_document(reader.read(path), "General Medical Council", None, kind, DAY)


@pytest.mark.parametrize(("publisher", "text"), [("???", POLICY), ("Elm", "Notice\n\nx\n"), ("x" * 300, POLICY)], ids=["no-name", "no-paragraph", "long-name"])
def test_what_cannot_be_added_is_refused(tmp_path, publisher, text):
    path = tmp_path / "policy.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused):
        local.local_document(reader.read(path), publisher, None, SourceKind.EMPLOYER, DAY)


def test_add_list_show_and_remove(tmp_path, monkeypatch):
    settings = Settings(home=tmp_path / "home", corpus=write_six(tmp_path / "corpus"))
    for module in ("corpus", "local"):
        monkeypatch.setattr(f"assistant.cli.{module}.settings_of", lambda: settings)
    path = tmp_path / "policy.txt"
    path.write_text(POLICY, encoding="utf-8")

    def run(*arguments):
        return CliRunner().invoke(app, ["corpus", *map(str, arguments)])

    assert "6 paragraphs" in run("add", path, "--publisher", "Elm Street Surgery", "--title", "Posting").stdout
    assert "local-elm-street-surgery-posting" in run("list").stdout
    assert "photograph of the waiting room" in run("show", "local-elm-street-surgery-posting#posting-in-public-2").stdout
    assert run("remove", "local-elm-street-surgery-posting").exit_code == 0
    assert run("remove", "local-elm-street-surgery-posting").exit_code == 2
    assert run("remove", "../../../etc/passwd").exit_code == 2
    assert isinstance(run("show", "local-elm-street-surgery-posting").exception, CorpusError)


def test_a_broken_file_says_which(document, tmp_path):
    path = local.put(document, tmp_path)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(BadRecord, match="Delete it, and add the document again"):
        load(official=tmp_path)
