"""Which edits to make: as few as bring the draft back green, each checked, none that makes it worse."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.backends.presidio import read as read_language
from assistant.checks.identifiers import DIRECT
from assistant.models import Advice, Draft, Finding, Instead, Issue, Light, Verdict
from assistant.rewrite.apply import apply
from assistant.rewrite.models import Edit, EditKind, Judged, Judging, Rewrite
from assistant.rewrite.people import edits_for, masked
from assistant.rewrite.phrases import added, softened, toned_down
from assistant.rewrite.standins import fitting
from assistant.rewrite.units import Unit, units, with_fallen

# versions of the draft that are judged at most; each takes about as long as a check
MOST_TRIES = 30
# parts left out at most, and the least that must remain of the draft to be called a rewrite of it
MOST_LEFT_OUT = 4
LEAST_LEFT = 0.35
LEAST_WITHOUT_OPENING = 0.5
FEWEST_WORDS = 5
FEWEST_IN_A_SENTENCE = 3
SENTENCE = re.compile(r"[^.!?\n]*\w[^.!?\n]*[.!?]*")
# a sentence or clause that ends on a word which needs another after it
STUMP = re.compile(r"\b(?:is|are|was|were|am|be|been|the|a|an|of|and|or|but|with|our|my|your|their|for|very|so|than|it'?s|it’s|that'?s|that’s|and our)\s*(?:[.!?,;]|$)", re.IGNORECASE)
# what leaving out the whole text costs beside harm, so that of two ways to green the shorter cut wins
COST_OF_WORDS = 0.25

# green with less harm than this is settled; with more, another part is tried first
SETTLED = 0.35
NOTE_FINE = "Nothing here needs to change."
NOTE_DONE = "With these edits it comes back green. Read it once more as yours before you post it."
NOTE_ADVICE = "The words come back green with these edits, but get the advice first: whether to post at all is the question."
NOTE_STAND_IN = "No edit of your own words rescues this. Here is something that could go in its place, and comes back green."
NOTE_NONE = "No edit rescues this one. Leave it unposted; below is what could be said instead."
WHY_LEFT_OUT = "What is wrong here cannot be said better, so it is left out."
WHY_FALLEN = "This makes no sense without the part before it."
WHY_STAND_IN = "It does the same job and gives nothing away."


def rewritten(draft: Draft, advice: Advice, judge: Judging) -> Rewrite:
    """The draft mended, or what could be posted instead. `advice` is on the draft; `judge` checks a version of it."""
    if advice.light in (Light.GREEN, Light.NOT_COVERED):
        return Rewrite(draft.text, (), advice.verdict, NOTE_FINE)
    instead = _instead(draft, advice)
    if advice.light is Light.RED:
        return Rewrite(None, (), None, NOTE_NONE, instead)
    # a concern with its substance left out says nothing, so it is never cut down
    edits = _mended(draft, advice, judge) if Issue.RAISING_CONCERNS not in advice.issues[:2] else []
    if edits:
        text = apply(draft.text, edits)
        checked = judge(text)
        if checked.is_green:
            note = NOTE_ADVICE if advice.verdict is Verdict.GET_ADVICE_FIRST else NOTE_DONE
            return Rewrite(text, tuple(edits), checked.decision.verdict, note)
    for words in fitting(draft, advice.issues):
        checked = judge(words)
        if checked.is_green:
            issue = advice.issues[0]
            whole = Edit(0, len(draft.text), draft.text, words, EditKind.STAND_IN, issue, WHY_STAND_IN)
            return Rewrite(words, (whole,), checked.decision.verdict, NOTE_STAND_IN)
    return Rewrite(None, (), None, NOTE_NONE, instead)


def _mended(draft: Draft, advice: Advice, judge: Judging) -> list[Edit]:
    """Edits that bring the draft to green, or none: words first, then the parts that no word mends."""
    text = draft.text
    sentences = read_language(text).sentences
    words = tidied(text, disjoint(_word_edits(text, advice)), sentences, advice)
    now = judge(apply(text, words)) if words else None
    settled = now is not None and now.is_green and _makes_sense(text, words)
    if now and settled and now.harm <= SETTLED:
        return words
    parts = [u for u in units(text, sentences) if any(u.overlaps(f.start, f.end) for f in advice.findings)] or units(text, sentences)
    gone: list[Unit] = []
    tries = 1
    best = now.harm if now else 1.0
    green: tuple[float, list[Edit]] | None = (now.harm, words) if now and settled else None
    for _ in range(MOST_LEFT_OUT):
        options: list[tuple[float, list[Unit], list[Edit], Judged]] = []
        for part in parts:
            if tries >= MOST_TRIES or any(part.overlaps(g.start, g.end) for g in gone):
                continue
            taken = with_fallen(text, [*gone, part], sentences)
            edits = combined(text, words, taken, advice, [*gone, part])
            if not _makes_sense(text, edits):
                continue
            judged = judge(apply(text, edits))
            tries += 1
            cost = COST_OF_WORDS * sum(u.end - u.start for u in taken) / len(text)
            options.append((judged.harm + cost - (1.0 if judged.is_green else 0.0), taken, edits, judged))
        if not options:
            break
        score, taken, edits, judged = min(options, key=lambda o: o[0])
        if judged.is_green and (green is None or judged.harm < green[0]):
            green = (judged.harm, edits)
        if (judged.is_green and judged.harm <= SETTLED) or score >= best:
            break
        gone, best = list(taken), score
    return green[1] if green else []


def _word_edits(text: str, advice: Advice) -> Iterable[Edit]:
    """Edits of words and phrases, those that matter most first."""
    about_a_patient = {Issue.PATIENT_CONFIDENTIALITY, Issue.IDENTIFIABILITY_BY_DETAIL} & set(advice.issues)
    direct = [f for f in advice.findings if f.issue is DIRECT and f.check == "identifiers" and about_a_patient]
    pictures = [f for f in advice.findings if f.issue is Issue.PATIENT_IMAGE_OR_RECORDING and f.check == "identifiers" and f.text.startswith("[")]
    yield from edits_for(text, advice.jigsaw, direct)
    yield from masked(text, pictures)
    yield from softened(text, advice.findings)
    calmer = list(toned_down(text, advice.issues))
    yield from calmer
    # a source makes a calm claim checkable; under a wild one it only lends it weight
    yield from (e for e in added(text, advice.issues) if calmer or e.issue is not Issue.MISINFORMATION_OR_UNSUPPORTED_CLAIM)


def disjoint(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order of the text; of two that overlap the earlier given stays."""
    kept: list[Edit] = []
    for edit in edits:
        if not any((k.start < edit.end and edit.start < k.end) or (k.start, k.end) == (edit.start, edit.end) for k in kept):
            kept.append(edit)
    return sorted(kept, key=lambda e: e.start)


