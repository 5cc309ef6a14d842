"""Advice in the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from assistant.images import Picture
from assistant.models import Advice, Care, Finding, Grade, Instead, Jigsaw, Light, Matter, Posted, Reason, Written
from assistant.pause import Pause
from assistant.render import GRADE_WORDS, VERDICT_ICONS, VERDICT_WORDS
from assistant.rewrite import Rewrite
from corpus.models import Corpus, Paragraph
from corpus.official.match import Proposal

STYLE = {Light.GREEN: "bold green", Light.AMBER: "bold yellow", Light.RED: "bold red", Light.NOT_COVERED: "bold cyan"}

# at the foot of an answer, where no word went anywhere
STAYED = "Nothing left this machine."
# under the reasons in a model's words, where some of ours stay as they were printed
STAND = "The other reasons above stand."


def advice(given: Advice, text: str, explain: bool, plain: bool, left: str = STAYED) -> None:
    """Print the advice: verdict, why, words marked, what to do. Text from outside is never markup. `left` says what left this machine."""
    out = Console(no_color=plain, highlight=False, markup=False, emoji=False)
    care(out, given.care)
    out.print()
    out.print(Text(f"{VERDICT_ICONS[given.verdict]} {VERDICT_WORDS[given.verdict]}", style=STYLE[given.light]))
    out.print(Text(given.headline))
    out.print(Text(given.confidence_words + ".", style="dim"))
    matters(out, given.parts)
    _list(out, "Not answered here", [f"{o.subject}: ask {o.who}" for o in given.outside])
    already(out, given.posted)
    if given.findings:
        _title(out, "Marked in your words")
        out.print(Padding(marked(text, given.findings, STYLE[given.light]), (0, 2)))
        for number, found in enumerate(numbered(given.findings), start=1):
            out.print(Padding(Text(f"{number}. “{short(found.text)}” {found.reason}"), (0, 2)))
    _list(out, "Notice", given.notices)
    jigsaw(out, given.jigsaw)
    if given.reasons and not given.parts:
        _reasons(out, given.reasons)
    _list(out, "How this could come out", [f"{r.text} ({'; '.join(c.reference for c in r.citations)})" for r in given.exposure])
    _list(out, "Keep it fine", given.conditions)
    _instead(out, given.instead)
    _list(out, "Next", given.next_steps)
    _question(out, given.written)
    if given.would_change and given.light is not Light.NOT_COVERED:
        _list(out, "What would change this", [f"{f.ask} Yes: {f.if_yes} No: {f.if_no}" for f in given.would_change])
    if given.reader_test:
        _list(out, "Who would mind", [f"{reader.replace('-', ' ')}: {why}" for reader, why in given.reader_test.items()])
    if given.similar:
        _list(out, "Published cases like this", [f"{VERDICT_WORDS[s.verdict]} ({s.expert}). {s.summary} {s.url}" for s in given.similar])
    if explain:
        _list(out, "How this was decided", given.steps)
        _list(
            out, "Paragraphs found",
            [f"{p.rank:2} {p.score:.4f} {'used  ' if p.used else 'passed'} {p.paragraph.id} ({', '.join(r.value for r in p.rankings)})" for p in given.passages],
        )
    out.print()
    out.print(Text(f"Guidance as held: {given.corpus_edition}. {left} Not legal advice.", style="dim"))


def written(given: Advice, before: Advice, plain: bool) -> None:
    """Print what a model's words put in the place of the advice just printed, or the one line that says why there are none."""
    out = Console(no_color=plain, highlight=False, markup=False, emoji=False)
    if given.written is not None and not given.written.fell_back:
        _title(out, "For your case")
        out.print(Text(given.headline))
        _reasons(out, [reason for reason in given.reasons if reason not in before.reasons])
        if set(given.reasons) & set(before.reasons):
            out.print(Padding(Text(STAND, style="dim"), (0, 2)))
        _instead(out, [item for item in given.instead if item not in before.instead])
        _question(out, given.written)
    out.print()
    for notice in given.notices[len(before.notices) :]:
        out.print(Text(notice, style="dim"))


