"""Whose story a text tells: a patient's, the writer's own, a public figure's, an invented one, many people's, or nobody's."""

import re
from collections.abc import Set as AbstractSet

from assistant.checks import cues
from assistant.checks.text import ReadText
from assistant.models import DetailKind, Whose

# an act of care towards one person; what comes after is a story about a patient
ONE_PERSON = re.compile(
    r"\b(?:saw|seen|seeing|see|met|treated|diagnosed|examined|reviewed|visited|certified|delivered|admitted|referred|sutured|stitched|resuscitated|scanned|had|got|told|lost|helped|looked after|cared for|sat with|held|remember|was|is|came|rang|found)\b"
    r"[^.!?\n]{0,60}\b(?:an?|the|this|one|my|another|poor|old|some|that|our)\s+(?:[\w'’-]+\s+){0,5}?"
    r"(?:man|woman|lady|gentleman|gent|chap|bloke|guy|lad|lass|girl|boy|kid|child|toddler|baby|teenager|patient|pt|family|couple|mum|dad|granny|grandmother|widow(?:er)?|pensioner|\d{1,3}[- ]?(?:year|yr|month|week)s?[- ]?old|\d{1,3} ?y/?o)\b"
    r"|\b(?:an?|the|this|one|my|another|that|some|poor)\s+(?:[\w'’-]+\s+){0,4}?(?:patient|pt|man|woman|lady|gentleman|chap|bloke|guy|lad|lass|girl|boy|child|toddler|teenager|couple|\d{1,3}[- ]?(?:year|yr|month)s?[- ]?old|\d{1,3} ?y/?o)\b[^.!?\n]{0,80}"
    r"\b(?:came|came in|with|who|presented|died|rang|collapsed|told me|asked|brought|arrived|attended|needed|turned up|has|had|sat|cried|thanked|called|from|on my|in my)\b"
    r"|\b(?:he|she)\b[^.!?\n]{0,80}\b(?:diagnos\w+|died|biops\w+|scan|results?|symptom\w*|prescri\w+|chest pain|consult\w*|appointment|clinic|surgery|baby|pregnan\w+|overdose|cancer)\b"
    r"|\b(?:an?|the|my|another|retired|local)\s+(?:[\w'’-]+\s+){0,3}?[\w'’-]+[^.!?\n]{0,50}\b(?:came in|came to see me|in clinic|in surgery|on my list|on the ward|i delivered|i looked after|i've looked after|i saw|i'd seen|i visited|i was with)\b"
    r"|\b(?:i|we) (?:delivered|looked after|nursed|certified|resuscitated|sectioned|admitted|coned|put down)\b|\blady\b|\bgentleman\b|\b\d{2} ?[MF]\b(?=[, ])",
    re.IGNORECASE,
)  # fmt: skip
OWN = re.compile(
    r"\b(?:i(?:'m| am|'ve| have|'d)? (?:just )?(?:was |been |got |had )?(?:diagnosed|living with|a patient|signed off|recovering|in remission|pregnant|waiting for my|having (?:my|chemo|surgery|treatment))|my own (?:gp|illness|diagnosis|depression|cancer|surgery|operation|miscarriage|ivf|story|experience|recovery|anxiety|health|breakdown|burnout|chemo)"
    r"|my (?:diagnosis|chemo|mastectomy|surgeon|oncologist|consultant|miscarriage|depression|therapist|psychiatrist|hysterectomy|smear|colonoscopy|bipolar|ivf|epilepsy|ms|cancer|op|operation|knee replacement|hip replacement|biopsy|recovery|tumour|pregnancy|labour)|i (?:had|have|got) (?:breast |bowel |prostate |testicular |skin |thyroid )?(?:cancer|chemo|depression|anxiety|epilepsy|diabetes|ms|a stroke|a heart attack|a miscarriage|my gallbladder|my appendix|a vasectomy|covid|shingles|asthma|adhd|autism|bipolar|coeliac|migraines?|a mastectomy))\b",
    re.IGNORECASE,
)  # fmt: skip
PUBLIC_FIGURE = re.compile(
    r"\b(?:(?:the )?(?:king|queen|princess|prince|prime minister|president|health secretary|home secretary|chancellor|first minister|pope|duchess|duke|archbishop)(?: (?:of )?[A-Z]\w+)?|on (?:tv|telly|television|strictly|the radio|bbc|radio 4)|(?:announced|revealed|spoke|speaking|spoken|written|wrote|told) (?:publicly |openly |movingly |today )?(?:that|about|of|in|the (?:bbc|guardian|times|press)) (?:his|her|their)|celebrit(?:y|ies)|in (?:her|his) (?:memoir|autobiography|book|interview|documentary|podcast))\b",
    re.IGNORECASE,
)
# what somebody in public life has said of their own health, to the press: known to all, unless the writer looked after them
IN_PUBLIC_LIFE = r"(?:footballer|cricketer|rugby player|jockey|athlete|olympian|cyclist|boxer|golfer|snooker player|tennis player|swimmer|actor|actress|singer|musician|drummer|guitarist|comedian|broadcaster|presenter|newsreader|weather presenter|(?:tv|celebrity|telly) \w+|chef|author|novelist|poet|politician|mp|minister|mayor|peer|bishop|archbishop|influencer|youtuber|model|dj|star|celebrity)"
TOLD_THE_PRESS = re.compile(
    rf"\b(?:(?:told|tells|telling|speaking to|spoke to|talking to|talked to|interview(?:ed)? (?:with|by|in|on)|wrote in|writes in|piece in|on) (?:the )?(?:bbc|itv|sky|channel (?:4|5)|guardian|times|sunday times|telegraph|independent|mirror|sun|mail|observer|press|papers|radio (?:\d|times)|woman['’]?s hour|desert island discs|this morning|loose women|newsnight|question time|breakfast tv))\b"
    rf"|\binterview with (?:the |a |that )?(?:\w+ ){{0,2}}{IN_PUBLIC_LIFE}\b"
    rf"|\b{IN_PUBLIC_LIFE}(?: [A-Z][\w'’-]+){{0,2}}(?:,? who)?(?: has|['’]s)? (?:spoken|spoke|talked|opened up|told|revealed|shared|announced|written|wrote|made public|gone public)\b"
    rf"|\b(?:documentary|memoir|autobiography|biography|podcast|obituary)\b",
    re.IGNORECASE,
)
MINE = re.compile(
    r"\b(?:my|our|the) (?:patient|list|clinic|surgery|ward|practice|on[- ]call|shift|waiting room)\b|\bpatients? of (?:mine|ours)\b|\b(?:i|we|i['’]ve|we['’]ve)(?: (?:have|had|once|just|also|first|then|even|actually|personally))* (?:saw|seen|treated?|looked after|met|diagnosed|delivered|admitted|referred|sectioned|examined|reviewed|visited|prescribed|certified|nursed)\b"
    r"|^(?:just |so |today )?(?:saw|seen|met|had|treated|visited|admitted|reviewed)\b|\b(?:came|been|is|was) in (?:today|clinic|surgery|to see)\b|\b(?:in clinic|in surgery|my consult\w*|came to see me|registered with us)\b",
    re.IGNORECASE | re.MULTILINE,
)
MANY = re.compile(
    r"\b(?:(?:many|most|some|lots|hundreds|thousands|dozens|all|several|few|half|plenty|loads|both|more|fewer|\d{2,}) (?:of )?(?:my |our |the |you|these |those )?(?:own )?(?:\w+ )?(?:patients|people|families|men|women|mums|dads|parents|carers|children|teenagers|adults|callers|appointments|pensioners|smokers|doctors|contacts)|patients (?:often|sometimes|who|with|are|have|tell|ask|may|can|should|deserve|need|come)|people (?:often|who|with|are|have|think|ask|tell|come)"
    r"|in \d{1,3} years of (?:practice|general practice|being)|over the years|(?:women|men|parents|children|teenagers|mums|carers|adults|anyone|those|everyone|families) (?:with|over|under|aged|who|often|can|should|need|may)|every (?:day|week|year) (?:i|we) see|our patients|my patients)\b",
    re.IGNORECASE,
)
CLEARLY_FICTION = re.compile(
    r"\b(?:several (?:people|patients|cases) (?:combined|merged|mixed)|(?:my|the|this) (?:book|story|script|short story)(?:'s|’s) (?:hero\w*|villain|doctor|patient|narrator)|chapter (?:one|two|three|\d)|osce|case study from (?:a|the) textbook)\b",
    re.IGNORECASE,
)
# what is seen on a screen or read; a patient watches too, so it counts only where nobody is named and nobody of the writer's spoken of
SHOW = re.compile(
    r"\b(?:(?:watched|watching|binged|binge[- ]watching|episode of|series of|rewatching) (?:\w+ )?(?:casualty|holby|call the midwife|doc martin|grey['’]?s anatomy|scrubs|er|house|corrie|coronation street|eastenders|emmerdale|the archers|silent witness|this is going to hurt|bergerac|vera|the crown)"
    r"|(?:casualty|corrie|eastenders|emmerdale|holby|silent witness|call the midwife) (?:episode|last night|tonight|storyline|finale|special)|the soap|screenplay|short story|whodunn?it|the plot of|drama series|dr series|(?:in|from) the (?:film|novel|soap|sitcom|opera|play|panto|book i)|novels? (?:about|by|set|where|in which)|the (?:heroine|hero|villain|detective) (?:of|in) (?:the|my|this|a))\b",
    re.IGNORECASE,
)
MY_PATIENT = re.compile(r"\b(?:my|our) (?:patient|list|clinic|surgery|ward)\b|\bpatient of mine\b|\bi (?:saw|treated|looked after|met)\b", re.IGNORECASE)
CARED_FOR = re.compile(r"\b(?:saw|seen|seeing|treated|diagnosed|examined|reviewed|visited|certified|delivered|sectioned|admitted|referred|looked after|told|gave)\b", re.IGNORECASE)
OWN_FAMILY = re.compile(r"\bmy (?:own )?(?:mum|dad|mother|father|wife|husband|son|daughter|brother|sister|gran\w*|kids?|nan|partner|aunt|uncle)\b|\bi(?:'m| am)\b", re.IGNORECASE)
SINGLING_OUT = {DetailKind.AGE, DetailKind.OCCUPATION, DetailKind.UNIQUE, DetailKind.PICTURE, DetailKind.EVENT, DetailKind.RARE}
CARE_WORDS = (DetailKind.CONDITION, DetailKind.RARE, DetailKind.PROCEDURE)
AT_WORK = re.compile(r"\b(?:clinic|surgery|ward|gp|on[- ]call|shift|consult\w*|patients?|home visit|a&e|ed|theatre|ambulance|practice|rounds?|labour|delivered|treat\w*|diagnos\w*|certif\w*|doctor|locum|bleep|bay \d|my list|11 o'clock|oncology|icu|itu|obs|midwif\w*|palliative|hospice|jabs?|vaccin\w*|triage|sick note|fit note|prescri\w*)\b", re.IGNORECASE)  # fmt: skip
NOT_PATIENTS = re.compile(r"\b(?:congratulations|well done|welcome|retir(?:es|ing|ement)|my (?:mum|dad|mother|father|gran|nan|daughter|son|wife|husband|kids?|boys?|girls?|brother|sister|dog|cat|partner)|our (?:daughter|son|eldest|youngest|dog|cat|new (?:nurse|gp|partner|receptionist|registrar))|joined (?:us|the team)|new (?:recruit|starter)|colleague|receptionist|practice nurse|our manager|practice manager)\b", re.IGNORECASE)  # fmt: skip


