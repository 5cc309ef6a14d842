"""Which edits to make: as few as bring the draft back green, each checked, none that makes it worse."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.backends.presidio import read as read_language
from assistant.checks.details import PERSON_HEAD
from assistant.checks.identifiers import DIRECT
from assistant.models import Advice, DetailKind, Draft, Finding, Instead, Issue, Light, Verdict
from assistant.rewrite.apply import apply
from assistant.rewrite.grammar import is_broken
from assistant.rewrite.models import Edit, EditKind, Judged, Judging, Rewrite
from assistant.rewrite.people import edits_for, masked, unnamed
from assistant.rewrite.phrases import CLAIMS, added, beyond_mending, offer_of, signposted, softened, sourced, toned_down
from assistant.rewrite.standins import fitting
from assistant.rewrite.topic import TopicKind, topic
from assistant.rewrite.units import Unit, units, with_fallen, without_its_joint
from assistant.wording import wording

# versions of the draft that are judged at most; each takes about as long as a check
MOST_TRIES = 30
# parts left out at most, and the least that must remain of the draft to be called a rewrite of it
MOST_LEFT_OUT = 4
LEAST_LEFT = 0.25
LEAST_WITHOUT_OPENING = 0.3
LEAST_WITHOUT_TOPIC = 0.5
FEWEST_WORDS = 5
FEWEST_SIGNPOSTED = 3
CAPTION = re.compile(r"\[[^\[\]\n]*\b(?:photo|pic|picture|image|screenshot|video|selfie|x-?ray|scan|snap|clip)s?\b[^\[\]\n]*\]", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?\n]*\w[^.!?\n]*[.!?]*")
# what leaving out the whole text costs beside harm, so that of two ways to green the shorter cut wins
COST_OF_WORDS = 0.25

# what leaving out a sentence costs in which nothing was found, beside its words
COST_OF_A_POINT = 0.3
# where readers are sent for help: the last thing to leave out
SIGNPOST = re.compile(r"\b(?:nhs|111|999|your (?:own )?(?:gp|pharmacist|midwife)|pharmacists?|nice guid\w+|samaritans|book (?:a|your|the)|health check)\b", re.IGNORECASE)
# edits of names and details from which a sentence is one person's story
MANY_DETAILS = 3
# of somebody told of for a laugh no word says it better
MOCKING = re.compile(r"\b(?:giggl\w+|laugh\w*|(?:best|worst|funniest) (?:excuse|reason|line)s?|straight face|lol|haha\w*|snigger\w*|hilarious|in stitches|you couldn['’]?t make it up)\b|[😂🤣]", re.IGNORECASE)
# issues about people: a sentence about nobody is not where the fault lies
ABOUT_PEOPLE = {
    Issue.PATIENT_CONFIDENTIALITY, Issue.IDENTIFIABILITY_BY_DETAIL, Issue.CONSENT_FOR_DISCLOSURE, Issue.DISRESPECT_TO_PATIENTS, Issue.DISRESPECT_TO_COLLEAGUES,
    Issue.BULLYING_HARASSMENT, Issue.DEFAMATION, Issue.DISCRIMINATION, Issue.PRIVATE_IS_NOT_PRIVATE, Issue.PROFANITY_OR_UNPROFESSIONAL_TONE, Issue.DISHONESTY_MISREPRESENTATION,
}  # fmt: skip
UNKIND = {Issue.DISRESPECT_TO_PATIENTS, Issue.DISRESPECT_TO_COLLEAGUES, Issue.BULLYING_HARASSMENT, Issue.DISCRIMINATION}
SOMEBODY = re.compile(
    rf"\b(?:{PERSON_HEAD}|he|she|him|her|his|hers|they|them|their|who|whose|whoever|you|your|someone|somebody|anyone|nobody|everyone|people|patients|pts|folk|lot|families|parents|colleagues?|trainers?|trainees?|registrars?|consultants?|partners?"
    r"|managers?|nurses?|doctors?|drs?|gps?|locums?|salarieds?|receptionists?|directors?|ministers?|secretary|reporters?|surgeons?|juniors?|staff|teachers?|pharmacists?|idiots?|fools?|morons?|liars?|cowards?)\b",
    re.IGNORECASE,
)
# what an announced list counts by: one missing is missed
LISTED = re.compile(r"(?:^|(?<=[.!?\n] ))(?:one|two|three|four|five|first(?:ly)?|second(?:ly)?|third(?:ly)?|\d[.)])[,:.)]? ", re.IGNORECASE | re.MULTILINE)
CLINICAL = (DetailKind.CONDITION, DetailKind.RARE, DetailKind.PROCEDURE)

# green with less harm than this is settled; with more, another part is tried first
SETTLED = 0.35
# what is said of health, which a source makes checkable; and advice to one person, which becomes where to get it
HEALTH = {Issue.MISINFORMATION_OR_UNSUPPORTED_CLAIM, Issue.PUBLIC_HEALTH_EDUCATION, Issue.CLINICAL_ADVICE_ONLINE}
ADVISES = {Issue.CLINICAL_ADVICE_ONLINE, Issue.DIRECT_MESSAGE_WITH_PATIENT}
# what a red draft may be mended for, and what no edit mends beside it
TELLS = (Issue.PATIENT_CONFIDENTIALITY, Issue.IDENTIFIABILITY_BY_DETAIL, Issue.CONSENT_FOR_DISCLOSURE, Issue.PATIENT_IMAGE_OR_RECORDING, Issue.RESPONDING_TO_CRITICISM_OR_REVIEW, Issue.CLINICAL_ADVICE_ONLINE)
BEYOND = {
    Issue.SEXUAL_OR_INTIMATE_CONTENT, Issue.HATE_OR_INCITEMENT, Issue.ILLEGAL_OR_CRIMINAL, Issue.DISCRIMINATION, Issue.BULLYING_HARASSMENT,
    Issue.PERSONAL_VS_PROFESSIONAL_BOUNDARY, Issue.RECORD_KEEPING, Issue.DISCLOSABILITY_DELETION, Issue.RAISING_CONCERNS,
}  # fmt: skip


def rewritten(draft: Draft, advice: Advice, judge: Judging) -> Rewrite:
    """The draft mended, or what could be posted instead. `advice` is on the draft; `judge` checks a version of it."""
    say = wording().rewrite
    if advice.light in (Light.GREEN, Light.NOT_COVERED):
        return Rewrite(draft.text, (), advice.verdict, say.fine)
    instead = _instead(draft, advice)
    unrescued = Rewrite(None, (), None, say.none if instead else say.nothing, instead)
    if advice.light is Light.RED and not is_about_details(advice):
        return unrescued
    # a concern with its substance left out says nothing, so it is never cut down
    edits = without_joints(draft.text, _mended(draft, advice, judge)) if Issue.RAISING_CONCERNS not in advice.issues[:2] else []
    if edits:
        text = apply(draft.text, edits)
        checked = judge(text)
        if checked.is_green and (advice.light is not Light.RED or (checked.harm <= SETTLED and _leaves_none_unadvised(edits, advice))):
            note = say.red if advice.light is Light.RED else say.advice if advice.verdict is Verdict.GET_ADVICE_FIRST else say.done
            return Rewrite(text, tuple(edits), checked.decision.verdict, note)
    for words in fitting(draft, advice.issues):
        checked = judge(words)
        if checked.is_green:
            issue = advice.issues[0]
            whole = Edit(0, len(draft.text), draft.text, words, EditKind.STAND_IN, issue, say.why_stand_in)
            return Rewrite(words, (whole,), checked.decision.verdict, say.stand_in)
    return unrescued


def _leaves_none_unadvised(edits: Sequence[Edit], advice: Advice) -> bool:
    """Who was advised is told where to ask, if advice was what is wrong."""
    return advice.issues[:1] != (Issue.CLINICAL_ADVICE_ONLINE,) or any(e.kind is EditKind.SIGNPOST for e in edits)


def is_about_details(advice: Advice) -> bool:
    """What is wrong is what it tells of a patient, or advises one: without that it may be another text. Any other act that is wrong stays wrong in other words."""
    return advice.issues[:1] != () and advice.issues[0] in TELLS and not BEYOND & set(advice.issues)


def _mended(draft: Draft, advice: Advice, judge: Judging) -> list[Edit]:
    """Edits that bring the draft to green, or none: words first, then the parts that no word mends."""
    text = draft.text
    sentences = read_language(text).sentences
    every = units(text, sentences)
    words = tidied(text, disjoint(_word_edits(text, advice)), sentences, every)
    words = without_stories(text, words, sentences, advice)
    gone = with_fallen(text, beyond_words(text, every, sentences, advice), sentences)

    def without(taken: Sequence[Unit], chosen: Sequence[Unit]) -> list[Edit]:
        """The word edits and these parts left out."""
        made = combined(text, words, taken, advice, chosen) if taken else list(words)
        to_one = advice.issues[:1] != () and advice.issues[0] in ADVISES and draft.context.audience != "private-group"
        return signposted(made, {start for start, _ in sentences}, draft.context.audience) if to_one else made

    first = without(gone, gone)
    tried = _tried(draft, first, advice, judge) if first else None
    settled = tried is not None and tried.judged.is_green and _makes_sense(text, tried.edits, advice)
    if tried and settled and tried.judged.harm <= SETTLED:
        return kinder(text, tried.edits, sentences, advice, judge)
    parts = [u for u in every if any(u.overlaps(f.start, f.end) for f in advice.findings)] or every
    tries = tried.count if tried else 0
    best = tried.judged.harm if tried else 1.0
    green: tuple[float, list[Edit]] | None = (tried.judged.harm, tried.edits) if tried and settled else None
    for _ in range(MOST_LEFT_OUT):
        options: list[tuple[float, list[Unit], Tried]] = []
        for part in parts:
            if tries >= MOST_TRIES or any(part.overlaps(g.start, g.end) for g in gone):
                continue
            taken = with_fallen(text, [*gone, part], sentences)
            edits = without(taken, [*gone, part])
            if not _makes_sense(text, edits, advice):
                continue
            option = _tried(draft, edits, advice, judge)
            tries += option.count
            cost = COST_OF_WORDS * sum(u.end - u.start for u in taken) / len(text) + COST_OF_A_POINT * sum(is_a_point(text, u, advice) or leaves_what_was_marked(u, advice) for u in taken)
            options.append((option.judged.harm + cost - (1.0 if option.judged.is_green else 0.0), taken, option))
        if not options:
            break
        score, taken, option = min(options, key=lambda o: o[0])
        judged = option.judged
        if judged.is_green and (green is None or judged.harm < green[0]):
            green = (judged.harm, option.edits)
        if (judged.is_green and judged.harm <= SETTLED) or score >= best:
            break
        gone, best = list(taken), score
    return kinder(text, given_back(text, green[1], advice, judge), sentences, advice, judge) if green else []


@dataclass(frozen=True, slots=True)
class Tried:
    """A version of the draft, and what the judge made of it."""

    edits: list[Edit]
    judged: Judged
    count: int
    """How often the judge was asked."""


def _tried(draft: Draft, edits: list[Edit], advice: Advice, judge: Judging) -> Tried:
    """The edits judged; and, where only what is said of health is still at fault in public, with where readers can check it."""
    text = draft.text
    left = apply(text, edits)
    judged = judge(left)
    asks_for_it = HEALTH & set(judged.decision.issues[:2]) and not (CLAIMS | {Issue.CLINICAL_ADVICE_ONLINE}) & set(advice.issues[:1])
    sources = sourced(text, left) if asks_for_it and not judged.is_green and draft.context.audience not in ("private-group", "one-to-one") else []
    # under what is left of one person's story a source mends nothing
    if any(e.kind in (EditKind.ADD, EditKind.MASK, EditKind.GENERALISE) for e in edits):
        return Tried(edits, judged, 1)
    for count, source in enumerate(sources, start=2):
        with_it = [*edits, source]
        again = judge(apply(text, with_it))
        if again.is_green:
            return Tried(with_it, again, count)
    return Tried(edits, judged, 1 + len(sources))


def without_joints(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, and after a part left out the word goes too that joined the next sentence to it."""
    sentences = read_language(text).sentences if edits else ()
    made: list[Edit] = []
    for edit, following in pairwise([*edits, None]):
        assert edit
        end = without_its_joint(text, edit.end, sentences) if edit.kind is EditKind.LEAVE_OUT else edit.end
        is_free = following is None or end <= following.start
        made.append(replace(edit, end=end, before=text[edit.start : end]) if is_free else edit)
    return made


