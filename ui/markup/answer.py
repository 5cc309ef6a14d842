"""Advice -> HTML, part by part."""

from collections.abc import Mapping, Sequence
from html import escape

from assistant.models import Advice, Citation, Fact, Reason, Similar
from assistant.render import VERDICT_WORDS
from assistant.writing import notice_of
from corpus.models import Corpus, Verdict
from ui.markup.guidance import chips, citations
from ui.markup.text import away, is_web, more, plain, section, sentence, theirs, unseen
from ui.wording import count, say, table

MOST_PASSED_OVER = 6


def asked(question: str) -> str:
    """A question as it was asked."""
    return f'<div class="asked"><p>{unseen(say("ask.you_asked") + " ")}{theirs(question)}</p></div>'


def verdict(advice: Advice) -> str:
    """The verdict in an icon and in words, the headline, how sure, and what else is to be noticed; what a model did is said quietly."""
    of_model = notice_of(advice.written) if advice.written else None
    return (
        f'<div class="verdict {advice.light.value}"><h2 tabindex="-1">{verdict_icon(advice.verdict)}'
        f"{unseen(say('verdict.heading'))} {escape(VERDICT_WORDS[advice.verdict])}</h2>"
        f'<p class="headline">{plain(advice.headline)}</p>'
        f'<p class="confidence">{unseen(say("verdict.confidence"))} {plain(sentence(advice.confidence_words))}</p>'
        + "".join(f'<p class="{"aside" if notice == of_model else "notice"}">{plain(notice)}</p>' for notice in advice.notices)
        + "</div>"
    )


def lead(words: str) -> str:
    """What comes before an answer: what changed, and why."""
    return f'<p class="lead-in">{plain(words)}</p>'


def question_back(asked: str) -> str:
    """The one question that would change the answer."""
    return f'<p class="question-back">{unseen(say("ask.asks") + " ")}{plain(asked)}</p>'


def paragraphs(given: Sequence[Citation], corpus: Corpus) -> str:
    """Paragraphs by themselves."""
    return citations(given, corpus) if given else ""


def stands(advice: Advice) -> str:
    """The verdict that stands, on one line."""
    words = escape(VERDICT_WORDS[advice.verdict])
    icon = verdict_icon(advice.verdict)
    return f'<p class="case stands {advice.light.value}">{icon}<strong>{words}</strong></p><p class="status unseen">{escape(say("card.status_bare", verdict=VERDICT_WORDS[advice.verdict]))}</p>'


def reasons(given: Sequence[Reason], corpus: Corpus) -> str:
    """Why, each reason with the paragraphs it rests on."""
    if not given:
        return ""
    return section(say("card.why")) + cited(given, corpus)


def cited(given: Sequence[Reason], corpus: Corpus) -> str:
    """Reasons as a list, each with its paragraphs."""
    items = "".join(f"<li><p>{plain(r.text)}</p>{citations(r.citations, corpus)}</li>" for r in given)
    return f'<ol class="reasons">{items}</ol>'


def further(advice: Advice, corpus: Corpus) -> str:
    """What a reader may want next, each closed until asked for."""
    others = [p.paragraph for p in advice.passages if not p.used][:MOST_PASSED_OVER]
    parts = (
        ("card.would_change", facts(advice.would_change) if advice.would_change else ""),
        ("card.readers", readers(advice.reader_test) if advice.reader_test else ""),
        ("card.similar", similar(advice.similar) if advice.similar else ""),
        ("card.passed_over", chips(others, corpus) if others else ""),
    )
    drawn = "".join(more(say(key), inside) for key, inside in parts if inside)
    return f'<div class="further">{drawn}</div>' if drawn else ""


def facts(given: Sequence[Fact]) -> str:
    """Questions whose answer would change the advice."""
    return '<ul class="facts">' + "".join(
        f"<li><p>{plain(f.ask)}</p><dl><dt>{escape(say('card.if_yes'))}</dt><dd>{plain(f.if_yes)}</dd>"
        f"<dt>{escape(say('card.if_no'))}</dt><dd>{plain(f.if_no)}</dd></dl></li>"
        for f in given
    ) + "</ul>"  # fmt: skip


def readers(test: Mapping[str, str]) -> str:
    """Who would be unhappy, and why."""
    names = table("readers")
    return '<ul class="plain">' + "".join(
        f"<li><strong>{escape(names.get(who, who))}</strong> {plain(sentence(why))}</li>" for who, why in test.items()
    ) + "</ul>"  # fmt: skip


def similar(cases: Sequence[Similar]) -> str:
    """Published judgements on like cases."""
    return '<ul class="similar">' + "".join(
        f'<li><p class="case {case.verdict.light.value}">{verdict_icon(case.verdict)}<strong>{escape(VERDICT_WORDS[case.verdict])}</strong> '
        f"<span>{plain(case.expert)}</span></p><p>{plain(case.summary)}</p>"
        + (f'<p class="links">{away(case.url, say("card.similar_link"))}</p>' if is_web(case.url) else "")
        + "</li>"
        for case in cases
    ) + "</ul>"  # fmt: skip


def status(advice: Advice) -> str:
    """One short line that says the answer is complete."""
    answer = VERDICT_WORDS[advice.verdict]
    behind = {c.paragraph for r in advice.reasons for c in r.citations}
    line = say("card.status_bare", verdict=answer)
    if advice.reasons:
        given = count("card.reasons", len(advice.reasons))
        line = say("card.status", verdict=answer, reasons=given, paragraphs=count("card.paragraphs", len(behind)))
    return f'<p class="status">{escape(line)}</p>'


def verdict_icon(given: Verdict) -> str:
    """A sign of the verdict for the eye alone."""
    return f'<span class="icon {given.value}" aria-hidden="true"></span>'
