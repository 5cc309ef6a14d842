"""How a question is put: whether an act may be done, whether it has to be, whether it was wrong; so that "yes" answers it."""

import re
from enum import StrEnum

from assistant.typed import as_typed_plainly

_WE = r"(?:i|we|(?:a|any|another) (?:gp|doctor|partner|trainee|registrar)|gps|doctors|(?:my|our|the) (?:practice|surgery|team|staff|nurses?|receptionists?|registrar|trainees?|partners?|manager))"


class Asked(StrEnum):
    """What a yes would mean."""

    LEAVE = "leave"
    """Can I? Yes: you can."""
    DUTY = "duty"
    """Must I? Yes: you must."""
    WRONG = "wrong"
    """Was it wrong? Yes: it was."""
    OPEN = "open"
    """How? Who? No yes answers it."""


# done to the asker rather than by them: "can I be sacked for this", "can my manager stop me"
WRONG = re.compile(
    r"\b(?:is|was|were|would|isn't|wasn't|am|are)\b[^?]{0,60}?\b(?:wrong|unprofessional|unethical|misconduct|illegal|unlawful|against the (?:rules?|law|guidance)|(?:a|any) (?:breach|problem|issue|risk|crime|offence)|breaking (?:the|any)|out of order|over the line|inappropriate|frowned)\b"
    r"|\b(?:have|had|has|did|do|does)\b[^?]{0,40}?\b(?:wrong(?:ly)?|breach(?:ed)?|br(?:eak|oken?) (?:the|any|a)|cross(?:ed)? (?:the|a) line|overstep(?:ped)?)\b"
    rf"|\b(?:can|could|will|would|might|may|am|are) {_WE} (?:\w+ )?(?:be|get|going to (?:be|get)|likely to (?:be|get)) (?:\w+ )?(?:reported|referred|sacked|fired|dismissed|suspended|struck|sued|prosecuted|disciplined|investigated|fined|in (?:trouble|breach)|into trouble|told off)\b"
    rf"|\b(?:am|are) {_WE} (?:in trouble|in breach|at risk|liable)\b",
    re.IGNORECASE,
)
DUTY = re.compile(
    rf"\b(?:do|does|did|would|will) {_WE} (?:\w+ )?(?:have to|need to|need|got to|owe)\b|\b(?:must|mustn't|needn't) {_WE}\b"
    rf"|\b(?:am|are|is) {_WE} (?:\w+ )?(?:obliged|required|supposed|expected|meant|duty[- ]bound)\b|\bhave {_WE} (?:got )?to\b|\bis it (?:\w+ )?(?:compulsory|mandatory|necessary|a (?:duty|requirement))\b"
    rf"|\b(?:can|could|may|might) (?:they|he|she|it|(?:my|our|the|a) (?:\w+ )?(?:employer|partners?|manager|trust|icb|gmc|police|patient|practice|boss|supervisor)) (?:\w+ )?(?:make|force|stop|prevent|ban|order|tell|demand|insist|require|ask|see|read|find|sack|discipline)\b",
    re.IGNORECASE,
)
LEAVE = re.compile(
    rf"\b(?:can|could|may|might|can't|couldn't) {_WE}\b|\b(?:am|are|is) {_WE} (?:\w+ )?(?:allowed|free|permitted|ok|okay|entitled|able|right|good|fine|safe)\b"
    r"|\b(?:is|would|isn't|if|will) (?:it|this|that|these|those|the (?:draft|post|message|reply|wording|following|below))(?: be| still| also)? (?:\w+ )?(?:ok|okay|fine|all ?right|alright|acceptable|appropriate|safe|possible|permitted|allowed|legal|reasonable|good)\b"
    r"|\b(?:ok|okay|fine|all right|alright|happy|allowed|safe) (?:to|if|for)\b|\bdo you mind\b",
    re.IGNORECASE,
)
# "what can I say", "who may we tell": asked for more than a yes
WH = re.compile(r"\b(?:what|how|who|whom|whose|when|where|which|why)\b[^,;:?.!]*$", re.IGNORECASE)
# "can I decline": the no of a rule would be read as "you may not decline"
HOLDING_BACK = re.compile(
    r"^\W*(?:(?:to|if (?:i|we)|just|simply|also|still|really|always|politely) )*(?:refuse|decline|ignore|say no|not|turn (?:\w+ )?down|leave (?:it|them|him|her)|unfriend|block|avoid|stay (?:out|away))\b", re.IGNORECASE
)
PLAN = re.compile(
    rf"\b(?:what|how)(?: else| on earth)? (?:can|should|do|shall|must|could|might) {_WE} (?:do|best do|deal|handle)\b|\bwho(?: else)? (?:do|should|can|must) {_WE} (?:tell|ask|ring|call|go to|speak)\b|\bwhat now\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def asked(question: str) -> Asked:
    """How the question is put. Where a message asks in two ways, or in none that is known, no yes answers it: open."""
    sentences = [found.group() for found in SENTENCE.finditer(as_typed_plainly(question))]
    ways = {way for sentence in ([s for s in sentences if s.rstrip().endswith("?")] or sentences) if (way := _way(sentence))}
    return ways.pop() if len(ways) == 1 else Asked.OPEN


def _way(sentence: str) -> Asked | None:
    """How one sentence asks; None where it does not."""
    for way, pattern in ((Asked.WRONG, WRONG), (Asked.DUTY, DUTY), (Asked.LEAVE, LEAVE)):
        found = pattern.search(sentence)
        if found:
            is_turned = way is Asked.LEAVE and HOLDING_BACK.search(sentence[found.end() :])
            return Asked.OPEN if is_turned or WH.search(sentence[: found.start()]) else way
    return Asked.OPEN if WH.search(sentence) else None


def wants_a_plan(text: str) -> bool:
    """What is asked last is what to do or whom to tell, which no "this is fine" answers."""
    sentences = SENTENCE.findall(text)
    return bool(sentences) and PLAN.search(sentences[-1]) is not None
