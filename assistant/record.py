"""The advice record: what was asked, what was answered and why, for appraisal, an LMC or a defence body. Made on request only."""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from assistant.models import Advice, Citation, Draft, Instead, Reason, Request
from assistant.render import STRENGTH_WORDS, VERDICT_WORDS
from corpus.models import Corpus

NOT_LEGAL = "Guidance is given in our own words unless marked as the publisher's. This is not legal advice and does not replace your defence organisation, LMC or employer."
FINGERPRINT_NOTE = "Only the fingerprint of the text is kept here: the same words, letter for letter, give the same one."
# typographic marks that the PDF's fonts lack
PLAIN = {ord(mark): plain for mark, plain in (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("…", "..."), ("•", "-"), ("\u00a0", " "))}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a record: a heading, a paragraph, an item or a quotation."""

    style: str
    """'title', 'heading', 'text', 'item' or 'quote'."""
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a record is made of; when, and what the doctor did, come from outside."""

    request: Request
    advice: Advice
    made: datetime
    done_next: str = ""
    keep_words: bool = True
    """False: the draft's fingerprint stands in the place of its words."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a conversation and what was answered."""

    request: Request
    advice: Advice
    lead: str = ""
    """What came before the answer: what a changed fact did to it."""
    is_whole: bool = True
    """False: only the part below was shown, for that was asked."""
    reasons: tuple[Reason, ...] = ()
    citations: tuple[Citation, ...] = ()
    wordings: tuple[Instead, ...] = ()


@dataclass(frozen=True, slots=True)
class TalkRecord:
    """What a record of a conversation is made of, message by message."""

    said: tuple[Said, ...]
    made: datetime
    done_next: str = ""
    keep_words: bool = True
    """False: each message's fingerprint stands in the place of its words."""


AnyRecord = Record | TalkRecord


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def lines(record: AnyRecord, corpus: Corpus) -> Iterator[Line]:
    """The record, line by line, in the order it is read."""
    yield Line("title", "Advice record")
    match record:
        case Record(request, advice):
            yield _made(record, advice)
            yield Line("heading", "Draft" if isinstance(request, Draft) else "Question")
            yield from _asked(request, record.keep_words)
            yield from _answer(advice, record.keep_words, corpus)
        case TalkRecord(said):
            yield _made(record, said[-1].advice)
            for number, one in enumerate(said, start=1):
                yield Line("heading", f"Message {number} of {len(said)}")
                yield from _asked(one.request, record.keep_words)
                yield from _said(one, record.keep_words, corpus)
    yield Line("heading", "What I did next")
    yield Line("text", record.done_next.strip() or "Not noted.")
    yield Line("text", NOT_LEGAL)


def _made(record: AnyRecord, advice: Advice) -> Line:
    """When it was made, and of what."""
    return Line("text", f"Made on {record.made:%d %B %Y at %H:%M}. Guidance as held: {advice.corpus_edition}. Mode: {advice.mode}.")


def _asked(request: Request, keep_words: bool) -> Iterator[Line]:
    """What was handed in, and what was said of where it goes."""
    said = [f"{name}: {value}" for name, value in (("where", request.context.platform), ("who sees it", request.context.audience), ("role", request.context.role)) if value]
    if said:
        yield Line("text", "; ".join(said) + ".")
    if keep_words:
        yield Line("quote", request.text)
    else:
        yield Line("text", f"SHA-256 {fingerprint(request.text)}. {FINGERPRINT_NOTE}")


def _said(one: Said, keep_words: bool, corpus: Corpus) -> Iterator[Line]:
    """The answer to one message of a conversation, whole or the part that was asked for."""
    # what comes before an answer names what the message said, so it goes with its words
    if one.lead and keep_words:
        yield Line("text", one.lead)
    if one.is_whole:
        yield from _answer(one.advice, keep_words, corpus)
        return
    yield Line("text", f"The answer stands: {VERDICT_WORDS[one.advice.verdict]}.")
    for reason in one.reasons:
        yield from _reason(reason, corpus)
    yield from (_cited(citation, corpus) for citation in one.citations)
    yield from (Line("item", item.wording or item.text) for item in one.wordings)