def beyond_words(text: str, every: Sequence[Unit], sentences: Sequence[tuple[int, int]], advice: Advice) -> list[Unit]:
    """The parts that claim what no words bear out, of each sentence the smallest that will do: they go before anything is tried."""
    found: list[Unit] = []
    for start, end in sentences:
        if beyond_mending(text[start:end], advice.issues):
            inside = [u for u in every if start <= u.start and u.end <= end and not beyond_mending(text[start : u.start] + text[u.end : end], advice.issues)]
            found += sorted(inside, key=lambda u: u.end - u.start)[:1]
    return found


def given_back(text: str, edits: list[Edit], advice: Advice, judge: Judging) -> list[Edit]:
    """The edits without a part that need not have been left out: the search takes one after another, and the last may do alone."""
    out = [e for e in edits if e.kind is EditKind.LEAVE_OUT]
    for edit in out if len(out) > 1 else []:
        fewer = [e for e in edits if e is not edit]
        if any(e.why == wording().rewrite.why_fallen for e in edits) or not _makes_sense(text, fewer, advice):
            continue
        judged = judge(apply(text, fewer))
        if judged.is_green and judged.harm <= SETTLED:
            edits = fewer
    return edits


def is_a_point(text: str, unit: Unit, advice: Advice) -> bool:
    """It sends readers for help; or it is about nobody where what is said of people is at fault; or no check that can name what it finds found anything in it, but something elsewhere: it may be what the draft is for."""
    words = text[unit.start : unit.end]
    if SIGNPOST.search(words):
        return True
    if advice.issues and advice.issues[0] in ABOUT_PEOPLE and not is_about_somebody(unit, words, advice):
        return True
    hard = [(f.start, f.end) for f in advice.findings if f.check != "learned"] + [(d.start, d.end) for d in advice.jigsaw.details]
    return bool(hard) and unit.is_sentence and not any(unit.overlaps(start, end) for start, end in hard)


