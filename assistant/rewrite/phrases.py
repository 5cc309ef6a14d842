"""Phrases that have a plainer form: swearing, claims, and the disclosure that a promotion lacks."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.models import Finding, Issue
from assistant.rewrite.models import Edit, EditKind

TONE = Issue.PROFANITY_OR_UNPROFESSIONAL_TONE
CLAIM = Issue.MISINFORMATION_OR_UNSUPPORTED_CLAIM
INTEREST = (Issue.CONFLICT_OF_INTEREST, Issue.PROMOTION_ENDORSEMENT)
CLAIMS = {CLAIM, Issue.ADVERTISING_RULES, Issue.PROMOTION_ENDORSEMENT, Issue.DISHONESTY_MISREPRESENTATION}
SOFTER = "A plainer word makes the same point and cannot be quoted against you."
NO_PROOF = "No evidence bears out a claim this strong."
DISCLOSE = "Readers are entitled to know what you stand to gain."
SOURCE = "A source lets readers check it, and takes the weight off your word alone."
SIGNPOSTED = "It says where to get advice instead of giving it to one person here."
# said to colleagues, whom a page for patients would not serve
TO_COLLEAGUES = re.compile(r"\b(?:colleagues|trainees|registrars|teaching (?:point|case)|(?:i|we) (?:now )?prescribe\w*|U&Es|fbc|lfts|ecg|differential|(?:catches|catch) us)\b", re.IGNORECASE)
# characters; what is shorter and goes is no advice
MOST_OF_A_GREETING = 20
BALANCE = "Somebody who pays needs to know that it is a private service and what else there is."
BALANCE_WORDS = "This is a private service: ask us about the risks, the cost and the alternatives, including what the NHS offers."
# "Callum Price" is a name
PRICED = re.compile(r"£ ?\d|\bprivate(?:ly)?\b|\bfees?\b|(?-i:\bprices?\b)|(?:^|[.!?] )prices?\b", re.IGNORECASE)
BALANCED = re.compile(r"\b(?:risks?|alternatives|on the nhs|free (?:on|from) the nhs)\b", re.IGNORECASE)
IS_SO = re.compile(r"^\s*(?P<whose>our|my)\s+(?P<what>[\w'’-]+(?: [\w'’-]+){0,3}?)\s+(?:is|are)\b", re.IGNORECASE)
DISCLOSED = re.compile(r"\b(?:declar\w+|disclos\w+|interest:|#ad|advert\w*|paid (?:partnership|to)|sponsored|financial interest|i own|given this free)\b", re.IGNORECASE)
SOURCED = re.compile(r"\b(?:nhs\.uk|nhs website|gov\.uk|nice guid\w+|who\.int|cochrane|bmj|lancet|https?://|source:|ref(?:erence)?s?:)", re.IGNORECASE)


@cache
def _table(name: str) -> tuple[tuple[re.Pattern[str], str | None], ...]:
    """(pattern, what it becomes) of one list of phrases.yaml; None: no word mends it."""
    text = resources.files("assistant.rewrite").joinpath("phrases.yaml").read_text(encoding="utf-8")
    tables: dict[str, Any] = yaml.safe_load(text)
    edge = r"(?<!\w)(?:{})(?!\w)" if name != "disclosures" else "{}"
    return tuple((re.compile(edge.format(pattern), re.IGNORECASE), after) for pattern, after in tables[name])


def put_in(name: str) -> str:
    """A sentence of phrases.yaml that goes into drafts as it stands."""
    text = resources.files("assistant.rewrite").joinpath("phrases.yaml").read_text(encoding="utf-8")
    return str(yaml.safe_load(text)["put_in"][name])


def sourced(text: str, left: str) -> list[Edit]:
    """Where readers can check what stays of the text, put at its end, the fittest first; none where it says so already."""
    if SOURCED.search(left):
        return []
    end = len(text.rstrip())
    gap = "." if text[:end][-1:].isalnum() else ""
    names = ("source_colleagues", "source") if TO_COLLEAGUES.search(left) else ("source",)
    return [Edit(end, end, "", f"{gap} {put_in(name)}", EditKind.ADD, CLAIM, SOURCE) for name in names]


def signposted(edits: Sequence[Edit], starts: Collection[int], audience: str | None) -> list[Edit]:
    """The edits, but in the place of the first whole sentence left out stands where to get advice. `starts`: where sentences begin."""
    words = put_in("signpost_one" if audience == "one-to-one" else "signpost_public")
    first = next((e for e in edits if e.kind is EditKind.LEAVE_OUT and e.start in starts and e.end - e.start > MOST_OF_A_GREETING), None)
    return [replace(e, after=words, kind=EditKind.SIGNPOST, why=SIGNPOSTED) if e is first else e for e in edits]


def softened(text: str, findings: tuple[Finding, ...]) -> Iterator[Edit]:
    """An edit for each harsh word found that has a plain form."""
    for found in findings:
        if found.check != "wording":
            continue
        for pattern, after in _table("tone"):
            if pattern.fullmatch(found.text):
                if after is not None:
                    yield Edit(found.start, found.end, found.text, _as_before(found.text, after), EditKind.SOFTEN, TONE, SOFTER)
                break


def toned_down(text: str, issues: tuple[Issue, ...]) -> Iterator[Edit]:
    """An edit for each claim that no evidence bears, where the text is judged to make claims."""
    if not CLAIMS & set(issues):
        return
    for pattern, after in _table("claims"):
        for match in pattern.finditer(text):
            if after is not None and match.group().strip():
                words = match.group().rstrip()
                fitting = "an" if after == "a" and re.match(r"\s+(?:[aeioAEIO]|ADHD|HRT|MS\b)", text[match.end() :]) else after
                yield Edit(match.start(), match.start() + len(words), words, _as_before(words, fitting), EditKind.TONE_DOWN, CLAIM, NO_PROOF)


def beyond_mending(text: str, issues: tuple[Issue, ...]) -> bool:
    """The text wishes somebody ill, or confirms in a reply who is a patient, or claims what no other words bear out (told only where it is judged to make claims): what holds it has to go."""
    if any(pattern.search(text) for pattern, _ in _table("never")):
        return True
    if Issue.RESPONDING_TO_CRITICISM_OR_REVIEW in issues and any(pattern.search(text) for pattern, _ in _table("confirms")):
        return True
    return bool(CLAIMS & set(issues)) and any(after is None and pattern.search(text) for pattern, after in _table("claims"))


def offer_of(sentence: str, issue: Issue, start: int) -> Edit | None:
    """The sentence as an offer, where it says only how good something of the writer's is: 'Our service is the safest' offers the service."""
    said = IS_SO.match(sentence)
    if not said:
        return None
    end = len(sentence.rstrip())
    who = "I" if said.group("whose").lower() == "my" else "We"
    return Edit(start, start + end, sentence[:end], f"{who} offer {said.group('what')}.", EditKind.TONE_DOWN, issue, NO_PROOF)


