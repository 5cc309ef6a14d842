"""A conversation's messages and a long text's parts -> HTML."""

from html import escape

from assistant.models import Advice
from assistant.paste import Because, DocumentReview, LeftOut, MessageReview, ThreadReview
from assistant.paste.wording import because, document_summary, left_out_words, not_judged, thread_summary, too_long
from assistant.render import VERDICT_WORDS
from assistant.render_whole import left_out
from corpus.models import Corpus, Verdict
from ui.markup.answer import cited, verdict_icon
from ui.markup.draft import marked_words
from ui.markup.text import more, plain, section, sentence, short, theirs, unseen
from ui.wording import count, say

MOST_REASONS = 2


def summary(made: ThreadReview) -> str:
    """The gravest verdict in words, how many messages it is about, and what could not be read."""
    notes = [left_out_words(kind, n) for kind, n in left_out(made).items() if kind is not LeftOut.SYSTEM]
    notes += [not_judged(made.not_judged)] if made.not_judged else []
    return (
        f'<div class="verdict {made.verdict.light.value}"><h2 tabindex="-1">{verdict_icon(made.verdict)}{unseen(say("verdict.heading"))} '
        f'{escape(VERDICT_WORDS[made.verdict])}</h2><p class="headline">{plain(thread_summary(made))}</p>'
        + "".join(f'<p class="notice">{plain(note)}</p>' for note in notes)
        + f'</div><p class="status unseen">{plain(thread_summary(made))}</p>'
    )


def message(n: int, made: MessageReview, corpus: Corpus) -> str:
    """One message that should not stand: what was said before it, its words, and why."""
    if made.advice is None or made.because is None:
        return ""
    before = "".join(f"<p><strong>{theirs(m.speaker)}</strong> {theirs(short(m.text, 240))}</p>" for m in made.before)
    told = f'<div class="before">{unseen(say("whole.before"))}{before}</div>' if before else ""
    words = marked_words(made.message.text, made.advice.findings if made.because is Because.WORDS else ())
    return (
        f'<div class="message"><h3>{n}. {_case(made.verdict)} <span class="aside">{theirs(made.message.when)}</span></h3>{told}'
        f"{unseen(say('whole.yours'))}{words}<p>{plain(' '.join(filter(None, (because(made.because), made.advice.headline))))}</p>"
        f"{_why(made.advice, corpus)}</div>"
    )


def _why(advice: Advice, corpus: Corpus) -> str:
    return cited(advice.reasons[:MOST_REASONS], corpus) if advice.reasons else ""


def standing(made: ThreadReview) -> str:
    """The messages that may stand, closed until asked for."""
    fine = [m.message.text for m in made.messages if m.advice is None]
    if not fine:
        return ""
    return more(count("whole.fine", len(fine)), f'<ul class="plain">{"".join(f"<li>{theirs(short(words, 200))}</li>" for words in fine)}</ul>')


def parts(made: DocumentReview) -> str:
    """The summary, then each part with its verdict; those in trouble say why."""
    rows = "".join(
        f'<li><p>{_case(part.advice.verdict)} {unseen(say("whole.part", n=n))} <q>{theirs(short(part.text, 110))}</q></p>'
        + (f"<p>{plain(sentence(part.advice.headline))}</p>" if part.is_troubled else "")
        + "</li>"
        for n, part in enumerate(made.parts, start=1)
    )
    cut = f'<p class="notice">{plain(too_long())}</p>' if made.is_cut else ""
    return f'<div class="parts">{section(say("whole.parts"))}<p>{plain(document_summary(made))}</p>{cut}<ol>{rows}</ol></div>'


def _case(verdict: Verdict) -> str:
    return f'<span class="case {verdict.light.value}">{verdict_icon(verdict)}<strong>{escape(VERDICT_WORDS[verdict])}</strong></span>'