def leaves_what_was_marked(unit: Unit, advice: Advice) -> bool:
    """It is the lesser part of the words that the judge pointed at."""
    marked = [f for f in advice.findings if f.check == "learned" and unit.overlaps(f.start, f.end)]
    return not unit.is_sentence and any((min(f.end, unit.end) - max(f.start, unit.start)) * 2 < f.end - f.start for f in marked)


def is_about_somebody(unit: Unit, words: str, advice: Advice) -> bool:
    """The words speak of a person, or a name or detail was found in them."""
    named = [(f.start, f.end) for f in advice.findings if f.identifier] + [(d.start, d.end) for d in advice.jigsaw.details if d.kind not in CLINICAL]
    return SOMEBODY.search(words) is not None or any(unit.overlaps(start, end) for start, end in named)


def kinder(text: str, edits: list[Edit], sentences: Sequence[tuple[int, int]], advice: Advice, judge: Judging) -> list[Edit]:
    """The edits, and without the sentences about people in which unkindness was marked and nothing was mended: green by a hair is not kind."""
    unkind = [f for f in advice.findings if f.issue in UNKIND]
    if not advice.issues or advice.issues[0] not in UNKIND:
        return edits
    for start, end in sentences:
        marked = any(start <= f.start < end for f in unkind) and SOMEBODY.search(text[start:end])
        inside = [e for e in edits if e.start < end and start < e.end and e.kind is not EditKind.ADD]
        # where words were softened it was mended; where a clause went, what is left may be as unkind
        still = any(start <= f.start < end and not any(e.start <= f.start and f.end <= e.end for e in inside) for f in unkind)
        if not marked or not still or any(e.kind is not EditKind.LEAVE_OUT or e.start < start or e.end > end for e in inside):
            continue
        more = sorted([*(e for e in edits if e not in inside), _left_out(text, start, end, advice.issues[0], wording().rewrite.why_left_out)], key=lambda e: e.start)
        if _makes_sense(text, more, advice) and judge(apply(text, more)).is_green:
            edits = more
    return edits


