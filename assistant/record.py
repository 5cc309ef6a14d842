"""The advice record: what was asked, what was answered and why, for appraisal, an LMC or a defence body. Made on request only."""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from assistant.models import Advice, Citation, Draft, Request
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


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def lines(record: Record, corpus: Corpus) -> Iterator[Line]:
    """The record, line by line, in the order it is read."""
    advice, request = record.advice, record.request
    yield Line("title", "Advice record")
    yield Line("text", f"Made on {record.made:%d %B %Y at %H:%M}. Guidance as held: {advice.corpus_edition}. Mode: {advice.mode}.")
    yield Line("heading", "Draft" if isinstance(request, Draft) else "Question")
    said = [f"{name}: {value}" for name, value in (("where", request.context.platform), ("who sees it", request.context.audience), ("role", request.context.role)) if value]
    if said:
        yield Line("text", "; ".join(said) + ".")
    if record.keep_words:
        yield Line("quote", request.text)
    else:
        yield Line("text", f"SHA-256 {fingerprint(request.text)}. {FINGERPRINT_NOTE}")
    yield Line("heading", f"Answer: {VERDICT_WORDS[advice.verdict]}")
    yield Line("text", advice.headline)
    yield Line("text", f"{advice.confidence_words}.")
    if advice.reasons:
        yield Line("heading", "Reasons and paragraphs")
    for reason in advice.reasons:
        yield Line("item", reason.text)
        for c in reason.citations:
            whose = "publisher's words" if c.official else "in our words"
            yield Line("quote", f"{c.reference} ({STRENGTH_WORDS[c.strength]}; {_edition(c, corpus)}; {whose}): “{c.quote}”" + (f" {c.url}" if c.url else ""))
    # reasons beside marked words quote the draft, so they go with it
    if record.keep_words and advice.findings:
        yield Line("heading", "Words that were marked")
        for text, why in dict.fromkeys((f.text, f.reason) for f in advice.findings):
            yield Line("item", f"“{' '.join(text.split())}”: {why}")
    for title, items in (("It stays fine if you", advice.conditions), ("Next steps advised", advice.next_steps)):
        if items:
            yield Line("heading", title)
            yield from (Line("item", item) for item in items)
    yield Line("heading", "What I did next")
    yield Line("text", record.done_next.strip() or "Not noted.")
    yield Line("text", NOT_LEGAL)


def as_markdown(record: Record, corpus: Corpus) -> str:
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


def as_pdf(record: Record, corpus: Corpus) -> bytes:
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
