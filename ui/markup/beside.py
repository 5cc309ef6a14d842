"""What stands beside a judgement -> HTML: care for the person, a post that is out, several matters, what is not ours to answer."""

from collections.abc import Sequence
from html import escape

from assistant.models import Care, Door, Outside, Posted
from corpus.models import Corpus
from ui.markup.guidance import citations
from ui.markup.text import away, bullets, is_web, plain, section, theirs, unseen
from ui.wording import say


def care(given: Care) -> str:
    """A first line, and where to turn. A region of its own, so that a screen reader can go straight to it."""
    doors = "".join(f"<li>{_door(door)}</li>" for door in given.doors)
    return (
        f'<aside class="care" aria-label="{escape(say("care.title"))}"><p class="line">{plain(given.line)}</p>'
        f'<h2>{escape(say("care.doors"))}</h2><ul class="doors">{doors}</ul><p class="aside">{escape(say("care.still"))}</p></aside>'
    )


def _door(door: Door) -> str:
    name = away(door.url, door.name) if is_web(door.url) else escape(door.name)
    return f"<strong>{name}</strong> <span>{plain(door.what)}</span>"


def posted(given: Posted, corpus: Corpus) -> str:
    """What to do now, step by step, each with its paragraphs."""
    steps = "".join(
        f"<li><p>{plain(step.text)}</p>{citations(step.citations, corpus) if step.citations else ''}</li>" for step in given.steps
    )
    return f'{section(say("posted.title"))}<p>{plain(given.headline)}</p><ol class="steps">{steps}</ol>'


def whom(given: Posted) -> str:
    """Whom to tell."""
    return bullets(say("posted.whom"), given.whom)


def outside(given: Sequence[Outside]) -> str:
    """What of the message is not answered here, and who would know."""
    return "".join(f'<p class="notice">{plain(say("outside.line", subject=one.subject, who=one.who))}</p>' for one in given)


def matter(n: int, of: int, question: str) -> str:
    """Which of several matters is answered next, in the words it was asked in."""
    return f'<h2 class="matter"><span class="number">{n}</span>{unseen(say("parts.of", n=n, of=of))} {theirs(question)}</h2>'


def matters(of: int) -> str:
    """That there are several, and which answer stands for all."""
    return f'<p class="notice">{plain(say("parts.lead", n=of))}</p>'
