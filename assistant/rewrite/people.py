"""Names and details of a patient -> words that fit many people, or none at all."""

import re
from collections.abc import Iterator, Sequence

from assistant.checks.details import PERSON_HEAD
from assistant.models import Detail, DetailKind, Finding, Identifier, Issue, Jigsaw
from assistant.rewrite.models import Edit, EditKind

DETAIL = Issue.IDENTIFIABILITY_BY_DETAIL
NAME = Issue.PATIENT_CONFIDENTIALITY
PICTURE = Issue.PATIENT_IMAGE_OR_RECORDING

WHY_NAME = "Names and numbers point straight to one person."
WHY_DETAIL = "Without it, fewer people could work out who this is."
WHY_PICTURE = "A picture can identify someone even without a face."

# a person in so many words: "a retired lollipop lady", "the 34-year-old bus driver", "an 82yo"
AGE_WORDS = r"\d{1,3}[- ]?(?:year|yr|month|week)s?[- ]?olds?|\d{1,3} ?y/?o"
PHRASE = (
    r"(?P<lead>\b(?:a|an|one|another|this|that|the|my|our|some|poor|dear)\s+(?:(?:one|of|my|our|poor|dear|old|young)\s+)*)"
    r"(?:(?!who\b|that\b|which\b|with\b|in\b|on\b|and\b|from\b|for\b|to\b|of\b|at\b|was\b|is\b)[\w'’-]+,?\s+){{0,4}}?(?P<head>{head})\b(?:\s+(?:of|to)\s+(?:twins|triplets|\w+ (?:kids|children|boys|girls)|two|three|four|five|six))?"
)
CALLS = re.compile(r"^\s*(?:(?:dear|hi|hello|hey|hiya|morning|evening|thanks|thank you|cheers|sorry)(?: so much| again)?,?)?\s*$", re.IGNORECASE)
PREPOSITION = re.compile(r"(?:,\s*)?\b(?:on|in|at|from|of|by|for|with|to|near|this|last|back)\s+$", re.IGNORECASE)
RELATIVE = re.compile(r"(?:,\s*)?\b(?:who|that|which|whom|whose|where)(?:\s+(?:has|had|was|is|just|also|once|recently|then|never))*\s+$", re.IGNORECASE)
STAYS = re.compile(r"\b(?:lives?|lived|living|stays?|stayed|staying|based|is|was|were|are|works?|worked|working)\s+$", re.IGNORECASE)
MOVES = re.compile(r"\b(?:came|went|goes|go|drove|arrived|moved|turned up|ran|walked|flew|got|sat|fell|put)\s+$", re.IGNORECASE)
CLAUSE_END = re.compile(r"[,.;:!?\n)]|\s[–—-]\s|$")
POSSESSIVE = re.compile(r"(?:'s|’s)$")
OF_SOMEBODY = re.compile(rf"\b(?:he|she|him|her|his|hers|they|them|their|someone|somebody|who|whose|{PERSON_HEAD})\b", re.IGNORECASE)
COLLEAGUE = re.compile(r"\b(?:Dr|Prof|Professor|Nurse|Sister)\.? $")
# what is said of somebody named: "Desmond, one of our COPD patients", "the family of the late Mr P", "Gary the postman"
IS_OUR_PATIENT = re.compile(r",?\s+(?:who is )?(?:one of (?:our|my)|our|my|a) (?:[\w'’-]+ ){0,4}?patients?\b(?: (?:of|with|from|at) (?:ours|mine|us|the (?:practice|surgery)))?", re.IGNORECASE)
FAMILY_OF = re.compile(r"\b(?:the )?(?:family|wife|husband|widow|children|daughters?|sons?|relatives|parents) of (?:the late |our late |the )?$", re.IGNORECASE)
CALLED_BY_WORK = re.compile(r"( (?:the|our|from|from the|at|at the|who|with) ?)\w", re.IGNORECASE)
WHO_CLAUSE = re.compile(r",\s*(?:who|whose)\b[^,.;:!?\n]*(?:,(?=\s))?", re.IGNORECASE)
# "Who is on call Sunday?" asks after anybody
ASKED = re.compile(r"\s*(?:who|which of you|can (?:some|any)(?:one|body))\b", re.IGNORECASE)
# a scaffolder "called Keith"
CALLED = re.compile(r"\s+(?:called|named|by the name of)\s+(?-i:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)", re.IGNORECASE)
# "Thanks Bev!", "We are sad you feel so, Janet."
SPOKEN_TO = re.compile(
    r"\b(?:Thanks|Thank you|Hi|Hello|Hey|Dear|Sorry)(?: so much| again)?,?(?P<after> [A-Z][a-z]+)(?=\s*[,!.])|(?:^|(?<=[.!?] ))(?:We|I|Thank|Thanks|So|Sorry|Glad|Really)\b[^.!?\n,]*(?P<last>, [A-Z][a-z]+)(?=[.!?])"
)
EVERYBODY = {"all", "everyone", "everybody", "team", "folks", "both", "there", "again", "nhs", "goodbye"}
BEFORE_A_NOUN = re.compile(r"\b(?:my|your|our|his|her|their|the|a|an|this|that|last|next)\s+$", re.IGNORECASE)
# several of a family
KIN = re.compile(r"(?:sons|daughters|brothers|sisters|twins|babies|kids|children|grandchildren|triplets|girls|boys)$", re.IGNORECASE)
# "thank you to Joan, who comes to us": whoever it was, the thanks stand
THANKED = re.compile(r"\bthank(?:s|[- ]you)(?: \w+){0,3} to (?:our |the )?(?:lovely |dear |wonderful |brilliant )?$", re.IGNORECASE)
# "Gary the postman": a first name is one where a trade follows it
BY_TRADE = re.compile(r"\b[A-Z][a-z]{2,} (?:the|our) (?:local |village |retired |old )?(?=[a-z])")
ILL_PATIENT = re.compile(r"\b(?:one of (?:our|my)|our|my|a|an|the|some) (?P<what>(?:[\w'’-]+ ){1,3}?)(?=patients?\b)", re.IGNORECASE)
ILLS = (DetailKind.CONDITION, DetailKind.RARE, DetailKind.PROCEDURE)
# what keeps a person company, joined to what else the sentence says
COMPANY = re.compile(r"(?:,\s*|\s+)(?:and|with|beside|plus|,)\s+$", re.IGNORECASE)
PLURAL = re.compile(r"(?:couple|family|twins|brothers|sisters|men|women|ladies)$", re.IGNORECASE)