def care(out: Console, given: Care | None) -> None:
    """Print a first line to the person, and where to turn."""
    if given is None:
        return
    out.print()
    out.print(Text(given.line, style="bold"))
    for door in given.doors:
        out.print(Padding(Text(f"• {door.name}: {door.what}. {door.url}"), (0, 2)))


def matters(out: Console, given: tuple[Matter, ...]) -> None:
    """Print the answer to each of several matters."""
    for n, part in enumerate(given, start=1):
        _title(out, f"{n}. “{short(part.question)}” {VERDICT_WORDS[part.advice.verdict]}")
        out.print(Padding(Text(part.advice.headline), (0, 2)))
        for reason in part.advice.reasons:
            out.print(Padding(Text(f"• {reason.text} ({'; '.join(c.reference for c in reason.citations)})"), (0, 2)))


def already(out: Console, given: Posted | None) -> None:
    """Print what to do now that it is out."""
    if given is None:
        return
    _title(out, given.headline)
    for n, step in enumerate(given.steps, start=1):
        out.print(Padding(Text(f"{n}. {step.text}"), (0, 2)))
        for c in step.citations:
            out.print(Padding(Text(f"{c.reference} [{c.strength.value}] “{c.quote}” ({c.paragraph})", style="cyan"), (0, 5)))
    for item in given.wordings:
        out.print(Padding(Text("• " + item.text), (0, 2)))
        out.print(Padding(Text(item.wording or "", style="italic"), (0, 6)))
    _list(out, "Whom to tell", given.whom)


def pause(made: Pause | None, plain: bool) -> None:
    """Print the pause, where there is one."""
    if made is None:
        return
    out = Console(no_color=plain, highlight=False, markup=False, emoji=False)
    _list(out, "Before you post", [made.why, *made.questions])
    out.print(Padding(Text("If something has to be said now:"), (0, 2)))
    out.print(Padding(Text(made.holding, style="italic"), (0, 6)))


def picture(made: Picture | None, plain: bool) -> None:
    """Print what a picture file tells beside the picture."""
    if made is None:
        return
    out = Console(no_color=plain, highlight=False, markup=False, emoji=False)
    told = [f"{h.what}: {h.value}" for h in made.hidden] or ["The file holds no location, device or name."]
    _list(out, f"The picture ({made.kind}, {made.width} by {made.height})", [*told, made.by_eye])
    if made.words:
        out.print(Padding(Text(f"Text read in it: {short(made.words, 300)}"), (0, 2)))
    if made.hidden:
        out.print(Padding(Text("The app offers the picture without all this ('canipost serve')."), (0, 2)))


def rewrite(made: Rewrite | None, plain: bool) -> None:
    """Print what could be posted instead, each edit with its reason."""
    if made is None:
        return
    out = Console(no_color=plain, highlight=False, markup=False, emoji=False)
    _title(out, "What you could post")
    out.print(Padding(Text(made.note), (0, 2)))
    if made.text is not None:
        out.print(Padding(Text(made.text, style="green"), (1, 4)))
    for edit in made.edits:
        change = f"“{short(edit.before)}” goes" if not edit.after else f"“{short(edit.before)}” becomes “{short(edit.after)}”" if edit.before else f"added: “{short(edit.after)}”"
        out.print(Padding(Text(f"• {change}. {edit.why}"), (0, 2)))
    for item in made.instead:
        out.print(Padding(Text(item.wording or item.text, style="italic"), (0, 6)))