def without_stories(text: str, edits: Sequence[Edit], sentences: Sequence[tuple[int, int]], advice: Advice) -> list[Edit]:
    """The edits, but a sentence that so many would go through, and that has no clinical point, goes whole: what is left would still be one person's story."""
    made = list(edits)
    # of somebody told of unkindly, what is left is unkind to whoever it was
    most = 1 if Issue.DISRESPECT_TO_PATIENTS in advice.issues else MANY_DETAILS
    for n, (start, end) in enumerate(sentences):
        inside = [e for e in made if start <= e.start and e.end <= end and e.kind in (EditKind.GENERALISE, EditKind.MASK)]
        after = sentences[n + 1] if n + 1 < len(sentences) else (end, end)
        laughs_after = MOCKING.search(text[after[0] : after[1]]) is not None
        is_mocked = bool(inside) and (laughs_after or MOCKING.search(text[start:end]) is not None)
        clinical = most > 1 and any(d.kind in CLINICAL and start <= d.start < end for d in advice.jigsaw.details)
        if not is_mocked and (len(inside) < most or clinical):
            continue
        # who laughs at it goes with it
        out = [(start, end), after] if is_mocked and laughs_after else [(start, end)]
        kept = [e for e in made if e.kind is EditKind.ADD or not any(s <= e.start and e.end <= f for s, f in out)]
        whole = sorted([*kept, *(_left_out(text, s, f, inside[0].issue, wording().rewrite.why_story) for s, f in out)], key=lambda e: e.start)
        if _makes_sense(text, whole, advice):
            made = whole
    return made


