"""Details that add up: what a text tells of a person beside a name (quasi-identifiers), each with how far it narrows things down."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

import yaml

from assistant.checks.text import ReadText
from assistant.models import Detail, DetailKind

DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
MONTH = r"(?:january|february|march|april|june|july|august|september|october|november|december)"
FEAST = r"(?:christmas|boxing|new year'?s|easter|bonfire|mother'?s|father'?s|valentine'?s|pancake) (?:eve|day|night|saturday|sunday|monday)|(?:carnival|festival|show|fair|lambing|half[- ]term)(?: (?:week|season|day))?"
PERSON_HEAD = (
    r"man|men|woman|women|lady|ladies|gentleman|gent|chap|bloke|guy|lad|lass|girl|boy|kid|child|toddler|baby|infant|newborn|teenager|teen|youngster|granny|grandmother|grandfather|grandad"
    r"|widow|widower|pensioner|mum|mam|dad|mother|father|couple|family|twins?|brothers|sisters|patient|pt"
)
FIGURES = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"

# (kind, weight, pattern); words with capitals are matched as written where the flag is 0
PATTERNS: tuple[tuple[DetailKind, float, re.Pattern[str]], ...] = (
    (DetailKind.AGE, 1.0, re.compile(
        rf"\b{FIGURES}[- ]?(?:year|yr|month|week|day)s?[- ]?olds?\b|\b\d{{1,3}} ?y/?o\b|\b(?:aged|age) \d{{1,3}}\b|\b\d{{1,2}} ?(?-i:[MF])\b|\((?:aged )?\d{{1,3}}\)"
        r"|(?<=, )\d{2,3}(?=[,.;])|\b(?:turned|turns|turning) \d{1,3}\b|\b(?:is|was|just) \d{1,3}(?=[,.;])|^\d{2,3}(?=,)"
        r"|\bin (?:his|her|their) (?:early |mid |late |mid-|late-)?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|\d0s)\b",
        re.IGNORECASE | re.MULTILINE)),
    (DetailKind.AGE, 0.5, re.compile(r"\b(?:teenage\w*|toddlers?|newborn|pensioner|elderly|retired|year (?:7|8|9|10|11|12|13)|octogenarian|nonagenarian|centenarian)\b", re.IGNORECASE)),
    (DetailKind.FAMILY, 0.75, re.compile(
        r"\b(?:his|her|their) (?:\w+ )?(?:mum|mam|mother|dad|father|wife|husband|sons?|daughters?|brothers?|sisters?|gran|nan|grandsons?|granddaughters?|grandchildren|fianc[eé]e?|girlfriend|boyfriend|twins?|bab(?:y|ies)|kids?|children|triplets|little (?:girls?|boys?))\b"
        r"|\b(?:single (?:mum|dad|mother|father)|mum of \w+|dad of \w+|mother of \w+|father of \w+|twins|twin (?:brothers?|sisters?)|widow(?:er)?|(?:\w+'s|\w+’s) (?:wife|husband|widow|son|daughter|mum|dad|mother|father))\b"
        r"|\b(?:two|three|four|five|six|seven|eight|nine|ten) (?:little |small |young )?(?:kids|children|girls|boys|sons|daughters|brothers|sisters)\b",
        re.IGNORECASE)),
    # what lives with a person is known to everyone who visits
    (DetailKind.FAMILY, 0.75, re.compile(
        r"\b(?:his|her|their) (?:\w+ ){0,2}?(?:dogs?|cats?|parrot|budgies?|canary|ferrets?|tortoise|pony|horse|donkey|goats?|hens|greyhounds?|whippets?|terriers?|labradors?|spaniels?|guide dog|mynah|cockatiel|macaw|snake|rabbits?|pigeons)\b",
        re.IGNORECASE)),
    (DetailKind.PLACE, 1.0, re.compile(
        r"\b(?:in|at|from|near|outside|of|off|on|round|above|below|behind|by) (?:the |our |a )?(?:[A-Z][\w'’-]+ ){0,3}(?:[A-Z][\w'’-]+|A\d{1,4}|M\d{1,2})(?:,? [A-Z][a-z]\w+)?\b")),
    (DetailKind.PLACE, 1.5, re.compile(
        r"\b(?:in|at|from|near|outside|on|above|behind|by|of|opposite) (?:the |our |my |a )?(?:(?:\w|['’-])+ ){0,3}?(?:care home|nursing home|school|primary|academy|college|estate|farm|road|street|lane|avenue|terrace|close|hill|harbour|pier|island|isle|islands|village|hamlet|valley|dale|convent|cathedral|chapel|church|mosque|caravan (?:site|park)|market|bakery|wool shop|corner shop|post office|chip shop|chippy|cafe|pub|butcher's|flats|bungalow|barracks|prison|station|garden centre|co-op|hotel|travelodge|festival|carnival|show|choir|team|squad|club|bowls club|lifeboat|brewery|factory|mill|quarry|mine|base|golf club)\b",
        re.IGNORECASE)),
    (DetailKind.TIME, 0.75, re.compile(
        rf"\b(?:on |last |this |late |early )?(?:the )?{DAY}(?:'s|’s)?(?: (?:morning|afternoon|evening|night|clinic|surgery|list))?\b"
        r"|\b(?:yesterday|last night|tonight|just now|earlier today|today|this (?:morning|afternoon|evening|week|weekend)|last week|a few (?:days|hours) ago|right now|currently|an hour ago)(?:'s|’s)?\b"
        rf"|\b(?:on |in |at |last |since |over |until )?(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?: \d{{4}})?|in May|{FEAST}|(?:19|20)\d\d)\b"
        r"|\b(?:at )?(?:half (?:past )?\w+|(?:quarter|ten|five|twenty) (?:to|past) \w+|\d{1,2}(?:[.:]\d{2})? ?(?:am|pm|o'clock)|my \d{1,2}[.:]\d{2})\b",
        re.IGNORECASE)),
    (DetailKind.UNIQUE, 2.0, re.compile(
        r"\bthe (?:(?:only|last|first|oldest|youngest|biggest) (?!(?:one|time|thing|week\w*|month|year\w*|day|few|line|page|step|place|minute|half|bit|part|word|person to|two|three|appointment|slot|patient of|visit|post|reason|option|way|people to|of|mon|tue|wed|thu|fri|sat|sun)\w*\b)|one who|chap who|lady who|man who|woman who|bloke who|lad who|guy who|girl who|couple who|family who)\b[^.,;!?\n]{0,90}"
        r"|\b(?:well[- ]known|famous|celebrity|household name|local legend|village character)\b|\byou(?:'d|’d| would|'ll|’ll| will)? (?:all )?know (?:him|her|them|who|the|the voice|the face)\b"
        r"|\b(?:anybody|anyone|everyone|everybody|people|locals?) (?:from|in|round|on|who lives) [^.,;!?\n]{2,30} (?:will|would|'ll|knows?)\b|\brhymes with\b|\bknow who (?:you|he|she|they) (?:are|is)\b|\bmy (?:favourite|regular) (?:patient|frequent)\b|\bi am sure you can guess\b|\byou can guess who\b|\bisn'?t (?:her|his|their) real name\b|\bnames? (?:withheld|changed)\b",
        re.IGNORECASE)),
    (DetailKind.PICTURE, 2.0, re.compile(
        r"\[(?=[^\]]*(?:photo|pic|picture|image|screenshot|video|selfie|x-?ray|scan|snap|clip))[^\]]{3,200}\]"
        r"|\b(?:attached|here'?s|posting|sharing|took|take|see) (?:a |an |the |this |her |his |their )?(?:photo|pic|picture|image|screenshot|video|x-?ray|scan|selfie)s?(?: of [^.,;!?\n]{2,60})?", re.IGNORECASE)),
    (DetailKind.QUOTATION, 0.75, re.compile(r"(?:\"[^\"\n]{8,200}\"|“[^”\n]{8,200}”|(?<!\w)['‘][^'’\n]{8,}['’](?!\w))")),
)  # fmt: skip
THE_ONE = 2.0
THE = re.compile(r"\b(?:the|our) (?:\w+ )?$", re.IGNORECASE)
OF_A_PLACE = re.compile(r" (?:of|at|in|from|on) (?:the |our )?[A-Z]")
NOT_A_PLACE = re.compile(
    r"^\w+ (?:the |our |a )?(?:GP|GPs|NHS|GMC|BMA|LMC|CQC|ICB|MHRA|NICE|BMJ|RCGP|I|UK|England|Britain|Scotland|Wales|Ireland|Europe|Christmas|Easter|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"Dr|Mr|Mrs|Ms|Miss|Prof|Facebook|Instagram|Twitter|TikTok|WhatsApp|LinkedIn|YouTube|Google|Covid|COVID|God|English|MRI|CT|HIV|COPD|ADHD)\b"
)
# what is offered to all and named after an illness: a shingles jab is nobody's shingles
FOR_ALL = re.compile(r"^[ -](?:jabs?|vaccin\w+|immuni[sz]ations?|boosters?|awareness|charit(?:y|ies)|campaigns?|leaflets?|posters?)\b", re.IGNORECASE)
OFFERED = frozenset({DetailKind.CONDITION, DetailKind.RARE})
LEXICON_KIND = {
    "occupation": DetailKind.OCCUPATION, "works_at": DetailKind.OCCUPATION, "ethnicity": DetailKind.ETHNICITY, "rare": DetailKind.RARE,
    "condition": DetailKind.CONDITION, "procedure": DetailKind.PROCEDURE, "event": DetailKind.EVENT, "outcome": DetailKind.OUTCOME,
}  # fmt: skip


@cache
def _lexicon() -> tuple[tuple[DetailKind, float, re.Pattern[str]], ...]:
    """The word lists of details.yaml as patterns, longest words first."""
    text = resources.files("assistant.checks").joinpath("details.yaml").read_text(encoding="utf-8")
    patterns = []
    for name, group in yaml.safe_load(text).items():
        words = sorted(map(str, group["words"]), key=len, reverse=True)
        # a short all-capital word (MS, EB, CT) means itself only in capitals
        plain = "|".join(_either_apostrophe(w) for w in words if not (w.isupper() and len(w) <= 3))
        capitals = "|".join(re.escape(w) for w in words if w.isupper() and len(w) <= 3)
        either = f"(?i:{plain})" + (f"|{capitals}" if capitals else "")
        tail = ""
        head = ""
        if name == "works_at":
            tail = r"(?: (?:\w|['’-])+){1,3}"
        if name == "ethnicity":
            # "in Polish and Urdu" is a language, "a Polish lad" a person
            head = r"(?<=\ba )|(?<=\ban )|(?<=\bthe )|(?<=\bold )|(?<=\byoung )|(?<=\bone )|(?<=\bonly )|(?<=\belderly )|(?<=\bmy )|(?<=\bis )|(?<=\blocal )|(?<=\bretired )|(?<=\blittle )"
            head = f"(?:{head})"
            tail = rf"(?: (?:{PERSON_HEAD}|[a-z]+)\b)?"
        if name == "event":
            tail = r"(?: (?:\w|['’-])+){0,3}"
        patterns.append((LEXICON_KIND[name], float(group["weight"]), re.compile(rf"{head}(?<!\w)(?:{either})s?(?!\w){tail}")))
    return tuple(patterns)


def _either_apostrophe(word: str) -> str:
    return re.escape(word).replace("'", "['’]")


def collect(read: ReadText) -> tuple[Detail, ...]:
    """Every detail in the text, in order; of those that overlap with one kind, the heaviest, then the longest."""
    kept: list[Detail] = []
    for found in sorted(_all(read.text), key=lambda d: (-d.weight, -(d.end - d.start), d.start)):
        if not any(k.kind is found.kind and k.start < found.end and found.start < k.end for k in kept):
            kept.append(found)
    return tuple(sorted((_the_one(d, read.text) for d in kept), key=lambda d: (d.start, -d.end)))


def names_a_rare_condition(text: str) -> bool:
    """A condition stands in it that a district has few people with."""
    return any(detail.kind is DetailKind.RARE for detail in _all(text))


def _the_one(detail: Detail, text: str) -> Detail:
    """An occupation with 'the' or 'our' before it, or a place right after it, is held by one person there."""
    if detail.kind is not DetailKind.OCCUPATION:
        return detail
    held = THE.search(text[max(0, detail.start - 24) : detail.start]) or OF_A_PLACE.match(text[detail.end : detail.end + 40])
    return replace(detail, weight=THE_ONE) if held else detail


def _all(text: str) -> Iterator[Detail]:
    for kind, weight, pattern in (*PATTERNS, *_lexicon()):
        for match in pattern.finditer(text):
            words = match.group()
            if kind is DetailKind.PLACE and (NOT_A_PLACE.match(words) or " list" in words):
                continue
            if kind in OFFERED and FOR_ALL.match(text[match.end() : match.end() + 40]):
                continue
            lead = len(words) - len(words.lstrip())
            yield Detail(kind, match.start() + lead, match.end(), words.strip(), weight)
