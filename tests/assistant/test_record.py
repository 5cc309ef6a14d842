"""The advice record: what it holds, what it leaves out, in both forms."""

import io
import re
from dataclasses import replace
from datetime import datetime

import pypdf
import pytest

from assistant import Context, Draft, Question, ask, review
from assistant.conversation import Conversation, converse
from assistant.conversation.record import talk_record
from assistant.errors import UnusableInput
from assistant.record import Record, as_markdown, as_pdf, fingerprint, lines

MADE = datetime(2026, 11, 21, 9, 5)
TEXT = "Mrs Kendal the patient was in clinic with her rash again, silly woman"


@pytest.fixture
def record(small):
    draft = Draft(TEXT, Context(platform="facebook", audience="public", role="gp"))
    return Record(draft, review(small, draft), MADE, "Deleted it and rang the MDU.")


def test_it_holds_what_a_defence_body_asks_for(record, small):
    told = "\n".join(line.text for line in lines(record, small.corpus))
    cited = [c for r in record.advice.reasons for c in r.citations]
    assert cited
    for words in ("21 November 2026 at 09:05", TEXT, "facebook", record.advice.headline, "Mode: embedded", "Deleted it and rang the MDU."):
        assert words in told
    for citation in cited:
        assert citation.reference in told
        assert citation.quote in told
        assert small.corpus.source_of(small.corpus.paragraphs[citation.paragraph]).edition in told


def test_an_earlier_edition_is_named_with_the_day_it_came_into_force(record, small):
    reason = record.advice.reasons[0]
    source_id = reason.citations[0].paragraph.partition("#")[0]
    then = replace(reason.citations[0], paragraph=f"{source_id}@2013-04-22#5", edition="2013-04-22")
    past = replace(record, advice=replace(record.advice, reasons=(replace(reason, citations=(then,)),)))
    assert "edition in force from 2013-04-22" in as_markdown(past, small.corpus)


def test_a_fingerprint_stands_for_the_draft_and_no_word_of_it_remains(record, small):
    bare = Record(record.request, record.advice, MADE, keep_words=False)
    told = as_markdown(bare, small.corpus)
    assert fingerprint(TEXT) in told
    assert "Kendal" not in told
    assert "Kendal" not in pdf_text(as_pdf(bare, small.corpus))


def test_the_same_words_give_the_same_fingerprint_and_others_do_not():
    # SHA-256 of "abc", FIPS 180-2, appendix B.1
    assert fingerprint("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert fingerprint("abc") != fingerprint("abc ")


def test_words_from_outside_are_text_in_markdown(small):
    draft = Draft("<script>alert(1)</script> [l](https://example.org) # head\n| a | `b` | $x$")
    told = as_markdown(Record(draft, review(small, draft), MADE), small.corpus)
    assert "<script>" not in told
    assert "[l](" not in told
    assert not re.search(r"(?<!\\)[$|`]", told)


def pdf_text(data):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_the_pdf_says_the_same(record, small):
    told = " ".join(pdf_text(as_pdf(record, small.corpus)).split())
    for words in ("Advice record", "Mrs Kendal", "Deleted it and rang the MDU.", "21 November 2026"):
        assert words in told


def test_a_letter_that_the_pdf_lacks_is_named(small):
    draft = Draft("Mrs Kendal the patient 🙃 “again”")
    told = " ".join(pdf_text(as_pdf(Record(draft, review(small, draft), MADE), small.corpus)).split())
    assert '[upside-down face] "again"' in told


def test_a_long_draft_runs_over_pages(small):
    draft = Draft("Mrs Kendal the patient has a rash. " * 200)
    assert len(pypdf.PdfReader(io.BytesIO(as_pdf(Record(draft, review(small, draft), MADE), small.corpus))).pages) > 1


def test_a_question_has_a_record_too(small):
    question = Question("What dose of amoxicillin for a chest infection?")
    told = as_markdown(Record(question, ask(small, question), MADE), small.corpus)
    assert "## Question" in told
    assert "Not noted" in told


@pytest.fixture
def talk(small):
    said = Conversation()
    for words in ("Can I answer a bad review from Mrs Kendal?", "and if she agreed?", "which paragraph says that?"):
        said = converse(small, said, words, Context(platform="google reviews"))
    return said


def test_a_conversation_is_recorded_message_by_message(talk, small):
    told = as_markdown(talk_record(talk, MADE, "Rang the LMC."), small.corpus)
    asked = [told.index(words) for words in ("Message 1 of 3", "Mrs Kendal", "Message 2 of 3", "and if she agreed", "Message 3 of 3", "which paragraph", "Rang the LMC")]
    assert asked == sorted(asked)
    assert "where: google reviews" in told
    assert talk.turns[1].reply.lead.split(".")[0] in told
    for citation in talk.turns[2].reply.citations:
        assert citation.reference in told.replace("\\", "")


def test_of_a_conversation_too_a_fingerprint_leaves_no_word(talk, small):
    told = as_markdown(talk_record(talk, MADE, keep_words=False), small.corpus)
    assert told.count("SHA-256") == 3
    assert "Kendal" not in told
    assert "she agreed" not in told
    assert "%PDF-" in as_pdf(talk_record(talk, MADE, keep_words=False), small.corpus)[:8].decode("latin-1")


def test_nothing_said_is_nothing_to_record():
    with pytest.raises(UnusableInput, match="Ask something first"):
        talk_record(Conversation(), MADE)