def _word_edits(text: str, advice: Advice) -> Iterable[Edit]:
    """Edits of words and phrases, those that matter most first."""
    about_a_patient = {Issue.PATIENT_CONFIDENTIALITY, Issue.IDENTIFIABILITY_BY_DETAIL} & set(advice.issues)
    direct = [f for f in advice.findings if f.issue is DIRECT and f.check == "identifiers" and about_a_patient]
    pictures = [f for f in advice.findings if f.issue is Issue.PATIENT_IMAGE_OR_RECORDING and f.check == "identifiers" and f.text.startswith("[")]
    yield from edits_for(text, advice.jigsaw, direct)
    if Issue.RESPONDING_TO_CRITICISM_OR_REVIEW in advice.issues:
        yield from unnamed(text)
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


def tidied(
    text: str, edits: Sequence[Edit], sentences: Sequence[tuple[int, int]], every: Sequence[Unit] = ()
) -> list[Edit]:
    """The edits, but where they would leave a stump ("Our microsuction is.") the clause that holds them goes, or else the sentence."""
    made: list[Edit] = []
    for start, end in sentences:
        # where a word goes for nothing; one that is only replaced leaves the sentence standing
        inside = [e for e in edits if start <= e.start and e.end <= end and e.kind is not EditKind.ADD]
        made += _standing(text, inside, (start, end), every) if inside else []
    left = [e for e in edits if e.kind is EditKind.ADD or not any(m.start <= e.start and e.end <= m.end for m in made)]
    return sorted([*made, *left], key=lambda e: e.start)


def _standing(text: str, inside: Sequence[Edit], sentence: tuple[int, int], every: Sequence[Unit]) -> list[Edit]:
    """The edits of one sentence, or what stands in their place where they leave no sentence."""
    start, end = sentence
    before, after = text[start:end], _of(text, inside, sentence)
    if not after.strip(" .!?") or not is_broken(before, after):
        return list(inside)
    clauses = [u for u in every if start < u.start and u.end <= end and not u.is_sentence]
    for unit in sorted(clauses, key=lambda u: u.end - u.start):
        rest = [
            *(e for e in inside if not unit.overlaps(e.start, e.end)),
            _left_out(text, unit.start, unit.end, inside[0].issue, wording().rewrite.why_left_out),
        ]
        if len(rest) <= len(inside) and not is_broken(before, _of(text, rest, sentence)):
            return rest
    offered = offer_of(before, inside[0].issue, start)
    return [offered or _left_out(text, start, end, inside[0].issue, wording().rewrite.why_left_out)]


