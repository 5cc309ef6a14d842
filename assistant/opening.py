"""How an answer opens: "Yes" and "No" only to a question that they answer the right way round."""

import re

# asks leave for what it names: "Can I reply?"
_LEAVE = re.compile(
    r"\b(?:(?:can|could|may|might|shall|should) (?:i|we|he|she|they|you|my|our|the|a|an|gps?|doctors?|staff|reception\w*|someone|anyone)"
    r"|(?:am i|are we|is (?:it|this|that)) (?:also |still |really )?(?:allowed|permitted|ok(?:ay)?|all ?right|alright|fine|safe|acceptable|appropriate|legal)"
    r"|(?:ok(?:ay)?|alright|all right|fine|safe|allowed|permitted) (?:for (?:me|us) )?(?:to|if|for))\b",
    re.IGNORECASE,
)
# asks whether a duty binds, looks back, or asks what and how: a bare "No" would be read as leave not to
_NOT_LEAVE = re.compile(
    r"\b(?:(?:do|does|did|would|will) (?:i|we|you|it|they|\w+) (?:really |still |always |actually )?(?:have|need|ought) to"
    r"|(?:must|need) (?:i|we|you|they)|(?:have|has) (?:i|we) (?:got )?to|obliged|required|duty|compulsory|mandatory"
    r"|(?:was|were|am|are|have|had|did) (?:i|we)(?! (?:also |still |really )?(?:allowed|permitted|ok(?:ay)?|all ?right|alright|fine|safe))"
    r"|should(?:n't| not)|(?:should|can|could|may) (?:i|we) (?:\w+ )?(?:refuse|decline|ignore|avoid|stop|not|say no|delete|remove|block|untag|unfriend|report|apologi[sz]e)"
    r"|(?:what|how|why) (?:now|next|do|does|did|should|shall|can|could|would|is|are|to|happens|if)|what'?s"
    r"|(?:which|who|when|where) (?:do|did|should|shall|can|could) (?:i|we))\b",
    re.IGNORECASE,
)
_BY_HEART = (
    (re.compile(r"^Yes, as long as "), "This is fine, as long as "),
    (re.compile(r"^(?:Yes|No|Not yet|Not as it stands)\. "), ""),
)


def asks_leave(text: str) -> bool:
    """Whether `text` asks leave to do a thing, and nothing that "yes" or "no" would answer the wrong way round."""
    return bool(_LEAVE.search(text)) and not _NOT_LEAVE.search(text)


def opened_for(text: str, headline: str) -> str:
    """`headline` with its "Yes", "No" or "Not yet" left out where the question `text` did not ask leave."""
    if asks_leave(text):
        return headline
    for opening, instead in _BY_HEART:
        headline = opening.sub(instead, headline)
    return headline
