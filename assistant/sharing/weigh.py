"""Advice on somebody else's text and on one's own words -> advice on liking, sharing or commenting."""

from dataclasses import replace

from assistant.advise import citations_of
from assistant.models import Advice, Instead, Issue, Light, Reason, Verdict
from assistant.sharing.models import About, Sharing, Stance
from assistant.sharing.stance import Told, stance_of, words
from corpus.models import Corpus

GRAVITY = {Light.RED: 3, Light.AMBER: 2, Light.GREEN: 1, Light.NOT_COVERED: 0}
MOST_REASONS = 5
# what a share repeats to new readers, whatever is said above it
REPEATED = frozenset((Issue.PATIENT_CONFIDENTIALITY, Issue.PATIENT_IMAGE_OR_RECORDING, Issue.IDENTIFIABILITY_BY_DETAIL, Issue.COPYRIGHT, Issue.SEXUAL_OR_INTIMATE_CONTENT))


def weigh(about: About, other: Advice, own_words: str, own: Advice | None, corpus: Corpus) -> Sharing:
    """Advice on the deed. `other` is on the text as if the doctor had posted it, `own` on `own_words`, where there are any.

    A like or a bare share agrees. A comment that says it does not agree is judged by its own words; one that leaves
    it open is never greener than amber under a text that is red.
    """
    if own is None:
        return Sharing(about, Stance.AGREES, other, None, as_endorsed(other, about, corpus), "other")
    stance = stance_of(own_words)
    spreads = about is About.SHARE and bool(REPEATED & set(other.issues)) and other.light in (Light.AMBER, Light.RED)
    if GRAVITY[own.light] >= GRAVITY[other.light] and own.light in (Light.AMBER, Light.RED):
        return Sharing(about, stance, other, own, own, "own")
    if other.light in (Light.GREEN, Light.NOT_COVERED):
        settled, judged = (own, "own") if own.light is Light.GREEN or other.light is Light.NOT_COVERED else (other, "other")
        return Sharing(about, stance, other, own, replace(settled, headline=words().headline_for(about, settled.verdict)), judged)
    if spreads or stance is Stance.AGREES:
        weighed = as_endorsed(other, about, corpus)
        return Sharing(about, stance, other, own, replace(weighed, notices=(*weighed.notices, words().spreads)) if spreads and stance is not Stance.AGREES else weighed, "other")
    if stance is Stance.OPPOSES:
        opening = _reason(words().reasons["opposes"], corpus)
        settled = own if own.light is not Light.NOT_COVERED else replace(own, verdict=Verdict.OK_WITH_CARE)
        headline = words().headline_for(about, settled.verdict) if settled.light is Light.GREEN else own.headline
        return Sharing(about, stance, other, own, replace(settled, headline=headline, reasons=(opening, *settled.reasons)[:MOST_REASONS]), "own")
    weighed = as_endorsed(other, about, corpus)
    verdict = Verdict.CHANGE_FIRST if other.light is Light.RED else Verdict.OK_WITH_CARE
    return Sharing(about, stance, other, own, _cautioned(weighed, verdict, about), "other")


def as_endorsed(other: Advice, about: About, corpus: Corpus) -> Advice:
    """Advice on a text as if posted -> advice on agreeing with it in public, with the paragraphs that say it counts."""
    opening = _reason(words().reasons["endorses"], corpus)
    troubled = other.light in (Light.AMBER, Light.RED)
    cited = {c.paragraph for c in opening.citations}
    rest = tuple(kept for reason in other.reasons if (kept := _without(reason, cited)))
    return replace(
        other,
        headline=words().headline_for(about, other.verdict),
        reasons=(opening, *rest)[:MOST_REASONS] if other.light is not Light.NOT_COVERED else other.reasons,
        # ready wordings mend a draft of one's own
        instead=tuple(Instead(text) for text in words().instead[about]) if troubled else (),
        conditions=() if troubled else other.conditions,
    )


def _cautioned(weighed: Advice, verdict: Verdict, about: About) -> Advice:
    """The advice at a milder verdict, saying what is not plain."""
    green = verdict.light is Light.GREEN
    return replace(
        weighed, verdict=verdict, headline=words().unclear, instead=() if green else weighed.instead,
        findings=() if green else weighed.findings, next_steps=() if green else weighed.next_steps,
        reader_test={} if green else weighed.reader_test,
        reasons=weighed.reasons[:1] if green else weighed.reasons,
    )  # fmt: skip


def _without(reason: Reason, cited: set[str]) -> Reason | None:
    """The reason less paragraphs cited before, or None where it has no other."""
    left = tuple(c for c in reason.citations if c.paragraph not in cited)
    return replace(reason, citations=left) if left else None


def _reason(told: Told, corpus: Corpus) -> Reason:
    """The sentence with its paragraphs, those that are held."""
    return Reason(None, told.text, citations_of(told.cite, corpus))
