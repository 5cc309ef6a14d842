"""Who could be recognised, how a message comes out, a pause, a rewrite and a picture -> HTML."""

from collections.abc import Sequence
from html import escape

from assistant.images import Picture
from assistant.models import Detail, Grade, Jigsaw, Reason
from assistant.pause import Pause
from assistant.rewrite import Edit
from corpus.models import Corpus
from ui.markup.answer import cited
from ui.markup.text import bullets, plain, section, short, theirs, unseen
from ui.wording import say, table


def jigsaw(made: Jigsaw) -> str:
    """The grade in words, who would know, and what to leave out; nothing where nobody could be recognised."""
    if made.grade is Grade.GENERIC:
        return ""
    steps = "".join(
        f'<li class="{"here" if grade is made.grade else ""}">{escape(table("grades")[grade.value])}'
        + (unseen(f" ({say('jigsaw.here')})") if grade is made.grade else "")
        + "</li>"
        for grade in Grade
    )
    who = "".join(f"<li>{plain(line)}</li>" for line in made.who)
    remove = ", ".join(f"<q>{theirs(short(words, 60))}</q>" for words in made.remove)
    kinds = ", ".join(escape(kind) for kind in _kinds(made.details))
    return (
        f'{section(say("jigsaw.title"))}<div class="jigsaw"><ol class="grades">{steps}</ol>'
        f'<p>{escape(say("jigsaw.together"))} {kinds}.</p><ul class="plain">{who}</ul>'
        f'<p><strong>{escape(say("jigsaw.remove"))}</strong> {remove}</p></div>'
    )


def _kinds(details: Sequence[Detail]) -> list[str]:
    names = table("details")
    return list(dict.fromkeys(names[d.kind.value] for d in details))


def exposure(ways: Sequence[Reason], corpus: Corpus) -> str:
    """How a private message could come out, each way with its paragraphs."""
    return f'{section(say("exposure.title"))}{cited(ways, corpus)}' if ways else ""


def pause(made: Pause) -> str:
    """Why to wait, and three questions."""
    return f'<div class="pause">{section(say("pause.title"))}<p>{plain(made.why)}</p>{bullets_only(made.questions)}<p class="aside">{escape(say("pause.holding"))}</p></div>'


def bullets_only(items: Sequence[str]) -> str:
    """A list without a heading."""
    return f'<ul class="plain">{"".join(f"<li>{plain(item)}</li>" for item in items)}</ul>'


def edit(n: int, made: Edit) -> str:
    """One edit: what goes, what comes, and why; told in words to a screen reader."""
    gone = f'<del>{unseen(say("rewrite.goes") + " ")}{theirs(made.before.strip())}</del>' if made.before.strip() else ""
    comes = f'<ins>{unseen(" " + say("rewrite.comes") + " ")}{theirs(made.after.strip())}</ins>' if made.after.strip() else ""
    return f'<div class="edit"><p>{gone} {comes}</p><p class="aside">{plain(made.why)}</p></div>'


def picture(made: Picture) -> str:
    """What the file tells beside the picture, and what has to be checked by eye."""
    told = [f"{h.what}: {h.value}" for h in made.hidden]
    listed = bullets(say("picture.found"), told) if told else f"<p>{escape(say('picture.nothing'))}</p>"
    words = ""
    if made.words is None:
        words = f'<p class="aside">{escape(say("picture.unread"))}</p>'
    elif made.words:
        words = f"<p>{escape(say('picture.words'))} <q>{theirs(short(made.words, 400))}</q></p>"
    return f'<div class="picture">{listed}{words}<p><strong>{plain(made.by_eye)}</strong></p></div>'
