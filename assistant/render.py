"""Advice -> JSON or Markdown. A drawing on screen is for ui/, one in the terminal for cli/."""

import re
from dataclasses import asdict
from typing import Any

from assistant.images import Picture
from assistant.models import Advice, Care, Grade, Jigsaw, Reason, Verdict
from assistant.rewrite import Rewrite
from corpus.label import reference, shown_number
from corpus.models import Corpus, Paragraph, Source, Strength

VERDICT_WORDS = {
    Verdict.OK: "Fine to post",
    Verdict.OK_WITH_CARE: "Fine, with care",
    Verdict.CHANGE_FIRST: "Change it first",
    Verdict.GET_ADVICE_FIRST: "Get advice first",
    Verdict.DO_NOT_POST: "Do not post",
    Verdict.NOT_COVERED: "Not covered here",
}
VERDICT_ICONS = {
    Verdict.OK: "✓", Verdict.OK_WITH_CARE: "✓", Verdict.CHANGE_FIRST: "✎", Verdict.GET_ADVICE_FIRST: "☎",
    Verdict.DO_NOT_POST: "✕", Verdict.NOT_COVERED: "?",
}  # fmt: skip
GRADE_WORDS = {
    Grade.GENERIC: "nobody by this alone",
    Grade.INSIDERS: "by people close to it",
    Grade.PUBLIC: "by anyone nearby",
}
STRENGTH_WORDS = {
    Strength.MUST: "a duty: must", Strength.SHOULD: "guidance: should", Strength.MAY: "allowed: may", Strength.EXPLAINS: "explains",
}  # fmt: skip

# what Markdown, or HTML in it, would act on
ALIVE = re.compile(r"([\\`*_\[\]<>|&#~$])")


def _beside_json(advice: Advice) -> dict[str, Any]:
    """What stands beside a judgement: keys are there whether or not anything stands under them."""
    posted = advice.posted
    return {
        "intent": advice.intent,
        "care": asdict(advice.care) if advice.care else None,
        "posted": {
            "kind": posted.kind, "headline": posted.headline, "steps": [_reason_json(step) for step in posted.steps],
            "wordings": [asdict(w) for w in posted.wordings], "whom": list(posted.whom),
        } if posted else None,
        "parts": [
            {
                "question": part.question, "verdict": part.advice.verdict.value, "light": part.advice.light.value, "headline": part.advice.headline,
                "reasons": [_reason_json(reason) for reason in part.advice.reasons],
            }
            for part in advice.parts
        ],
        "outside": [asdict(o) for o in advice.outside],
    }  # fmt: skip


def advice_json(advice: Advice, corpus: Corpus) -> dict[str, Any]:
    """The Advice as plain JSON values, keys as outside tools read them."""
    return {
        "verdict": advice.verdict.value,
        "light": advice.light.value,
        "confidence": round(advice.confidence, 4),
        "confidence_words": advice.confidence_words,
        "headline": advice.headline,
        "issues": [issue.value for issue in advice.issues],
        "reasons": [_reason_json(reason) for reason in advice.reasons],
        "findings": [
            {
                "start": f.start, "end": f.end, "text": f.text, "issue": f.issue.value, "reason": f.reason,
                "check": f.check, "score": round(f.score, 4),
            }
            for f in advice.findings
        ],
        "jigsaw": jigsaw_json(advice.jigsaw),
        "exposure": [_reason_json(reason) for reason in advice.exposure],
        "instead": [asdict(i) for i in advice.instead],
        "conditions": list(advice.conditions),
        "would_change": [asdict(f) for f in advice.would_change],
        "next_steps": list(advice.next_steps),
        "reader_test": dict(advice.reader_test),
        "similar": [{**asdict(s), "verdict": s.verdict.value, "similarity": round(s.similarity, 4)} for s in advice.similar],
        "passages": [
            {
                "id": p.paragraph.id, "rank": p.rank, "score": round(p.score, 6), "relevance": round(p.relevance, 4), "rankings": [r.value for r in p.rankings],
                "used": p.used, "reference": reference(p.paragraph, corpus.source_of(p.paragraph)),
            }
            for p in advice.passages
        ],
        "corpus_edition": advice.corpus_edition,
        "mode": advice.mode,
        "notices": list(advice.notices),
        "written": asdict(advice.written) if advice.written else None,
    } | _beside_json(advice)  # fmt: skip


def jigsaw_json(made: Jigsaw) -> dict[str, Any]:
    """Who could be recognised, by which details, and what to leave out."""
    return {
        "grade": made.grade.value,
        "whose": made.whose.value,
        "who": list(made.who),
        "remove": list(made.remove),
        "details": [{"kind": d.kind.value, "start": d.start, "end": d.end, "text": d.text} for d in made.details],
    }