def edits_for(text: str, jigsaw: Jigsaw, direct: Sequence[Finding]) -> Iterator[Edit]:
    """An edit for each name and each detail that words can mend; a later one may lie inside an earlier one."""
    yield from patients(text, jigsaw.details, direct)
    yield from masked(text, direct)
    details = [d for d in jigsaw.details if d.kind is not DetailKind.NAME and not _is_of_an_event(text, d, jigsaw.details)]
    yield from phrases(text, details)
    for detail in details:
        made = _edit(text, detail)
        if made:
            yield made


def patients(text: str, details: Sequence[Detail], direct: Sequence[Finding]) -> Iterator[Edit]:
    """A name with what is said of its bearer as a patient or a relative, as one edit; and an illness before 'patient', which no news needs."""
    for found in direct:
        if not (found.identifier and found.identifier.is_name):
            continue
        before = text[_line_start(text, found.start) : found.start]
        if COLLEAGUE.search(before):
            continue
        known = IS_OUR_PATIENT.match(text[found.end :])
        family = FAMILY_OF.search(before)
        called = CALLED_BY_WORK.match(text[found.end :])
        told = next((d for d in details if called and d.kind in (DetailKind.OCCUPATION, DetailKind.PLACE, DetailKind.UNIQUE) and abs(d.start - found.end - called.start(1)) <= called.end(1) - called.start(1)), None)
        if known:
            end = found.end + known.end()
            yield _made(text, found.start, _without_clause(text, end), _capital(text, found.start, "one of our patients"), EditKind.MASK, NAME, WHY_NAME)
        elif family:
            start = found.start - len(family.group())
            yield _made(text, start, _without_clause(text, found.end), _capital(text, start, "a local family"), EditKind.MASK, NAME, WHY_NAME)
        elif THANKED.search(before):
            yield _made(text, found.start, _without_clause(text, found.end), "one of our patients", EditKind.MASK, NAME, WHY_NAME)
        elif told:
            yield _made(text, found.start, max(told.end, found.end), _capital(text, found.start, "someone"), EditKind.MASK, NAME, WHY_NAME)
    found_at = [(f.start, f.end) for f in direct]
    for match in BY_TRADE.finditer(text):
        trade = next((d for d in details if d.kind is DetailKind.OCCUPATION and match.start() < d.start <= match.end()), None)
        if trade and not any(start < match.end() and match.start() < end for start, end in found_at):
            yield _made(text, match.start(), trade.end, _capital(text, match.start(), "someone"), EditKind.MASK, NAME, WHY_NAME)
    for match in ILL_PATIENT.finditer(text):
        ills = [d for d in details if d.kind in ILLS and match.start("what") <= d.start and d.end <= match.end("what") + 1]
        if ills:
            yield _general_at(text, match.start("what"), match.end("what"))


