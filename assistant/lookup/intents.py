"""What a message asks for, told by its words alone: the same words, the same intent."""

import re
from enum import StrEnum

from assistant.checks.intent import OWN_ACT, asks_for_a_rule
from assistant.checks.scope import RULE_BENDING
from assistant.lookup.names import documents_named, numbers_named, topics_named
from assistant.outside import is_outside


class Intent(StrEnum):
    """What somebody wants when they type."""

    CAN_I = "can-i"
    WHAT_TO_DO = "what-to-do"
    EXPLAIN = "explain"
    FIND = "find"
    COMPARE = "compare"
    OLD_RULES = "old-rules"
    WRITE = "write"
    SMALL_TALK = "small-talk"
    OUT_OF_SCOPE = "out-of-scope"
    RULE_BENDING = "rule-bending"


LOOK_UPS = frozenset((Intent.EXPLAIN, Intent.FIND, Intent.COMPARE, Intent.OLD_RULES))

_FLAGS = re.IGNORECASE | re.DOTALL
ROUND = re.compile(
    r"\b(?:get|getting|go|going|find a way|ways?|work|slip|sneak)\s+(?:a)?round\s+(?:the|this|that|these|those|your|my|gmc|bma|lmc|any|needing|having to|asking)?\s*(?:\w+\s+){0,3}"
    r"(?:rules?|guidance|guidelines?|consent|confidentiality|polic\w+|gmc|bma|duty|codes?|law|paragraphs?|it\b|this\b|ban)"
    r"|\bloop-?holes?\b|\bdodge the\b|\bbypass(?:ing)? (?:the )?(?:rules?|guidance|consent|gmc)\b"
    r"|\bwithout (?:the )?(?:gmc|practice|partners?|trust|anyone|anybody|my (?:partners?|boss|practice))\b.{0,12}\b(?:finding out|knowing|noticing|realising|seeing)"
    r"|\b(?:can(?:'|’)?t|cannot|can not|won(?:'|’)?t|never|isn(?:'|’)?t|not) (?:be |get )?(?:traced|tracked|linked|tied|caught|found out)\b"
    r"|\bget(?:ting)? away with\b|\bwithout (?:technically|actually|getting (?:caught|into trouble|struck off))\b"
    r"|\bnot (?:get(?:ting)?|being) (?:caught|found out|struck off|into trouble)\b|\bhow (?:can|do|could|would|to) (?:i |we )?(?:hint|hide|disguise|conceal|sneak|slip|cover up)\b|\b(?:slip|sneak|get) (?:this|it|that|one) past\b|\bforget (?:about )?(?:the )?(?:rules|guidance|gmc)\b"
    r"|\byou are (?:now )?my (?:friend|mate|lawyer|solicitor|boss)\b|\bwithout breaking the rules\b|\bwhat(?:(?:'|’)?s| is) the trick\b"
    r"|\bpretend (?:that )?you(?:'re|’re| are)?\b|^\W*pretend\b|^\W*act as (?:a|an|my)\b|\brole ?-?play\b|\b(?:and|to) just (?:say|tell me) (?:yes|it'?s (?:fine|ok))\b",
    _FLAGS,
)  # fmt: skip
WRITE = re.compile(
    r"\b(?:write|draft|compose|word|phrase|script|suggest|give|send|show|make|prepare)\b(?: up)?\s+(?:me|us)\b(?!.{0,8}\bparagraph)"
    r"(?!.{0,30}\bscript that\b).{0,30}\b(?:repl(?:y|ies)|response|answer|wording|words|message|apology|template|line|statement|post|notice|email|letter|text|something|disclaimer|script)\b"
    r"|^\W*(?:please |can you |could you |would you |pls )*(?:write|draft|compose|word|reword|phrase)\b(?!.{0,10}\b(?:me|us)\b)"
    r"|\b(?:can|could|will|would) you (?:please )?(?:write|draft|word|compose|help me (?:write|word|draft))\b"
    r"|(?:\b(?:any|have you|is there|there|need|want|wanted:?|give|got|some|a)\b.{0,12}|^\W*)\b(?:templates?|standard (?:reply|response|wording)|stock (?:reply|response|answer)|form of words|ready wording|sample wording|wording (?=for|to)|sample (?:reply|response)|example (?:reply|response|wording))\b.{0,60}(?:\?|$|\b(?:for|to|of)\b)"
    r"|\bhow (?:should|do|can|could|would|might) (?:i|we|you) (?:best )?(?:word|phrase|put)\b|\bwhat (?:can|should|do|could|shall) (?:i|we) (?:write|say|put|send|reply)(?: back)?\b(?!.{0,25}\babout\b)(?=\s*(?:back|to (?:them|her|him|the|a|this|my)|in (?:reply|response)|\?|$|instead))"
    r"|\bhelp (?:me|us) (?:to )?(?:write|word|draft|phrase|reply|compose|answer)\b|\bsuggest (?:a |an |some )?(?:\w+ )?(?:repl(?:y|ies)|response|answer|wording|words|line|text)\b"
    r"|\b(?:could|can|may) (?:i|we) have (?:a |an |some )?(?:\w+ )?(?:statement|reply|response|wording|template|words|text)\b|\bwhat would (?:a|an) (?:\w+ )?(?:reply|response|answer|apology|message)\b.{0,30}\b(?:look|sound|say|be)\b|\bholding (?:statement|reply|line)\b"
    r"|\bneed (?:something|some words|words|a line|wording) to (?:say|send|write|put|reply)\b",
    _FLAGS,
)  # fmt: skip
OLD = re.compile(
    r"\b(?:don(?:'|’)?t|didn(?:'|’)?t|aren(?:'|’)?t|weren(?:'|’)?t|doesn(?:'|’)?t) (?:i|we|you|doctors|gps|the gmc) (?:still )?(?:have|need|supposed|meant|required|obliged|used|say)\b"
    r"|\bi (?:always )?thought (?:that )?(?:i|we|you|doctors|gps|the (?:gmc|rule|guidance))\b.{0,25}\b(?:had|have|must|should|supposed|said|was|were|needed|need)\b"
    r"|\b(?:do|did|does) (?:i|we|you|doctors) (?:no longer|not) (?:have|need|still)\b|\b(?:were|was) (?:always )?(?:told|taught)\b.{0,30}\b(?:had to|have to|must|should)\b|\b(?:has|have|is|are) the (?:old )?rules?\b.{0,40}\b(?:gone|changed|dropped|scrapped|relaxed|still)\b"
    r"|\bstill (?:the )?(?:current|latest|in use|so|true|the rule|apply|applies|stand)\b|\bany ?more\?*\W*$|\bsince 20(?:06|09|11|13)\b|\bdoctors(?:'|’)? use of social media\b"
    r"|\bused to (?:say|have|be|require|tell)\b|\bold (?:rules?|guidance|edition|version)\b|\bprevious (?:rules?|guidance|edition|version)\b"
    r"|\b(?:what(?:'|’)?s|what is|what has|what|has anything|anything|did anything) (?:changed?|new|different)\b.{0,60}\b(?:20(?:13|24)|guidance|gmc|rules?|standards?|edition|version)\b"
    r"|\b(?:2013|2006|2009|2011)\b.{0,60}\b(?:guidance|version|edition|rules?|numbers?|one|say|said|force|current)\b|\b(?:guidance|version|edition|rules?|practice|one)\b.{0,25}\b2013\b"
    r"|\bwhich (?:edition|version)\b|\b(?:still|no longer|yet) (?:in force|valid|current|live)\b|\bhow (?:old|recent|up to date) (?:is|are)\b.{0,40}\b(?:guidance|page|edition|gmc|lmc|bma)\b"
    r"|\b2013 (?:version|edition|guidance|rules?)\b|\bwhen (?:did|was|were) .{0,50}\b(?:rewritten|updated|published|revised|change[d]?|come (?:in|out)|came (?:in|out)|issued)\b",
    _FLAGS,
)  # fmt: skip
STRENGTH = re.compile(
    r"\b(?:what (?:does|do|is)|meaning of|difference between|explain|define|is|mean by|by)\b.{0,40}[\"'“‘]?\b(?:must|should|may)\b[\"'”’]?.{0,30}\b(?:mean|here|stronger|weaker|binding|and|in gmc|in the guidance|\?|$)"
    r"|\b(?:does|do|is) [\"'“‘]?(?:must|should|may)[\"'”’]? (?:really |actually |just )?(?:mean|binding|a duty|compulsory|optional)\b"
    r"|\bmean\w* by [\"'“‘]?(?:must|should|may)\b|[\"'“‘](?:must|should|may)[\"'”’] (?:bind|a duty|optional|advice|an order|compulsory|count)"
    r"|\b(?:must|should) (?:v|vs|versus|or) [\"'“‘]?(?:must|should|may)\b",
    _FLAGS,
)  # fmt: skip
COMPARE = re.compile(
    r"\b(?:difference|differences|differ|differs|compare[sd]?|comparison|versus|vs?\.?|agree|disagree|contradict\w*|clash\w*|conflict(?:s|ing)? with|stricter|tougher|softer|stronger than|weaker than|beyond|(?:goes?|going) further|at odds|in line with|side by side)\b"
    r"|\b(?:add|adds|added|say|says|have|has|cover|covers)\b.{0,30}\b(?:anything|more|extra|else|that)\b.{0,40}\b(?:doesn(?:'|’)?t|don(?:'|’)?t|does not|do not|isn(?:'|’)?t|on top)\b"
    r"|\bthat (?:isn(?:'|’)?t|is not|aren(?:'|’)?t) in\b|\bwhat (?:does|do|did)\b.{0,40}\badds?\b|\bon top of the\b|\b(?:same|different) as the\b",
    _FLAGS,
)  # fmt: skip
FIND = re.compile(
    r"\b(?:which|what(?! ?(?:'|’)?s? the rules?\b))(?:(?:'|’)s| is)? (?:the )?(?:paragraphs?|para|paras|sections?|rules?|lines?|bits?|parts?|documents?|guidance|page)\b"
    r"(?:.{0,40}?\b(?:is|are|it is|was)\b)?.{0,40}?\b(?:cover|deal|about|say|says|talk|mention|concern|apply|applies|on\b|for\b|is it|address|that)\w*"
    r"|\bwhere (?:does|do|is|in|are|can i (?:find|read)|will i find)\b(?! (?:i|we) (?:start|stand|go|begin)).{0,80}"
    r"|\b(?:find|show|quote|cite|point me to|give me|look up|get)\b(?: me| us)?(?: to)? (?:the |a |any )?(?:\w+ ){0,2}(?:paragraphs?|para|rules?|lines?|bits?|guidance|numbers)\b"
    r"|\b(?:is|are) there (?:any(?:thing)?|some(?:thing)?|an?)\b.{0,30}\b(?:guidance|rules?|paragraphs?|cap|gmc|lmcs?|bma|mdu|wording|polic\w+)\b|^\W*any(?:thing)? (?:guidance|rules?|paragraphs?|(?:from|in) (?:the )?(?:gmc|lmcs?|bma|mdu|guidance|cap|gmp))\b"
    r"|\bwhere(?:(?:'|’)?s| is| are) (?:the |it )?(?:bits?|parts?|paragraphs?|rules?|sections?|guidance|written|mentioned|stuff)\b|\b(?:do|does) any of (?:the|your|these) documents\b|\bwhat(?:(?:'|’)?s the)? number is\b"
    r"|(?<!what )\bdo(?:es)? (?:the|any of your|any) (?:guidance|documents?|gmc|lmcs?|bma|mdu|cap|rules?)\b.{0,20}\b(?:say|mention|cover|count|have)\b",
    _FLAGS,
)  # fmt: skip
EXPLAIN = re.compile(
    r"\bwhat(?:(?:'|’)s|’s| is| does| do| did| are)?\b.{0,60}?\b(?:say|says|mean|means|about|position|view|stance|line|require|requires|rules?|guidance|advice|actually|cover|covers)\b"
    r"|\b(?:explain|define|summari[sz]e|meant by|sum up|give me the gist|remind me|read me|tell me (?:about|what)|paraphrase|talk me through|in plain (?:english|words))\b|\bdefinition of\b|\bcount(?:s|ed)? as\b"
    r"|\b(?:does|is|are|do|did|has|isn(?:'|’)?t)\b.{0,60}\b(?:about|mention|mentioned|cover|covers|mean|include|say)\b",
    _FLAGS,
)  # fmt: skip
SMALL_TALK = re.compile(
    r"^\W*(?:(?:hi+|hello|hey|hiya|morning|evening|afternoon|good (?:morning|afternoon|evening|day|night)|greetings|yo)(?: there| again| all| everyone)?"
    r"|(?:many |ok(?:ay)? |great |lovely |brilliant |perfect |no |cool )?(?:thanks?|thank you|thankyou|ta|cheers|thx)(?:[ ,!.]+(?:(?:very |so |really )?(?:useful|helpful|clear|good|kind|nice)|so much|very much|a lot|again|you|for (?:that|your help|this|the help)|that(?:'|’)?s?(?: is| was)?(?: really| very| so)? (?:helpful|great|useful|brilliant|clear|good|all|perfect)))*"
    r"|(?:ok(?:ay)?|right|great|fine|cool|lovely|perfect|brilliant|got it|understood|will do|no worries|good|nice|wow|sorry|lol|haha+|makes sense|fair enough)(?:[ ,!.]+(?:great|then|thanks?|cool|fine|bot|got it))*"
    r"|(?:bye|goodbye|good ?night|see you(?: later| soon)?|that(?:'|’)?s all(?: for now)?)(?: bye)?|how are you(?: (?:doing|today))?|how(?:'|’)?s it going|what(?:'|’)?s up|nice to meet you"
    r"|who (?:are you|made you|built you|wrote (?:you|this)|runs (?:you|this))|what (?:are you|is this(?: (?:tool|thing|app))?|can you do|do you do|can i ask(?: you)?)|what(?:'|’)?s your name|how do you work|how does this work|can you help(?: me)?|help(?: me)?"
    r"|are you (?:a |an )?(?:real |actual )?(?:doctor|human|person|robot|bot|ai|real|there|chatgpt|gp|solicitor|the gmc)|test(?:ing)?(?: \d+)*|tell me a joke|(?:are )?you (?:still )?there|anyone there|what(?:(?:'|’)?s| is) (?:this|it|that)(?: thing| tool| app)? (?:for|about|all about)|who(?:(?:'|’)?s| is) behind (?:this|it|you)(?: tool| app| thing)?|you(?:(?:'|’)re| are) (?:great|brilliant|useless|rubbish|stupid|helpful|wrong|the best))\W*$",
    _FLAGS,
)  # fmt: skip
WHAT_TO_DO = re.compile(
    r"\bwhat (?:should|do|shall|can|must|ought) (?:i|we) (?:do|say to)\b|\bwhat now\b|\bwhat(?:'|’)?s (?:the )?(?:next|best)\b|\bhow (?:should|do|can|ought|best|would) (?:i|we|you|to)?\s*(?:handle|deal|respond|react|manage|proceed|answer|cope|approach|stop|turn down|get (?:it|this|them) (?:taken down|removed))\b"
    r"|\bwho (?:do|should|can) (?:i|we) (?:tell|ask|call|ring|report|contact|speak)\b|\bany advice\b|\bplease help\b|,\s*help\W*$|\badvise\b",
    _FLAGS,
)  # fmt: skip
# an act of the asker's own hides here, whatever the words around it
ACTS = re.compile(r"\b(?:i|we) (?:['‘’\"]?liked|posted|wrote|sent|called|shared|tweeted|replied|told|don't say|filmed|named)\b|\b(?:so|then) (?:i(?:'|’)?(?:ll|m|ve)?|we|can i|it(?:'|’)?s (?:fine|ok))\b|\bright\?\s|\bthat means i\b|\b(?:going|ready) to (?:post|send|tweet|share)\b", re.IGNORECASE)
# somebody's words to be judged, not words to be found
DRAFT_INSIDE = re.compile(r"[“\"][^”\"]*\s[^”\"]*\s[^”\"]*[”\"]|:\s*(?:\S+\s+){4,}")
# a longer message tells a story, and the story is judged
LONGEST_LOOK_UP = 32
# rules of other trades, which nothing held here can explain
FOREIGN = re.compile(
    r"\bng ?\d+|\bnice\b(?! (?:to|of|one|day|and|chat))|\bqof\b|\bgms\b|\bpms contract|\bhmrc\b|\bdvla\b|\besc\b|\bbts\b|\bsign \d|\bbnf\b|\bcqc\b|\bindemnity\b|\bpension\w*|\btax\w*|\bsick pay\b|\bannual leave\b|\bpartnership (?:deed|agreement)\b"
    r"|\bsepsis\b|\bguideline on\b|\bclinical guideline|\bdose\w*|\b(?:blood pressure|bp) threshold|\benhanced (?:access|service)|\bhighway code\b(?! for social)",
    re.IGNORECASE,
)  # fmt: skip


