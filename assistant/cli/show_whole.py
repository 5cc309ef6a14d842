"""The review of a conversation or of a long text in the terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from assistant.cli.show import STYLE, marked, numbered, short
from assistant.models import Advice, Light
from assistant.paste import Because, DocumentReview, LeftOut, ThreadReview
from assistant.paste.wording import because, document_summary, left_out_words, not_judged, thread_summary, too_long
from assistant.render import VERDICT_ICONS, VERDICT_WORDS
from assistant.render_whole import left_out


def parts(made: DocumentReview | None, plain: bool) -> None:
    """Print how each part of a long text fares, those in trouble with why."""
    if made is None:
        return
    out = _console(plain)
    out.print()
    out.print(Text(document_summary(made), style="bold"))
    if made.is_cut:
        out.print(Padding(Text(too_long()), (0, 2)))
    for number, part in enumerate(made.parts, start=1):
        words = short(part.text, 60)
        out.print(Padding(Text(f"{number:3} {VERDICT_ICONS[part.advice.verdict]} ", style=STYLE[part.advice.light]).append(f"{words}", style="default"), (0, 2)))
        if part.is_troubled:
            out.print(Padding(Text(part.advice.headline), (0, 8)))


def thread(made: ThreadReview, plain: bool) -> None:
    """Print the summary, then every message that should not stand, with what was said before it."""
    out = _console(plain)
    out.print()
    out.print(Text(f"{VERDICT_ICONS[made.verdict]} {thread_summary(made)}", style=STYLE[made.verdict.light]))
    if made.not_judged:
        out.print(Padding(Text(not_judged(made.not_judged)), (0, 2)))
    for kind, count in left_out(made).items():
        if kind is not LeftOut.SYSTEM:
            out.print(Padding(Text(left_out_words(kind, count)), (0, 2)))
    for review in made.troubled:
        if review.advice is None or review.because is None:
            continue
        out.print()
        out.print(Text(f"{VERDICT_ICONS[review.verdict]} {VERDICT_WORDS[review.verdict]}", style=STYLE[review.verdict.light]).append(f"  {review.message.when}", style="dim"))
        for message in review.before:
            out.print(Padding(Text(f"{message.speaker}: {short(message.text, 160)}", style="dim"), (0, 4)))
        out.print(Padding(_words(review.message.text, review.advice, review.because), (0, 4)))
        out.print(Padding(Text(" ".join(filter(None, (because(review.because), review.advice.headline)))), (0, 2)))
        if review.because is Because.WORDS:
            for number, found in enumerate(numbered(review.advice.findings), start=1):
                out.print(Padding(Text(f"{number}. “{short(found.text)}” {found.reason}"), (0, 4)))
        for reason in review.advice.reasons[:2]:
            cited = "; ".join(c.reference for c in reason.citations)
            out.print(Padding(Text(f"• {reason.text} ({cited})"), (0, 4)))
    out.print()
    out.print(Text("Nothing left this machine. Not legal advice.", style="dim"))


def _words(text: str, advice: Advice, because: Because) -> Text:
    """The message, marked where the advice is about its words alone."""
    return marked(text, advice.findings, STYLE[Light.AMBER]) if because is Because.WORDS else Text(text)


def _console(plain: bool) -> Console:
    return Console(no_color=plain, highlight=False, markup=False, emoji=False)
