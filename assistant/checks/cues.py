"""Turns of phrase that tell whose story a text is: a patient's, one's own, or nobody's."""

import re


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(phrases) + r")(?!\w)", re.IGNORECASE)


# words that put a person in the surgery rather than at the school gate
PATIENT = _any(
    r"patients?", r"pts?", r"my list", r"our list", r"registered with us", r"consultation", r"consult", r"came in (?:with|for|about)",
    r"saw (?:him|her|a|an|my|this|one|mr|mrs|ms|miss)", r"seen (?:by|on|in|at) ", r"appointments?", r"diagnos\w+", r"prescri\w+", r"biops\w+", r"results?",
    r"bloods?", r"scan(?:ned|s)?", r"mri", r"symptoms?", r"referr\w+", r"home visit", r"smear", r"rash", r"tumou?r", r"cancer", r"chemo\w*",
    r"overdos\w+", r"depress\w+", r"pregnan\w+", r"miscarr\w+", r"diabet\w+", r"insulin", r"warfarin", r"statins?", r"antibiotics?",
    r"chest pain", r"hba1c", r"sectioned", r"dementia", r"asthma", r"inhaler", r"sick note", r"fit note", r"medical (?:notes|records?)",
    r"admitted", r"discharged", r"palliative", r"dnacpr", r"medication", r"treatment", r"x-?ray", r"ecg", r"ulcer", r"wound", r"dressing",
    r"fail(?:ed|s) to attend", r"did(?:n't| not) attend", r"visits? (?:list|today)", r"house calls?", r"catheter", r"on (?:the|my) (?:scales|couch)",
    r"hiv", r"sti", r"hypertens\w+", r"infection", r"stroke", r"surgery on", r"operation", r"in clinic", r"on the ward", r"dob", r"nhs (?:no|number)",
)  # fmt: skip

CONSENT = _any(
    r"with (?:his|her|their|the patient'?s?|written|full|explicit|signed|mum'?s|parents'?) (?:\w+ )?(?:consent|permission|agreement|blessing|ok)",
    r"(?:he|she|they|patient|family|parents|mum) (?:has |have |had )?(?:\w+ )?(?:agreed|consented|gave (?:me |us )?permission|said yes|signed|approved)",
    r"(?:written|signed|explicit) consent", r"consent (?:form )?(?:signed|obtained|given|on file|in place|recorded)", r"with permission", r"shared with consent",
    r"used with consent",
)  # fmt: skip

NO_CONSENT = _any(
    r"(?:without|didn'?t|did not|haven'?t|hasn'?t|not|never|no|won'?t) (?:\w+ ){0,3}(?:ask\w*|consent\w*|permission|agree\w*)",
)

# said of the people in the text, for it lifts the floor under a name: neither "a novel anticoagulant" nor "Mr Poole the actor"
_MADE_UP = r"(?:case|patient|name|stor(?:y|ie)|person|people|example|scenario|letter|character|detail|vignette)"
FICTION = _any(
    r"fictional", r"fictitious", r"made-up", rf"made up {_MADE_UP}\w*", r"i(?:['’]ve| have)? made (?:this|it|him|her|them) (?:all )?up",
    rf"(?:{_MADE_UP}s?(?: is| are| was| were)?|(?:it|this|which|that|all of (?:it|this)|everything)(?: is| was|['’]s)|all)(?: all| entirely| completely| totally)? made up(?! (?:of|with|for|to|in|by)\b)",
    rf"invented {_MADE_UP}\w*", rf"(?:{_MADE_UP}s?(?: is| are| was| were)|(?:it|this|which) is|all)(?: all| entirely| wholly)? invented(?! (?:by|in)\b)", r"imaginary(?! (?:friends?|lines?|pains?|companions?)\b)",
    r"composite (?:of|cases?|patients?|characters?|stor(?:y|ies)|person|picture)", r"not (?:a )?real (?:patient|person|people|case|name|one)s?", r"no real (?:patient|person)",
    r"mock (?:patient|case|exam|osce|consultation|letter)s?", r"mock (?=m(?:r|rs|iss|s)\b)", r"role ?play\w*", r"simulat(?:ed|ion|or)s?", r"mannequin", r"manikin",
    r"(?:patient|role)[- ]actors?", r"(?:an|our|the) actors? (?:playing|plays|played|who play(?:s|ed)|was brilliant|were brilliant)", r"played by (?:an? )?actors?",
    r"(?:my|our|this|the) (?:\w+ )?novels?(?= (?:is|was|are|set|about|in|and|out|by|that|where|which|has|called|when|ends|begins)\b|[.,;:!?)]|$)", r"novels? (?:i['’]?m|i am) (?:reading|writing)",
    r"sitcom", r"dummy data", r"test patient",
)  # fmt: skip
# "not her real name" is said of real people
REALLY = re.compile(
    r"\b(?:isn['’]?t|not) (?:her|his|their) real name|names? (?:have been |has been |was |were )?changed|based on (?:a|one of my|my|the) (?:real )?(?:patient|case|man|woman|lady)|true story"
    r"|(?:not|isn['’]?t|wasn['’]?t) made[- ]up|couldn['’]?t (?:have )?(?:make|made) (?:it|this|that) up|everything else i['’]?ve kept|lightly disguised|thinly|(?:not|isn['’]?t|wasn['’]?t|nothing) (?:invented|imaginary|fictional|fictitious)",
    re.IGNORECASE,
)


def is_fiction(text: str) -> bool:
    """The text says that the people in it are invented, and does not take that back."""
    return FICTION.search(text) is not None and REALLY.search(text) is None


# people who may be named at work without being patients
NOT_A_PATIENT = _any(
    r"receptionist", r"(?:practice |ward |staff |district |school |specialist )?nurse", r"practice manager", r"manager", r"secretary", r"partner",
    r"colleague", r"pharmacist", r"paramedic", r"teacher", r"mp", r"minister", r"councillor", r"journalist", r"reporter", r"trainer", r"registrar",
    r"retir\w+ (?:after|from)", r"retirement", r"headteacher", r"coach", r"author", r"speaker", r"chair", r"leaving do", r"volunteer",
    r"welcome to the team", r"new starter", r"joins? us", r"joining us", r"congratulations", r"staff",
)  # fmt: skip
