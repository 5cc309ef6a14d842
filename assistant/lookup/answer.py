"""A question about the guidance itself -> Advice that carries the paragraphs asked for."""

import re
from calendar import month_name
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.advise import changed_notices, citations_of, cite
from assistant.lookup.intents import LOOK_UPS, STRENGTH, Intent, intent_of
from assistant.lookup.names import Document, Topic, documents_named, say_together, topics_named, without_documents
from assistant.lookup.paragraphs import Wanted, on_topic, sources_of, wanted
from assistant.lookup.wording import Remark, additions, old_rules, say, small_talk
from assistant.models import Advice, Instead, Issue, Light, Passage, Question, Ranking, Reason, Verdict
from assistant.outside import outside
from assistant.playbook import Playbook
from assistant.playbook.things import spoken_of
from corpus.label import reference
from corpus.models import Confidence, Corpus, Paragraph, Source

Search = Callable[[str], Sequence[Passage]]

MOST_SHOWN = 4
MOST_FOUND = 3
MOST_A_SIDE = 2
MOST_SUBJECTS = 4
MOST_WORDINGS = 3
# what a paragraph is filed under beside its subject: no subject by itself
NO_SUBJECT = frozenset(("scope-and-definitions", "public-trust", "gmc-process", "wellbeing-and-impulse"))
TERMS = "gmc-good-medical-practice-2024#terms"
# a request for words that long tells a story of its own, and the story is judged
SHORT_REQUEST = 16
EDITION_ASKED = re.compile(
    r"\bwhich (?:edition|version)|\bin force|\bwhen (?:did|was|were)|\bhow (?:old|recent|up to date)|\bstill (?:valid|current|live)|\bor the newer\b|\b(?:edition|version) (?:do|is|are)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up brought: the sentence that answers, and the paragraphs behind it."""

    headline: str
    reasons: tuple[Reason, ...]
    next_steps: tuple[str, ...] = ()


def look_up(question: Question, advice: Advice, corpus: Corpus, playbook: Playbook, search: Search) -> Advice:
    """The advice as it was judged, or, where the question is about the guidance itself, what the guidance says.

    A stop, and a floor, stand whatever the question looks like: an act may hide in it.
    """
    intent = intent_of(question.text)
    advice = replace(advice, intent=intent.value)
    if advice.light is Light.RED or advice.is_floored:
        return advice
    is_passed = advice.light is not Light.AMBER
    match intent:
        case Intent.SMALL_TALK:
            advice = _elsewhere(advice, small_talk(question.text), (say("small_talk_next"),))
        case Intent.OUT_OF_SCOPE if is_passed:
            first = outside(question.text)[0]
            advice = _elsewhere(advice, say("outside.headline", subject=first.subject, who=first.who), (say("outside.next"),))
        case Intent.RULE_BENDING if is_passed:
            advice = _not_round(question, advice, corpus)
        case Intent.WRITE:
            advice = _wording(question, advice, playbook)
        case _ if intent in LOOK_UPS:
            found = _found(intent, question.text, corpus, search)
            advice = _answered(advice, found, question, corpus) if found else advice
    return advice


def _found(intent: Intent, text: str, corpus: Corpus, search: Search) -> Found | None:
    """What the look-up brings; None where nothing held answers it."""
    match intent:
        case Intent.OLD_RULES:
            return old(text, corpus)
        case Intent.COMPARE:
            return compare(text, corpus)
        case Intent.FIND:
            return find(text, corpus, search)
        case _:
            return explain(text, corpus, search)


def explain(text: str, corpus: Corpus, search: Search) -> Found | None:
    """What a paragraph, a word of the guidance, or a document on a subject says."""
    asked = wanted(text, corpus)
    if STRENGTH.search(text) and TERMS in corpus.paragraphs:
        topics = topics_named(without_documents(text))
        shown = [w.held for w in asked if w.held] or (on_topic(topics[0], text, corpus, sources_of(documents_named(text), corpus))[:1] if topics else [])
        told = [say("explain.as_for", reference=_called(p, corpus), strength=say(f"strength.{p.strength.value}")) for p in shown[:1]]
        return Found(" ".join([say("explain.must"), *told]), as_reasons([corpus.paragraphs[TERMS], *shown], corpus))
    if asked:
        return by_number(asked, text, corpus)
    return by_topic(text, corpus, search)


def by_number(asked: Sequence[Wanted], text: str, corpus: Corpus) -> Found:
    """The paragraphs asked for by number; where one is not held, that it is not, and the nearest."""
    held = [w.held for w in asked if w.held]
    missing = [w for w in asked if not w.held]
    if not held:
        return not_held(missing[0], corpus)
    first = held[0]
    called = [_called(p, corpus) for p in held]
    strength = say(f"strength.{first.strength.value}")
    topics = topics_named(without_documents(text))
    if len(held) > 1:
        headline = say("explain.several", references=say_together(called))
    elif topics and _ABOUT.search(text):
        is_about = any(set(t.tags) & set(first.topics) or t.pattern.search(f"{first.section} {first.digest}") or first.id in _ids(t, corpus) for t in topics)
        headline = say("explain.about_yes" if is_about else "explain.about_no", reference=called[0], topic=topics[0].say, strength=strength)
    else:
        headline = say("explain.one", reference=called[0], strength=strength)
    also = [not_held(w, corpus).headline for w in missing]
    return Found(" ".join([headline, *also]), as_reasons(held, corpus), tuple(step for w in missing for step in _page(w.source)))


_ABOUT = re.compile(r"^\W*(?:so |and |but )?(?:is|are|does|do|isn(?:'|’)?t|doesn(?:'|’)?t)\b", re.IGNORECASE)


def not_held(asked: Wanted, corpus: Corpus) -> Found:
    """That a paragraph is not held, with the nearest that is and the way to the publisher's page."""
    name, nearest = _the(asked.source), asked.nearest
    if nearest is None or asked.source.numbering == "derived":
        shown = as_reasons(corpus.by_source[asked.source.id][:1], corpus)
        return Found(say("not_held.no_numbers", document=name[0].upper() + name[1:]), shown, _page(asked.source))
    return Found(say("not_held.number", number=asked.number, document=name), as_reasons([nearest], corpus), _page(asked.source))


def by_topic(text: str, corpus: Corpus, search: Search) -> Found | None:
    """What the documents named say on the subject named."""
    documents = documents_named(text)
    sources = sources_of(documents, corpus)
    topics = topics_named(without_documents(text))
    if not topics:
        return _searched(text, documents, sources, corpus, search)
    topic = topics[0]
    found = on_topic(topic, text, corpus, sources)[:MOST_SHOWN]
    if not documents and found:
        return Found(say("explain.topic_any", topic=topic.say), as_reasons(found, corpus))
    called = say_together(document.say for document in documents)
    if found:
        return Found(say("explain.topic", documents=called, topic=topic.say), as_reasons(found, corpus))
    others = on_topic(topic, text, corpus, list(corpus.sources))[:MOST_FOUND]
    return Found(say("explain.silent", documents=called, topic=topic.say), as_reasons(others, corpus)) if others else None


def _searched(text: str, documents: Sequence[Document], sources: Sequence[str], corpus: Corpus, search: Search) -> Found | None:
    """What a plain search brings from the documents named; None where none is named, for anything comes nearest to something."""
    if not documents:
        return None
    near = [p.paragraph for p in search(text) if p.paragraph.source_id in sources][:MOST_FOUND]
    return Found(say("explain.silent_all"), as_reasons(near, corpus)) if near else None


def find(text: str, corpus: Corpus, search: Search) -> Found | None:
    """The paragraphs that cover a subject, the best named in the answer."""
    asked = [w.held for w in wanted(text, corpus) if w.held]
    documents = documents_named(text)
    sources = sources_of(documents, corpus)
    topics = topics_named(without_documents(text))
    if not topics:
        return by_number(wanted(text, corpus), text, corpus) if asked else _searched(text, documents, sources, corpus, search)
    among = [p for p in on_topic(topics[0], text, corpus, sources) if not asked or p in asked]
    found = among[:MOST_FOUND] or asked
    if not found:
        return by_topic(text, corpus, search)
    # a subject named second narrows the first down: "consent for photos"
    found = sorted(found, key=lambda p: -sum(1 for topic in topics[1:] if p.id in _ids(topic, corpus) or set(topic.tags) & set(p.topics)))
    key = "find.one" if len(found) == 1 else "find.several"
    return Found(say(key, reference=_called(found[0], corpus)), as_reasons(found, corpus))


def compare(text: str, corpus: Corpus) -> Found | None:
    """Two paragraphs side by side, or what two documents hold on a subject, the one asked about first."""
    asked = [w.held for w in wanted(text, corpus) if w.held]
    if len(asked) > 1:
        called, about = say_together(_called(p, corpus) for p in asked), [_about(p) for p in asked]
        if len(asked) == 2 and all(about):
            return Found(say("compare.numbers", references=called, first=about[0], second=about[1]), as_reasons(asked, corpus))
        return Found(say("compare.numbers_bare", references=called), as_reasons(asked, corpus))
    sides = _sides(documents_named(text))
    if sides is None:
        return None
    theirs, ours = sides
    topics = topics_named(without_documents(text))
    their_sources, our_sources = theirs.sources(corpus), ours.sources(corpus)
    if not topics:
        return _subjects(theirs, ours, corpus)
    told = {"topic": topics[0].say, "theirs": theirs.say, "ours": ours.say}
    a = on_topic(topics[0], text, corpus, their_sources)[:MOST_A_SIDE]
    b = on_topic(topics[0], text, corpus, our_sources)[:MOST_A_SIDE]
    if not a and not b:
        return None
    key = "both" if a and b else "only_theirs" if a else "only_ours"
    return Found(say(f"compare.{key}", **told), as_reasons([*a, *b], corpus))


def _sides(documents: Sequence[Document]) -> tuple[Document, Document] | None:
    """Whose points are asked for, and beside whose; the GMC's where one side is left unsaid."""
    from assistant.lookup.names import names

    gmc = next(d for d in names().documents if d.ids == ("gmc-*",))
    others = [d for d in documents if d is not gmc]
    if not others:
        return None
    return (others[0], gmc if gmc in documents or len(others) == 1 else others[1])


def _subjects(theirs: Document, ours: Document, corpus: Corpus) -> Found:
    """Subjects that come up in one and not in the other, in what is held of both."""
    added = next((entry for entry in additions() if (entry.theirs, entry.ours) == (theirs.say, ours.say)), None)
    if added:
        return Found(added.headline, remarks(added.reasons, corpus))
    held = {t for source in ours.sources(corpus) for p in corpus.by_source[source] for t in p.topics}
    firsts: dict[str, Paragraph] = {}
    for source in theirs.sources(corpus):
        for p in corpus.by_source[source]:
            for subject in p.topics:
                if subject not in held and subject not in NO_SUBJECT and p not in firsts.values():
                    firsts.setdefault(subject, p)
    told = {"theirs": theirs.say, "ours": ours.say}
    if not firsts:
        return Found(say("compare.subjects_none", **told), ())
    shown = dict(list(firsts.items())[:MOST_SUBJECTS])
    return Found(say("compare.subjects", topics=say_together(map(_plain, shown)), **told), as_reasons(shown.values(), corpus))


def old(text: str, corpus: Corpus) -> Found | None:
    """What stands now in the place of an earlier rule, or which edition is held."""
    documents = [d for d in documents_named(text) if len(d.sources(corpus)) == 1]
    named = documents[0].sources(corpus)[0] if documents else "gmc-social-media-2024"
    if named not in corpus.sources:
        return None
    if named != "gmc-social-media-2024" or EDITION_ASKED.search(text):
        return edition(corpus.sources[named], corpus)
    left = without_documents(text)
    rule = next(rule for rule in old_rules() if re.search(rule.words, left, re.IGNORECASE))
    return Found(rule.headline, remarks(rule.reasons, corpus), _page(corpus.sources[named]))


def remarks(given: Iterable[Remark], corpus: Corpus) -> tuple[Reason, ...]:
    """The remarks whose paragraphs are held, as reasons."""
    return tuple(Reason(None, r.text, citations_of(r.cite, corpus)) for r in given if all(c.paragraph in corpus.paragraphs for c in r.cite))


def edition(source: Source, corpus: Corpus) -> Found:
    """Which edition of a document is held, and what it replaced."""
    since = source.effective or source.published
    told = say("edition.from", day=_day(since)) if source.effective and since else say("edition.published", day=_day(since)) if since else say("edition.undated")
    replaced = say("edition.replaced", supersedes=source.supersedes) if source.supersedes else ""
    steps = (say("edition.step", url=source.url),) if source.url else ()
    return Found(say("edition.one", title=source.title, edition=told, replaced=replaced), as_reasons(corpus.by_source[source.id][:1], corpus), steps)


def _day(iso: str) -> str:
    """'30 January 2024', as far as the date is known."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    return " ".join(part for part in (day.lstrip("0"), month_name[int(month)] if month else "", year) if part)


def as_reasons(paragraphs: Iterable[Paragraph], corpus: Corpus) -> tuple[Reason, ...]:
    """Each paragraph as a reason that says what it says: the publisher's words where installed, else ours."""
    return tuple(Reason(None, f"“{p.official}”" if p.official else p.digest, (cite(p, p.text, corpus),)) for p in dict.fromkeys(paragraphs))


def _answered(advice: Advice, found: Found, question: Question, corpus: Corpus) -> Advice:
    """The advice with what the look-up brought in the place of a judgement: there is no act to judge."""
    cited = [c.paragraph for r in found.reasons for c in r.citations]
    first = [Passage(corpus.paragraphs[id_], 1, 1.0, (Ranking.WORDS,), used=True) for id_ in dict.fromkeys(cited)]
    rest = [replace(p, used=False) for p in advice.passages if p.paragraph.id not in cited]
    issues = advice.issues or _issues(topics_named(question.text))
    return replace(
        advice, verdict=Verdict.OK_WITH_CARE, headline=found.headline, reasons=found.reasons, issues=issues, findings=(), conditions=(),
        instead=(), would_change=(), reader_test={}, next_steps=found.next_steps, similar=(),
        passages=tuple(replace(p, rank=rank) for rank, p in enumerate([*first, *rest], start=1)),
        notices=changed_notices(set(cited), corpus), steps=(*advice.steps, f"look-up: {advice.intent}, no act of the asker's own"),
    )  # fmt: skip


def _elsewhere(advice: Advice, headline: str, steps: tuple[str, ...], reasons: tuple[Reason, ...] = ()) -> Advice:
    """An answer that judges nothing."""
    return replace(
        advice, verdict=Verdict.NOT_COVERED, headline=headline, issues=(), reasons=reasons, findings=(), conditions=(), instead=(),
        would_change=(), next_steps=steps, reader_test={}, similar=(), steps=(*advice.steps, f"look-up: {advice.intent}"),
    )  # fmt: skip


def _not_round(question: Question, advice: Advice, corpus: Corpus) -> Advice:
    """No way round a rule, but what the rule says."""
    topics = topics_named(without_documents(question.text))
    held = on_topic(topics[0], question.text, corpus, list(corpus.sources))[:MOST_A_SIDE] if topics else []
    return _elsewhere(advice, say("bending.headline" if held else "bending.bare"), (say("bending.next"),), as_reasons(held, corpus))


def _wording(question: Question, advice: Advice, playbook: Playbook) -> Advice:
    """The advice with the playbook's ready wording first; words that were asked for alone are no act to warn of."""
    issues = _issues(topics_named(question.text)) or advice.issues
    spoken = spoken_of(question)
    ready = [item for issue in issues for item in playbook.entries[issue].instead if item.wording and item.fits(spoken)]
    wordings = tuple(Instead(item.text, item.wording) for item in ready[:MOST_WORDINGS])
    if not wordings:
        return replace(advice, headline=say("write.none")) if advice.light is Light.NOT_COVERED else advice
    is_bare = len(question.text.split()) <= SHORT_REQUEST and not advice.findings
    if advice.light is Light.AMBER and (advice.verdict is Verdict.GET_ADVICE_FIRST or not is_bare):
        return replace(advice, instead=wordings)
    conditions = tuple(line.text for line in playbook.entries[issues[0]].conditions if line.fits(spoken))[:3]
    return replace(
        advice, verdict=Verdict.OK_WITH_CARE, headline=say("write.headline"), issues=advice.issues or issues[:2], findings=(), instead=wordings,
        conditions=conditions, next_steps=(say("write.next"),), reader_test={}, steps=(*advice.steps, "look-up: ready wording"),
    )  # fmt: skip


def _issues(topics: Sequence[Topic]) -> tuple[Issue, ...]:
    """The issues of the subjects named, each once."""
    return tuple(dict.fromkeys(issue for topic in topics for issue in topic.issues))


def _ids(topic: Topic, corpus: Corpus) -> set[str]:
    """Ids of the paragraphs that bear on a subject."""
    return {*topic.paragraphs, *(id_ for issue in topic.issues for id_ in corpus.issue_map.get(issue, ()))}


def _called(paragraph: Paragraph, corpus: Corpus) -> str:
    """A paragraph as it is named within a sentence: 'paragraph 18 of the GMC social media guidance'."""
    source = corpus.source_of(paragraph)
    if paragraph.confidence is Confidence.LOW:
        return say("called.unsure", document=_the(source))
    place = reference(paragraph, source).removeprefix(source.short_name).removeprefix(", ")
    if place.startswith("“"):
        place = say("called.section", section=place)
    return say("called.place", place=place, document=_the(source))


def _the(source: Source) -> str:
    """A document as it is named within a sentence."""
    return source.short_name if source.short_name.startswith("Good") else f"the {source.short_name}"


def _about(paragraph: Paragraph) -> str:
    """A paragraph's subjects in words."""
    return say_together(map(_plain, [t for t in paragraph.topics if t not in NO_SUBJECT][:2])) if set(paragraph.topics) - NO_SUBJECT else ""


def _plain(tag: str) -> str:
    return tag.replace("-and-", " and ").replace("-", " ")


def _page(source: Source) -> tuple[str, ...]:
    """The way to the publisher's page, where there is one."""
    return (say("not_held.step", title=source.title, url=source.url),) if source.url else ()