def added(text: str, issues: tuple[Issue, ...], left: str | None = None) -> Iterator[Edit]:
    """The disclosure or the source that the text lacks, put at its end. `left`: what other edits leave of it; what stands there is declared first."""
    end = len(text.rstrip())
    gap = "." if text[:end][-1:].isalnum() else ""
    interest = next((i for i in INTEREST if i in issues), None)
    if interest and not DISCLOSED.search(text):
        words = next((after for where in (left, text) if where for pattern, after in _table("disclosures") if pattern.search(where)), None)
        if words:
            yield Edit(end, end, "", f"{gap} {words}", EditKind.ADD, interest, DISCLOSE)
            return
    if Issue.ADVERTISING_RULES in issues and PRICED.search(text if left is None else left) and not BALANCED.search(text):
        yield Edit(end, end, "", f"{gap} {BALANCE_WORDS}", EditKind.ADD, Issue.ADVERTISING_RULES, BALANCE)
        return
    if Issue.PUBLIC_HEALTH_EDUCATION in issues and CLAIM in issues and not SOURCED.search(text):
        yield Edit(end, end, "", f"{gap} {put_in('source')}", EditKind.ADD, CLAIM, SOURCE)


def _as_before(before: str, after: str) -> str:
    """The new words with a capital where the old ones had one."""
    return after[:1].upper() + after[1:] if before[:1].isupper() and not before[1:2].isupper() else after