def jigsaw(out: Console, made: Jigsaw) -> None:
    """Print who could be recognised, and what to leave out."""
    if made.grade is Grade.GENERIC:
        return
    _title(out, f"Who could be recognised: {GRADE_WORDS[made.grade]}")
    for line in made.who:
        out.print(Padding(Text(f"• {line}"), (0, 2)))
    out.print(Padding(Text("To bring it down, leave out: " + ", ".join(f"“{short(words, 40)}”" for words in made.remove)), (0, 2)))


def numbered(findings: tuple[Finding, ...]) -> list[Finding]:
    """One finding for each stretch of words and reason, in order of the text."""
    return list({(f.text, f.reason): f for f in findings}.values())


def marked(text: str, findings: tuple[Finding, ...], style: str) -> Text:
    """The text with the words of every finding underlined, overlaps and all."""
    drawn = Text(text)
    for found in findings:
        drawn.stylize(f"{style} underline", found.start, found.end)
    return drawn


def short(words: str, most: int = 70) -> str:
    """The words on one line, cut to `most` characters."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def documents(corpus: Corpus) -> None:
    """Print every document held."""
    out = Console(highlight=False, markup=False)
    for source in sorted(corpus.sources.values(), key=lambda s: (s.kind.precedence, s.id)):
        held = len(corpus.by_source[source.id])
        read = corpus.imports[source.id].read.isoformat() if source.id in corpus.imports else None
        told = f"{source.edition}; {held} paragraphs" + (f"; official wording read {read}" if read else "")
        out.print(Text(source.id, style="bold").append(f"  {source.publisher}: {source.title} ({told})", style="default"))


def paragraph(shown: Paragraph, reference: str, url: str | None) -> None:
    """Print one paragraph."""
    out = Console(highlight=False, markup=False)
    out.print(Text(reference, style="bold"))
    out.print(Text(f"{shown.id} · strength: {shown.strength.value} · number: {shown.confidence.value} confidence"))
    if shown.is_changed:
        out.print(Text("Guidance changed, review: its words are others than when our digest was last read beside them.", style="bold yellow"))
    out.print()
    if shown.official:
        out.print(Text("The publisher's words", style="dim"))
        out.print(Text(shown.official))
        out.print()
    if shown.digest:
        out.print(Text("In our words", style="dim"))
        out.print(Text(shown.digest))
    if shown.note:
        out.print(Text(shown.note, style="dim"))
    out.print(Text(url or "No public page is known.", style="cyan"))


def proposal(given: Proposal) -> None:
    """Print where a point of unknown number may stand, with the publisher's words there."""
    out = Console(highlight=False, markup=False)
    out.print(Text(f"{given.id} is most like paragraph {given.number} ({given.similarity:.2f}):", style="bold"))
    out.print(Padding(Text(given.text), (0, 2)))


def _reasons(out: Console, given: Sequence[Reason]) -> None:
    """Each reason with the paragraphs it rests on."""
    _title(out, "Why")
    for reason in given:
        out.print(Padding(Text("• " + reason.text), (0, 2)))
        for c in reason.citations:
            whose = "the publisher's words" if c.official else "in our words"
            line = Text(f"{c.reference} [{c.strength.value}] ", style="cyan")
            out.print(Padding(line.append(f"“{c.quote}” ({whose}; {c.paragraph})", style="default"), (0, 4)))


def _instead(out: Console, given: Sequence[Instead]) -> None:
    """What to do instead, with words to use."""
    if given:
        _title(out, "Instead")
    for item in given:
        out.print(Padding(Text("• " + item.text), (0, 2)))
        if item.wording:
            out.print(Padding(Text(item.wording, style="italic"), (0, 6)))


def _question(out: Console, given: Written | None) -> None:
    _list(out, "One question back", [given.question] if given and given.question else [])


def _title(out: Console, words: str) -> None:
    out.print()
    out.print(Text(words, style="bold"))


def _list(out: Console, title: str, items: object) -> None:
    lines = list(items)  # type: ignore[call-overload]
    if lines:
        _title(out, title)
        for line in lines:
            out.print(Padding(Text(f"• {line}"), (0, 2)))