def _of(text: str, edits: Iterable[Edit], sentence: tuple[int, int]) -> str:
    """The sentence with these edits of it made."""
    start, end = sentence
    return apply(text[start:end], [replace(e, start=e.start - start, end=e.end - start) for e in edits])


def combined(text: str, words: Sequence[Edit], taken: Sequence[Unit], advice: Advice, chosen: Sequence[Unit]) -> list[Edit]:
    """Word edits outside the parts left out, and an edit for each part, neighbours joined into one."""
    kept = [e for e in words if not any(u.overlaps(e.start, e.end) for u in taken)]
    out: list[Edit] = []
    for unit in sorted(taken, key=lambda u: (u.start, -u.end)):
        if out and unit.start <= out[-1].end + 1:
            end = max(out[-1].end, unit.end)
            out[-1] = _left_out(text, out[-1].start, end, out[-1].issue, out[-1].why)
            continue
        why = wording().rewrite.why_left_out if unit in chosen else wording().rewrite.why_fallen
        out.append(_left_out(text, unit.start, unit.end, _issue_at(advice.findings, unit, advice.issues), why))
    cut = [*(e for e in kept if e.kind is not EditKind.ADD), *out]
    # what is declared is what the words that stay tell of
    closing = list(added(text, advice.issues, apply(text, cut))) if len(cut) - len(out) < len(kept) else []
    return sorted([*cut, *closing], key=lambda e: e.start)


def _left_out(text: str, start: int, end: int, issue: Issue, why: str) -> Edit:
    return Edit(start, end, text[start:end], "", EditKind.LEAVE_OUT, issue, why)


def _issue_at(findings: Sequence[Finding], unit: Unit, issues: Sequence[Issue]) -> Issue:
    """The issue found there, else the heaviest of the draft."""
    return next((f.issue for f in findings if unit.overlaps(f.start, f.end)), issues[0])


def _makes_sense(text: str, edits: Sequence[Edit], advice: Advice) -> bool:
    """Enough of the draft is left to be a text of its own, more where its opening went, and yet more where with it all that says what it is about did; and no claim that no words mend."""
    # where to get advice is a text by itself
    is_signposted = any(e.kind is EditKind.SIGNPOST for e in edits)
    left = apply(text, [replace(e, after="") if e.kind is EditKind.SIGNPOST else e for e in edits if e.kind is not EditKind.ADD])
    opens = not any(e.start == 0 and e.kind is EditKind.LEAVE_OUT for e in edits)
    least = 0.0 if is_signposted else LEAST_LEFT if opens else LEAST_WITHOUT_OPENING if keeps_its_topic(text, left) else LEAST_WITHOUT_TOPIC
    count = len(re.findall(r"\w+", left))
    # a picture in brackets is no part of what is said
    said = CAPTION.sub("", text)
    says_something = any(not sentence.rstrip().endswith("?") for sentence in SENTENCE.findall(left))
    # a source under words that stay as they are mends nothing, nor an interest declared where that is not what is wrong
    mends = any(e.kind is not EditKind.ADD or (advice.issues[:1] == (e.issue,) and e.issue is not Issue.MISINFORMATION_OR_UNSUPPORTED_CLAIM) for e in edits)
    is_counted = 0 < len(LISTED.findall(left)) < len(LISTED.findall(text))
    return says_something and mends and not is_counted and not is_broken(text, left) and not beyond_mending(left, advice.issues) and count >= (FEWEST_SIGNPOSTED if is_signposted else FEWEST_WORDS) and count >= least * len(re.findall(r"\w+", said))


def keeps_its_topic(text: str, left: str) -> bool:
    """What is left names what the draft is about, or the draft names nothing that is known here."""
    return not any(topic(text, kind) for kind in TopicKind) or any(topic(left, kind) for kind in TopicKind)


def _instead(draft: Draft, advice: Advice) -> tuple[Instead, ...]:
    """What could be posted instead: a text for the occasion, then the playbook's."""
    standins = [Instead(wording().rewrite.why_stand_in, words) for words in list(fitting(draft, advice.issues))[:1]]
    return (*standins, *(i for i in advice.instead if i.wording))[:3]