def _without_clause(text: str, end: int) -> int:
    """Where the words after `end` go on once ', who ...' about the same person is passed over."""
    clause = WHO_CLAUSE.match(text[end:])
    return end + clause.end() if clause else end


def _is_of_an_event(text: str, d: Detail, details: Sequence[Detail]) -> bool:
    """A time or place in a sentence about nobody, when a clinic runs say; or people of a trade in the plural, the builders say."""
    if d.kind is DetailKind.OCCUPATION and re.search(r"[^s]s$", d.text):
        return True
    if d.kind not in (DetailKind.TIME, DetailKind.PLACE):
        return False
    start, end = (max(text.rfind(c, 0, d.start) for c in ".!?\n") + 1, next((m.start() for m in re.finditer(r"[.!?\n]", text) if m.start() >= d.end), len(text)))
    asked = ASKED.match(text[start:end])
    start += asked.end() if asked else 0
    others = any(start <= o.start < end and o.kind not in (DetailKind.TIME, DetailKind.PLACE) for o in details)
    return not others and not OF_SOMEBODY.search(text[start:end])


def masked(text: str, direct: Sequence[Finding]) -> Iterator[Edit]:
    """An edit for each name and number: one who is spoken to loses the name, one spoken of becomes someone."""
    for n, found in enumerate(direct):
        start, end = found.start, found.end
        before = text[_line_start(text, start) : start]
        possessive = POSSESSIVE.search(text[end : end + 2]) or POSSESSIVE.search(found.text)
        if found.identifier and found.identifier.is_name:
            if COLLEAGUE.search(before) or not text[end:].strip(" .!\n"):
                continue  # a colleague, or the writer's own name at the foot
            if before.rstrip().endswith(",") and text[end : end + 1] in (",", "."):
                yield _made(text, start - (len(before) - len(before.rstrip()) + 1), end, "", EditKind.MASK, NAME, WHY_NAME)
                continue
            tail = re.match(r"\s*,", text[end:])
            # a name that begins a sentence is spoken to only where a comma follows it
            if CALLS.match(before) and (before.strip() or tail):
                # "Hi Yusuf, ..." keeps its comma; a name alone at the start takes it along
                end += tail.end() if tail and not before.strip() else 0
                yield _made(text, start, end, "", EditKind.MASK, NAME, WHY_NAME)
                continue
            own = re.search(r"\b(?:my|our|a|the) patient,?\s+$", before, re.IGNORECASE)
            if own:
                yield _made(text, start, end, "", EditKind.MASK, NAME, WHY_NAME)
                continue
            clause = WHO_CLAUSE.match(text[end:])
            # "Joan, who has been coming to us with her COPD, ..." would tell as much of someone
            end += len(clause.group()) if clause and clause.group().endswith(",") else 0
            who = "someone" if n == 0 else "this person"
            lead = before.rstrip()
            if not lead or lead.endswith((".", "!", "?", ":")):
                who = who[0].upper() + who[1:]
            yield _made(text, start, end, who + ("'s" if possessive and POSSESSIVE.search(found.text) else ""), EditKind.MASK, NAME, WHY_NAME)
        elif found.identifier is Identifier.ADDRESS:
            joined = re.search(r"\b(?:at|in|of|from|on)\s+$", before)
            at = start - (len(joined.group()) if joined else 0)
            lived = re.search(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]+ $", text[:at]) if joined else None
            # "that Baz in 14 Elm Close is": he goes with his address
            at = lived.start() if lived else at
            yield _made(text, at, end, "someone" if lived else "locally", EditKind.MASK, NAME, WHY_NAME)
        elif found.issue is PICTURE:
            yield _made(text, start, end, "", EditKind.GENERALISE, PICTURE, WHY_PICTURE)
        else:
            yield _made(text, start, end, "", EditKind.MASK, NAME, WHY_NAME)


def unnamed(text: str) -> Iterator[Edit]:
    """An edit for each first name by which a reply speaks to somebody: the reply would say who it is about."""
    for match in SPOKEN_TO.finditer(text):
        group = "after" if match.group("after") else "last"
        if match.group(group).strip(" ,").lower() in EVERYBODY:
            continue
        comma = re.match(r"\s*,", text[match.end() :])
        if match.group().lower().startswith("dear"):
            # "Dear" is nothing without whom
            yield _made(text, match.start(), match.end() + (comma.end() if comma else 0), "", EditKind.MASK, NAME, WHY_NAME)
        else:
            yield _made(text, match.start(group), match.end(group), "", EditKind.MASK, NAME, WHY_NAME)