def tidied(text: str, edits: Sequence[Edit], sentences: Sequence[tuple[int, int]], advice: Advice) -> list[Edit]:
    """The edits, but a sentence that they would leave a stump of ("Our microsuction is.") goes whole."""
    made: list[Edit] = []
    for start, end in sentences:
        # where a word goes for nothing; one that is only replaced leaves the sentence standing
        inside = [e for e in edits if start <= e.start and e.end <= end and e.kind is not EditKind.ADD]
        before, after = text[start:end], apply(text[start:end], [replace(e, start=e.start - start, end=e.end - start) for e in inside])
        few = len(re.findall(r"\w+", after)) < FEWEST_IN_A_SENTENCE <= len(re.findall(r"\w+", before))
        if inside and after.strip(" .!?") and (few or (STUMP.search(after) and not STUMP.search(before))):
            made.append(_left_out(text, start, end, inside[0].issue, WHY_LEFT_OUT))
        else:
            made += inside
    return sorted([*made, *(e for e in edits if e.kind is EditKind.ADD or not any(m.start <= e.start and e.end <= m.end for m in made))], key=lambda e: e.start)


def combined(text: str, words: Sequence[Edit], taken: Sequence[Unit], advice: Advice, chosen: Sequence[Unit]) -> list[Edit]:
    """Word edits outside the parts left out, and an edit for each part, neighbours joined into one."""
    kept = [e for e in words if not any(u.start <= e.start and e.end <= u.end and e.start < e.end for u in taken)]
    kept = [e for e in kept if not any(u.overlaps(e.start, e.end) for u in taken)]
    out: list[Edit] = []
    for unit in sorted(taken, key=lambda u: (u.start, -u.end)):
        if out and unit.start <= out[-1].end + 1:
            end = max(out[-1].end, unit.end)
            out[-1] = _left_out(text, out[-1].start, end, out[-1].issue, out[-1].why)
            continue
        why = WHY_LEFT_OUT if unit in chosen else WHY_FALLEN
        out.append(_left_out(text, unit.start, unit.end, _issue_at(advice.findings, unit, advice.issues), why))
    return sorted([*kept, *out], key=lambda e: e.start)


def _left_out(text: str, start: int, end: int, issue: Issue, why: str) -> Edit:
    return Edit(start, end, text[start:end], "", EditKind.LEAVE_OUT, issue, why)


def _issue_at(findings: Sequence[Finding], unit: Unit, issues: Sequence[Issue]) -> Issue:
    """The issue found there, else the heaviest of the draft."""
    return next((f.issue for f in findings if unit.overlaps(f.start, f.end)), issues[0])


def _makes_sense(text: str, edits: Sequence[Edit]) -> bool:
    """Enough of the draft is left to be a text of its own; more where its opening, which says what it is about, went."""
    least = LEAST_LEFT if not any(e.start == 0 and e.kind is EditKind.LEAVE_OUT for e in edits) else LEAST_WITHOUT_OPENING
    left = apply(text, [e for e in edits if e.kind is not EditKind.ADD])
    count = len(re.findall(r"\w+", left))
    says_something = any(not sentence.rstrip().endswith("?") for sentence in SENTENCE.findall(left))
    # a link to a source under words that stay as they are mends nothing
    mends = any(e.kind is not EditKind.ADD or e.issue is not Issue.MISINFORMATION_OR_UNSUPPORTED_CLAIM for e in edits)
    return says_something and mends and count >= FEWEST_WORDS and count >= least * len(re.findall(r"\w+", text))


def _instead(draft: Draft, advice: Advice) -> tuple[Instead, ...]:
    """What could be posted instead: a text for the occasion, then the playbook's."""
    standins = [Instead(WHY_STAND_IN, words) for words in list(fitting(draft, advice.issues))[:1]]
    return (*standins, *(i for i in advice.instead if i.wording))[:3]