def rewrite_json(made: Rewrite) -> dict[str, Any]:
    """The rewrite: `text` None where no edit rescues the draft, `edits` with offsets into the draft."""
    return {
        "text": made.text,
        "edits": [
            {
                "start": e.start, "end": e.end, "before": e.before, "after": e.after, "kind": e.kind.value, "issue": e.issue.value,
                "why": e.why,
            }
            for e in made.edits
        ],
        "verdict": made.verdict.value if made.verdict else None,
        "note": made.note,
        "instead": [asdict(i) for i in made.instead],
    }  # fmt: skip


def picture_json(picture: Picture) -> dict[str, Any]:
    """What a picture file tells beside the picture, without its points."""
    return {
        "kind": picture.kind,
        "width": picture.width,
        "height": picture.height,
        "hidden": [asdict(h) for h in picture.hidden],
        "words": picture.words,
        "by_eye": picture.by_eye,
    }


def _reason_json(reason: Reason) -> dict[str, Any]:
    return {
        "issue": reason.issue.value if reason.issue else None,
        "text": reason.text,
        "citations": [
            {
                "paragraph": c.paragraph, "quote": c.quote, "reference": c.reference, "strength": c.strength.value, "url": c.url,
                "official": c.official, "edition": c.edition,
            }
            for c in reason.citations
        ],
    }  # fmt: skip


def paragraph_json(paragraph: Paragraph, source: Source) -> dict[str, Any]:
    """One paragraph with its document; `number` is None where it may not be shown."""
    return {
        "id": paragraph.id,
        "number": shown_number(paragraph, source),
        "section": paragraph.section,
        "strength": paragraph.strength.value,
        "confidence": paragraph.confidence.value,
        "digest": paragraph.digest,
        "official": paragraph.official,
        "changed": paragraph.is_changed,
        "reference": reference(paragraph, source),
        "source": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "url": paragraph.page or source.url,
        "edition": source.edition,
        "note": paragraph.note,
    }


def cited_ids(advice: Advice) -> list[str]:
    """Ids of the paragraphs that the reasons cite, best first: by rank in retrieval, then by order of the reasons."""
    rank = {passage.paragraph.id: passage.rank for passage in advice.passages}
    cited = dict.fromkeys(c.paragraph for reason in advice.reasons for c in reason.citations)
    return sorted(cited, key=lambda id_: rank.get(id_, len(rank) + 1))


def advice_markdown(advice: Advice, corpus: Corpus) -> str:
    """The Advice as Markdown, for a file or a clipboard."""
    lines = care_markdown(advice.care) if advice.care else []
    lines += [f"## {VERDICT_ICONS[advice.verdict]} {VERDICT_WORDS[advice.verdict]}", "", advice.headline, "", f"*{advice.confidence_words}.*"]
    for n, part in enumerate(advice.parts, start=1):
        lines += ["", f"{n}. “{literal(part.question)}” {VERDICT_WORDS[part.advice.verdict]}: {part.advice.headline}"]
    if advice.posted:
        lines += ["", "### " + advice.posted.headline, "", *(f"{n}. {step.text}" for n, step in enumerate(advice.posted.steps, start=1))]
    if advice.reasons:
        lines += ["", "### Why", ""]
        for reason in advice.reasons:
            lines.append(f"- {reason.text}")
            lines += [f"  - {c.reference} ({c.strength.value}): “{c.quote}”" + (f" <{c.url}>" if c.url else "") for c in reason.citations]
    sections = (
        ("What to look at", [f"“{literal(f.text)}”: {f.reason}" for f in advice.findings]),
        ("Keep it fine", advice.conditions),
        ("What to do instead", [i.text + (f"\n\n  > {i.wording}\n" if i.wording else "") for i in advice.instead]),
        ("Next", advice.next_steps),
        ("A question back", [advice.written.question] if advice.written and advice.written.question else []),
        ("What would change this", [f"{f.ask} If yes: {f.if_yes} If no: {f.if_no}" for f in advice.would_change]),
    )
    for title, items in sections:
        if items:
            lines += ["", f"### {title}", "", *(f"- {item}" for item in items)]
    lines += ["", f"Guidance as held: {advice.corpus_edition}. Digests in our own words, not the publishers'; not legal advice."]
    return "\n".join(lines) + "\n"


def care_markdown(care: Care) -> list[str]:
    """A first line and where to turn, as lines of Markdown."""
    return [care.line, "", *(f"- {door.name}: {door.what} <{door.url}>" for door in care.doors), ""]


def literal(text: str) -> str:
    """Somebody's words on one line of Markdown that shows them as they stand and acts on none."""
    return ALIVE.sub(r"\\\1", " ".join(text.split()))
