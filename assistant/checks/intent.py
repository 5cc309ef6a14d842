"""Whether a question asks what a rule says rather than whether an act is fine."""

import re

ASKS_FOR_A_RULE = re.compile(
    r"^\W*(?:(?:please|so|and|ok(?:ay)?|hi|hello|remind me|tell me|explain)[,:;]?\s+)*(?:"
    r"what(?:'s| is| are| does| do| did| has| have)?\b.{0,40}?\b(?:gmc|bma|lmcs?|mdu|mddus|mps|guidance|guidelines?|rules?|polic(?:y|ies)|paragraph|code|law)\b"
    r"|wh(?:ich|at) (?:paragraph|para|section|rule|line|bit|part|document|guidance)\b"
    r"|where (?:does|do|is|in)\b.{0,40}?\b(?:say|says|said|written|guidance|rules?)\b"
    r"|(?:do|does|is|are)\b.{0,60}?\b(?:count(?:s|ed)? as|class(?:ed)? as|considered|mean(?:t)? by)\b"
    r"|who(?:se)?\b.{0,40}?\b(?:guidance|rules?)\b"
    r"|(?:quote|cite|find|show)\s+(?:me\s+)?(?:the\s+)?(?:paragraph|para|line|rule|bit|guidance)\b"
    r")",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
# "what does the GMC say if I post this": an act hides in the question, and the act decides
OWN_ACT = re.compile(r"\b(?:can|could|may|should|shall|if)\s+(?:i|we)\b|\bam i\b|\bok(?:ay)? to\b|\b(?:i|we)(?:'ve| have|'d| would| want| plan|'m| am)\b", re.IGNORECASE)


def asks_for_a_rule(question: str) -> bool:
    """True for "what does the GMC say about anonymity?", false where the asker's own act is in it."""
    return ASKS_FOR_A_RULE.search(question) is not None and OWN_ACT.search(question) is None
