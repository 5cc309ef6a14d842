"""A Request -> Assessment: every check in order, none deciding anything."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant.backends.presidio import read as read_language
from assistant.checks import floors, identifiers, jigsaw, learned, scope, wording
from assistant.checks.text import ReadText
from assistant.intake import Seen, see
from assistant.judge import Judge, Scores
from assistant.models import Assessment, Finding, Issue, Jigsaw, Request


def assess(request: Request, judge: Judge, flags: Mapping[Issue, str], judged: Scores | None = None) -> Assessment:
    """What the checks see in the request; `flags` is the sentence for each issue beside marked words.

    `judged`, where given, is what was made of it already: a turn of a conversation is judged with what was said before it.
    """
    seen = see(request.text)
    read = ReadText(replace(request, text=seen.text), read_language(seen.text))
    scores = judged or judge.score(read)
    direct = identifiers.check(read)
    story = jigsaw.add_up(read, scores.issues, [f for f in direct if f.issue is identifiers.DIRECT])
    findings = merge([*direct, *jigsaw.check(read, story), *wording.check(read), *learned.check(read, scores, flags)])
    return Assessment(
        tuple(_placed(f, seen, request.text) for f in findings), scores.issues, scores.verdicts,
        floors.check(read, direct) + jigsaw.floor(read, story), scope.bends_rules(read), _story_placed(story, seen), scores.row,
    )  # fmt: skip


def _story_placed(story: Jigsaw, seen: Seen) -> Jigsaw:
    """The story with offsets into the text as it was handed in."""
    spans = (seen.original(d.start, d.end) for d in story.details)
    return replace(story, details=tuple(replace(d, start=s, end=e) for d, (s, e) in zip(story.details, spans, strict=True)))


def _placed(found: Finding, seen: Seen, text: str) -> Finding:
    """The finding with offsets into the text as it was handed in."""
    start, end = seen.original(found.start, found.end)
    return replace(found, start=start, end=end, text=text[start:end])


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in order of the text, one that lies inside another of the same check and issue left out."""
    kept: list[Finding] = []
    for found in sorted(findings, key=lambda f: (f.start, -f.end)):
        inside = any(
            k.check == found.check and k.issue is found.issue and k.start <= found.start and found.end <= k.end for k in kept
        )
        if not inside:
            kept.append(found)
    return tuple(kept)
