"""Paragraphs and documents -> HTML."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from assistant.models import Citation
from assistant.relied import at_words
from corpus.label import reference
from corpus.models import Confidence, Corpus, Paragraph, Source, Strength
from ui.markup.text import away, day, is_web, plain, unseen
from ui.wording import count, say


def citations(given: Iterable[Citation], corpus: Corpus) -> str:
    """Chips that open the paragraph each names."""
    return '<div class="chips">' + "".join(citation(c, corpus) for c in given) + "</div>"


def citation(given: Citation, corpus: Corpus) -> str:
    """One chip: closed it names the paragraph, open it shows the words relied on in their place."""
    held = corpus.paragraphs.get(given.paragraph)
    if held is None:  # the corpus was changed under an answer given before
        return f'<p class="chip gone">{plain(given.reference)}: “{plain(given.quote)}”</p>'
    return chip(held, corpus.source_of(held), given.quote, neighbours(held, corpus))


def chip(held: Paragraph, source: Source, quote: str = "", around: str = "") -> str:
    """A paragraph that opens where it stands, with what stands `around` it (HTML) under it."""
    return (
        f'<details class="chip"><summary>{strength(held.strength)} <span>{plain(reference(held, source))}</span></summary>'
        f"{paragraph(held, source, quote)}{around}</details>"
    )


def neighbours(held: Paragraph, corpus: Corpus) -> str:
    """The paragraphs held before and after one, closed until asked for."""
    row = corpus.by_source[held.source_id]
    at = next(place for place, p in enumerate(row) if p.id == held.id)
    source = corpus.source_of(held)
    near = [(say("paragraph.before"), row[at - 1])] if at else []
    near += [(say("paragraph.after"), row[at + 1])] if at + 1 < len(row) else []
    drawn = "".join(f'<p class="whose">{escape(where)}: {plain(reference(p, source))}</p>{words(p)}' for where, p in near)
    return f'<details class="around"><summary>{escape(say("paragraph.around"))}</summary>{drawn}</details>' if near else ""


def chips(held: Iterable[Paragraph], corpus: Corpus) -> str:
    """Paragraphs that open where they stand."""
    return '<div class="chips">' + "".join(chip(p, corpus.source_of(p)) for p in held) + "</div>"


def paragraph(held: Paragraph, source: Source, quote: str = "") -> str:
    """One paragraph with where it stands, how binding it is, whose words they are and where to read it."""
    return (
        '<div class="paragraph">'
        f'<p class="place"><span>{escape(source.title)}</span> <span>{escape(source.publisher)}, {escape(edition(source))}</span>'
        f"<span>{escape(say('paragraph.section'))}: {plain(held.section)}</span></p>"
        f'<p class="bind">{strength(held.strength)} {escape(say(f"strength_meaning.{held.strength.value}"))}</p>'
        f"{words(held, quote)}{_number_note(held, source)}{link(source, quote if quote and quote in (held.official or '') else '', held.page)}</div>"
    )


def words(held: Paragraph, quote: str = "") -> str:
    """The publisher's words where they are installed, with ours beside them; the words relied on are marked."""
    ours = _quoted(say("paragraph.ours"), held.digest, quote, "ours") if held.digest else ""
    if not held.official:
        return ours
    theirs = _quoted(say("paragraph.official"), held.official, quote, "official")
    changed = f'<p class="aside">{escape(say("paragraph.changed"))}</p>' if held.is_changed else ""
    return f'{changed}<div class="beside">{theirs}{ours}</div>' if ours else changed + theirs


def strength(binding: Strength) -> str:
    """How binding, in a word."""
    return f'<span class="strength {binding.value}">{escape(say(f"strength.{binding.value}"))}</span>'


def edition(source: Source) -> str:
    """Since when a document has been in force, in words."""
    if source.effective:
        return say("paragraph.from", edition=day(source.effective))
    if source.published:
        return say("paragraph.published", edition=day(source.published))
    return say("paragraph.undated")


def link(source: Source, quote: str = "", page: str | None = None) -> str:
    """The way to the publisher's own page, or to the one `page` of several, opened at words quoted from it."""
    url = page or source.url
    links = ((at_words(url, quote) if url else None, "paragraph.link"), (source.pdf_url, "paragraph.link_pdf"))
    drawn = [away(url, say(key)) for url, key in links if url and is_web(url)]
    return f'<p class="links">{" ".join(drawn) or escape(say("paragraph.no_link"))}</p>'


def standing(installed: date | None, checked: date | None) -> str:
    """Whether a document's own wording is installed, since when, and when its page was last looked at."""
    told = say("guidance.installed", day=day(installed.isoformat())) if installed else say("guidance.not_installed")
    return f"{told} {say('guidance.checked', day=day(checked.isoformat()))}" if checked else told


def document(source: Source, held: Sequence[Paragraph], is_open: bool = False, told: str = "") -> str:
    """A document that opens: its publisher, edition and count, how it stands (`told`), then its paragraphs, by section."""
    head = (
        f"<summary><h3>{escape(source.title)}</h3><p>{escape(source.publisher)} · {escape(edition(source))} · "
        f"{escape(count('guidance.paragraphs', len(held)))}</p></summary>"
    )
    parts = [link(source)]
    if told:
        parts.append(f'<p class="aside">{escape(told)}</p>')
    if source.supersedes:
        parts.append(f'<p class="aside">{escape(say("guidance.replaces") + source.supersedes)}</p>')
    parts.append(f'<p class="aside">{escape(say("guidance.rights") + source.rights)}</p>')
    last = None
    for p in held:
        if p.section != last:
            parts.append(f"<h4>{plain(p.section)}</h4>")
            last = p.section
        parts.append(
            f'<div class="entry"><p class="bind">{strength(p.strength)} <span>{plain(reference(p, source))}</span></p>'
            f"{words(p)}{_number_note(p, source)}</div>"
        )
    return f'<details class="document"{" open" if is_open else ""}>{head}<div class="inside">{"".join(parts)}</div></details>'


def found(held: Paragraph, source: Source) -> str:
    """A paragraph that a search brought, with where it stands."""
    return (
        f'<article class="entry found"><h3>{strength(held.strength)} {plain(reference(held, source))}</h3>'
        f'<p class="place"><span>{escape(source.title)}</span> <span>{escape(source.publisher)}, {escape(edition(source))}</span></p>'
        f"{words(held)}{_number_note(held, source)}{link(source, page=held.page)}</article>"
    )


def _quoted(whose: str, text: str, quote: str, kind: str) -> str:
    """The text under whose words it is; a quote that is a part of it is marked."""
    before, relied, after = text.partition(quote) if quote and quote != text else (text, "", "")
    begins, ends = unseen(f"{say('paragraph.relied')} "), unseen(f" ({say('paragraph.relied_end')})")
    marked = f'<mark class="relied">{begins}{plain(relied)}{ends}</mark>' if relied else ""
    return (
        f'<div class="words {kind}"><p class="whose">{escape(whose)}</p>'
        f"<blockquote>{plain(before)}{marked}{plain(after)}</blockquote></div>"
    )


def _number_note(held: Paragraph, source: Source) -> str:
    """Why no number is shown, or how far to trust the one that is."""
    if source.numbering == "derived":
        key = "paragraph.derived"
    elif held.confidence is Confidence.MEDIUM:
        key = "paragraph.unchecked"
    elif held.confidence is Confidence.LOW:
        key = "paragraph.unknown"
    else:
        return ""
    return f'<p class="aside">{escape(say(key))}</p>'
