"""Texts that try to change how they are judged."""

import re

from assistant.checks.text import ReadText

RULE_BENDING = re.compile(
    r"(?:ignore|disregard|forget|override|bypass)\s+(?:all\s+|any\s+|every\w*\s+)?(?:of\s+)?(?:the\s+|your\s+|ur\s+|my\s+|these\s+|those\s+)?"
    r"(?:previous\s+|prior\s+|above\s+|earlier\s+|safety\s+)?(?:instructions?|rules?|prompts?|guidance|guidelines|polic\w+|training|directions?)"
    r"|(?:reveal|show|print|repeat|output)\s+(?:me\s+)?(?:your|the)\s+(?:system\s+|hidden\s+|initial\s+)?(?:prompt|instructions?)"
    r"|(?:pretend|imagine|act as if|suppose)\s+(?:that\s+)?(?:your|these|you had no|there are no|all (?:the|your))\s*(?:safety\s+|checking\s+)?(?:instructions?|rules?|guidance|guidelines)\s+(?:were|was|are|is|have been|had been|never|don'?t|do not)\b"
    r"|\b(?:act|answer|reply|judge)\s+as (?:if|though)\s+you had no (?:rules?|guidance|guidelines|instructions?)\b"
    r"|\b(?:approve|pass|clear)\s+(?:every|each|all(?: of)?|any|my next|whatever)\s+(?:\w+\s+)?(?:drafts?|posts?|texts?|messages?)\b[^.?!]{0,20}\b(?:from|by|of|i|that|unread)\b|\bapprove my (?:next )?(?:draft|post|text|message)\b"
    r"|^\W*(?:new|updated|further|following) instructions? (?:follow|apply|below)\b"
    r"|\b(?:checker|assistant|bot|ai|model|chatbot) (?:without|with no|that has no|who has no|free of) (?:any )?(?:rules?|limits?|guidance|filters?)\b"
    r"|(?:you are|you're) now\s+(?:a|an|in|dan|free)\b|\bdeveloper mode\b|\bjailbr\w+|\bDAN mode\b"
    # an order to us, not what somebody else says: "can I just say yes?", "they always say yes"
    r"|(?<!\bi )(?<!\bwe )(?<!\bhe )(?<!\bshe )(?<!\bthey )(?<!\bwho )(?<!\bto )(?<!'ll )(?<!patients )(?<!people )(?<!partners )(?<!staff )(?<!colleagues )"
    r"\b(?:always|just|only|must)\s+(?:answer|say|reply|respond|return|output)\s+(?:with\s+)?[\"'“]?(?:ok|yes|green|it'?s fine|approved)\b"
    r"|<\s*/?\s*(?:system|assistant|instructions?)\s*>|\[\s*(?:system|admin|pre-?approved)\b|^\s*(?:system|assistant)\s*:"
    r"|\"?verdict\"?\s*[:=]\s*\"?(?:ok|green)",
    re.IGNORECASE | re.MULTILINE,
)  # fmt: skip


def bends_rules(read: ReadText) -> bool:
    """Whether the text asks to be judged otherwise; what else it says is judged all the same."""
    return RULE_BENDING.search(read.text) is not None