def intent_of(text: str) -> Intent:
    """The one thing that the message asks for; CAN_I where nothing else does."""
    is_short = len(text.split()) <= LONGEST_LOOK_UP
    found: dict[Intent, bool] = {
        Intent.SMALL_TALK: SMALL_TALK.match(text) is not None,
        Intent.RULE_BENDING: RULE_BENDING.search(text) is not None or (is_short and ROUND.search(text) is not None),
        Intent.WRITE: WRITE.search(text) is not None and DRAFT_INSIDE.search(text) is None,
    }
    if not any(found.values()) and is_short and not FOREIGN.search(text) and not _is_own_act(text):
        found |= _look_ups(text)
    found |= {Intent.OUT_OF_SCOPE: is_outside(text), Intent.WHAT_TO_DO: WHAT_TO_DO.search(text) is not None}
    return next((intent for intent, is_it in found.items() if is_it), Intent.CAN_I)


def _is_own_act(text: str) -> bool:
    """The message asks about something that its writer would do."""
    if (OLD.search(text) or STRENGTH.search(text)) and not ACTS.search(text):
        return False
    return ACTS.search(text) is not None or OWN_ACT.search(text) is not None


def _look_ups(text: str) -> dict[Intent, bool]:
    """Which look-ups a message without an act of its own may ask for, the likeliest first."""
    documents, numbers = documents_named(text), numbers_named(text)
    is_named = bool(documents or numbers or topics_named(text))
    is_old = OLD.search(text) is not None and (is_named or _EDITION.search(text) is not None)
    is_strength = STRENGTH.search(text) is not None
    sides = len(documents) > 1 or len(numbers) > 1 or bool(documents and _ASKS.search(text))
    is_compared = COMPARE.search(text) is not None and sides and not is_strength
    is_numbered = bool(numbers) and not _WHICH.search(text)
    is_sought = FIND.search(text) is not None and is_named and not is_strength and not is_numbered
    is_asked = EXPLAIN.search(text) is not None and (bool(documents or numbers) or asks_for_a_rule(text) or _RULE.search(text) is not None)
    return {
        Intent.OLD_RULES: is_old,
        Intent.COMPARE: is_compared,
        Intent.FIND: is_sought,
        Intent.EXPLAIN: is_strength or is_numbered or (is_named and (_MEANT.search(text) is not None or is_asked)),
    }


_ASKS = re.compile(r"^\W*(?:what|how|do|does|is|are|which|where|whose)\b", re.IGNORECASE)
_WHICH = re.compile(r"\bwhich (?:para\w*|bit|section|rule|part|one|guidance|document)|^\W*where\b|\b(?:give me the numbers|what number is|what paragraph (?:says|covers|is it))\b", re.IGNORECASE)
_EDITION = re.compile(r"\b(?:edition|version|guidance|20(?:13|24))\b", re.IGNORECASE)
_MEANT = re.compile(r"\b(?:what is|what's|what’s|what do(?:es)? (?:the|they|it|you)?) ?(?:meant|mean) by\b|\bdefin(?:e|ition)\b", re.IGNORECASE)
_RULE = re.compile(r"\b(?:guidance|rules?|gmc|lmcs?|bma|mdu|paragraph|para|code|polic(?:y|ies)|define|definition|mean|count(?:s|ed)? as)\b", re.IGNORECASE)