def phrases(text: str, details: Sequence[Detail]) -> Iterator[Edit]:
    """Each phrase that stands for a person and holds a detail becomes someone."""
    told = {DetailKind.AGE, DetailKind.OCCUPATION, DetailKind.ETHNICITY, DetailKind.UNIQUE, DetailKind.FAMILY}
    spans = [(d.start, d.end) for d in details if d.kind in told]
    if not spans:
        return
    work = "|".join(re.escape(d.text) for d in details if d.kind is DetailKind.OCCUPATION)
    head = rf"{PERSON_HEAD}|{AGE_WORDS}" + (f"|{work}" if work else "")
    found = 0
    for match in re.finditer(PHRASE.format(head=head), text, re.IGNORECASE):
        start, end = match.span()
        if not any(s < end and start < e for s, e in spans):
            continue
        if text[:start].rstrip().endswith(",") and match.group("lead").lower().startswith("the"):
            continue  # says more of somebody named before: it goes, and no one comes in its place
        # "a retired lollipop lady" is one phrase: take in an occupation that goes on past the head
        end = max([end, *(e for s, e in spans if s <= end + 1 < e and "," not in text[end:e])])
        more = re.match(r"\s+(?:brothers|sisters|boys|girls)\b", text[end:])
        end += more.end() if more else 0
        aged = re.match(r" (?:of|aged) \d{1,3}\b", text[end:])
        end += aged.end() if aged else 0
        if "," in match.group():
            # "my star pupil, the landlord of the Fox, has": the second comma goes with the first
            rest = re.match(r"(?: (?:of|at|in|from) [^,.;!?\n]{2,30})?,", text[end:])
            end += rest.end() if rest else 0
        called = CALLED.match(text[end:])
        end += called.end() if called else 0
        tail = re.match(r"['’]s\b", text[end:])
        who = "some people" if PLURAL.search(text[start:end]) else ("someone" if not found else "this person")
        if PLURAL.search(match.group("head")) and "famil" in match.group("head").lower():
            who = "a family"
        if re.search(r"\bpatient\b[^,.;!?\n]{0,24}, $", text[:start]):
            # "my last patient, a teacher, went": it says more of somebody named already
            comma = re.match(",", text[end:])
            yield _made(text, start - 2, end + (comma.end() if comma else 0), "", EditKind.GENERALISE, DETAIL, WHY_DETAIL)
            continue
        found += 1
        if tail:
            end += tail.end()
            who += "'s"
        yield _made(text, start, end, _capital(text, start, who), EditKind.GENERALISE, DETAIL, WHY_DETAIL)


def _edit(text: str, d: Detail) -> Edit | None:
    """The edit for one detail, or None where only the whole sentence can go."""
    mend = MENDS.get(d.kind)
    return mend(text, d, text[_line_start(text, d.start) : d.start]) if mend else None


def _age(text: str, d: Detail, before: str) -> Edit | None:
    if re.fullmatch(AGE_WORDS + r"|\d{2} ?[MF]", d.text, re.IGNORECASE) and not before.strip():
        return _general(text, d, "Someone")
    if d.text.lower() == "retired" or re.match(r"in |aged|\(|\d{2,3}$", d.text):
        return _dropped(text, d.start, d.end)
    return None


def _time(text: str, d: Detail, before: str) -> Edit | None:
    if POSSESSIVE.search(d.text):
        return _general(text, d, _capital(text, d.start, "a recent"))
    # "your 9am" is somebody
    return _dropped(text, d.start, d.end) if _leaves_words(text, d) and not BEFORE_A_NOUN.search(before) else None


def _place(text: str, d: Detail, before: str) -> Edit | None:
    if STAYS.search(before):
        return _general(text, d, "locally")
    # "came in a Fiat" is nothing without it
    if not _leaves_words(text, d) or MOVES.search(before):
        return None
    return _dropped(text, d.start, d.end)


def _family(text: str, d: Detail, before: str) -> Edit | None:
    if not re.search(PERSON_OF_A_FAMILY, d.text, re.IGNORECASE):
        joined = COMPANY.search(before)
        return _made(text, d.start - len(joined.group()) if joined else d.start, d.end, "" if joined else "a pet", EditKind.GENERALISE, DETAIL, WHY_DETAIL)
    if re.match(r"(?:his|her|their)\b", d.text, re.IGNORECASE):
        return _general(text, d, _capital(text, d.start, "relatives" if KIN.search(d.text) else "a relative"))
    return None


