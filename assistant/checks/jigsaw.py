"""How the details in a text add up: who could work out whom it is about, and what to leave out."""

import re
from collections.abc import Mapping, Sequence

from assistant.checks import cues
from assistant.checks.details import collect
from assistant.checks.text import ReadText, finding
from assistant.checks.whose import whose_story
from assistant.models import Detail, DetailKind, Finding, Floor, Grade, Issue, Jigsaw, Kind, Verdict, Whose

CHECK = "jigsaw"


# issues that only a text about a patient carries
ABOUT_A_PATIENT = (Issue.IDENTIFIABILITY_BY_DETAIL, Issue.PATIENT_CONFIDENTIALITY, Issue.PATIENT_IMAGE_OR_RECORDING)
# sums of weights, one of each kind: from the first the family or colleagues would know, from the second anyone near
INSIDERS_FROM, PUBLIC_FROM = 1.25, 3.0
# the second and later details of a kind tell less than the first
REPEAT = 0.5

REASONS = {
    DetailKind.AGE: "An age narrows down who this is.",
    DetailKind.ETHNICITY: "Where few people share a background, it can be enough to pick one out.",
    DetailKind.OCCUPATION: "An occupation can be enough for local people to know who this is.",
    DetailKind.FAMILY: "Family, or who else lives there, lets people close to the patient recognise the story.",
    DetailKind.PLACE: "A place narrows down who this is.",
    DetailKind.TIME: "A day or time lets people put this together with what they know.",
    DetailKind.CONDITION: "With the other details here, a condition becomes something private about one person.",
    DetailKind.RARE: "Few people have this, so the condition itself points to one of them.",
    DetailKind.PROCEDURE: "What was done, with the other details here, can be matched to one person.",
    DetailKind.EVENT: "An unusual event is remembered, and leads straight to the person.",
    DetailKind.OUTCOME: "A death or a loss is known in the neighbourhood, and dates the story.",
    DetailKind.PICTURE: "A picture or recording can identify someone even without a face.",
    DetailKind.QUOTATION: "The patient and their family will know these words.",
    DetailKind.UNIQUE: "Only one person fits this.",
    DetailKind.NAME: "A name or number points straight to one person.",
}
# of the outcomes, those after which the patient is not there to read it
DEATH = re.compile(r"\b(?:died|dead|death|killed|suicide|hanged|own life|passed away|coroner)\b", re.IGNORECASE)
FAMILY_KNOWS = "Their family would know who this is."
PATIENT_KNOWS = "The patient would know themselves."
COLLEAGUES_KNOW = "Colleagues who were there would know who this is."
LOCALS_KNOW = "Anyone who lives or works nearby could know who this is."
SEARCH_KNOWS = "A reader could find the person with a search or a local news page."


def check(read: ReadText, made: Jigsaw) -> list[Finding]:
    """A finding for each detail of a patient's story that could be recognised, in order of the text."""
    if read.request.kind is not Kind.DRAFT or made.grade is Grade.GENERIC:
        return []
    return [
        finding(CHECK, Issue.PATIENT_IMAGE_OR_RECORDING if d.kind is DetailKind.PICTURE else Issue.IDENTIFIABILITY_BY_DETAIL, read, d.start, d.end, REASONS[d.kind], min(1.0, d.weight / 2))
        for d in made.details
        if d.kind is not DetailKind.NAME  # the identifiers check marks those
    ]


def floor(read: ReadText, made: Jigsaw) -> tuple[Floor, ...]:
    """A draft from which anyone could tell who the patient is is never green without a word of consent."""
    if read.request.kind is not Kind.DRAFT or made.grade is not Grade.PUBLIC or is_agreed(read):
        return ()
    return (Floor(Verdict.CHANGE_FIRST, f"the details add up to one patient ({', '.join(repr(words) for words in made.remove[:3])})"),)


