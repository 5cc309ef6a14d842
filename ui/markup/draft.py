"""A draft, what is marked in it and what changed -> HTML."""

from collections.abc import Mapping, Sequence
from html import escape

from assistant.models import Advice, Finding, Issue
from assistant.render import VERDICT_WORDS
from corpus.models import Corpus
from ui.marking import Changes, Piece, flags, pieces, runs
from ui.markup.guidance import chips, citations
from ui.markup.text import plain, section, short, theirs, unseen
from ui.wording import count, say


def marked_draft(text: str, found: Sequence[Finding]) -> str:
    """The draft as it was typed, its flagged words marked, numbered and told to a screen reader."""
    head = section(say("draft.title" if found else "draft.unmarked"))
    note = "" if found else f'<p class="aside unmarked">{escape(say("draft.nothing"))}</p>'
    return head + marked_words(text, found) + note


def marked_words(text: str, found: Sequence[Finding]) -> str:
    """The words as they were typed, those flagged marked."""
    flagged = flags(found)
    drawn = "".join(_run(run, flagged) for run in runs(pieces(text, flagged)))
    return f'<div class="draft" dir="auto">{drawn}</div>'


def findings(advice: Advice, corpus: Corpus, titles: Mapping[Issue, str]) -> str:
    """What is marked, by issue, each flag with its reason; the paragraphs behind an issue stand under its flags."""
    by_issue: dict[Issue, list[str]] = {}
    for n, finding in enumerate(flags(advice.findings), start=1):
        by_issue.setdefault(finding.issue, []).append(_flag(n, finding))
    if not by_issue:
        return ""
    groups = "".join(
        f'<div class="group"><h4>{escape(titles.get(issue, issue.value))}</h4><ul class="findings">{"".join(items)}</ul>'
        f"{citations_for(issue, advice, corpus)}</div>"
        for issue, items in by_issue.items()
    )
    return section(say("draft.findings")) + groups


def citations_for(issue: Issue, advice: Advice, corpus: Corpus) -> str:
    """The paragraphs behind a flag: those its reasons rest on, else the first of its issue."""
    given = [c for r in advice.reasons if r.issue is issue for c in r.citations]
    if given:
        return citations(given[:2], corpus)
    return chips([corpus.paragraphs[id_] for id_ in corpus.issue_map.get(issue, ())[:2]], corpus)


def since_last(told: Changes) -> str:
    """What was resolved and what is new since the check before."""
    before, after = VERDICT_WORDS[told.before], VERDICT_WORDS[told.after]
    key = "changes.same_verdict" if told.before is told.after else "changes.verdict"
    lists = (("resolved", told.resolved), ("new", told.new), ("still", told.still))
    drawn = "".join(
        f'<li class="{name}"><strong>{escape(count(f"changes.{name}", len(found)))}</strong>'
        + ("" if name == "still" else ": " + ", ".join(f"<q>{theirs(short(f.text, 40))}</q>" for f in found))
        + "</li>"
        for name, found in lists
        if found
    )
    if not (told.resolved or told.new):
        drawn = f"<li>{escape(say('changes.none'))}</li>"
    return (
        f'<div class="changes"><h3>{escape(say("changes.title"))}</h3>'
        f"<p>{escape(say(key, before=before, after=after))}</p><ul>{drawn}</ul></div>"
    )


def _run(run: Sequence[Piece], flagged: Sequence[Finding]) -> str:
    """Plain words as they are, or one mark around flagged ones; a screen reader hears why at its end."""
    if not run[0].flags:
        return theirs(run[0].text)
    numbers = sorted({n for piece in run for n in piece.flags})
    why = f" {say('draft.and')} ".join(dict.fromkeys(flagged[n - 1].reason.rstrip(".") for n in numbers))
    told = ", ".join(str(n) for n in numbers)
    inside = "".join(
        f'<span class="depth-{min(len(piece.flags), 3)}">{theirs(piece.text)}</span>'
        + "".join(f'<sup class="number" aria-hidden="true">{n}</sup>' for n in piece.ends)
        for piece in run
    )
    begins = unseen(f"{say('draft.flagged')} {told}: ")
    ends = unseen(f", {say('draft.because')} {why}; {say('draft.end')}. ")
    return f"<mark>{begins}{inside}{ends}</mark>"


def _flag(n: int, finding: Finding) -> str:
    """One flag: its number, its words, its reason."""
    return (
        f'<li><p class="flagged-words"><span class="number" aria-hidden="true">{n}</span>'
        f"{unseen(say('draft.one_finding', n=n) + ' ')}{_words(finding)}</p><p>{plain(finding.reason)}</p></li>"
    )


def _words(finding: Finding) -> str:
    """The flagged words, or that the whole text is meant."""
    words = short(finding.text)
    return f"<q>{theirs(words)}</q>" if words else escape(say("draft.whole"))