def _answer(advice: Advice, keep_words: bool, corpus: Corpus) -> Iterator[Line]:
    """The verdict, the reasons with their paragraphs, what was marked, what to do."""
    yield Line("heading", f"Answer: {VERDICT_WORDS[advice.verdict]}")
    yield Line("text", advice.headline)
    yield Line("text", f"{advice.confidence_words}.")
    if advice.reasons:
        yield Line("heading", "Reasons and paragraphs")
    for reason in advice.reasons:
        yield from _reason(reason, corpus)
    # reasons beside marked words quote the draft, so they go with it
    if keep_words and advice.findings:
        yield Line("heading", "Words that were marked")
        for text, why in dict.fromkeys((f.text, f.reason) for f in advice.findings):
            yield Line("item", f"“{' '.join(text.split())}”: {why}")
    for title, items in (("It stays fine if you", advice.conditions), ("Next steps advised", advice.next_steps)):
        if items:
            yield Line("heading", title)
            yield from (Line("item", item) for item in items)


def _reason(reason: Reason, corpus: Corpus) -> Iterator[Line]:
    """A reason, and the paragraphs under it."""
    yield Line("item", reason.text)
    yield from (_cited(citation, corpus) for citation in reason.citations)


def _cited(c: Citation, corpus: Corpus) -> Line:
    """A paragraph with its edition and the words relied on."""
    whose = "publisher's words" if c.official else "in our words"
    return Line("quote", f"{c.reference} ({STRENGTH_WORDS[c.strength]}; {_edition(c, corpus)}; {whose}): “{c.quote}”" + (f" {c.url}" if c.url else ""))


def as_markdown(record: AnyRecord, corpus: Corpus) -> str:
    """The record as Markdown; words from outside stand in it as text."""
    shapes = {"title": "# {}", "heading": "## {}", "text": "{}", "item": "- {}", "quote": "{}"}
    out: list[str] = []
    for line in lines(record, corpus):
        words = _escaped(line.text)
        if line.style == "quote":
            out.append("\n".join("> " + row for row in words.split("\n")))
        else:
            out.append(shapes[line.style].format(words))
    return "\n\n".join(out) + "\n"


def as_pdf(record: AnyRecord, corpus: Corpus) -> bytes:
    """The record as a PDF of A4 pages, in the reader's own fonts.

    Those hold Western European letters; any other character is named in brackets. The Markdown keeps all.
    """
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.set_title("Advice record")
    pdf.set_lang("en-GB")
    pdf.set_creation_date(record.made)
    pdf.set_auto_page_break(True, margin=18)
    pdf.add_page()
    shapes = {"title": ("B", 18, 0), "heading": ("B", 12, 0), "text": ("", 10.5, 0), "item": ("", 10.5, 4), "quote": ("", 9.5, 10)}
    for line in lines(record, corpus):
        weight, size, indent = shapes[line.style]
        pdf.set_font("helvetica", weight, size)
        pdf.set_x(pdf.l_margin + indent)
        if line.style == "heading":
            pdf.ln(2)
        words = ("- " if line.style == "item" else "") + _western(line.text)
        pdf.multi_cell(0, size * 0.5, words, new_x="LMARGIN", new_y="NEXT", align="L")
        pdf.ln(1)
    return bytes(pdf.output())


def _edition(given: Citation, corpus: Corpus) -> str:
    """Which edition a citation is of, and since when that is in force; an earlier one is named in the paragraph's id."""
    source_id, _, earlier = given.paragraph.partition("#")[0].partition("@")
    source = corpus.sources[source_id]
    since = earlier or source.effective
    return f"edition in force from {since}" if since else f"edition published {source.published}" if source.published else "edition undated"


def _escaped(text: str) -> str:
    """Markdown's own marks in words from outside, made plain."""
    return "".join("\\" + c if c in "\\`*_{}[]<>#|!~$" else c for c in text)


def _western(text: str) -> str:
    """The text in Latin-1: typographic marks made plain, what has no letter there named."""
    plain = text.translate(PLAIN)
    return "".join(c if ord(c) < 256 else f"[{unicodedata.name(c, 'character').lower()}]" for c in plain)