def _rare(text: str, d: Detail, before: str) -> Edit | None:
    if re.match(r" (?!and|or|in|on|at|with|for|is|was|has|had|but|so|who|that|today|again)[a-z]+", text[d.end :]):
        return None  # "syphilis chancre": it says which of something
    return _general(text, d, "condition" if re.search(r"\b(?:his|her|their|the|rare)\s+$", before) else "a rare condition")


def _picture(text: str, d: Detail, _before: str) -> Edit | None:
    return _made(text, d.start, d.end, "", EditKind.GENERALISE, PICTURE, WHY_PICTURE) if d.text.startswith("[") else None


def _clause(text: str, d: Detail, before: str) -> Edit | None:
    """What singles someone out: a clause with 'who' goes whole, 'the last keeper' becomes someone."""
    stop = CLAUSE_END.search(text[d.end :])
    end = d.end + (stop.start() if stop else 0)
    is_the_one = d.text.lower().startswith("the ")
    if relative := RELATIVE.search(before):
        return _made(text, d.start - len(relative.group()), end, "", EditKind.GENERALISE, DETAIL, WHY_DETAIL)
    if is_the_one and before.rstrip().endswith(","):
        return _dropped(text, d.start, end)
    if is_the_one:
        return _general(text, d, _capital(text, d.start, "someone"))
    if d.text.lower().startswith("dressed as"):
        return _made(text, d.start, end, "", EditKind.GENERALISE, DETAIL, WHY_DETAIL)
    return None


PERSON_OF_A_FAMILY = r"\b(?:mum|mam|mother|dad|father|wife|husband|sons?|daughters?|brothers?|sisters?|gran|nan|grandsons?|granddaughters?|grandchildren|fianc[eé]e?|girlfriend|boyfriend|twins?|bab(?:y|ies)|kids?|children|triplets|girls?|boys?|widow(?:er)?)\b"
MENDS = {
    DetailKind.AGE: _age, DetailKind.TIME: _time, DetailKind.PLACE: _place, DetailKind.FAMILY: _family, DetailKind.RARE: _rare,
    DetailKind.PICTURE: _picture, DetailKind.UNIQUE: _clause, DetailKind.OCCUPATION: _clause, DetailKind.EVENT: _clause,
    DetailKind.OUTCOME: _clause,
}  # fmt: skip


def _general(text: str, d: Detail, after: str) -> Edit:
    """The detail in words that fit many people."""
    return _made(text, d.start, d.end, after, EditKind.GENERALISE, DETAIL, WHY_DETAIL)


def _general_at(text: str, start: int, end: int) -> Edit:
    """The words go, what they say of somebody being nobody's business."""
    return _made(text, start, end, "", EditKind.GENERALISE, DETAIL, WHY_DETAIL)


def _dropped(text: str, start: int, end: int) -> Edit:
    """The words go, with a preposition left hanging and one of two commas around them."""
    before = text[_line_start(text, start) : start]
    hanging = PREPOSITION.search(before)
    if (hanging and not before[: hanging.start()].rstrip().endswith((".", "!", "?"))) or (hanging and not before[: hanging.start()].strip()):
        start -= len(hanging.group())
    elif before.rstrip().endswith(",") and re.match(r"\s*[,.;!?)]", text[end:]):
        start -= len(before) - len(before.rstrip()) + 1
    if not text[_line_start(text, start) : start].strip() or text[:start].rstrip().endswith((".", "!", "?")):
        comma = re.match(r"\s*,\s*", text[end:])
        end += comma.end() if comma else 0
    return _made(text, start, end, "", EditKind.GENERALISE, DETAIL, WHY_DETAIL)


def _leaves_words(text: str, d: Detail) -> bool:
    """Something is left of the sentence without the detail, and nothing is joined to it by 'to' or 'and'."""
    start = max(text.rfind(c, 0, d.start) for c in ".!?\n") + 1
    stop = re.search(r"[.!?\n]|$", text[d.end :])
    rest = text[start : d.start] + text[d.end : d.end + (stop.start() if stop else 0)]
    if re.match(r"\s+(?:and|or|to|is|was|has|had|will)\b", text[d.end :]) or re.search(r"\b(?:and|or|between|is|was|until|since|by|after|before|every|each)\s+$", text[start : d.start]):
        return False
    return len(re.findall(r"\w+", rest)) >= 3


def _capital(text: str, start: int, words: str) -> str:
    """The words with a capital at the start of a sentence."""
    before = text[:start].rstrip(" \t\"“'‘(")
    return words[0].upper() + words[1:] if not before or before[-1] in ".!?]\n" else words


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _made(text: str, start: int, end: int, after: str, kind: EditKind, issue: Issue, why: str) -> Edit:
    return Edit(start, end, text[start:end], after, kind, issue, why)