# the judge's probability of a patient issue from which its word counts, and from which it outweighs a public name
JUDGED, JUDGED_SURELY = 0.35, 0.6


def is_invented(text: str, is_named: bool) -> bool:
    """The text says so of its people, or tells of a book or a programme; `is_named`: it names someone, who may watch one."""
    said = cues.is_fiction(text) or (CLEARLY_FICTION.search(text) is not None and cues.REALLY.search(text) is None)
    return said or (SHOW.search(text) is not None and not is_named and MINE.search(text) is None)


def whose_story(read: ReadText, kinds: AbstractSet[DetailKind], about_a_patient: float, is_named: bool = False) -> Whose:
    """Whom the text is about. `kinds`: of the details in it; `about_a_patient`: the judge's probability of an issue that
    only patients raise; `is_named`: it names someone.

    Patterns tell the ways of not being about a patient (invented, one's own, in public life, many
    people's); between the rest, a turn of phrase or the judge decides. What was told to the press is
    public whatever the judge makes of it, unless the writer says to have looked after that person.
    """
    text = read.text
    if is_invented(text, is_named):
        return Whose.FICTION
    at_work = AT_WORK.search(text) is not None or any(kind in kinds for kind in CARE_WORDS) or cues.PATIENT.search(text) is not None
    said = at_work and ONE_PERSON.search(text) is not None and not NOT_PATIENTS.search(text)
    # "saw a bus driver", "told Mrs Kendal": an act of care, and someone in particular
    said = said or bool(at_work and CARED_FOR.search(text) and (is_named or kinds & SINGLING_OUT) and not MANY.search(text) and not NOT_PATIENTS.search(text))
    if OWN.search(text) and not MY_PATIENT.search(text) and about_a_patient < JUDGED_SURELY:
        return Whose.SELF
    if PUBLIC_FIGURE.search(text) and not MY_PATIENT.search(text) and about_a_patient < JUDGED_SURELY:
        return Whose.PUBLIC_FIGURE
    if TOLD_THE_PRESS.search(text) and not MINE.search(text):
        return Whose.PUBLIC_FIGURE
    # "47M, MI in the waiting room", "end of life, his wife": a person in care, in shorthand
    shorthand = kinds & {DetailKind.AGE, DetailKind.FAMILY} and kinds & {*CARE_WORDS, DetailKind.OUTCOME} and AT_WORK.search(text)
    said = said or bool(shorthand and not OWN_FAMILY.search(text) and not MANY.search(text) and not NOT_PATIENTS.search(text))
    if about_a_patient >= JUDGED or (said and not (MANY.search(text) and not kinds & SINGLING_OUT)):
        return Whose.PATIENT
    return Whose.MANY if MANY.search(text) else Whose.NOBODY
