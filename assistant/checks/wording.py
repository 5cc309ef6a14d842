"""Swearing and contempt, by a lexicon that knows clinical words."""

import re
from functools import cache
from importlib import resources

import yaml

from assistant.checks.text import ReadText, finding
from assistant.models import Finding, Issue

CHECK = "wording"
TONE = Issue.PROFANITY_OR_UNPROFESSIONAL_TONE

REASONS = {
    "strong": "Swearing reads worse in print than it sounds at work.",
    "mild": "A milder word costs nothing and cannot be quoted against you.",
    "insult": "This puts down a person rather than an argument.",
}
SCORES = {"strong": 0.9, "mild": 0.3, "insult": 0.6}

# letters with one or more of them starred out: f***, sh*t, b@stard, f**king
CENSORED = re.compile(r"(?<!\w)(?=[\w*@#!$]*[a-z])(?=[\w*@#!$]*[*@#!$]{1})[bcdfpstwka][\w*@#!$]*[*@#$]{1,}[\w*@#!$]*(?<!@)", re.IGNORECASE)
CENSORED_START = re.compile(r"^(?:f[*@#!$u]|sh[*@#!$]|b[*@#!$]{1,}|c[*@#!$]|t[*@#!$]|w[*@#!$]|a[*@#!$]|p[*@#!$]|d[*@#!$]|k[*@#!$]|s[*@#!$])", re.IGNORECASE)


@cache
def lexicon() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(grade, pattern) for each grade of checks/lexicon.yaml."""
    words = _words()
    return tuple(
        (grade, re.compile(r"(?<!\w)(?:" + "|".join(_stem(w) for w in words[grade]) + r")(?!\w)", re.IGNORECASE))
        for grade in REASONS
    )


def check(read: ReadText) -> list[Finding]:
    """Swearing and insults, in order of the text."""
    found = [
        finding(CHECK, TONE, read, *match.span(), REASONS[grade], SCORES[grade])
        for grade, pattern in lexicon()
        for match in pattern.finditer(read.text)
        if not (grade == "insult" and _about_self(read.text[: match.start()]))
    ]
    found += [
        finding(CHECK, TONE, read, *match.span(), REASONS["strong"], SCORES["strong"])
        for match in CENSORED.finditer(read.text)
        if CENSORED_START.match(match.group()) and any(c.isalpha() for c in match.group())
    ]
    return sorted(found, key=lambda f: f.start)


@cache
def _words() -> dict[str, list[str]]:
    text = resources.files("assistant.checks").joinpath("lexicon.yaml").read_text(encoding="utf-8")
    words: dict[str, list[str]] = yaml.safe_load(text)
    return words


def _stem(word: str) -> str:
    """The word and its usual endings; a phrase stays as it is."""
    escaped = re.escape(word).replace(r"\ ", r"\s+").replace(r"\-", r"[-\s]?")
    return escaped if " " in word else escaped + r"(?:s|es|ed|er|ers|ing|in|y|t?ty|ish)?"


def _about_self(before: str) -> bool:
    """The words just before say that the insult is for the writer or a thing."""
    tail = before[-24:].lower().rstrip()
    return any(tail.endswith(phrase) for phrase in _words()["not_people"])