def add_up(read: ReadText, issues: Mapping[Issue, float], direct: Sequence[Finding] = ()) -> Jigsaw:
    """The details and their grade. Generic for anything but a patient's story: GMC confidentiality 81, social media 19.

    `issues` is what the judge makes of the text: it knows patients that no turn of phrase gives away. `direct`
    are the names and numbers found.
    """
    collected = collect(read)
    whose = whose_story(read, {d.kind for d in collected}, max(issues.get(issue, 0.0) for issue in ABOUT_A_PATIENT), bool(direct))
    details: tuple[Detail, ...] = ()
    if whose is Whose.PATIENT:
        names = (Detail(DetailKind.NAME, f.start, f.end, f.text, PUBLIC_FROM) for f in direct)
        details = tuple(sorted((*collected, *names), key=lambda d: (d.start, -d.end)))
    grade = grade_of(details)
    if grade is Grade.GENERIC:
        return Jigsaw(grade, whose, details, (), ())
    return Jigsaw(grade, whose, details, who_knows(details, grade), tuple(d.text for d in to_remove(details)))


def total(details: Sequence[Detail]) -> float:
    """The weights summed: a kind's heaviest counts whole, the rest of the kind by REPEAT."""
    seen: dict[DetailKind, list[float]] = {}
    for detail in details:
        seen.setdefault(detail.kind, []).append(detail.weight)
    return sum(max(weights) + REPEAT * (sum(weights) - max(weights)) for weights in seen.values())


def grade_of(details: Sequence[Detail]) -> Grade:
    """The grade of what is told; the condition alone, however rare, is never public."""
    summed = total(details)
    narrowing = {d.kind for d in details} - {DetailKind.CONDITION, DetailKind.PROCEDURE, DetailKind.OUTCOME}
    if DetailKind.NAME in narrowing or (summed >= PUBLIC_FROM and len(narrowing) >= 2):
        return Grade.PUBLIC
    return Grade.INSIDERS if summed >= INSIDERS_FROM and narrowing else Grade.GENERIC


def who_knows(details: Sequence[Detail], grade: Grade) -> tuple[str, ...]:
    """Who would recognise the person, nearest first."""
    kinds = {d.kind for d in details}
    # nobody wants to read that the dead would know themselves
    has_died = any(d.kind is DetailKind.OUTCOME and DEATH.search(d.text) for d in details)
    told = [] if has_died else [PATIENT_KNOWS]
    if kinds & {DetailKind.NAME, DetailKind.FAMILY, DetailKind.EVENT, DetailKind.OUTCOME, DetailKind.QUOTATION, DetailKind.OCCUPATION, DetailKind.AGE, DetailKind.RARE, DetailKind.UNIQUE}:
        told.append(FAMILY_KNOWS)
    if kinds & {DetailKind.TIME, DetailKind.PROCEDURE, DetailKind.PICTURE, DetailKind.CONDITION, DetailKind.RARE}:
        told.append(COLLEAGUES_KNOW)
    if grade is Grade.PUBLIC:
        told.append(LOCALS_KNOW if kinds & {DetailKind.NAME, DetailKind.PLACE, DetailKind.OCCUPATION, DetailKind.UNIQUE, DetailKind.TIME} else SEARCH_KNOWS)
        if DetailKind.EVENT in kinds and LOCALS_KNOW in told:
            told.append(SEARCH_KNOWS)
    return tuple(told)


def to_remove(details: Sequence[Detail]) -> tuple[Detail, ...]:
    """The fewest details, heaviest first, without which the rest is generic."""
    left = sorted(details, key=lambda d: (d.weight, d.start))
    taken: list[Detail] = []
    while left and grade_of(left) is not Grade.GENERIC:
        taken.append(left.pop())
    return tuple(taken)


def is_agreed(read: ReadText) -> bool:
    """The text says that the patient agreed."""
    return bool(cues.CONSENT.search(read.text)) and not cues.NO_CONSENT.search(read.text)
